import { dirname } from 'node:path';
import { isWithin, projectPath } from '../engine/files/project.ts';
import { placeOf } from '../model/document/formats.ts';
import { analyse, type Analysis } from './analysis.ts';
import type { ClientSettings } from './client-settings.ts';
import { Folder } from './folder.ts';
import { type OpenDocument, pathOf } from './open-document.ts';
import { OpenFiles } from './open-files.ts';

/** The texts that an editor has open, each read once for each of its versions. */
export class Plans {
  readonly files = new OpenFiles();
  readonly #known = new Map<string, Analysis>();
  readonly #running = new Map<
    string,
    { readonly open: OpenDocument; readonly analysis: Promise<Analysis | undefined> }
  >();
  #roots: readonly string[] = [];
  #folders = new Map<string, Folder>();
  #client: ClientSettings;

  constructor(client: ClientSettings) {
    this.#client = client;
  }

  /** The folders that an editor works in. */
  get roots(): readonly string[] {
    return this.#roots;
  }

  /** Lets the editor work in other folders. */
  workIn(uris: readonly string[]): void {
    this.#roots = uris.flatMap((uri) => pathOf(uri) ?? []);
    this.forget();
  }

  /** Lets other settings count. */
  configure(client: ClientSettings): void {
    this.#client = client;
    this.forget();
  }

  /** Looks everything up anew: files, configurations, sets. */
  forget(): void {
    this.#folders = new Map();
    this.#known.clear();
  }

  /** A text is open no more. */
  close(open: OpenDocument): void {
    this.files.delete(open);
    this.#known.delete(open.uri);
    this.#running.delete(open.uri);
    for (const folder of this.#folders.values()) folder.forgetSiblings();
  }

  /** A text has come, or another version of it. */
  change(open: OpenDocument): void {
    this.files.set(open);
    for (const folder of this.#folders.values()) folder.forgetSiblings();
  }

  /** The innermost folder that holds a file; without one, where the file lies. */
  folderOf(filePath: string | undefined): Folder {
    const holding = this.#roots.filter((root) => filePath === undefined || isWithin(root, filePath));
    const [innermost] = holding.toSorted((a, b) => b.length - a.length);
    const path = innermost ?? (filePath === undefined ? process.cwd() : dirname(filePath));
    const known = this.#folders.get(path) ?? new Folder(path, this.files, this.#client);
    this.#folders.set(path, known);
    return known;
  }

  /**
   * What was made of the newest version of a text; undefined where it is open no more, or nobody asks any longer. With
   * `fresh` it is looked up whether files around it have changed.
   */
  async of(uri: string, isWanted: () => boolean = () => true, fresh = false): Promise<Analysis | undefined> {
    for (;;) {
      const open = this.files.get(uri);
      if (!open || !isWanted()) return undefined;
      const known = this.#known.get(uri);
      if (known?.open === open && (!fresh || known.isCurrent())) return known;
      const analysis = await this.#run(open);
      if (analysis && this.files.get(uri) === analysis.open) return analysis;
    }
  }

  /** What is known of a text by now, be it of an earlier version. */
  knownOf(uri: string): Analysis | undefined {
    return this.#known.get(uri);
  }

  /** The open texts whose findings may be others once a file has come, changed or gone. */
  dependingOn(filePath: string | undefined): OpenDocument[] {
    if (filePath === undefined) return [];
    return [...this.files.all].filter((open) => {
      if (open.filePath === undefined || open.filePath === filePath) return false;
      const own = projectPath(open.filePath, this.folderOf(open.filePath).path);
      return placeOf(own)?.includes(projectPath(filePath, this.folderOf(filePath).path)) ?? false;
    });
  }

  #run(open: OpenDocument): Promise<Analysis | undefined> {
    const running = this.#running.get(open.uri);
    if (running?.open === open) return running.analysis;
    const isNewest = () => this.files.get(open.uri) === open;
    const analysis = analyse(open, this.folderOf(open.filePath), this.files, isNewest)
      .then((made) => {
        if (made && isNewest()) this.#known.set(open.uri, made);
        return made;
      })
      .finally(() => {
        if (this.#running.get(open.uri)?.analysis === analysis) this.#running.delete(open.uri);
      });
    this.#running.set(open.uri, { open, analysis });
    return analysis;
  }
}
