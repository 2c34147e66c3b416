import {
  contains,
  defineRule,
  factAt,
  quote,
  quoteFew,
  quoteValue,
  type Certainty,
  type Claim,
  type CurrentPhaseClaim,
  type Edit,
  type Fact,
  type Fix,
  type Plan,
  type ProgressClaim,
  type Span,
  type Task,
} from '../src/rule.ts';

/** Progress that is written by hand is right on the day it was written. */
export default defineRule({
  id: 'no-wrong-progress',
  description: 'Disallow stated progress that the boxes contradict',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'safe',
  options: {},
  messages: {
    boxes: ({
      label,
      stated,
      by,
      ...counts
    }: Counts & { label: string; stated: string; by: 'share' | 'ratio' | 'count' }) =>
      by === 'count'
        ? `${quote(label)} counts ${stated} as done, but ${finished(counts, false)}`
        : `${quote(label)} says ${stated}, but ${finished(counts, by === 'share')} done`,
    share: ({ label, stated, done, total }: { label: string; stated: string; done: number; total: number }) =>
      `${quote(label)} says ${stated}, but ${done} of ${total} is ${share({ done, total })}%`,
    twice: ({ label, stated, rival, other, line }: Rivals) =>
      rival === label
        ? `${quote(label)} says ${stated} here, but ${other} in line ${line}`
        : `${quote(label)} says ${stated}, but ${quote(rival)} says ${other} in line ${line}`,
    complete: ({ label, words, ...counts }: Counts & { label: string; words: string }) =>
      `${quote(label)} says ${quoteValue(words)}, but ${counts.done === 0 ? '' : 'only '}${finished(counts, false)} done`,
    phase: ({ label, stated, right }: { label: string; stated: string; right: string }) =>
      `${quote(label)} says ${stated}, but the first unfinished work is in ${right}`,
    task: ({ label, stated, right }: { label: string; stated: string; right: string }) =>
      `${quote(label)} says ${stated}, which is done; the first unfinished task is ${quote(right)}`,
  },
  *check(plan, { problem }) {
    const claims = plan.claims.filter((claim) => claim.kind === 'progress').filter(({ past }) => !past);
    const rivals = rivalsOf(claims);
    const rivalled = new Set([...rivals.values()].flat());
    for (const [claim, ...repeats] of withEchoes(figuresOf(claims))) {
      const first = rivals.get(claim)?.[0];
      // Two statements that contradict each other are one finding, whatever the truth.
      if (first || rivalled.has(claim) || [claim, ...repeats].some(holds)) continue;
      const { label, value, done, total, percent, complete, wrong } = claim;
      const counts = likeliest(claim);
      const said = { label: label.value, stated: statedBy(plan, claim) };
      const related = repeats.map(reference);
      const certainty = certaintyOf(claim, ...repeats);
      const facts = [claim, ...repeats].flatMap((each) => toldElsewhere(plan, each));
      const fixes = correction(plan, [claim, ...repeats]);
      const span = (wrong.length === 1 ? wrong[0]?.figure : undefined)?.span ?? value.span;
      if (complete && counts)
        yield problem(
          complete.span,
          'complete',
          { label: label.value, words: complete.value, ...counts },
          { certainty, related, facts },
        );
      else if (done && total && wrong.every(({ figure }) => figure === percent))
        yield problem(
          span,
          'share',
          { ...said, done: done.value, total: total.value },
          { certainty, related, fixes, facts },
        );
      else if (counts)
        yield problem(
          span,
          'boxes',
          { ...said, ...counts, by: total ? 'ratio' : percent ? 'share' : 'count' },
          { certainty, related, fixes, facts },
        );
    }
    for (const [claim, [first, ...others]] of rivals) {
      if (!first) continue;
      const { label, value, percent } = claim;
      const said = {
        label: label.value,
        stated: shareOf(plan, claim),
        rival: first.label.value,
        other: shareOf(plan, first),
        line: plan.source.lineAt(first.value.span.start),
      };
      const related = [first, ...others].map(reference);
      yield problem(percent?.span ?? value.span, 'twice', said, {
        related,
        fixes: settled([first, claim, ...others]) ? correction(plan, [first, claim, ...others]) : [],
      });
    }
    for (const claim of plan.claims) {
      if (claim.kind !== 'current-phase' || !claim.wrong || !claim.name) continue;
      const { label, name, stated } = claim;
      const [right] = claim.right;
      if (!right) continue;
      const data = { label: label.value, stated: stated?.name ?? name.value, right: right.name };
      yield problem(name.span, isTask(right) ? 'task' : 'phase', data, {
        certainty: certaintyOf(claim),
        fixes: isCountable(plan, [claim]) ? next(claim, right.name) : [],
      });
    }
  },
});

type Counts = ProgressClaim['counts'][number];

/** Two statements of one share. */
interface Rivals {
  readonly label: string;
  readonly stated: string;
  readonly rival: string;
  readonly other: string;
  readonly line: number;
}

