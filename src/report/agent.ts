import { inOrder } from '../engine/edits.ts';
import type { Finding, LintResult } from '../engine/finding.ts';
import type { Fix } from '../problem.ts';
import type { Asks, Rule } from '../rule.ts';
import type { Source } from '../text.ts';
import type { Format } from './format.ts';
import { type Replacement, replacements } from './replacement.ts';
import { descriptionOf, ruleOf } from './rule-page.ts';
import { allFindings, tally } from './tally.ts';

/**
 * What an agent must not do to make findings go away: tick a box or take a tick away, take out a task or an item of a gate,
 * silence a finding, or make up an owner, a date, an estimate or other content. No `fix` does any of it.
 */
const NEVER = [
  'tick',
  'untick',
  'drop-task',
  'drop-gate-item',
  'silence',
  'invent-owner',
  'invent-date',
  'invent-content',
];

/** What an agent is told, as data. */
export interface AgentReport {
  readonly errors: number;
  readonly warnings: number;
  /** How many findings are not told, since no more were wanted. */
  readonly left: number;
  readonly never: readonly string[];
  /** Worst first. */
  readonly groups: readonly AgentGroup[];
}

/** Findings of one file with one cause: one rule says the same of all of them, and the same can be done about them. */
export interface AgentGroup {
  readonly file: string;
  readonly rule: string;
  /** Which of the rule's messages it is; null where planvet itself speaks. */
  readonly cause: string | null;
  readonly why: string;
  /** `tool`: each finding has its `fix`. `human`: somebody has to be asked. */
  readonly needs: 'tool' | 'human';
  /** What only a person can say; null where nothing has to be asked. */
  readonly asks: Asks | 'owner' | 'date' | 'estimate' | null;
  readonly findings: readonly AgentFinding[];
}

/** What is wrong at one place. */
export interface AgentFinding {
  readonly line: number;
  readonly column: number;
  readonly severity: Finding['severity'];
  readonly certainty: Finding['certainty'];
  readonly message: string;
  readonly quote: string;
  readonly related?: readonly { readonly file?: string; readonly line: number | undefined; readonly message: string }[];
  /** What mends it, to be applied as it is. */
  readonly fix?: AgentFix;
  /** What may mend it: whoever is asked chooses. */
  readonly candidates?: readonly AgentFix[];
}

/** Edits that apply together. */
export interface AgentFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Replacement[];
}

/** For coding agents: one JSON object on one line with what is wrong, why that matters, who can mend it and the exact edits. */
export const agent: Format = (results, options) => `${JSON.stringify(agentReport(results, options))}\n`;

/** What an agent is told of findings, at most so many of them. */
export function agentReport(
  results: readonly LintResult[],
  { pluginRules = [], maxFindings = Infinity }: { pluginRules?: readonly Rule[]; maxFindings?: number | undefined },
): AgentReport {
  const { errors, warnings } = tally(allFindings(results));
  const groups = results.flatMap((result) => groupsOf(result, pluginRules));
  const sorted = groups.toSorted((a, b) => badness(a) - badness(b));
  let room = maxFindings;
  const shown = sorted.flatMap((group) => {
    const findings = group.findings.slice(0, room);
    room -= findings.length;
    return findings.length > 0 ? [{ ...group, findings }] : [];
  });
  return { errors, warnings, left: Math.max(0, errors + warnings - maxFindings), never: NEVER, groups: shown };
}

/** Errors before warnings, what is certain before what is likely; then as files and lines go. */
function badness({ findings }: AgentGroup): number {
  return Math.min(
    ...findings.map(({ severity, certainty }) => (severity === 'error' ? 0 : 2) + (certainty === 'certain' ? 0 : 1)),
  );
}

function groupsOf(result: LintResult, pluginRules: readonly Rule[]): AgentGroup[] {
  const groups = new Map<string, AgentGroup & { findings: AgentFinding[] }>();
  for (const finding of result.findings) {
    const { ruleId: rule, messageId: cause = null } = finding;
    const { asks, fix } = remedyOf(finding, ruleOf(rule, pluginRules));
    const key = `${rule} ${cause} ${asks}`;
    const told = about(finding, result, fix);
    const group = groups.get(key);
    if (group) group.findings.push(told);
    else {
      const why = `${descriptionOf(rule, pluginRules)} More: planvet explain ${rule}`;
      const needs = asks === null ? 'tool' : 'human';
      groups.set(key, { file: result.path, rule, cause, why, needs, asks, findings: [told] });
    }
  }
  return [...groups.values()];
}

/** What only a person can say, or else the fix that needs nobody. */
function remedyOf(
  { fixes, data, messageId = '' }: Finding,
  rule: Rule | undefined,
): { readonly asks: AgentGroup['asks']; readonly fix?: Fix } {
  const safe = fixes.find((fix) => fix.safe);
  if (safe) return { asks: null, fix: safe };
  const asks = typeof rule?.asks === 'object' ? rule.asks[messageId] : rule?.asks;
  if (asks === undefined) {
    const [only, ...others] = fixes;
    return only && others.length === 0 ? { asks: null, fix: only } : { asks: 'decision' };
  }
  const asked = asks === 'content' ? ROLES.get(data?.['role']) : undefined;
  return { asks: asked ?? asks };
}

/** What a value that lacks is, by what its field is for. */
const ROLES = new Map<unknown, 'owner' | 'date' | 'estimate'>([
  ['owner', 'owner'],
  ['due', 'date'],
  ['created', 'date'],
  ['updated', 'date'],
  ['estimate', 'estimate'],
  ['total-effort', 'estimate'],
]);

function about(finding: Finding, { source, others }: LintResult, fix: Fix | undefined): AgentFinding {
  const { severity, certainty, message, span, related, fixes } = finding;
  const candidates = fix ? [] : fixes;
  return {
    ...source.positionAt(span.start),
    severity,
    certainty,
    message,
    quote: source.slice(span),
    ...(related.length > 0 && {
      related: related.map(({ span: { start }, message, path }) => {
        if (path === undefined) return { line: source.lineAt(start), message };
        const other = others.get(path);
        return { file: other?.path ?? path, line: other?.source.lineAt(start), message };
      }),
    }),
    ...(fix && { fix: fixOf(fix, source) }),
    ...(candidates.length > 0 && { candidates: candidates.map((each) => fixOf(each, source)) }),
  };
}

function fixOf({ title, safe, edits }: Fix, source: Source): AgentFix {
  return { title, safe, edits: replacements(source, inOrder(edits, source.text.length) ?? []) };
}
