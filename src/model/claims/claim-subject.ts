import { spanOf } from '../../parse.ts';
import { contains, within } from '../../text.ts';
import { normalizeTitle, type OutlineSection } from '../document/outline.ts';
import { tellsThePast } from '../document/history-section.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { ClaimScope } from '../plan/claim.ts';
import { asRange } from '../needs/range.ts';
import { readReferenceValue } from '../language/reference-value.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Ground, Statement } from './claim-context.ts';

/** All tasks of the plan. */
export function planScope({ reading }: Ground): ClaimScope {
  return { kind: 'plan', key: 'plan', name: 'the plan', phase: undefined, tasks: reading.tasks };
}

/** A phase of the plan. */
export function phaseScope(phase: PhaseNode): ClaimScope {
  return { kind: 'phase', key: phase.name.toLowerCase(), name: phase.name, phase, tasks: phase.tasks };
}

function tasksScope(name: string, tasks: readonly TaskNode[]): ClaimScope {
  return { kind: 'tasks', key: name.toLowerCase(), name, phase: undefined, tasks };
}

/** Something of which nobody knows which tasks it has. */
export function unknownScope(name: string): ClaimScope {
  return { kind: 'unknown', key: name.toLowerCase().trim(), name, phase: undefined, tasks: [] };
}

function sectionScope(section: OutlineSection, tasks: readonly TaskNode[]): ClaimScope {
  return {
    kind: 'section',
    key: `section ${section.headingSpan.start}`,
    name: `\`${section.title}\``,
    phase: undefined,
    tasks,
  };
}

/**
 * What a statement in a section is about: the innermost part of the plan with tasks around it; the plan where the section
 * speaks for all of it; else something unknown.
 */
export function scopeOfPlace({ section, label, value }: Place, ground: Ground): ClaimScope {
  const { tasks, phases } = ground.reading;
  for (let around: OutlineSection | undefined = section; around && around.depth > 1; around = around.parent) {
    const phase = phases.find((candidate) => candidate.section === around);
    if (phase) return phaseScope(phase);
    const inside = tasksIn(around, tasks);
    if (inside.length === 0) continue;
    return inside.length === tasks.length ? planScope(ground) : sectionScope(around, inside);
  }
  const at = Math.min(label.span.start, value.span.start);
  const isOfPlan = speaksForPlan(section, ground) || isBehindRule(section, at, ground);
  return isOfPlan ? planScope(ground) : unknownScope(section.title);
}

/** What a place in the plan is known by. */
type Place = Pick<Statement, 'section' | 'label' | 'value'>;

/** Whether an offset lies behind the last rule of the document, which Markdown counts to the last section. */
function isBehindRule(section: OutlineSection, at: number, { document: { sections } }: Ground): boolean {
  const rule = section === sections.at(-1) ? section.blocks.find(({ type }) => type === 'thematicBreak') : undefined;
  return rule !== undefined && spanOf(rule).end <= at;
}

/** Whether a statement stands behind the last task, so that it may sum up all of them. */
export function isBehindAll({ label, value }: Statement, { reading }: Ground): boolean {
  const at = Math.min(label.span.start, value.span.start);
  return reading.tasks.every((task) => task.nameSpan.end < at);
}

const GENERAL =
  /\b(?:summary|overview|totals?|estimates?|estimation|effort|timeline|time|schedule|progress|status|hours|days|sums?|breakdown|plan|roadmap|statistics|stats|numbers|figures|counts?|metrics|dashboard|track(?:er|ing)|report|validation|details|information|info|metadata|executive|project|document|at a glance|tl;?dr|budget|tasks?|phases|execution|strategy|notes|conclusion|closing|appendix)\b/;

/** Whether a section without tasks is about the plan as a whole: the header, a summary, a footer, a section about time or progress. */
function speaksForPlan(section: OutlineSection, { document }: Ground): boolean {
  const { sections, vocabulary } = document;
  if (section.depth <= 1) return true;
  if (section.declaration !== undefined) return false;
  const first = sections.find(({ depth }) => depth === 2);
  if (section === first || GENERAL.test(section.key)) return true;
  const role = vocabulary.fields.get(section.key);
  if (role === 'progress' || role === 'status' || role === 'total-effort' || role === 'task-count') return true;
  return ['overview', 'summary', 'timeline', 'tasks'].includes(section.role ?? '');
}

/** Whether a scope is just what stands under a heading. */
export function holdsTasks({ headingSpan }: OutlineSection, { kind, key, phase }: ClaimScope): boolean {
  return kind === 'phase'
    ? phase?.section.headingSpan.start === headingSpan.start
    : key === `section ${headingSpan.start}`;
}

