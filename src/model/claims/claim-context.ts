import type { Located } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Field } from '../plan/field.ts';
import { taskIndex, type TaskIndex } from '../needs/task-index.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { TaskReading } from '../work/tasks.ts';
import type { Wording } from './figures.ts';
import { bareTitle } from './bare-title.ts';

/** What claims are read from and held against. */
export interface Ground {
  readonly document: Document;
  readonly reading: TaskReading;
  readonly index: TaskIndex;
  readonly phaseOf: ReadonlyMap<OutlineSection, PhaseNode>;
  /** Phases and sections by their titles, numbers and what stands in brackets left out. */
  readonly phasesTitled: ReadonlyMap<string, readonly PhaseNode[]>;
  readonly sectionsTitled: ReadonlyMap<string, readonly OutlineSection[]>;
  /** Phases by the number of the one story that their titles name: `User Story 1`, `US1`. */
  readonly stories: ReadonlyMap<string, readonly PhaseNode[]>;
  /** The offset behind the name of the last task. */
  readonly end: number;
}

/** A stretch of text that may claim something: a field, a heading, a line. */
export interface Statement {
  /** What it says something about; empty where it is a sentence. */
  readonly label: Located<string>;
  /** The label as it is compared. */
  readonly key: string;
  /** The label, word by word. */
  readonly head: Wording;
  readonly value: Located<string>;
  /** The value, word by word. */
  readonly body: Wording;
  readonly place: 'field' | 'heading' | 'line';
  readonly field: Field | undefined;
  readonly section: OutlineSection;
  /** The list item in whose first paragraph it stands. */
  readonly item: Item | undefined;
}

/** Gathers what claims are held against, each by what it is looked up by. */
export function groundOf(document: Document, reading: TaskReading): Ground {
  const headings = new Set(reading.nodes.filter(({ dialect }) => dialect === 'heading').map(({ section }) => section));
  const sections = document.sections.filter((section) => section.depth > 1 && !headings.has(section));
  return {
    document,
    reading,
    index: taskIndex(document, reading),
    phaseOf: new Map(reading.phases.toReversed().map((phase) => [phase.section, phase])),
    phasesTitled: byTitle(reading.phases),
    sectionsTitled: byTitle(sections),
    stories: byStory(reading.phases),
    end: reading.tasks.reduce((end, { nameSpan }) => Math.max(end, nameSpan.end), 0),
  };
}

function byTitle<T extends { readonly title: string }>(all: readonly T[]): Map<string, T[]> {
  return grouped(all.map((each) => [bareTitle(each.title), each]));
}

const STORY = /(?<![\p{L}\p{N}])(?:us|story)[\s-]?(\d+)(?!\p{N})/giu;

function byStory(phases: readonly PhaseNode[]): Map<string, PhaseNode[]> {
  return grouped(
    phases.flatMap((phase): [string, PhaseNode][] => {
      const numbers = [...phase.title.matchAll(STORY)].flatMap(([, number]) => number ?? []);
      return numbers.length === 1 && numbers[0] ? [[numbers[0], phase]] : [];
    }),
  );
}

function grouped<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }
  return map;
}
