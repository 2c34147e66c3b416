import { applied, inOrder } from '../src/engine/edits.ts';
import type { Finding, LintResult } from '../src/engine/finding.ts';
import { fixDocument, objectionTo } from '../src/engine/fix.ts';
import { lintDocument } from '../src/engine/lint.ts';
import type { Fix } from '../src/rule.ts';
import type { Case } from './cases.ts';
import { losses, ticksIn } from './untouched.ts';

/** A case with what linting it gives. */
export interface Linted extends Case {
  readonly result: LintResult;
}

/** Lints a case. */
export function linted(each: Case): Linted {
  return { ...each, result: lintDocument(each.document, each.settings) };
}

/** One fix or suggestion of a finding. */
export interface Offer extends Linted {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Every fix and suggestion that a case is offered. */
export function offers(of: Linted): Offer[] {
  return of.result.findings.flatMap((finding) => finding.fixes.map((fix) => ({ ...of, finding, fix })));
}

/** What is wrong with an offer by itself, and which rules it brings up. */
export function judge({ name, document, settings, result, finding, fix }: Offer): { wrong: string[]; fresh: string[] } {
  const objection = objectionTo(document, settings, result, finding, fix);
  const { text } = result.source;
  const after = applied(text, inOrder(fix.edits, text.length) ?? []);
  const wrong = [
    ...(objection && (fix.safe || !objection.fresh) ? [objection.why] : []),
    ...losses(text, after).map((lost) => `loses ${lost}`),
    ...(ticksIn(after) > ticksIn(text) ? ['ticks a box'] : []),
  ];
  return {
    wrong: wrong.map((what) => `${name}: ${finding.ruleId}: ${fix.title}: ${what}`),
    fresh: (objection?.fresh ?? []).map(({ ruleId }) => `${finding.ruleId} brings up ${ruleId}`),
  };
}

/** What is wrong with all safe fixes of a document together. */
export function wrongTogether({ name, document, settings, result }: Linted): string[] {
  const { output, remaining, notices, fixed } = fixDocument(document, settings, {}, result);
  const again = fixDocument({ ...document, text: output }, settings, {}, remaining);
  const wrong = [
    ...notices.map(({ message }) => message),
    ...(fixed.length === 0 && output !== document.text ? ['changes something all the same'] : []),
    ...losses(result.source.text, remaining.source.text).map((lost) => `loses ${lost}`),
    ...(ticksIn(output) > ticksIn(document.text) ? ['ticks a box'] : []),
    ...(remaining.findings.length > result.findings.length - fixed.length ? ['adds a finding'] : []),
    ...(again.output === output ? [] : ['changes something the second time']),
  ];
  return wrong.map((what) => `${name}: ${what}`);
}
