import { first as speakFirst, rules as builtIn } from '../../rules/index.ts';
import type { Base } from '../model/plan/change.ts';
import type { Files } from '../model/plan/files.ts';
import type { Plan } from '../model/plan/plan.ts';
import { readApart } from '../model/set/plan-set.ts';
import type { Sibling } from '../model/set/sibling.ts';
import { otherKind } from '../model/classify-document.ts';
import { isPlan, readPlan, type Reading } from '../model/read.ts';
import type { Certainty, Fact, Fix, Problem, Severity } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { Source, type Span } from '../text.ts';
import { blockFindings } from './block-findings.ts';
import { countPlan } from './counts.ts';
import type { Draft, Finding, LintResult, OtherSource, Place, SuppressedFinding } from './finding.ts';
import { fingerprintOf, identities, renamed, type Identity } from './fingerprint.ts';
import { heed, type Said } from './apply-directives.ts';
import { type Expectation, INSTRUCTIONS, TEMPLATE } from './discovery.ts';
import type { ActiveRule, Settings } from './settings.ts';
import { placesOf, withoutAccepted, withoutKnown } from './untold.ts';

/** A text to lint, and what is known of where it comes from. */
export interface Document {
  readonly text: string;
  /** Path for people. */
  readonly path: string;
  /** Path for machines; the same as `path` unless said otherwise. */
  readonly filePath?: string;
  /** Path from the root of the repository, with forward slashes: names and folders mean something. */
  readonly projectPath?: string | undefined;
  readonly files?: Files | undefined;
  /** The other documents of the set that it belongs to, if anything is known of them. */
  readonly siblings?: readonly OtherDocument[] | undefined;
  /** The object by which it is known to the others. */
  readonly self?: OtherDocument | undefined;
  /** The version that it is compared with, if there is one. */
  readonly base?: Base | undefined;
  /** What was found before, and is not to be reported again. */
  readonly old?: readonly Identity[] | undefined;
  /** How many findings with a rule, place and text are not to be reported, since somebody has accepted them. */
  readonly accepts?: ((identity: Identity) => number) | undefined;
  /** Ends work that takes too long; without it, nothing does. */
  readonly within?: Within | undefined;
}

/** Does work on a text of a length, and gives nothing where that takes far longer than it should. */
export type Within = <T>(length: number, work: () => T) => T | undefined;

/** Another document, for reading and for pointing at. */
export interface OtherDocument extends Sibling {
  /** Path for people. */
  readonly shown?: string;
  /** Path for machines. */
  readonly filePath?: string;
}

const TOO_LONG =
  'Reading this file takes too long, so planvet gave it up; split it into several files, or leave it out with `ignore`';

/** The rule that speaks alone. */
const ALONE = 'no-blank-template';

/** Lints one document. Never throws: what goes wrong inside is a finding too. */
export function lintDocument(document: Document, settings: Settings): LintResult {
  const linted = inTime(document, settings, () => {
    const { reading, time } = read(document, settings);
    return judge(document, settings, reading, time);
  });
  return linted ?? refuse(document, TOO_LONG, { start: 0, end: 0 });
}

/**
 * Does what is to be done with a document in the time that there is for it. Where that is not enough because of another
 * document of its set, that one counts as unreadable from then on.
 */
function inTime<T>({ text, siblings = [], within }: Document, { read }: Settings, work: () => T): T | undefined {
  if (!within) return work();
  const done = within(text.length, work);
  if (done !== undefined || siblings.length === 0) return done;
  readApart(siblings, read, within);
  return within(text.length, work);
}

/** Why a document was not linted, and whether that is because it could not be read. */
export interface LeftOut {
  readonly leftOut: string;
  readonly unread: boolean;
}

/**
 * Lints one document as far as it is expected to be a plan: certainly, or unless it is something else by its contents, or
 * only if it is a plan. Otherwise says why it was left out.
 */
export function lintAsExpected(document: Document, settings: Settings, expected: Expectation): LintResult | LeftOut {
  const linted = inTime(document, settings, () => lintIfExpected(document, settings, expected));
  if (linted) return linted;
  if (expected === 'perhaps') return { leftOut: TOO_LONG, unread: true };
  return refuse(document, TOO_LONG, { start: 0, end: 0 });
}

