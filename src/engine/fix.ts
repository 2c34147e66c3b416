import type { Edit, Fix } from '../problem.ts';
import type { Span } from '../text.ts';
import { applied, inOrder, meet, Shift } from './edits.ts';
import type { Finding, LintResult } from './finding.ts';
import { fixToApply } from './fixable.ts';
import { lintDocument, type Document } from './lint.ts';
import { objection, type Objection } from './verify-fix.ts';
import type { Settings } from './settings.ts';

/** Most passes over a document: what comes up only once something else is mended is mended by the next one. */
const PASSES = 10;
/** Most characters that are read to prove the fixes of a document, each proof counting as so many at least. */
const PROVED = 30_000_000;
const LEAST = 5000;
const NO_EDITS: Objection = { why: 'its edits meet each other, lie outside of the text, or there are none' };

/** A fix that was applied. */
export interface FixedFinding {
  readonly ruleId: string;
  /** What the finding said. */
  readonly message: string;
  /** What the fix says it does. */
  readonly title: string;
  /** Where the finding stood in the text that was given. */
  readonly span: Span;
}

/** Something about a fix that was not applied. */
export interface FixNotice {
  /** The rule whose fix it is; several where rules undo each other's. */
  readonly ruleIds: readonly string[];
  readonly message: string;
  /** Where the finding stands in the output. */
  readonly span: Span;
}

/** What became of a document. */
export interface FixOutcome {
  /** The text afterwards: with the byte order mark, the line ends and the end that it had. */
  readonly output: string;
  /** In the order in which they were applied. */
  readonly fixed: readonly FixedFinding[];
  /** The findings of the output. */
  readonly remaining: LintResult;
  readonly notices: readonly FixNotice[];
}

/** A finding with the fix that is to be applied. */
interface Candidate {
  readonly finding: Finding;
  readonly fix: Fix;
  /** In the order of the text. */
  readonly edits: readonly Edit[];
}

/** What became of some candidates. */
interface Attempt {
  readonly result: LintResult;
  readonly applied: readonly FixedFinding[];
  readonly refused: readonly FixNotice[];
  /** From the text before to the one afterwards. */
  readonly shifts: readonly Shift[];
}

/**
 * Applies the fixes of a document's findings: safe ones, and with `unsafe` those of findings that have just one. Each is
 * proved: one that changes anything else, does not mend its finding or brings up another one is refused. `first` is what
 * linting the document gave.
 */
export function fixDocument(
  document: Document,
  settings: Settings,
  { unsafe = false }: { readonly unsafe?: boolean } = {},
  first: LintResult = lintDocument(document, settings),
): FixOutcome {
  return new Fixing(document, settings, unsafe, first).run();
}

/** What speaks against one fix of one finding by itself; undefined where it stands the proof. */
export function objectionTo(
  document: Document,
  settings: Settings,
  result: LintResult,
  finding: Finding,
  fix: Fix,
): Objection | undefined {
  const edits = inOrder(fix.edits, result.source.text.length);
  if (!edits || edits.length === 0) return NO_EDITS;
  const text = (result.source.bom ? '\uFEFF' : '') + applied(result.source.text, edits);
  const after = lintDocument({ ...document, text }, settings);
  return objection(result, after, new Set([finding]), new Shift(edits), fix.reveals);
}

class Fixing {
  readonly #document: Document;
  readonly #settings: Settings;
  readonly #unsafe: boolean;
  /** Every text that the document had. */
  readonly #seen = new Set<string>();
  readonly #fixed: FixedFinding[] = [];
  /** From the text that was given to the one that it is now. */
  readonly #shifts: Shift[] = [];
  #notices: FixNotice[] = [];
  #result: LintResult;
  #proved = 0;

  constructor(document: Document, settings: Settings, unsafe: boolean, first: LintResult) {
    this.#document = document;
    this.#settings = settings;
    this.#unsafe = unsafe;
    this.#result = first;
  }

