import type { ReadingEntry } from '../plan/reading.ts';
import type { Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Section } from '../plan/section.ts';
import type { PhraseBook } from '../language/phrases.ts';
import { type Chain, type Clause, readStatements } from '../language/clauses.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { TaskReading } from '../work/tasks.ts';
import type { Mention, Mentions } from './mentions.ts';
import { ownersOf } from './owners.ts';
import { resolveMention } from './resolve.ts';
import type { Owner, StatedNeed, StatedParallel, StatedValue } from './stated-need.ts';
import type { TaskIndex } from './task-index.ts';

/** What prose says of who needs whom, and of what can be worked on side by side. */
export interface Stated {
  readonly needs: readonly StatedNeed[];
  /** Values in titles that name no id: `(depends on the schema)`. */
  readonly values: readonly StatedValue[];
  readonly parallels: readonly StatedParallel[];
}

/** A run of prose, and whose it is. */
interface Run {
  readonly span: Span;
  readonly section: OutlineSection;
  readonly owner: Owner | undefined;
  /** Whether it is the line that declares the owner. */
  readonly isTitle: boolean;
}

/** Reads every paragraph, item and title outside the fields that are read by themselves. */
export function readProse(document: Document, reading: TaskReading, index: TaskIndex, mentions: Mentions): Stated {
  const needs: StatedNeed[] = [];
  const values: StatedValue[] = [];
  const parallels: StatedParallel[] = [];
  const known = new Map<OutlineSection, boolean>();
  for (const run of runsOf(document, reading)) {
    const about = known.get(run.section) ?? isAboutDependencies(run.section, document.vocabulary);
    known.set(run.section, about);
    const tokens = tokenize(document.parsed.source.slice(run.span), run.span.start);
    const { relations } = document.vocabulary;
    const found = mentions.in(tokens, about);
    if (found.length === 0 && !run.isTitle && !tokens.some(({ kind }) => kind === 'arrow')) continue;
    const said = readStatements(tokens, found, relations);
    for (const clause of said.clauses) {
      if (clause.relation === 'together') parallels.push({ span: clause.span, mentions: clause.subjects });
      else if (clause.objects.length > 0) needs.push(...needsOf(clause, run, about, index));
      else values.push(...valueOf(clause, run, document));
    }
    if (!tokens.some(({ kind }) => kind === 'arrow') || !isOrder(run.section, tokens, about, document)) continue;
    const chains = said.chains.length > 0 || !index.hasNumbers ? said.chains : bareChains(tokens, mentions, relations);
    const isStories = chains.flat(2).some(({ name }) => name && index.stories.named(name).length > 0);
    if (isStories && !about) continue;
    for (const chain of chains)
      for (const [at, stop] of chain.slice(1).entries())
        for (const owner of stop.flatMap((mention) => resolveMention(mention, run.owner, index)))
          for (const mention of chain[at] ?? [])
            needs.push({ owner, mention, direction: 'needs', by: chainReading.id, plain: false });
  }
  return { needs, values, parallels };
}

/** `Order: 1 → 2 → 3` in a plan whose ids are plain numbers. */
function bareChains(tokens: readonly Token[], mentions: Mentions, relations: PhraseBook): readonly Chain<Mention>[] {
  return readStatements(tokens, mentions.in(tokens, false, true), relations).chains;
}

function valueOf({ relation, gap, behind }: Clause<Mention>, run: Run, { parsed }: Document): StatedValue[] {
  // What a phase is called says of nothing that is not named by its number that it comes first.
  if (
    !run.isTitle ||
    !run.owner ||
    !('dialect' in run.owner) ||
    gap > 0 ||
    (relation !== 'needs' && relation !== 'needed-by')
  )
    return [];
  return [{ owner: run.owner, value: { value: parsed.source.slice(behind), span: behind }, direction: relation }];
}

/** Whoever a clause is about, and the words that say so. */
interface Subject {
  readonly owner: Owner;
  readonly mention: Mention | undefined;
}

/** The needs that a clause states; none where too many words stand between what it is about and what it says. */
function needsOf(clause: Clause<Mention>, run: Run, about: boolean, index: TaskIndex): StatedNeed[] {
  const { relation, meaning, objectGap, bracketed, begun } = clause;
  if ((relation !== 'needs' && relation !== 'needed-by') || begun) return [];
  const isVerb = meaning === 'needs' || meaning === 'blocks';
  const isAside = run.isTitle && (clause.inherited || !isVerb);
  const isOwn = clause.subjects.length === 0 && isVerb ? 3 : 0;
  if (objectGap > (isAside || bracketed ? 5 : about && isVerb ? 4 : isOwn)) return [];
  const subjects = isAside ? ownerOfAside(clause, run) : subjectsOf(clause, run, about && isVerb ? 4 : 0, index);
  const isNear = objectGap === 0 && clause.gap === 0;
  const plain = isNear && (isVerb || (isAside && (meaning === 'after' || meaning === 'needed')));
  const objects = named(clause.objects, clause.objectsNoted, run, index);
  const by = run.isTitle ? asideReading.id : sentenceReading.id;
  return subjects.flatMap(({ owner, mention: subject }) =>
    objects.flatMap((mention): StatedNeed[] => {
      // That a phase blocks a task is said of the task: it needs all of the phase.
      const tasks =
        subject && relation === 'needed-by' && !('dialect' in owner) ? resolveMention(mention, run.owner, index) : [];
      return subject && tasks.some((task) => 'dialect' in task)
        ? tasks.map((task) => ({ owner: task, mention: subject, direction: 'needs', by, plain }))
        : [{ owner, mention, direction: relation, by, plain }];
    }),
  );
}