/** The tasks that stand in a section. */
export function tasksIn({ span }: OutlineSection, tasks: readonly TaskNode[]): TaskNode[] {
  return within(tasks, span, (task) => task.span).filter((task) => contains(span, task.nameSpan));
}

/** Whether a statement in a section may have been true only once. A phase speaks of now, whatever its title. */
export function isPast(section: OutlineSection, scope: ClaimScope, { document: { vocabulary } }: Ground): boolean {
  return scope.phase?.section !== section && tellsThePast(section, vocabulary);
}

const PHASE_ID = String.raw`(\d+(?:\.\d+)*[A-Za-z]?|[A-Z]|[一二三四五六七八九十]+)(?![\p{L}\p{N}])`;
const FIRST = new RegExp(
  String.raw`(?<!\p{L})(\p{L}+)(?:\s+#?|(?<=[\p{sc=Han}\p{sc=Katakana}\p{sc=Hangul}ー]))${PHASE_ID}`,
  'gu',
);
const NEXT = new RegExp(
  String.raw`^\s*(,|\+|&|and|und|y|et|e|и|と|和|및|[-–—~]|to|through|bis)\s*(?:(\p{L}+)\s+)?${PHASE_ID}(?!\s*[/%])`,
  'u',
);

/** The part of the plan that words name: phases (`Phase 2`, `Phases 1-3`, `Phase 1 + 2`), a story, the title of a phase or section. */
export function namedScope(text: string, ground: Ground): ClaimScope | undefined {
  return (
    phasesNamed(text, ground) ?? storyNamed(text, ground) ?? phaseTitled(text, ground) ?? sectionTitled(text, ground)
  );
}

/** Phases by their keyword and number; unknown where the plan has none of that number. */
export function phasesNamed(text: string, ground: Ground): ClaimScope | undefined {
  const { index } = ground;
  for (const match of text.matchAll(FIRST)) {
    const [whole, keyword = '', id = ''] = match;
    if (!index.isPhaseWord(keyword)) continue;
    let length = whole.length;
    let last = id;
    const ids: string[] = [id];
    for (let next = NEXT.exec(text.slice(match.index + length)); next;) {
      const [more, sign = '', word, nextId = ''] = next;
      if (word !== undefined && !index.isPhaseWord(word)) break;
      ids.push(...(/^(?:[-–—~]|to|through|bis)$/.test(sign) ? numbersBetween(last, nextId) : []), nextId);
      length += more.length;
      last = nextId;
      next = NEXT.exec(text.slice(match.index + length));
    }
    const name = text.slice(match.index, match.index + length);
    const phases = ids.map((each) => index.phase(keyword, each));
    const [first] = phases;
    if (first && ids.length === 1) return phaseScope(first);
    if (phases.some((phase) => phase === undefined)) return unknownScope(name);
    return tasksScope(name, [...new Set(phases.flatMap((phase) => phase?.tasks ?? []))]);
  }
  return undefined;
}

function numbersBetween(first: string, last: string): string[] {
  const [from, to] = [Number(first), Number(last)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to - from > 100) return [];
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => String(from + 1 + index));
}

/** `US1`, `User Story 1`: the phase whose title says so. Two stories in one breath are none of the plan's parts. */
export function storyNamed(text: string, { reading }: Ground): ClaimScope | undefined {
  const form = /(?<![\p{L}\p{N}])(?:US|User Story|Story)[\s-]?(\d+)(?!\p{N})/giu;
  const [story, other] = [...text.matchAll(form)];
  if (!story) return undefined;
  const same = reading.phases.filter(({ title }) => {
    const numbers = [...title.matchAll(form)].map(([, number]) => number);
    return numbers.length === 1 && numbers[0] === story[1];
  });
  const [phase] = same;
  return phase && same.length === 1 && !other ? phaseScope(phase) : unknownScope(text);
}

/** The phase of that title, its number and what stands in parentheses left out. */
export function phaseTitled(text: string, { reading }: Ground): ClaimScope | undefined {
  const key = bareTitle(text);
  if (!/\p{L}{2}/u.test(key)) return undefined;
  const phases = reading.phases.filter(({ title }) => bareTitle(title) === key);
  const [phase] = phases;
  if (!phase) return undefined;
  return phases.length === 1 ? phaseScope(phase) : unknownScope(text);
}

/** The section of that title that has tasks and is none. */
function sectionTitled(text: string, { document, reading }: Ground): ClaimScope | undefined {
  const key = bareTitle(text);
  if (!/\p{L}{2}/u.test(key)) return undefined;
  const titled = document.sections.filter(
    (section) =>
      section.depth > 1 &&
      bareTitle(section.title) === key &&
      !reading.nodes.some((task) => task.dialect === 'heading' && task.section === section),
  );
  const filled = titled.flatMap((section) => {
    const tasks = tasksIn(section, reading.tasks);
    return tasks.length > 0 ? [sectionScope(section, tasks)] : [];
  });
  return filled.length === 1 ? filled[0] : undefined;
}

