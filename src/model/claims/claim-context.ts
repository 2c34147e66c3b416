import type { Located } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Field } from '../plan/field.ts';
import type { TaskIndex } from '../needs/task-index.ts';
import type { TaskReading } from '../work/tasks.ts';

/** What claims are read from and held against. */
export interface Ground {
  readonly document: Document;
  readonly reading: TaskReading;
  readonly index: TaskIndex;
}

/** A stretch of text that may claim something: a field, a heading, a line. */
export interface Statement {
  /** What it says something about; empty where it is a sentence. */
  readonly label: Located<string>;
  /** The label as it is compared. */
  readonly key: string;
  readonly value: Located<string>;
  readonly place: 'field' | 'heading' | 'line';
  readonly field: Field | undefined;
  readonly section: OutlineSection;
  /** The list item in whose first paragraph it stands. */
  readonly item: Item | undefined;
  /** Whether it is one of the items under a number of tasks, which they divide up. */
  readonly counted: boolean;
}
