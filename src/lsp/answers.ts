import { type Connection, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver/node';
import type { Plan } from '../model/plan/plan.ts';
import { tally } from '../report/tally.ts';
import type { Analysis, Linted } from './analysis.ts';
import type { Abilities, ClientSettings } from './client-settings.ts';
import { codeActions, resolveAction, uriOfAction } from './code-actions.ts';
import { completions } from './completion.ts';
import { hover } from './hover.ts';
import { codeLenses, inlayHints } from './lenses.ts';
import { definition, references } from './navigation.ts';
import type { Plans } from './plans.ts';
import type { Encoding } from './positions.ts';
import { readyTasks } from './phase-progress.ts';
import { prepareRename, rename } from './rename.ts';
import { documentSymbols, flatSymbols, foldings } from './symbols.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

/** What answers go by; all of it may be otherwise at the next question. */
export interface Asked {
  readonly plans: Plans;
  readonly client: Abilities;
  readonly settings: ClientSettings;
  readonly encoding: Encoding;
}

type Read = Analysis & { readonly linted: Linted };
type ReadPlan = Read & { readonly plan: Plan };

/** Answers what an editor asks of plans: all from what was read of the newest version of a text. */
export function answer(connection: Connection, asked: () => Asked): void {
  /** What `give` makes of a text; `otherwise` where it is no plan, or not open. */
  async function of<T>(
    params: { readonly textDocument?: { readonly uri?: unknown } },
    token: CancellationToken,
    otherwise: T,
    give: (read: Read, now: Asked) => T | Promise<T>,
  ): Promise<T> {
    const now = asked();
    const uri = params.textDocument?.uri;
    if (typeof uri !== 'string') return otherwise;
    const analysis = await now.plans.of(uri, () => !token.isCancellationRequested);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'nobody asks any more');
    if (!analysis?.linted || !now.settings.enable) return otherwise;
    return give({ ...analysis, linted: analysis.linted }, now);
  }
  const ofPlan = <T>(
    params: Parameters<typeof of>[0],
    token: CancellationToken,
    otherwise: T,
    give: (read: ReadPlan, now: Asked) => T | Promise<T>,
  ) =>
    of(params, token, otherwise, (read, now) =>
      read.linted.plan ? give({ ...read, plan: read.linted.plan }, now) : otherwise,
    );

  connection.onCodeAction((params, token) =>
    of(params, token, [], (read, { client }) => codeActions(read, params, client)),
  );
  connection.onCodeActionResolve((action, token) => {
    const uri = uriOfAction(action);
    return of({ textDocument: { uri } }, token, action, (read, { client }) => resolveAction(action, read, client));
  });
  connection.onHover((params, token) =>
    of(params, token, null, ({ linted, open }) => hover(linted, open, params.position)),
  );
  connection.onDefinition((params, token) =>
    of(params, token, null, ({ linted, open }, { plans }) => definition(linted, open, params.position, plans.files)),
  );
  connection.onReferences((params, token) =>
    of(params, token, null, ({ linted, open }, { plans }) => {
      const withDeclaration = params.context.includeDeclaration;
      return references(linted, open, { position: params.position, withDeclaration }, plans.files);
    }),
  );
  connection.onPrepareRename((params, token) =>
    of(params, token, null, ({ linted, open }) => prepareRename(linted, open, params.position)),
  );
  connection.onRenameRequest((params, token) =>
    of(params, token, null, ({ linted, open }, { plans, client }) => rename(linted, open, params, plans.files, client)),
  );
  connection.onDocumentSymbol((params, token) =>
    ofPlan(params, token, null, ({ plan, open }, { client }) => {
      const symbols = documentSymbols(plan, open.positions);
      return client.nestedSymbols ? symbols : flatSymbols(symbols, open.uri);
    }),
  );
  connection.onWorkspaceSymbol(({ query }, token) => {
    const { plans, encoding } = asked();
    const words = typeof query === 'string' ? query : '';
    return workspaceSymbols(plans, words, encoding, () => !token.isCancellationRequested);
  });
  connection.onFoldingRanges((params, token) => ofPlan(params, token, null, ({ plan, open }) => foldings(plan, open)));
  connection.onCompletion((params, token) =>
    ofPlan(params, token, null, ({ plan, open }) => completions(plan, open, params.position)),
  );
  connection.onCodeLens((params, token) =>
    of(params, token, null, ({ linted, open }, { settings }) => (settings.codeLens ? codeLenses(linted, open) : [])),
  );
  connection.languages.inlayHint.on((params, token) =>
    of(params, token, null, ({ linted, open }, { settings }) =>
      settings.inlayHints ? inlayHints(linted, open, params.range) : [],
    ),
  );
  connection.onRequest('planvet/status', (params: { readonly textDocument?: { readonly uri?: unknown } }, token) =>
    ofPlan(params, token, null, ({ plan, linted }) => statusOf(plan, linted)),
  );
}

/** How far a plan is, for a status bar. What was dropped does not count. */
function statusOf(plan: Plan, { result }: Linted) {
  const tasks = plan.tasks.filter(({ state }) => state !== 'dropped');
  const { errors, warnings } = tally(result.findings);
  return {
    tasks: tasks.length,
    done: tasks.filter(({ state }) => state === 'done').length,
    ready: readyTasks(plan).length,
    errors,
    warnings,
    template: plan.template?.name ?? null,
  };
}
