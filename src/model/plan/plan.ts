import type { Certainty, Edit } from '../../problem.ts';
import type { Source, Span } from '../../text.ts';
import type { BrokenAnchor } from './anchor.ts';
import type { Box } from './box.ts';
import type { TableColumn } from './column.ts';
import type { Change } from './change.ts';
import type { Claim } from './claim.ts';
import type { DoneClaim, Misnumbering, StateConflict, StatusConflict } from './conflict.ts';
import type { DateOrder, StatedDate } from './date.ts';
import type { Directive } from './directive.ts';
import type { Field, TaskField } from './field.ts';
import type { FileMention, Files } from './files.ts';
import type { Blank, Menu, Mojibake, Placeholder, Question, TemplateText } from './gap.ts';
import type { Gate, MissingApprovals, MissingGate } from './gate.ts';
import type { Edge, Graph, Parallel, Reference } from './graph.ts';
import type { Account, Refused, Unread } from './reading.ts';
import type { ManagedBlock } from './managed-block.ts';
import type { PlanSet } from './plan-set.ts';
import type { Requirement, RequirementReference, UncitedRequirement } from './requirement.ts';
import type { Risk } from './risk.ts';
import type { MisplacedSection, MissingSection, Section } from './section.ts';
import type { ReadSettings } from './settings.ts';
import type { Lifecycle, Status } from './state.ts';
import type { Phase, Task } from './task.ts';
import type { Unreadable } from './unreadable.ts';
import type { TemplateUse } from './template-use.ts';

/** A plan, read once: typed, and every value located. Rules read this and never the Markdown. */
export interface Plan {
  /** The text. Where a directive stands, this one has tabs. */
  readonly source: Source;
  /** The path under which it was read, with forward slashes. */
  readonly path: string | undefined;
  /** In the order of the text. */
  readonly directives: readonly Directive[];
  /** The places in which planvet keeps a text up to date; what stands there is not read. */
  readonly managedBlocks: readonly ManagedBlock[];
  readonly settings: ReadSettings;
  readonly root: Section;
  /** All sections but the root in document order. */
  readonly sections: readonly Section[];
  /** Those with nothing under them, not even a heading; what the template leaves empty for later is none of them. */
  readonly emptySections: readonly Section[];
  readonly fields: readonly Field[];
  /** Columns of tables whose cells were read as something, in document order. */
  readonly columns: readonly TableColumn[];
  readonly status: Status;
  readonly statusConflicts: readonly StatusConflict[];
  readonly stateConflicts: readonly StateConflict[];
  readonly lifecycle: Lifecycle;
  readonly phases: readonly Phase[];
  /** Tasks in document order, prerequisites left out. */
  readonly tasks: readonly Task[];
  /** The task that the document as a whole is, as in a folder with a file for each. */
  readonly ownTask: Task | undefined;
  readonly prerequisites: readonly Task[];
  readonly boxes: readonly Box[];
  /** Those that may be work but are not read as Markdown reads one: nothing can be counted for sure until they are mended. */
  readonly brokenBoxes: readonly Box[];
  readonly gates: readonly Gate[];
  /** What has to be approved before the work of this document begins, and is not. Undefined where nothing lacks. */
  readonly missingApprovals: MissingApprovals | undefined;
  readonly references: readonly Reference[];
  readonly graph: Graph;
  /** What sentences say can be worked on side by side. */
  readonly parallels: readonly Parallel[];
  /** Whether the format makes every task need the ones before it (Kiro, Superpowers). */
  readonly orderIsDependency: boolean;
  readonly claims: readonly Claim[];
  readonly doneClaims: readonly DoneClaim[];
  /** Every date in front matter and prose, in document order. */
  readonly dates: readonly StatedDate[];
  readonly dateOrders: readonly DateOrder[];
  /** Tasks and phases whose numbers do not fit, in document order. */
  readonly misnumbering: readonly Misnumbering[];
  readonly placeholders: readonly Placeholder[];
  readonly menus: readonly Menu[];
  readonly templateTexts: readonly TemplateText[];
  readonly questions: readonly Question[];
  readonly mojibake: readonly Mojibake[];
  readonly template: TemplateUse | undefined;
  /** The template that fits best among those not taken, with how many of its headings the plan has. */
  readonly closestTemplate: { readonly name: string; readonly found: number; readonly of: number } | undefined;
  readonly missingSections: readonly MissingSection[];
  readonly risks: readonly Risk[];
  readonly brokenAnchors: readonly BrokenAnchor[];
  /** Phases without the gate that the template gives each phase. */
  readonly missingGates: readonly MissingGate[];
  /** The fields that most tasks of the template have; none without a template. */
  readonly taskFields: readonly TaskField[];
  /** The fewest sections that would have to be moved to have the order of the template. */
  readonly misplacedSections: readonly MisplacedSection[];
  readonly blank: Blank | undefined;
  readonly files: Files;
  /** The set that the plan belongs to; undefined where nothing is known of other documents. */
  readonly set: PlanSet | undefined;
  /** The requirements, criteria and stories that this document defines. */
  readonly requirements: readonly Requirement[];
  readonly requirementReferences: readonly RequirementReference[];
  /** One requirement defined twice: the later definition with the first. */
  readonly duplicateRequirements: readonly {
    readonly first: Requirement;
    readonly second: Requirement;
    readonly certainty: Certainty;
  }[];
  /** Requirements of this document that no task of the set cites. */
  readonly uncitedRequirements: readonly UncitedRequirement[];
  /** The files that tasks name. */
  readonly fileMentions: readonly FileMention[];
  /** One id declared for two different tasks: the later declaration with the first. */
  readonly duplicates: readonly {
    readonly first: Task;
    readonly second: Task;
    readonly kind: 'different' | 'states';
  }[];
  /** What looks like structure and is none for Markdown, in document order. */
  readonly unreadable: readonly Unreadable[];
  /** Ids, as they are compared, that a heading or item begins with without being a task: nobody can say that they are missing. */
  readonly unreadIds: ReadonlySet<string>;
  /** What has become of it since another version; undefined where none is known. */
  readonly change: Change | undefined;
  /** Every mention of a known kind, with what was made of it. */
  readonly account: Account;
  /** What was seen and not read: what is concluded beside it is not certain. */
  readonly unread: readonly Unread[];
  /** Open tasks whose own line names unfinished work without saying, in words that are read, what they have to do with it. */
  readonly unsure: ReadonlySet<Task>;
  /** Why no task is declared in a line, from 1; nothing where one is. */
  refusalsIn(line: number): readonly Refused[];
  /** The edits that take an edge out of the lists that state it; undefined where one of them is no plain list. */
  removalOf(edge: Edge): readonly Edit[] | undefined;
  /** The edits that give tasks other ids wherever the document has them; undefined where that would not be all. */
  readonly renaming: (ids: ReadonlyMap<Task, string>) => readonly Edit[] | undefined;
  /** How the author names a task in the line of a place: `F020` in a row with that id, else its name. */
  nameAt(task: Task, place: Span): string;
  /** The declared tasks whose ids are closest to an unknown reference; several where they are equally close, none where none is. */
  nearTasks(reference: Reference): readonly Task[];
}