function lintIfExpected(document: Document, settings: Settings, expected: Expectation): LintResult | LeftOut {
  const { reading, time } = read(document, settings);
  if (expected !== 'certain' && 'plan' in reading) {
    if (reading.plan) {
      const leftOut = whyNotPlan(reading.plan, expected);
      if (leftOut !== undefined) return { leftOut, unread: false };
    } else if (expected === 'perhaps') return { leftOut: reading.notices[0].message, unread: true };
  }
  return judge(document, settings, reading, time);
}

function whyNotPlan(plan: Plan, expected: 'likely' | 'perhaps'): string | undefined {
  const kind = otherKind(plan);
  if (kind) return kind === 'template' ? TEMPLATE : INSTRUCTIONS;
  if (expected === 'likely' || isPlan(plan)) return undefined;
  return 'not a plan: no template, and no two tasks with a phase, dependency or gate';
}

/** The result for a document that could not be read as text at all. */
export function refuse(document: Document, message: string, span: Span): LintResult {
  const source = new Source(document.text);
  const finding = own('parse-limit', message, span);
  return finish(document, source, undefined, [finding], { read: 0, rules: {} });
}

/** The result for a document on which planvet failed. */
export function failed(document: Document, cause: string): LintResult {
  const reading = { failure: `planvet failed to read this file: ${cause}` };
  return judge(document, { rules: [] }, reading, 0);
}

function own(id: 'parse-limit' | 'internal-error' | 'invalid-front-matter', message: string, span: Span): Draft {
  const severity = id === 'invalid-front-matter' ? 'warning' : 'error';
  return { ruleId: `planvet/${id}`, severity, certainty: 'certain', message, span, related: [], fixes: [] };
}

function read(
  document: Document,
  settings: Settings,
): { reading: Reading | { readonly failure: string }; time: number } {
  const start = performance.now();
  let reading: Reading | { readonly failure: string };
  try {
    reading = readPlan(document.text, {
      ...(document.projectPath === undefined ? {} : { path: document.projectPath }),
      ...(settings.template ? { template: settings.template } : {}),
      ...(settings.read ? { settings: settings.read } : {}),
      ...(document.files ? { files: document.files } : {}),
      ...(document.siblings ? { siblings: document.siblings } : {}),
      ...(document.self ? { self: document.self } : {}),
      ...(document.base ? { base: document.base } : {}),
    });
  } catch (error) {
    reading = { failure: `planvet failed to read this file: ${describe(error)}` };
  }
  return { reading, time: performance.now() - start };
}

function judge(
  document: Document,
  settings: Settings,
  reading: Reading | { readonly failure: string },
  time: number,
): LintResult {
  // Where directives stand, the plan's own source has tabs, and line feeds for lone carriage returns.
  const known = 'plan' in reading ? reading.plan?.source : undefined;
  const source = known?.text === document.text ? known : new Source(document.text);
  if (!('plan' in reading)) {
    const failure = own('internal-error', reading.failure, { start: 0, end: 0 });
    return finish(document, source, undefined, [failure], { read: time, rules: {} });
  }
  const drafts = reading.notices.map((notice) => own(notice.id, notice.message, notice.span));
  const timings: Record<string, number> = {};
  if (reading.plan) {
    const { plan } = reading;
    const said = runRules(plan, settings.rules, timings);
    const { known = builtIn, withoutPlugins = false } = settings;
    drafts.push(
      ...heed(said, plan, source, known, () => runDormant(plan, known, settings.rules, said.ran), withoutPlugins),
    );
  }
  if (reading.plan) drafts.push(...blockFindings(reading.plan, source.text));
  return finish(document, source, reading.plan, drafts, { read: time, rules: timings });
}

