import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Plan } from '../model/plan/plan.ts';
import { contains, type Source, type Span } from '../text.ts';

/** What makes a finding the one it is, however lines move. */
export interface Identity {
  readonly ruleId: string;
  /** The key of the task at its place, else of the section; empty outside of both. */
  readonly at: string;
  /** The text that it points at, in lower case, on one line. */
  readonly text: string;
  /** How many with the same rule, place and text come before it. */
  readonly ordinal: number;
}

/** The identities of findings, in their order. */
export function identities(
  findings: readonly { readonly ruleId: string; readonly span: Span }[],
  source: Source,
  plan: Plan | undefined,
): Identity[] {
  const seen = new Map<string, number>();
  return findings.map(({ ruleId, span }) => {
    // A directive is no part of the plan, and all that there is of what planvet says of it.
    const read = ruleId.startsWith('planvet/') ? source : (plan?.source ?? source);
    const text = read.slice(span).replace(/\s+/g, ' ').trim().toLowerCase();
    const at = plan ? keyAt(plan, span) : '';
    const name = [ruleId, at, text].join('\0');
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    return { ruleId, at, text, ordinal };
  });
}

/** Identities of before as they are now: the tasks and sections that they lie in may have other keys. */
export function renamed(identities: readonly Identity[], plan: Plan | undefined): Identity[] {
  const { pairs = [], sections = [] } = plan?.change ?? {};
  const keys = new Map([...sections].map(([before, now]) => [before.key, now.key]));
  for (const { before, now } of pairs) keys.set(before.key, now.key);
  return identities.map((identity) => ({ ...identity, at: keys.get(identity.at) ?? identity.at }));
}

/** 16 hex digits that stand for an identity. */
export function fingerprintOf({ ruleId, at, text, ordinal }: Identity): string {
  return fingerprint([ruleId, at, text, ordinal].join('\0'));
}

/** 16 hex digits that stand for a text. */
export function fingerprint(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 8));
}

/** The key of the innermost task at a place, else of the innermost section. */
function keyAt(plan: Plan, span: Span): string {
  const task = innermost(plan.tasks, span) ?? innermost(plan.prerequisites, span);
  return task ? task.key : (innermost(plan.sections, span)?.key ?? '');
}

function innermost<T extends { readonly span: Span }>(things: readonly T[], { start }: Span): T | undefined {
  let best: T | undefined;
  for (const thing of things) {
    if (!contains(thing.span, { start, end: start })) continue;
    if (!best || thing.span.end - thing.span.start <= best.span.end - best.span.start) best = thing;
  }
  return best;
}
