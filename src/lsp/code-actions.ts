import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type SnippetTextEdit,
} from 'vscode-languageserver-protocol';
import { addDirectives, silenceInFile } from '../engine/add-directives.ts';
import type { Finding } from '../engine/finding.ts';
import { fixDocument } from '../engine/fix.ts';
import type { Edit } from '../problem.ts';
import type { Span } from '../text.ts';
import type { Analysis, Linted } from './analysis.ts';
import type { Abilities } from './client-settings.ts';
import { diagnosticOf } from './diagnostics.ts';
import { editsBetween, textEdits, workspaceEdit } from './edits.ts';

/** What an editor asks for to have all safe fixes applied on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.planvet`;

/** The kinds of actions that there are. */
export const actionKinds: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL];

/** What finds the action again that an editor wants in full. */
interface Wanted {
  readonly uri: string;
  readonly version: number;
  readonly what: 'here' | 'file' | 'all';
  /** The finding's fingerprint. */
  readonly finding?: string;
}

/** Most findings for which directives are tried at once where an editor cannot ask for one of them. */
const FEW = 3;

/** The actions for a part of a text. Those that have to be tried out are made in full when the editor asks for one. */
export function codeActions(
  analysis: Analysis & { readonly linted: Linted },
  { range, context }: CodeActionParams,
  client: Abilities,
): CodeAction[] {
  const { open, linted } = analysis;
  const only = Array.isArray(context?.only) ? context.only : undefined;
  const wants = (kind: string) =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '');
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const span = open.positions.spanOf(range);
    const found = linted.result.findings.filter((finding) => touches(finding.span, span));
    for (const finding of found) actions.push(...fixesOf(finding, analysis, client));
    const few = client.resolvesActions ? found : found.slice(0, FEW);
    for (const finding of few) actions.push(...silences(finding, analysis, client));
  }
  // Who asks for this applies it right away.
  if (only !== undefined && wants(FIX_ALL)) {
    const edit = editOf({ what: 'all' }, analysis, client);
    if (edit) actions.push({ title: 'Fix all safe problems of this plan', kind: FIX_ALL, edit });
  }
  return actions;
}

/** An action in full. */
export function resolveAction(
  action: CodeAction,
  analysis: Analysis & { readonly linted: Linted },
  client: Abilities,
): CodeAction {
  const { version, ...wanted } = action.data as Wanted;
  // Of another version than it was offered for nobody knows what it would do.
  if (version !== analysis.open.version) return action;
  const edit = editOf(wanted, analysis, client);
  return edit ? { ...action, edit } : action;
}

/** The URI that an action is about; undefined where it is none of planvet's. */
export function uriOfAction({ data }: CodeAction): string | undefined {
  const { uri, version, what } = (data ?? {}) as Partial<Wanted>;
  return typeof uri === 'string' && typeof version === 'number' && typeof what === 'string' ? uri : undefined;
}

/** Whether a finding is meant by a range: it reaches into it, or the cursor stands beside it. */
function touches(finding: Span, range: Span): boolean {
  return finding.start <= range.end && range.start <= finding.end;
}

function fixesOf(
  finding: Finding,
  { open, linted }: Analysis & { readonly linted: Linted },
  client: Abilities,
): CodeAction[] {
  return finding.fixes.map(({ title, safe, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, linted, open)],
    ...(safe ? { isPreferred: true } : {}),
    edit: workspaceEdit([{ uri: open.uri, version: open.version, edits: textEdits(edits, open.positions) }], client),
  }));
}

function silences(finding: Finding, analysis: Analysis & { readonly linted: Linted }, client: Abilities): CodeAction[] {
  const { ruleId, fingerprint } = finding;
  if (ruleId.startsWith('planvet/')) return [];
  const diagnostics = [diagnosticOf(finding, analysis.linted, analysis.open)];
  const action = (title: string, what: 'here' | 'file') =>
    lazily({ title, kind: CodeActionKind.QuickFix, diagnostics }, { what, finding: fingerprint }, analysis, client) ??
    [];
  return [action(`Silence ${ruleId} here`, 'here'), action(`Silence ${ruleId} in this file`, 'file')].flat();
}

/** An action without its edit, for a client that asks for it; else with it, and nothing where there is none. */
function lazily(
  action: CodeAction,
  wanted: Omit<Wanted, 'uri' | 'version'>,
  analysis: Analysis & { readonly linted: Linted },
  client: Abilities,
): CodeAction | undefined {
  const { uri, version } = analysis.open;
  if (client.resolvesActions) return { ...action, data: { ...wanted, uri, version } satisfies Wanted };
  const edit = editOf(wanted, analysis, client);
  return edit && { ...action, edit };
}

function editOf(
  { what, finding: fingerprint }: Omit<Wanted, 'uri' | 'version'>,
  { open, linted }: Analysis & { readonly linted: Linted },
  client: Abilities,
) {
  const { document, settings, result } = linted;
  const change = (edits: Parameters<typeof workspaceEdit>[0][number]['edits']) =>
    edits.length === 0 ? undefined : workspaceEdit([{ uri: open.uri, version: open.version, edits }], client);
  if (what === 'all') return change(editsBetween(open, fixDocument(document, settings, {}, result).output));
  const finding = result.findings.find((one) => one.fingerprint === fingerprint);
  if (!finding) return undefined;
  if (what === 'file') {
    const edit = silenceInFile(document, settings, result, finding.ruleId);
    return edit && change(textEdits([edit], open.positions));
  }
  const { edits } = addDirectives(document, settings, { wants: (one) => one.fingerprint === fingerprint });
  return change(
    client.snippetEdits && client.versionedEdits ? withReason(edits, open) : textEdits(edits, open.positions),
  );
}

/** The directives with room for a reason, in which the cursor stands. */
function withReason(edits: readonly Edit[], { positions }: Analysis['open']): SnippetTextEdit[] {
  const at = edits.findIndex(({ text }) => /<!-- planvet-disable/.test(text));
  return edits.map(({ span, text }, index) => {
    const plain = text.replaceAll(/[\\$}]/g, String.raw`\$&`);
    const value = index === at ? plain.replace(/ -->/, ' -- ${0:reason} -->') : plain;
    return { range: positions.rangeOf(span), snippet: { kind: 'snippet', value } };
  });
}