/** What is really done, up to the word itself: `8 of 11 tasks (73%) are`. */
function finished({ done, total, what }: Counts, byShare: boolean): string {
  if (done === 0) return total === 1 ? 'nothing is' : `none of the ${total} ${what} is`;
  const percent = byShare ? ` (${share({ done, total })}%)` : '';
  return `${done} of ${total} ${what}${percent} ${done === 1 ? 'is' : 'are'}`;
}

/** What a claim says: in its own words where these are few, else its figures. */
function statedBy(plan: Plan, claim: ProgressClaim): string {
  const words = claim.value.value.replace(/\*\*|__/g, '').trim();
  const { done, total, percent } = claim;
  if (words.length <= 40 || !(done ?? percent)) return words;
  if (!done) return shareOf(plan, claim);
  const ratio = plan.source.slice({ start: done.span.start, end: (total ?? done).span.end });
  return percent ? `${ratio} (${shareOf(plan, claim)})` : ratio;
}

function shareOf({ source }: Plan, { percent, approximate, value }: ProgressClaim): string {
  return percent ? `${approximate ? '~' : ''}${source.slice(percent.span)}%` : value.value;
}

function share({ done, total }: Pick<Counts, 'done' | 'total'>): number {
  return Math.round((100 * done) / total);
}

/** What a claim is measured by: a counting with the total that it states, else the first. */
function likeliest({ counts, total }: ProgressClaim): Counts | undefined {
  return counts.find((count) => count.total === total?.value) ?? counts[0];
}

/** Claims that say the same of the same, in the order in which they are first said. */
function figuresOf(claims: readonly ProgressClaim[]): Group[] {
  const figures = new Map<string, [ProgressClaim, ...ProgressClaim[]]>();
  for (const claim of claims) {
    const { scope, percent, done, total, complete } = claim;
    const key = `${whatOf(scope)} ${complete ? 100 : total ? `${done?.value}/${total.value}` : (percent?.value ?? done?.value)}`;
    const same = figures.get(key);
    if (same) same.push(claim);
    else figures.set(key, [claim]);
  }
  return [...figures.values()];
}

/** What a scope holds: `T044-T070` and `Phase 3` are the same where they have the same tasks. */
function whatOf({ key, tasks }: ProgressClaim['scope']): string {
  const [first, last] = [tasks[0], tasks.at(-1)];
  return first && last ? `${first.nameSpan.start}-${last.nameSpan.start}: ${tasks.length}` : key;
}

type Group = readonly [ProgressClaim, ...ProgressClaim[]];

/** Joins words that all of something is done with earlier ones about its parts, where nothing is open but what is there. */
function withEchoes(groups: readonly Group[]): Group[] {
  const told = new Map<Task, Group>();
  const echoes = new Map<Group, ProgressClaim[]>();
  const heads = groups.filter((group) => {
    if (!group[0].complete || group.some(holds)) return true;
    const open = group[0].scope.tasks.filter(({ state }) => state !== 'done' && state !== 'dropped');
    const parts = open.map((task) => told.get(task));
    const [part] = parts;
    if (part && parts.every(Boolean)) echoes.set(part, [...(echoes.get(part) ?? []), ...group]);
    else for (const task of open) told.set(task, group);
    return !part || !parts.every(Boolean);
  });
  return heads.map((group) => [...group, ...(echoes.get(group) ?? [])]);
}

/** Whether nothing is to be said about a claim: it is right, or cannot be measured. */
function holds({ complete, counts, wrong }: ProgressClaim): boolean {
  if (!complete) return wrong.length === 0;
  return counts.length === 0 || counts.some(({ done, total }) => done === total);
}

function reference({ label, value }: ProgressClaim): { readonly span: Span; readonly message: string } {
  return { span: value.span, message: `${quote(label.value)} says ${value.value}` };
}

/** What another rule may have to say of what a claim calls finished: that it, or what it consists of, is not. */
function toldElsewhere(plan: Plan, { scope, percent, total, complete, value }: ProgressClaim): Fact[] {
  const { doneClaims } = plan;
  const isWhole = (percent?.value === 100 && !total) || complete !== undefined;
  const same = doneClaims.filter(
    ({ mark, ...claim }) =>
      contains(mark.span, value.span) ||
      contains(value.span, mark.span) ||
      (isWhole && (claim.scope === 'plan' || (claim.scope === 'phase' && claim.name === scope.name))),
  );
  const parts = same.length === 0 && complete ? ofParts(plan, scope) : [];
  return [...same, ...parts].map(({ mark }) => factAt('done-claim', mark.span.start));
}

