import type { Evidence, ReadingEntry } from '../plan/reading.ts';
import { tokenize } from '../language/tokens.ts';
import { isDigits, squeezed, trimmed } from '../language/characters.ts';
import { contains, type Located } from '../../text.ts';
import { requiredFor, requiredForReading } from '../work/dialects/prerequisite.ts';
import type { Document } from '../document/document.ts';
import { titleWords, countedId } from '../language/ids.ts';
import { singularKeyword } from '../language/keyword.ts';
import type { Name } from '../language/names.ts';
import { taskIndex, type TaskIndex } from './task-index.ts';
import type { PhaseNode } from '../work/phases.ts';
import { readComments } from './comments.ts';
import { Mentions, type Mention } from './mentions.ts';
import { readMermaid } from './mermaid.ts';
import { readPhaseTables } from './phase-tables.ts';
import { phasesNamed } from './resolve.ts';
import type { Owner, StatedNeed } from './stated-need.ts';
import { readValue } from './values.ts';
import { readProse, type Stated, asideReading } from './statements.ts';
import { asRange } from './range.ts';
import type { Parallel, Reference } from '../plan/graph.ts';
import { resolveParallels } from './parallels.ts';
import type { Field } from '../plan/field.ts';
import type { Section } from '../plan/section.ts';
import { type NamedThing, readReferenceValue } from '../language/reference-value.ts';
import type { TaskNode, TaskReading } from '../work/tasks.ts';

/** What a thing turned out to be. */
interface Resolved {
  readonly kind: Reference['kind'];
  readonly targets?: readonly TaskNode[];
  readonly phases?: readonly PhaseNode[];
  readonly section?: Section;
  /** The end of a range that names nothing. */
  readonly missing?: Located<string>;
}

/** What tasks and phases need, and what sentences say can be worked on side by side. */
export interface Needs {
  readonly references: readonly Reference[];
  readonly parallels: readonly Parallel[];
}

/** Reads everything that tasks, prerequisites and phases say they need or are needed by, and looks it up. */
export function readNeeds(document: Document, reading: TaskReading): Needs {
  const index = taskIndex(document, reading);
  const references: Reference[] = [];
  const add = (owner: Owner, value: Located<string>, direction: Reference['direction'], by: Evidence): void => {
    const { inferred } = by;
    const whole = wholeIds(value, owner, index);
    for (const said of whole.length > 0
      ? whole.map((thing) => ({ owner, thing, direction }))
      : readValue(value, owner, direction, document, index)) {
      const reference = toReference(said.thing, said.owner, said.direction, by, index);
      references.push(inferred ? { ...reference, inferred } : reference);
    }
  };
  for (const task of reading.nodes) {
    for (const field of task.fields) {
      if (field.role !== 'dependencies' && field.role !== 'blocks') continue;
      const direction = field.role === 'dependencies' ? 'needs' : 'needed-by';
      for (const value of field.value.value === '' ? field.items : [field.value])
        add(task, value, direction, evidenceOf(field));
    }
    if (task.kind === 'prerequisite' && task.box && !task.fields.some((field) => field.role === 'blocks')) {
      const item = task.box.item;
      const value = item && requiredFor(item, task.box, document.vocabulary);
      if (value) add(task, value, 'needed-by', { reading: requiredForReading.id, span: value.span });
    }
  }
  const owned = new Set(reading.nodes.flatMap(({ fields }) => fields));
  const inSection = new Map<Section, Field[]>();
  for (const field of document.fields) {
    if (field.place !== 'text' || (field.role !== 'dependencies' && field.role !== 'blocks')) continue;
    inSection.set(field.section, [...(inSection.get(field.section) ?? []), field]);
  }
  for (const phase of reading.phases) {
    for (const field of inSection.get(phase.section) ?? []) {
      if (owned.has(field)) continue;
      for (const value of field.value.value === '' ? field.items : [field.value])
        add(phase, value, field.role === 'dependencies' ? 'needs' : 'needed-by', evidenceOf(field));
    }
  }
  const stated = readStated(document, reading, index);
  for (const { owner, value, direction } of stated.values) {
    const things = readReferenceValue(value, document.vocabulary);
    for (const thing of things) {
      const by = { reading: asideReading.id, span: value.span };
      const reference = toReference(thing, owner, direction, by, index);
      const isMeant =
        thing.kind === 'name'
          ? index.hasName(thing.text)
          : thing.whole && (reference.targets.length > 0 || reference.kind === 'unknown');
      if (isMeant) references.push(reference);
    }
  }
  for (const need of stated.needs) {
    const reference = ofStated(need, index);
    // What prose names without declaring it is not known to be meant, unless it says so plainly; nor is the task itself,
    // unless its own title says so.
    const isMeant = reference.phases.length > 0 || reference.targets.some((target) => target !== need.owner);
    const isPlain = need.plain && (reference.kind === 'unknown' || isInTitle(need));
    if (isMeant || isPlain) references.push(reference);
  }
  return {
    references: references.sort((a, b) => a.span.start - b.span.start),
    parallels: resolveParallels(document, stated.parallels, index),
  };
}