/** What the rules say. Where the rule for blank documents speaks, the others are silent. */
function runRules(plan: Plan, rules: readonly ActiveRule[], timings: Record<string, number>): Said {
  const run = (some: readonly ActiveRule[]): Said => {
    const said = withoutEchoes(some.map((active) => ({ active, told: runRule(plan, active, timings) })));
    const whole = said.filter(({ active, drafts }) => mostSevere(plan, active) && !drafts.some(isOwn));
    return { drafts: said.flatMap(({ drafts }) => drafts), ran: new Set(whole.map(({ active }) => active.rule.id)) };
  };
  const alone = run(rules.filter(({ rule }) => rule.id === ALONE));
  if (alone.drafts.length > 0) return alone;
  // Rules about changes run only where one is known.
  const others = run(
    rules.filter(({ rule }) => rule.id !== ALONE && (rule.category !== 'changes' || plan.change !== undefined)),
  );
  return { drafts: others.drafts, ran: new Set([...alone.ran, ...others.ran]) };
}

/** What rules said, without what others have told before: findings whose facts are all known by then. */
function withoutEchoes(
  said: readonly { readonly active: ActiveRule; readonly told: readonly Told[] }[],
): { readonly active: ActiveRule; readonly drafts: readonly Draft[] }[] {
  const known = new Set<Fact>();
  const rank = ({ active }: { readonly active: ActiveRule }) => (speakFirst.has(active.rule.id) ? 0 : 1);
  return said
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ active, told }) => {
      const fresh = told.filter(({ facts }) => facts.length === 0 || facts.some((fact) => !known.has(fact)));
      for (const fact of fresh.flatMap(({ facts }) => facts)) known.add(fact);
      return { active, drafts: fresh.map(({ draft }) => draft) };
    });
}

/** A finding with the facts that it tells. */
interface Told {
  readonly draft: Draft;
  readonly facts: readonly Fact[];
}

function isOwn({ ruleId }: Draft): boolean {
  return ruleId.startsWith('planvet/');
}

/** What the rules that did not run would say. */
function runDormant(
  plan: Plan,
  known: readonly Rule[],
  active: readonly ActiveRule[],
  ran: ReadonlySet<string>,
): Draft[] {
  return known
    .filter(({ id }) => !ran.has(id))
    .flatMap((rule) => {
      const { options } = active.find((other) => other.rule === rule) ?? { options: rule.parseOptions({}) };
      const told = runRule(plan, { rule: { ...rule, drafts: 'error' }, severity: 'error', options }, {});
      return told.map(({ draft }) => draft);
    });
}

function runRule(plan: Plan, active: ActiveRule, timings: Record<string, number>): Told[] {
  const start = performance.now();
  const told: Told[] = [];
  try {
    for (const problem of active.rule.run(plan, active.options)) {
      const draft = stamp(problem, active, plan);
      if (draft) told.push({ draft, facts: problem.facts ?? [] });
    }
  } catch (error) {
    const message = `The rule ${active.rule.id} failed: ${describe(error)}`;
    told.push({ draft: own('internal-error', message, { start: 0, end: 0 }), facts: [] });
  }
  timings[active.rule.id] = performance.now() - start;
  return told;
}

/** The highest severity of a rule's findings, or false where a draft is spared them. */
function mostSevere(plan: Plan, { rule }: ActiveRule): Severity | false {
  // What lies in an archive is not worked on any more, as what is a draft is not yet.
  return plan.lifecycle === 'draft' || plan.lifecycle === 'archived' ? rule.drafts : 'error';
}

/** A problem with its severity, or nothing where a draft is spared it. */
function stamp(problem: Problem, active: ActiveRule, plan: Plan): Draft | undefined {
  const most = mostSevere(plan, active);
  if (!most) return undefined;
  const { ruleId, code: messageId, data, message, certainty, related, fixes, also } = problem;
  const length = plan.source.text.length;
  const start = Math.min(Math.max(problem.span.start, 0), length);
  const span = { start, end: Math.min(Math.max(problem.span.end, start), length) };
  return {
    ruleId,
    severity: lowest(active.severity, most, certainty),
    certainty,
    message,
    messageId,
    data,
    span,
    ...(also && { also }),
    related,
    fixes: fixes.filter((fix) => !changesNothing(fix, plan)),
  };
}

/** Whether a fix would write what is there. One without edits is a mistake of its rule, which applying it tells. */
function changesNothing({ edits }: Fix, { source }: Plan): boolean {
  return edits.length > 0 && edits.every(({ span, text }) => source.slice(span) === text);
}