/** Mentions that name something, else those in brackets behind them that do. */
function named(
  mentions: readonly Mention[],
  noted: readonly Mention[],
  run: Run,
  index: TaskIndex,
): readonly Mention[] {
  const isNamed = (mention: Mention) => resolveMention(mention, run.owner, index).length > 0;
  return mentions.some(isNamed) || !noted.some(isNamed) ? mentions : noted;
}

/** What a title says behind a dash or in a bracket, or at its end, is said of its task, whatever else it names. */
function ownerOfAside({ meaning, gap, objectGap }: Clause<Mention>, { owner }: Run): Subject[] {
  const isNeed = meaning === 'needs' || meaning === 'after' || meaning === 'needed';
  return owner && (gap === 0 || (isNeed && objectGap === 0)) ? [{ owner, mention: undefined }] : [];
}

function subjectsOf(clause: Clause<Mention>, run: Run, reach: number, index: TaskIndex): Subject[] {
  const { subjects, noted, gap, inherited, led, meaning } = clause;
  if (subjects.length === 0) {
    const isSaid = gap === 0 && (meaning === 'needs' || meaning === 'blocks' || led);
    return run.owner && isSaid ? [{ owner: run.owner, mention: undefined }] : [];
  }
  if (gap > (inherited && reach > 0 ? 3 : reach)) return [];
  return named(subjects, noted, run, index).flatMap((mention) =>
    resolveMention(mention, run.owner, index).map((owner) => ({ owner, mention })),
  );
}

/** Whether a section is about dependencies or the order of execution. */
export function isAboutDependencies(section: OutlineSection, { cues }: Vocabulary): boolean {
  for (let at: OutlineSection | undefined = section; at; at = at.parent) {
    if (at.role === 'dependencies' || cues.of('aboutNeeds').isIn(at.key)) return true;
  }
  return false;
}

/** Whether arrows between tasks mean their order: in a section or line that speaks of it, and does not only recommend it. */
function isOrder(section: OutlineSection, tokens: readonly Token[], about: boolean, { vocabulary }: Document): boolean {
  const end = tokens.findIndex(({ kind }) => kind === 'break');
  const line = end < 0 ? tokens : tokens.slice(0, end);
  const { cues } = vocabulary;
  const other = cues.of('recommended');
  if (other.isIn(line) || other.isIn(section.title)) return false;
  return about || cues.of('order').isIn(line);
}

/** The runs of prose of a document, with whoever they belong to. What fields of needs say is read there. */
function* runsOf(document: Document, reading: TaskReading): Generator<Run> {
  const owned = new Set(reading.nodes.flatMap(({ fields }) => fields));
  const places = new Set<Section>(reading.phases.map(({ section }) => section));
  const taken = document.fields
    .filter((field) => owned.has(field) || places.has(field.section))
    .filter(({ place, role }) => place === 'text' && (role === 'dependencies' || role === 'blocks'))
    .flatMap(({ label, value, items }): Span[] => [
      { start: label.span.start, end: Math.max(label.span.end, value.span.end) },
      ...items.map(({ span }) => span),
    ])
    .sort((a, b) => a.start - b.start);
  const ownerAt = ownersOf(document, reading);
  const titles = reading.nodes.flatMap((task): Run[] => {
    if (task.dialect === 'front-matter' || task.dialect === 'prerequisite') return [];
    const { start, end } = task.written;
    const line = document.parsed.source.lineSpan(document.parsed.source.lineAt(start)).end;
    // Behind `**1. Title**` the line goes on.
    return [
      { span: { start, end: task.dialect === 'bold' ? line : end }, section: task.section, owner: task, isTitle: true },
    ];
  });
  yield* titles;
  for (const phase of reading.phases)
    yield { span: phase.section.titleSpan, section: phase.section, owner: phase, isTitle: true };
  const covered = [...taken, ...titles.map(({ span }) => span)].sort((a, b) => a.start - b.start);
  let next = 0;
  for (const { span, section } of document.blocks.paragraphs.toSorted((a, b) => a.span.start - b.span.start)) {
    let start = span.start;
    while ((covered[next]?.end ?? Infinity) <= start) next++;
    for (let at = next; at < covered.length && (covered[at]?.start ?? Infinity) < span.end; at++) {
      const other = covered[at];
      if (!other) break;
      if (other.start > start)
        yield { span: { start, end: other.start }, section, owner: ownerAt(start, section), isTitle: false };
      start = Math.max(start, other.end);
    }
    if (start < span.end)
      yield { span: { start, end: span.end }, section, owner: ownerAt(start, section), isTitle: false };
  }
}

/** What the line of a task says of needs. */
export const asideReading: ReadingEntry = {
  id: 'need.bracket',
  title: 'what the line of a task says in brackets, or behind its title, that it depends on',
  file: 'needs/statements.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark (depends on T001)',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark (like T001)',
};

/** What sentences say of needs. */
export const sentenceReading: ReadingEntry = {
  id: 'need.statement',
  title: 'a sentence that says who needs whom',
  file: 'needs/statements.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark\n\nT002 depends on T001.',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark\n\nT002 looks like T001.',
};

/** What arrows say of an order. */
export const chainReading: ReadingEntry = {
  id: 'need.chain',
  title: 'arrows between tasks or phases where the text speaks of dependencies or their order',
  file: 'needs/statements.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark\n\n## Execution order\n\nT001 → T002',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] T001 Dredge\n- [ ] T002 Mark\n\n## Notes\n\nT001 → T002',
};