  run(): FixOutcome {
    let passes = 0;
    while (passes < PASSES && this.#pass()) passes++;
    if (passes === PASSES) this.#sayThatItStopped(`stopped after ${PASSES} passes; another run may fix more`);
    else if (this.#isTired) this.#sayThatItStopped('stopped, since proving more fixes would take too long');
    const { source } = this.#result;
    const output = (source.bom ? '\uFEFF' : '') + source.text;
    return { output, fixed: this.#fixed, remaining: this.#result, notices: this.#notices };
  }

  /** Applies what can be applied at once. False where nothing was. */
  #pass(): boolean {
    this.#seen.add(this.#result.source.text);
    this.#notices = [];
    const tried = new Set<Finding>();
    // A fix that is refused does not keep others waiting that meet it.
    for (;;) {
      const batch = this.#choose(tried);
      if (batch.length === 0 || this.#isTired) return false;
      for (const { finding } of batch) tried.add(finding);
      const attempt = this.#attempt(this.#result, batch);
      this.#notices.push(...attempt.refused);
      if (attempt.applied.length === 0) continue;
      this.#fixed.push(...attempt.applied.map((one) => ({ ...one, span: origin(one.span, this.#shifts) })));
      this.#shifts.push(...attempt.shifts);
      this.#result = attempt.result;
      return true;
    }
  }

  /**
   * What can be applied together, in the order of the text: of fixes that meet, the first goes ahead. What lets planvet
   * read more goes ahead of all others, so that nothing is counted beside it.
   */
  #choose(except: ReadonlySet<Finding>, { source, findings }: LintResult = this.#result): Candidate[] {
    const candidates = findings
      .filter((finding) => !except.has(finding))
      .flatMap((finding): Candidate[] => {
        const fix = fixToApply(finding, this.#unsafe);
        return fix ? [{ finding, fix, edits: inOrder(fix.edits, source.text.length) ?? [] }] : [];
      });
    const revealing = candidates.filter(({ fix }) => fix.reveals);
    const startOf = ({ edits, finding }: Candidate) => (edits[0]?.span ?? finding.span).start;
    const chosen: Candidate[] = [];
    const taken: Span[] = [];
    for (const candidate of (revealing.length > 0 ? revealing : candidates).toSorted(
      (a, b) => startOf(a) - startOf(b),
    )) {
      if (candidate.edits.some(({ span }) => taken.some((other) => meet(other, span)))) continue;
      chosen.push(candidate);
      taken.push(...candidate.edits.map(({ span }) => span));
    }
    return chosen;
  }

  /** Applies all that stands the proof: all together, else each half by itself. */
  #attempt(result: LintResult, batch: readonly Candidate[]): Attempt {
    const [only] = batch;
    if (!only || this.#isTired) return { result, applied: [], refused: [], shifts: [] };
    const edits = batch.flatMap((candidate) => candidate.edits).toSorted((a, b) => a.span.start - b.span.start);
    const shift = new Shift(edits);
    const after = this.#lint(applied(result.source.text, edits));
    const objected = batch.some((candidate) => candidate.edits.length === 0)
      ? NO_EDITS
      : objection(result, after, new Set(batch.map(({ finding }) => finding)), shift, batch.every(reveals));
    if (!objected) return { result: after, applied: batch.map(asFixed), refused: [], shifts: [shift] };
    if (batch.length === 1) return { result, applied: [], refused: [this.#refusal(only, objected, after)], shifts: [] };
    const left = this.#attempt(result, batch.slice(0, batch.length >> 1));
    const right = this.#attempt(left.result, this.#again(batch.slice(batch.length >> 1), left));
    return {
      result: right.result,
      applied: [...left.applied, ...right.applied.map((one) => ({ ...one, span: origin(one.span, left.shifts) }))],
      refused: [...left.refused, ...right.refused],
      shifts: [...left.shifts, ...right.shifts],
    };
  }

  /** The candidates as they are once others have been applied. */
  #again(batch: readonly Candidate[], { result, shifts }: Attempt): readonly Candidate[] {
    if (shifts.length === 0) return batch;
    const key = ({ ruleId }: Finding, { start, end }: Span) => `${ruleId} ${start} ${end}`;
    const now = (span: Span) => shifts.reduce((place, shift) => shift.span(place), span);
    const wanted = new Set(batch.map(({ finding }) => key(finding, now(finding.span))));
    return this.#choose(new Set(result.findings.filter((other) => !wanted.has(key(other, other.span)))), result);
  }

  /** Whether so many fixes were refused one by one that it has to end. */
  get #isTired(): boolean {
    return this.#proved > PROVED;
  }

  #lint(text: string): LintResult {
    this.#proved += Math.max(text.length, LEAST);
    return lintDocument({ ...this.#document, text: (this.#result.source.bom ? '\uFEFF' : '') + text }, this.#settings);
  }

  #refusal({ finding, fix }: Candidate, { why, fresh = [] }: Objection, after: LintResult): FixNotice {
    const { ruleId, span } = finding;
    const refused = `the fix "${fix.title}" is refused`;
    // Applying what comes up next would lead back to where this began.
    const other = fresh.find((next) => {
      const edits = inOrder(fixToApply(next, this.#unsafe)?.edits ?? [], after.source.text.length);
      return edits && this.#seen.has(applied(after.source.text, edits));
    });
    if (!other) return { ruleIds: [ruleId], span, message: `${refused}: ${why}` };
    const ruleIds = [...new Set([ruleId, other.ruleId])];
    return { ruleIds, span, message: `${refused}: the fixes of ${ruleIds.join(' and ')} undo each other` };
  }

  #sayThatItStopped(message: string): void {
    const [next] = this.#choose(new Set());
    this.#notices = next ? [{ ruleIds: [next.finding.ruleId], message, span: next.finding.span }] : [];
  }
}

function reveals({ fix }: Candidate): boolean {
  return fix.reveals === true;
}

function asFixed({ finding: { ruleId, message, span }, fix: { title } }: Candidate): FixedFinding {
  return { ruleId, message, title, span };
}

function origin(span: Span, shifts: readonly Shift[]): Span {
  return shifts.reduceRight((place, shift) => shift.origin(place), span);
}