function lowest(severity: Severity, most: Severity, certainty: Certainty): Severity {
  return severity === 'error' && most === 'error' && certainty === 'certain' ? 'error' : 'warning';
}

function finish(
  document: Document,
  source: Source,
  plan: Plan | undefined,
  drafts: readonly Draft[],
  timings: LintResult['timings'],
): LintResult {
  const sorted = once(drafts.toSorted(byPlace));
  const all = named(sorted, source, plan);
  const loud = all.filter((finding) => !isSuppressed(finding));
  const fresh = withoutOld(loud, document, plan);
  const { findings, accepted } = withoutAccepted(fresh, document.accepts);
  return {
    path: document.path,
    filePath: document.filePath ?? document.path,
    projectPath: document.projectPath ?? document.path,
    source,
    others: othersOf(sorted, document, plan),
    findings,
    untold: {
      old: goneFrom(loud, fresh),
      accepted,
    },
    suppressed: all.filter(isSuppressed),
    ...(plan ? { plan } : {}),
    counts: plan && countPlan(plan),
    template: plan?.template,
    lifecycle: plan?.lifecycle,
    timings,
  };
}

/** The other documents that findings point at. */
function othersOf(drafts: readonly Draft[], { siblings = [] }: Document, plan: Plan | undefined): LintResult['others'] {
  const others = new Map<string, OtherSource>();
  for (const path of drafts.flatMap(({ related }) => related.flatMap(({ path }) => path ?? []))) {
    const source = others.has(path) ? undefined : plan?.set?.documentAt(path)?.source;
    const { shown = path, filePath = path } = siblings.find((sibling) => sibling.path === path) ?? {};
    if (source) others.set(path, { path: shown, filePath, source });
  }
  return others;
}

/** Findings but for those that were there before. That planvet failed is told every time. */
function withoutOld(findings: readonly Finding[], { old }: Document, plan: Plan | undefined): readonly Finding[] {
  if (!old || old.length === 0) return findings;
  const names = new Set(renamed(old, plan).map(fingerprintOf));
  return findings.flatMap((finding) => withoutKnown(finding, (identity) => names.has(fingerprintOf(identity))) ?? []);
}

/** The findings that are told no more, not even at another one of their places. */
function goneFrom(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const left = new Set(after.flatMap((finding) => [finding, ...placesOf(finding)]).map((one) => one.identity));
  return before.filter((finding) => !placesOf(finding).some(({ identity }) => left.has(identity)));
}

function isSuppressed(finding: Finding | SuppressedFinding): finding is SuppressedFinding {
  return 'directive' in finding;
}

/** Drafts with their names. Hashing costs more than most rules, so it waits until somebody asks. */
function named(drafts: readonly Draft[], source: Source, plan: Plan | undefined): Finding[] {
  const places = drafts.flatMap((draft) =>
    [draft.span, ...(draft.also ?? [])].map((span) => ({ draft, ruleId: draft.ruleId, span })),
  );
  const inText = drafts.length === places.length ? places : places.toSorted((a, b) => a.span.start - b.span.start);
  const names = identities(inText, source, plan);
  const known = new Map<Draft, Place[]>();
  inText.forEach(({ draft, span }, index) => {
    const identity = names[index];
    if (identity) known.set(draft, [...(known.get(draft) ?? []), { span, identity }]);
  });
  return drafts.flatMap((draft): Finding[] => {
    const { also: _, ...rest } = draft;
    const own = known.get(draft) ?? [];
    const first = own.find(({ span }) => span === draft.span);
    if (!first) return [];
    const { identity } = first;
    const alike = own.filter((place) => place !== first);
    return [
      {
        ...rest,
        identity,
        ...(alike.length > 0 && { alike }),
        get fingerprint() {
          return fingerprintOf(identity);
        },
      },
    ];
  });
}

function byPlace(a: Draft, b: Draft): number {
  return (
    a.span.start - b.span.start ||
    compare(a.ruleId, b.ruleId) ||
    a.span.end - b.span.end ||
    compare(a.message, b.message)
  );
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function once(sorted: readonly Draft[]): Draft[] {
  return sorted.filter((draft, index) => {
    const before = sorted[index - 1];
    return !before || byPlace(before, draft) !== 0;
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