/** A name of one word or several with hyphens. */
const SLUG = /^\p{L}[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*$/u;

/** A value that is as a whole ids of tasks, like `buy-pins`, `task-006-perception` or `print, build-list`; one of them is known. */
function wholeIds({ value, span }: Located<string>, owner: TaskNode | PhaseNode, index: TaskIndex): NamedThing[] {
  let at = span.start;
  const parts = value.split(/[,;]/).map((part) => {
    const text = trimmed(part, '`');
    const start = at + part.indexOf(text);
    at += part.length + 1;
    return { value: text, span: { start, end: start + text.length } };
  });
  if (!parts.every((part) => SLUG.test(part.value))) return [];
  const isKnown = parts.some((part) => index.find(part.value, undefined, owner));
  const [only] = parts.length === 1 ? parts : [];
  const isSlug =
    only !== undefined && (/[-_]/.test(only.value) || ('dialect' in owner && owner.dialect === 'front-matter'));
  const isMistake = isSlug && index.isUnknownSlug(only.value);
  if (!isKnown && !isMistake) return [];
  if (parts.length > 1 && !index.hasSlugs && parts.every((part) => /\d/.test(part.value))) return [];
  return parts.map((id) => ({ text: id.value, span: id.span, kind: 'id', id, whole: true }));
}

function readStated(document: Document, reading: TaskReading, index: TaskIndex): Stated {
  if (reading.nodes.length === 0) return { needs: [], values: [], parallels: [] };
  const mentions = new Mentions(document, index, reading.phases);
  const prose = readProse(document, reading, index, mentions);
  const needs = [
    ...prose.needs,
    ...readPhaseTables(document, reading, index, mentions),
    ...readComments(document, reading, mentions),
    ...readMermaid(document, index),
  ];
  return { ...prose, needs };
}

/** A field of needs, by where it stands. */
function evidenceOf({ place, label: { span }, inferred }: Field): Evidence {
  const reading = place === 'cell' ? columnReading.id : fieldReading.id;
  return inferred ? { reading, span, inferred } : { reading, span };
}

function isInTitle({ owner, mention: { start, end } }: StatedNeed): boolean {
  return 'written' in owner && contains(owner.written, { start, end });
}

function ofStated({ owner, mention, direction, by: reading }: StatedNeed, index: TaskIndex): Reference {
  const by = { reading, span: { start: mention.start, end: mention.end } };
  const { name } = mention;
  if (!name) return ofPhases(mention, mention.phases, owner, direction, by, index);
  const reference = toReference(thingOf(name, index), owner, direction, by, index);
  if (reference.kind !== 'external' && reference.kind !== 'unknown') return reference;
  const phases = phasesNamed(name, index);
  return phases.length > 0 ? ofPhases(mention, phases, owner, direction, by, index) : reference;
}

/** A reference to phases, whatever they are called there; all of them are those before, or behind, whoever says so. */
function ofPhases(
  { start, end, all }: Mention,
  named: readonly PhaseNode[],
  owner: TaskNode | PhaseNode,
  direction: Reference['direction'],
  by: Evidence,
  index: TaskIndex,
): Reference {
  const own = isTask(owner) ? owner.phase : owner;
  const isOther = (phase: PhaseNode) =>
    phase !== own &&
    (!all || own === undefined || (direction === 'needs' ? phase.index < own.index : phase.index > own.index));
  const phases = named.filter(isOther);
  return {
    text: index.textOf({ start, end }),
    span: { start, end },
    kind: isTask(owner) ? 'group' : 'phase',
    targets: isTask(owner) ? phases.flatMap(({ tasks }) => tasks.filter(({ state }) => state !== 'dropped')) : [],
    phases: isTask(owner) ? [] : phases,
    id: undefined,
    section: undefined,
    note: undefined,
    owner,
    direction,
    by,
  };
}

/** A name as a dependency value has it. In `Tasks 5, 9` the keyword belongs to the whole list. */
function thingOf({ id, last, keyword, carried, span }: Name, index: TaskIndex): NamedThing {
  const isPlural =
    !carried &&
    keyword !== undefined &&
    last === undefined &&
    singularKeyword(keyword.value) !== keyword.value.toLowerCase();
  const place = isPlural ? id.span : span;
  return {
    text: index.textOf(place),
    span: place,
    kind: last ? 'range' : 'id',
    id,
    ...(last ? { last } : {}),
    ...(keyword ? { keyword: keyword.value } : {}),
    whole: true,
  };
}

function toReference(
  thing: NamedThing,
  owner: TaskNode | PhaseNode,
  direction: Reference['direction'],
  by: Evidence,
  index: TaskIndex,
): Reference {
  const resolved = resolve(thing, owner, index);
  return {
    text: resolved.missing?.value ?? thing.text,
    span: resolved.missing?.span ?? thing.span,
    kind: resolved.kind,
    targets: (resolved.targets ?? []).filter((target) => target !== owner || resolved.kind === 'id'),
    phases: resolved.phases ?? [],
    id: (resolved.missing ?? thing.id)?.value,
    section: resolved.section,
    note: thing.note,
    owner,
    direction,
    by,
  };
}

function resolve(thing: NamedThing, owner: TaskNode | PhaseNode, index: TaskIndex): Resolved {
  switch (thing.kind) {
    case 'none':
    case 'placeholder':
      return { kind: thing.kind };
    case 'all':
      return resolveAll(thing.text, owner, index);
    case 'range':
      return resolveRange(thing, owner, index);
    case 'id':
      return resolveId(thing, owner, index);
    case 'name':
      return resolveName(thing.text, owner, index);
  }
}

const isTask = (owner: TaskNode | PhaseNode): owner is TaskNode => 'dialect' in owner;
const startOf = (owner: TaskNode | PhaseNode): number => (isTask(owner) ? owner.span.start : owner.section.span.start);

function resolveAll(text: string, owner: TaskNode | PhaseNode, index: TaskIndex): Resolved {
  const phase = /(?<![\p{L}\p{N}_])(\p{L}+)\s+(\d+|[IVX]+)\b/u.exec(text);
  const named = phase && index.phase(phase[1] ?? '', phase[2] ?? '');
  if (named) {
    // "All Phase 1 tasks" inside Phase 1 are those before.
    const here = isTask(owner) && owner.phase === named;
    const targets = named.tasks.filter((task) => task !== owner && task.state !== 'dropped');
    return { kind: 'group', targets: here ? targets.filter((task) => task.span.start < startOf(owner)) : targets };
  }
  const before = index.tasks.filter(
    (task) => task.span.start < startOf(owner) && task.state !== 'dropped' && !isAncestor(task, owner),
  );
  const { cues, phaseKeywords } = index.vocabulary;
  const tokens = tokenize(text, 0);
  if (cues.of('earlier').isIn(tokens) || cues.listed('everything').has(squeezed(text.toLowerCase()))) {
    const ofPhase = cues.of('inThisPhase').isIn(tokens) && isTask(owner);
    const isAboutPhases = !ofPhase && tokens.some(({ folded }) => phaseKeywords.has(singularKeyword(folded)));
    if (ofPhase) return { kind: 'group', targets: before.filter((task) => task.phase === owner.phase) };
    if (isAboutPhases && isTask(owner))
      return { kind: 'group', targets: before.filter((task) => task.phase !== owner.phase) };
    return { kind: 'group', targets: before };
  }
  return { kind: 'external' };
}

function isAncestor(task: TaskNode, owner: TaskNode | PhaseNode): boolean {
  if (!isTask(owner)) return false;
  for (let at = owner.parent; at; at = at.parent) if (at === task) return true;
  return false;
}

function resolveRange(thing: NamedThing, owner: TaskNode | PhaseNode, index: TaskIndex): Resolved {
  const { id, last } = thing;
  if (!id || !last) return { kind: 'external' };
  if (index.isPhaseWord(thing.keyword)) {
    const phases = index.phasesBetween(id.value, last.value);
    if (phases.length === 0) return { kind: 'external' };
    return isTask(owner)
      ? { kind: 'group', targets: phases.flatMap((phase) => phase.tasks) }
      : { kind: 'phase', phases };
  }
  const from = index.find(id.value, thing.keyword, owner, thing.context);
  const to =
    index.find(last.value, thing.keyword, owner, thing.context) ??
    index.find(completeRange(id.value, last.value), thing.keyword, owner);
  if (!from || !to) {
    const missing = from ? last : id;
    return index.isUnknown(missing.value, thing.keyword) && thing.whole
      ? { kind: 'unknown', missing }
      : { kind: 'external' };
  }
  const targets = index.between(from, to).filter((task) => task.state !== 'dropped' && task !== owner);
  return { kind: 'range', targets };
}

/** `T012-15` ends at `T015`. */
function completeRange(first: string, last: string): string {
  if (!isDigits(last)) return last;
  const { head, digits } = countedId(first) ?? { head: first, digits: '' };
  return head + last.padStart(digits.length, '0');
}

function resolveId(thing: NamedThing, owner: TaskNode | PhaseNode, index: TaskIndex): Resolved {
  const id = thing.id?.value ?? '';
  if (index.isPhaseWord(thing.keyword)) {
    const phase = index.phase(thing.keyword ?? '', id);
    if (!phase) return { kind: index.isUnknownPhase(thing.keyword, id) && thing.whole ? 'unknown' : 'external' };
    if (!isTask(owner)) return { kind: 'phase', phases: phase === owner ? [] : [phase] };
    return { kind: 'group', targets: phase.tasks.filter((task) => task !== owner && task.state !== 'dropped') };
  }
  const found = index.find(id, thing.keyword, owner, thing.context);
  const range = found ? undefined : asRange(thing, owner, index);
  if (range) return resolveRange(range, owner, index);
  if (found) return { kind: 'id', targets: [found] };
  if (thing.keyword === undefined && thing.whole && index.hasName(thing.text))
    return resolveName(thing.text, owner, index);
  if (index.isUnknown(id, thing.keyword) || (thing.keyword === undefined && index.isUnknownSlug(id)))
    return { kind: 'unknown' };
  return { kind: 'external' };
}

/** Exact title first, then the nearest preceding task or section whose title has all the words. */
function resolveName(text: string, owner: TaskNode | PhaseNode, index: TaskIndex): Resolved {
  if (index.vocabulary.cues.listed('previousTask').has(text.toLowerCase()) && isTask(owner)) {
    const before = index.tasks.findLast((task) => task.span.end <= owner.span.start && task.parent === owner.parent);
    return before ? { kind: 'group', targets: [before] } : { kind: 'external' };
  }
  const words = titleWords(text);
  if (words.length === 0 || words.length > 8) return { kind: 'external' };
  const at = startOf(owner);
  const entry = index.exact(words, at, owner) ?? index.containing(words, at, owner);
  if (!entry) return { kind: 'external' };
  if (entry.task) return { kind: 'name', targets: [entry.task] };
  const { section } = entry;
  if (!section) return { kind: 'external' };
  const inside = index.tasks.filter(
    (task) => section.span.start <= task.span.start && task.span.start < section.span.end && task.state !== 'dropped',
  );
  // A section around the owner names the owner's own surroundings, which it cannot wait for.
  if (section.span.start <= at && at < section.span.end) return { kind: 'external' };
  return { kind: 'name', targets: inside, section };
}

/** What fields say of needs. */
export const fieldReading: ReadingEntry = {
  id: 'need.field',
  title: 'what the value of a field for dependencies names',
  file: 'needs/references.ts',
  example: '# Ferry\n\n### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**Depends on**: Task 1',
  counterExample: '# Ferry\n\n### Task 1: Dredge\n\nA barge.\n\n### Task 2: Mark\n\n**See also**: Task 1',
};

/** What cells say of needs. */
export const columnReading: ReadingEntry = {
  id: 'need.column',
  title: 'what a cell of a column for dependencies names',
  file: 'needs/references.ts',
  example:
    '# Ferry\n\n## Phase 1: Harbour\n\n| ID | Task | Depends on |\n| --- | --- | --- |\n| T1 | Dredge | - |\n| T2 | Mark | T1 |',
  counterExample:
    '# Ferry\n\n## Phase 1: Harbour\n\n| ID | Task | Owner |\n| --- | --- | --- |\n| T1 | Dredge | Ada |\n| T2 | Mark | Ada |',
};
