import type { ReadingEntry } from '../plan/reading.ts';
import { leadOf, squeezed, trimmedEnd } from '../language/characters.ts';
import { contains, lastAround, type Source, type Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import type { FoundBox } from '../document/boxes.ts';
import { type Declaration, parseDeclaration } from '../language/declaration.ts';
import { similarTitles } from '../language/ids.ts';
import type { OutlineSection } from '../document/outline.ts';
import { standsAlone } from '../document/fields.ts';
import { plainText } from '../language/plain-text.ts';
import type { Field } from '../plan/field.ts';
import type { Section } from '../plan/section.ts';
import type { State, StateMark } from '../plan/state.ts';
import type { Phase } from '../plan/task.ts';
import { gateOfSection, purposeOfSection } from '../document/purpose.ts';
import { stateOfHeading } from '../language/state-tail.ts';
import { stateOfValue } from '../language/state.ts';
import { phaseKey, statesInRows } from './phase-rows.ts';
import { isFooter } from './status.ts';
import type { TaskDraft } from './task-draft.ts';
import { combine } from './task-state.ts';
import type { TaskNode } from './tasks.ts';
import type { Vocabulary } from '../language/words.ts';

/** A phase while its tasks are being gathered. */
export interface PhaseNode extends Phase {
  readonly section: OutlineSection;
  readonly tasks: TaskNode[];
  readonly marks: StateMark[];
  state: State;
  index: number;
  key: string;
}

/** Headings that name a phase, and numbered headings over tasks that carry the number (`## 2. Group` over `2.1`). */
export function readPhases(
  document: Document,
  drafts: readonly TaskDraft[],
  owners: ReadonlyMap<Field, { readonly span: Span }>,
): PhaseNode[] {
  const { parsed, vocabulary } = document;
  const phases: PhaseNode[] = [];
  const inSection = new Map<OutlineSection, TaskDraft[]>();
  for (const draft of drafts) {
    const same = inSection.get(draft.section);
    if (same) same.push(draft);
    else inSection.set(draft.section, [draft]);
  }
  const ticks = new Ticks(drafts, vocabulary);
  const inRows = statesInRows(document);
  for (const section of document.sections) {
    const { declaration } = section;
    const own = inSection.get(section) ?? [];
    if (own.some(({ dialect }) => dialect === 'heading')) continue;
    // `## 4. Validation` over 4.1 and 4.2 is work, though its name is that of a gate.
    const isGroup = isNumberedGroup(section, own);
    const isWork = !gateOfSection(section, vocabulary) && purposeOfSection(section, vocabulary) === 'work';
    const isPhase = declaration?.kind === 'phase' && isWork;
    if (!isPhase && !isGroup) continue;
    const id = isPhase ? declaration.id.value : (section.number ?? '');
    const title = isPhase ? declaration.title.value : section.title.slice(section.title.indexOf(id) + id.length);
    const bare = bareTitle(title, vocabulary);
    const from = isPhase ? declaration.title.span.start : section.titleSpan.start;
    phases.push({
      key: id,
      id,
      name: isPhase ? squeezed(plainText(parsed.source.slice(declaration.span))) : section.title,
      title: bare,
      titleSpan: placeOfTitle(parsed.source, bare, { start: from, end: section.titleSpan.end }),
      section,
      tasks: [],
      marks: [...phaseMarks(document, section, owners), ...ticks.of(section), ...rowOf(section, inRows)],
      state: 'unknown',
      index: 0,
    });
  }
  return phases;
}

/** Where a title stands in a heading; where marks stand in it, all of the heading from where it may begin. */
function placeOfTitle(source: Source, title: string, place: Span): Span {
  const at = source.slice(place).indexOf(title);
  return at < 0 || title === '' ? place : { start: place.start + at, end: place.start + at + title.length };
}

/** A box that is ticked, and the title behind what it declares. */
interface Tick {
  readonly box: FoundBox;
  readonly title: string;
}

/** `- [x] Phase 2: API` in a list elsewhere says that the phase is done. */
class Ticks {
  readonly #drafts: readonly TaskDraft[];
  readonly #vocabulary: Vocabulary;
  #byName: ReadonlyMap<string, readonly Tick[]> | undefined;

  constructor(drafts: readonly TaskDraft[], vocabulary: Vocabulary) {
    this.#drafts = drafts;
    this.#vocabulary = vocabulary;
  }

  of({ declaration, span }: OutlineSection): StateMark[] {
    if (!declaration?.keyword) return [];
    this.#byName ??= this.#read();
    const ticks = this.#byName.get(nameOf(declaration)) ?? [];
    return ticks
      .filter(({ box, title }) => !contains(span, box.span) && similarTitles(title, declaration.title.value))
      .map(({ box }) => ({ state: 'done', by: 'alias', span: box.span, text: `[${box.mark}]` }));
  }

  #read(): ReadonlyMap<string, readonly Tick[]> {
    const byName = new Map<string, Tick[]>();
    for (const { dialect, box } of this.#drafts) {
      if (dialect !== 'plain' || box?.state !== 'done') continue;
      const named = parseDeclaration(box.text.value, box.text.span.start, this.#vocabulary);
      if (!named?.keyword) continue;
      const tick = { box, title: named.title.value.split('**', 1)[0] ?? '' };
      const same = byName.get(nameOf(named));
      if (same) same.push(tick);
      else byName.set(nameOf(named), [tick]);
    }
    return byName;
  }
}

function nameOf({ keyword = '', id }: Pick<Declaration, 'keyword' | 'id'>): string {
  return `${keyword.toLowerCase()} ${id.value}`;
}

/** What the one row about a phase in a table of phases says of it. */
function rowOf({ declaration }: OutlineSection, rows: ReadonlyMap<string, StateMark>): StateMark[] {
  const mark =
    declaration?.kind === 'phase' ? rows.get(phaseKey(declaration.keyword, declaration.id.value)) : undefined;
  return mark ? [mark] : [];
}

/** A title without its separator, and without the state that stands at its end. */
function bareTitle(title: string, vocabulary: Vocabulary): string {
  const mark = stateOfHeading(title, vocabulary);
  const text = plainText(mark && mark.at > 0 ? title.slice(0, mark.at) : title);
  return trimmedEnd(text.slice(leadOf(text, '.):')), ':–—-');
}

function isNumberedGroup({ number, declaration, depth }: OutlineSection, own: readonly TaskDraft[]): boolean {
  if (!number || declaration?.kind === 'phase' || number.includes('.') || depth > 3) return false;
  return own.some((draft) => draft.declaration?.id.value.startsWith(`${number}.`) === true);
}

/** The tasks that fields belong to. */
export function ownersOf(tasks: readonly TaskNode[]): ReadonlyMap<Field, TaskNode> {
  return new Map(tasks.flatMap((task) => task.fields.map((field) => [field, task] as const)));
}

const statuses = new WeakMap<Document, ReadonlyMap<Section, readonly Field[]>>();

/** The status fields that stand in the text of each section. */
function statusesIn(document: Document): ReadonlyMap<Section, readonly Field[]> {
  const known = statuses.get(document);
  if (known) return known;
  const bySection = new Map<Section, Field[]>();
  for (const field of document.fields) {
    if (field.place !== 'text' || field.role !== 'status') continue;
    const list = bySection.get(field.section);
    if (list) list.push(field);
    else bySection.set(field.section, [field]);
  }
  statuses.set(document, bySection);
  return bySection;
}

/** What a section's heading, or a status field in its own body, says about it; a field of a task inside it does not. */
export function phaseMarks(
  document: Document,
  section: OutlineSection,
  owners: ReadonlyMap<Field, { readonly span: Span }>,
): StateMark[] {
  const { source } = document.parsed;
  const marks: StateMark[] = [];
  for (const field of statusesIn(document).get(section) ?? []) {
    if (!standsAlone(document.parsed, section, field) || isFooter(document.sections, field)) continue;
    if ((owners.get(field)?.span.start ?? 0) > section.headingSpan.start) continue;
    const state = stateOfValue(field.value.value, document.vocabulary);
    if (state) marks.push({ state, by: 'status-field', span: field.value.span, text: field.value.value });
  }
  const title = source.slice(section.titleSpan);
  const said = stateOfHeading(title, document.vocabulary);
  if (said) {
    const start = section.titleSpan.start + said.at + leadOf(title.slice(said.at), '');
    marks.push({
      state: said.state,
      by: 'heading',
      span: { start, end: start + said.text.length },
      text: squeezed(said.text),
    });
  }
  return marks;
}

/** Puts every task under its phase, numbers the phases that have tasks, and settles their states. */
export function fillPhases(phases: readonly PhaseNode[], tasks: readonly TaskNode[]): PhaseNode[] {
  const innermost = lastAround(phases, ({ section }) => section.span);
  const outer = outerOf(phases);
  for (const task of tasks) {
    const own = innermost(task.span.start);
    task.phase ??= own;
    for (let phase = own; phase; phase = outer.get(phase)) phase.tasks.push(task);
  }
  // A phase that is named again, in a timeline or a summary, is the one under which its tasks stand.
  const first = new Map<string, PhaseNode>();
  const worked = new Set<string>();
  for (const phase of phases) {
    const name = phase.name.toLowerCase();
    if (!first.has(name)) first.set(name, phase);
    if (phase.tasks.length > 0) worked.add(name);
  }
  const kept = phases.filter((phase) => {
    const name = phase.name.toLowerCase();
    return phase.tasks.length > 0 || (!worked.has(name) && first.get(name) === phase);
  });
  giveKeys(kept);
  for (const [index, phase] of kept.entries()) {
    phase.index = index;
    dropWith(phase);
    phase.state =
      phase.marks.find((mark) => mark.state !== 'unknown')?.state ??
      combine(phase.tasks.filter((task) => !task.optional).map((task) => task.state));
  }
  return kept;
}

/** The phase that each of those inside another stands in. */
function outerOf(phases: readonly PhaseNode[]): ReadonlyMap<PhaseNode, PhaseNode> {
  const outer = new Map<PhaseNode, PhaseNode>();
  const open: PhaseNode[] = [];
  for (const phase of phases) {
    while ((open.at(-1)?.section.span.end ?? Infinity) <= phase.section.span.start) open.pop();
    const around = open.at(-1);
    if (around) outer.set(phase, around);
    open.push(phase);
  }
  return outer;
}

/** The id, the name where ids repeat (`Phase 1` and `Sprint 1`); `-2` on repeats. */
function giveKeys(phases: readonly PhaseNode[]): void {
  const counts = new Map<string, number>();
  for (const { id } of phases) counts.set(id, (counts.get(id) ?? 0) + 1);
  const used = new Map<string, number>();
  for (const phase of phases) {
    const key = (counts.get(phase.id) ?? 0) > 1 ? phase.name : phase.id;
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    phase.key = count === 1 ? key : `${key}-${count}`;
  }
}

/** What is open in a phase that was put off or given up is put off or given up with it. */
function dropWith({ marks: [mark], tasks }: PhaseNode): void {
  if (mark?.state !== 'dropped') return;
  for (const task of tasks) {
    if (task.state !== 'open' && task.state !== 'unknown') continue;
    task.state = 'dropped';
    task.marks.push(mark);
  }
}

/** What is read here, by name. */
export const phasesReadings: readonly ReadingEntry[] = [
  {
    id: 'phase.heading',
    title: 'a heading that begins with the name and number of a phase',
    file: 'work/phases.ts',
    example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
    counterExample: '# Ferry\n\n## Harbour\n\n- [ ] Dredge\n',
  },
  {
    id: 'phase.numbered-group',
    title: 'a numbered heading over tasks that carry its number',
    file: 'work/phases.ts',
    example: '# Ferry\n\n## 1. Harbour\n\n- [ ] 1.1 Dredge\n- [ ] 1.2 Mark\n',
    counterExample: '# Ferry\n\n## 1. Harbour\n\n- [ ] Dredge\n- [ ] Mark\n',
  },
];