function bareTitle(title: string): string {
  return normalizeTitle(title.replace(/[([（][^()[\]（）]*[)\]）]/g, ' '))
    .replace(/^\p{L}+ \d+(?:\.\d+)*\s*[:：–—-]\s*/u, '')
    .replace(/(?<![\s:：–—-])[\s:：–—-]+$/, '')
    .replace(/ phase$/, '')
    .trim();
}

const TOKEN = String.raw`[A-Za-z\d](?:\w|\.(?=\w)|-(?=[A-Za-z\d]))*(?!\w)(?<=\d[\w.]*)`;
const SPACED = new RegExp(
  String.raw`(?:(?<!\p{L})(\p{L}+)\s+#?)?(?<![\p{L}\p{N}_.-])(${TOKEN})\s*(?:–|—|~|\.\.\.?|\bto\b|\bthrough\b|\bbis\b|\s-\s|至|から)\s*(?:\p{L}+\s+#?)?(${TOKEN})(?![\w-])`,
  'gu',
);
const GLUED = /(?:(?<!\p{L})(\p{L}+)\s+#?)?(?<![\p{L}\p{N}_.-])([A-Za-z\d][\w.]*-[\w.-]*(?![\w-])(?<=\d[A-Za-z_]*))/gu;

/** The first range of declared tasks in a text (`T001-T015`, `Tasks 1 to 6`), with its place in the text. */
export function rangeNamed(
  text: string,
  ground: Ground,
): { readonly scope: ClaimScope; readonly start: number; readonly end: number } | undefined {
  const { index, reading } = ground;
  const [anchor] = reading.tasks;
  if (!anchor) return undefined;
  const between = (first: string, last: string, keyword: string | undefined): TaskNode[] => {
    // Bare numbers need a keyword: else they are figures.
    if (/^\d+$/.test(first) && !(keyword && ground.document.vocabulary.taskKeywords.has(singular(keyword)))) return [];
    const word = keyword && ground.document.vocabulary.taskKeywords.has(singular(keyword)) ? keyword : undefined;
    const [from, to] = [index.find(first, word, anchor), index.find(last, word, anchor)];
    return from && to && from !== to ? index.between(from, to).filter((task) => task.kind === 'task') : [];
  };
  const found = (match: RegExpMatchArray, tasks: readonly TaskNode[]) => {
    const skip = match[1] === undefined ? 0 : match[0].indexOf(match[2] ?? '', match[1].length);
    const start = (match.index ?? 0) + skip;
    const end = (match.index ?? 0) + match[0].length;
    return { scope: tasksScope(text.slice(start, end), tasks), start, end };
  };
  for (const match of text.matchAll(SPACED)) {
    const tasks = between(match[2] ?? '', match[3] ?? '', match[1]);
    if (tasks.length > 1) return found(match, tasks);
  }
  for (const match of text.matchAll(GLUED)) {
    const token = match[2] ?? '';
    for (const hyphen of token.matchAll(/-/g)) {
      const tasks = between(token.slice(0, hyphen.index), token.slice(hyphen.index + 1), match[1]);
      if (tasks.length > 1) return found(match, tasks);
    }
  }
  return undefined;
}

/** The tasks of a list of ids and ranges (`T006-T012, T028-T032`); nothing where part of it is something else. */
export function tasksNamed(text: string, ground: Ground): ClaimScope | undefined {
  const { index, reading, document } = ground;
  const [anchor] = reading.tasks;
  if (!anchor || !/\d/.test(text)) return undefined;
  const things = readReferenceValue({ value: text, span: { start: 0, end: text.length } }, document.vocabulary);
  const named = things.map((thing): TaskNode[] => {
    const { id, last, keyword } = asRange(thing, anchor, index) ?? thing;
    if (!id || (/^\d+$/.test(id.value) && keyword === undefined)) return [];
    const from = index.find(id.value, keyword, anchor);
    const to = last && index.find(last.value, keyword, anchor);
    if (!from || (last && !to)) return [];
    return (to ? index.between(from, to) : [from]).filter(({ kind }) => kind === 'task');
  });
  if (named.length === 0 || named.some((tasks) => tasks.length === 0)) return undefined;
  const tasks = [...new Set(named.flat())];
  return tasks.length > 1 ? tasksScope(text.trim(), tasks) : undefined;
}

function singular(word: string): string {
  return word.toLowerCase().replace(/s$/, '');
}
