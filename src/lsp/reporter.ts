import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import type { Analysis } from './analysis.ts';
import type { Abilities, ClientSettings } from './client-settings.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { OpenDocument } from './open-document.ts';
import type { Plans } from './plans.ts';

/** Milliseconds without a change after which a text is linted while somebody writes. */
const PAUSE = 200;

interface Report {
  readonly id: string;
  readonly items: readonly Diagnostic[];
  readonly as: string;
}

/** Gives an editor the findings: when it asks, or by itself to one that never asks. */
export class Reporter {
  readonly #connection: Connection;
  readonly #plans: Plans;
  readonly #client: Abilities;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #reports = new Map<string, Report>();
  /** Texts that were changed since they were opened or saved. */
  readonly #unsaved = new Set<string>();
  readonly #told = new Set<string>();
  #refreshing: NodeJS.Timeout | undefined;
  #count = 0;
  settings: ClientSettings;

  constructor(connection: Connection, plans: Plans, client: Abilities, settings: ClientSettings) {
    this.#connection = connection;
    this.#plans = plans;
    this.#client = client;
    this.settings = settings;
  }

  /** A text was opened. */
  opened(open: OpenDocument): void {
    this.#unsaved.delete(open.uri);
    this.#later(open.uri, 0);
    this.#others(open);
  }

  /** A text was changed. */
  changed(open: OpenDocument): void {
    this.#unsaved.add(open.uri);
    if (this.settings.run === 'onType') {
      this.#later(open.uri, PAUSE);
      this.#others(open);
    }
  }

  /** A text was saved: the files around it may be others too. */
  saved(open: OpenDocument): void {
    this.#unsaved.delete(open.uri);
    this.#later(open.uri, 0);
    this.#others(open);
  }

  /** A text was closed: nothing is shown of it any more. */
  closed(open: OpenDocument): void {
    this.#cancel(open.uri);
    const before = this.#reports.get(open.uri);
    this.#reports.delete(open.uri);
    this.#unsaved.delete(open.uri);
    if (!this.#client.pullsDiagnostics && before && before.items.length > 0) this.#send(open.uri, undefined, []);
    this.#others(open);
  }

  /** Everything may be otherwise. */
  all(uris: Iterable<string>): void {
    this.#told.clear();
    for (const uri of uris) this.#later(uri, 0);
    this.#refresh();
  }

  /** The findings of a text for an editor that asks; undefined where it has taken back the question. */
  async pull(
    uri: string,
    before: string | undefined,
    isWanted: () => boolean,
  ): Promise<DocumentDiagnosticReport | undefined> {
    const known = this.#reports.get(uri);
    const isHeld = known !== undefined && this.settings.run === 'onSave' && this.#unsaved.has(uri);
    const report = isHeld ? known : await this.#make(uri, isWanted);
    if (!report) return isWanted() ? { kind: 'full', items: [] } : undefined;
    if (report.id === before) return { kind: 'unchanged', resultId: report.id };
    return { kind: 'full', resultId: report.id, items: [...report.items] };
  }

  /** Ends all that is to be done later. */
  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    clearTimeout(this.#refreshing);
  }

  async #make(uri: string, isWanted: () => boolean): Promise<Report | undefined> {
    const analysis = await this.#plans.of(uri, isWanted, true);
    if (!analysis) return undefined;
    this.#tellProblems(analysis);
    const { linted, open } = analysis;
    const items = linted && this.settings.enable ? diagnosticsOf(linted, open, this.#plans.files, this.#client) : [];
    const as = JSON.stringify(items);
    const before = this.#reports.get(uri);
    const report = before?.as === as ? before : { id: String(++this.#count), items, as };
    this.#reports.set(uri, report);
    return report;
  }

  #later(uri: string, pause: number): void {
    if (this.#client.pullsDiagnostics) return;
    this.#cancel(uri);
    const timer = setTimeout(() => {
      this.#timers.delete(uri);
      void this.#push(uri);
    }, pause);
    this.#timers.set(uri, timer);
  }

  #cancel(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }

  async #push(uri: string): Promise<void> {
    try {
      const before = this.#reports.get(uri);
      // A change that comes meanwhile has a time of its own.
      const report = await this.#make(uri, () => !this.#timers.has(uri));
      const analysis = this.#plans.knownOf(uri);
      if (!report || !analysis) return;
      // Of what is no plan nothing is ever said, but that what was found in it is gone.
      if (!analysis.linted && report.items.length + (before?.items.length ?? 0) === 0) return;
      this.#send(uri, analysis.open.version, report.items);
    } catch (error) {
      this.#connection.console.error(
        `planvet failed on ${uri}: ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
  }

  #send(uri: string, version: number | undefined, items: readonly Diagnostic[]): void {
    const params = { uri, diagnostics: [...items], ...(version === undefined ? {} : { version }) };
    void this.#connection.sendDiagnostics(params);
  }

  /** What is said of other open documents of the set may be otherwise now. */
  #others({ filePath }: OpenDocument): void {
    const others = this.#plans.dependingOn(filePath);
    for (const { uri } of others) this.#later(uri, PAUSE);
    if (others.length > 0) this.#refresh();
  }

  #refresh(): void {
    const { refreshesDiagnostics, refreshesHints, refreshesLenses } = this.#client;
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => {
      const { languages } = this.#connection;
      const asked = [
        refreshesDiagnostics && this.#client.pullsDiagnostics ? languages.diagnostics.refresh() : undefined,
        refreshesHints ? languages.inlayHint.refresh() : undefined,
        refreshesLenses ? this.#connection.sendRequest('workspace/codeLens/refresh') : undefined,
      ];
      // An editor that refuses shows what it has.
      for (const request of asked) request?.catch(() => undefined);
    }, PAUSE);
  }

  /** A wrong configuration is told once. */
  #tellProblems({ problems }: Analysis): void {
    for (const problem of problems) {
      if (this.#told.has(problem)) continue;
      this.#told.add(problem);
      const params = { type: MessageType.Error, message: `planvet: ${problem}` };
      void this.#connection.sendNotification(ShowMessageNotification.method, params);
    }
  }
}