/** What is said of the phases that a scope consists of, where everything that is open lies in those which are called done. */
function ofParts({ doneClaims, phases }: Plan, { tasks }: ProgressClaim['scope']): Plan['doneClaims'] {
  const all = new Set(tasks);
  const inside = phases.filter((phase) => phase.tasks.length > 0 && phase.tasks.every((task) => all.has(task)));
  const outermost = inside.filter(
    ({ section }) => !inside.some((other) => other.section !== section && contains(other.section.span, section.span)),
  );
  const called = outermost.filter(({ name }) =>
    doneClaims.some((claim) => claim.scope === 'phase' && claim.name === name),
  );
  const told = new Set(called.flatMap((phase) => phase.tasks));
  const isAll = tasks.every((task) => task.state === 'done' || task.state === 'dropped' || told.has(task));
  return isAll
    ? doneClaims.filter(({ scope, name }) => scope === 'phase' && called.some((phase) => phase.name === name))
    : [];
}

/** By figure the first claim that contradicts the first statement of it, with that statement and further ones. */
function rivalsOf(claims: readonly ProgressClaim[]): Map<ProgressClaim, readonly ProgressClaim[]> {
  const rivals = new Map<ProgressClaim, readonly ProgressClaim[]>();
  const byScope = new Map<string, ProgressClaim[]>();
  for (const claim of claims) {
    if (claim.percent) byScope.set(claim.scope.key, [...(byScope.get(claim.scope.key) ?? []), claim]);
  }
  for (const [first, ...others] of byScope.values()) {
    const [rival, ...further] = others.filter((other) => first && contradicts(first, other));
    if (first && rival) rivals.set(rival, [first, ...further]);
  }
  return rivals;
}

/** Whether two claims state one figure in two ways. Two countings may both be right. */
function contradicts(claim: ProgressClaim, other: ProgressClaim): boolean {
  const differ = claim.percent && other.percent && Math.abs(claim.percent.value - other.percent.value) >= 1;
  const right = (each: ProgressClaim) => each.counts.length > 0 && each.wrong.length === 0;
  return differ === true && !(right(claim) && right(other));
}

/** Whether claims that contradict each other say the same once their wrong figures are right. */
function settled(claims: readonly ProgressClaim[]): boolean {
  const shares = claims.flatMap(({ percent, wrong }) => {
    if (!percent) return [];
    return wrong.find(({ figure }) => figure.span.start === percent.span.start)?.right ?? percent.value;
  });
  return new Set(shares).size === 1;
}

/** Whether all can be read that claims are measured by: nothing is counted beside a box that is still to be mended. */
function isCountable({ brokenBoxes }: Plan, claims: readonly Claim[]): boolean {
  return brokenBoxes.length === 0 && claims.every(({ unsettledBy }) => !unsettledBy);
}

function certaintyOf(...claims: readonly Claim[]): Certainty {
  return claims.some(({ unsettledBy, inferred }) => unsettledBy ?? inferred) ? 'likely' : 'certain';
}

/** Corrects every place at which a figure stands. */
function correction(plan: Plan, claims: readonly ProgressClaim[]): Fix[] {
  const { source } = plan;
  const edits = claims
    .flatMap(({ wrong }) => wrong)
    .map(({ figure: { span }, right }) => ({
      span,
      // A number in words is written in digits.
      text: /\d/.test(source.slice(span))
        ? source.slice(span).replace(/\d+(?:[.,]\d+)?/, String(right))
        : String(right),
    }))
    .toSorted((a, b) => a.span.start - b.span.start);
  const [first] = claims;
  const isImpossible = claims.some(({ wrong, percent }) =>
    wrong.some(({ figure, right }) => figure === percent && right > 100),
  );
  if (!first || edits.length === 0 || isImpossible || !isCountable(plan, claims)) return [];
  const isMarked = (claim: ProgressClaim) =>
    /[✅☑✔✓]/u.test(source.slice(source.lineSpan(source.lineAt(claim.value.span.start))));
  const isCounted = (claim: ProgressClaim) =>
    !claim.inferred && (claim.counts.length <= 1 || likeliest(claim)?.total === claim.total?.value);
  // A tick beside the figure says the same as it does; which of them is wrong, or the boxes, is for people to say.
  const safe = claims.every((claim) => isCounted(claim) && !isMarked(claim));
  return [{ title: `Write ${written(plan, claims, edits)}`, safe, edits }];
}

/** What claims say once the edits, which are in order, are applied. */
function written({ source }: Plan, claims: readonly ProgressClaim[], edits: readonly Edit[]): string {
  const texts = claims.map(({ value }) => {
    const own = edits.filter(({ span }) => contains(value.span, span));
    let at = value.span.start;
    const parts = own.map(({ span, text }) => {
      const kept = source.slice({ start: at, end: span.start });
      at = span.end;
      return kept + text;
    });
    return parts.join('') + source.slice({ start: at, end: value.span.end });
  });
  return quoteFew([...new Set(texts)]);
}

function isTask(what: CurrentPhaseClaim['right'][number]): boolean {
  return 'dialect' in what;
}

/** Only where the value is nothing but the phase's name. */
function next({ value, stated }: CurrentPhaseClaim, right: string): Fix[] {
  if (value.value !== stated?.name) return [];
  return [{ title: `Write ${right}`, safe: true, edits: [{ span: value.span, text: right }] }];
}
