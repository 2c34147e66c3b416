import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Plan } from '../model/plan/plan.ts';
import { contains, type Source, type Span } from '../text.ts';

/**
 * What makes each finding the one it is, however lines move: rule, task or section, the text it points at, and a count
 * for equal ones. In the order of the findings.
 */
export function identities(
  findings: readonly { readonly ruleId: string; readonly span: Span }[],
  source: Source,
  plan: Plan | undefined,
): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ ruleId, span }) => {
    // A directive is no part of the plan, and all that there is of what planvet says of it.
    const read = ruleId.startsWith('planvet/') ? source : (plan?.source ?? source);
    const text = read.slice(span).replace(/\s+/g, ' ').trim().toLowerCase();
    const identity = [ruleId, plan ? keyAt(plan, span) : '', text].join('\0');
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return `${identity}\0${ordinal}`;
  });
}

/** 16 hex digits that stand for an identity. */
export function fingerprint(identity: string): string {
  return bytesToHex(sha256(utf8ToBytes(identity)).subarray(0, 8));
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
