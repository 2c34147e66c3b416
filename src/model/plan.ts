import type { Located, Source, Span } from '../text.ts';
import type { Certainty, Edit } from '../problem.ts';
import type { OwnWords } from './language/own-words.ts';
import type { OwnId } from './language/words.ts';

/** What is known of a piece of work. `unknown` means that the plan says nothing, and triggers nothing. */
export type State = 'open' | 'in-progress' | 'done' | 'dropped' | 'blocked' | 'unknown';

/** Where a plan is in its life, by what it says of itself. */
export type Lifecycle = 'draft' | 'active' | 'done' | 'archived';

/** What a section is for, whatever it is called. */
export type SectionRole =
  | 'overview'
  | 'scope'
  | 'requirements'
  | 'architecture'
  | 'approach'
  | 'data'
  | 'tasks'
  | 'dependencies'
  | 'prerequisites'
  | 'risks'
  | 'testing'
  | 'rollout'
  | 'rollback'
  | 'monitoring'
  | 'documentation'
  | 'success'
  | 'metrics'
  | 'gate'
  | 'entry-gate'
  | 'questions'
  | 'timeline'
  | 'resources'
  | 'communication'
  | 'security'
  | 'references'
  | 'changelog'
  | 'legend'
  | 'summary'
  | 'critical-path';

/** What a field's label means, whatever it is called. */
export type FieldRole =
  | 'id'
  | 'status'
  | 'progress'
  | 'current-phase'
  | 'dependencies'
  | 'blocks'
  | 'estimate'
  | 'total-effort'
  | 'task-count'
  | 'critical-path'
  | 'requirements'
  | 'files'
  | 'owner'
  | 'priority'
  | 'created'
  | 'updated'
  | 'due'
  | 'template';

/** A keyword and id that a heading or item begins with: `Phase 2`, `Task 1.1`, `T014`. */
export interface Label {
  /** The keyword as written (`Task`), if there is one. */
  readonly keyword: string | undefined;
  /** The id as written, without its keyword. */
  readonly id: string;
  /** Keyword and id together, as written. */
  readonly span: Span;
}

/** A heading and what stands under it up to the next heading of its depth or above. The root (depth 0) is the document. */
export interface Section {
  /** Plain text of the heading as written, its markup left out; empty for the root. */
  readonly title: string;
  /** The title as it is compared: lower case, without numbering, emoji, emphasis, trailing colon. */
  readonly key: string;
  /** 0 for the root, else 1 to 6. */
  readonly depth: number;
  /** The heading itself; empty at 0 for the root. */
  readonly headingSpan: Span;
  /** The title inside the heading. */
  readonly titleSpan: Span;
  /** From the heading to the end of the last sub-section. */
  readonly span: Span;
  /** From after the heading to the first sub-heading. */
  readonly bodySpan: Span;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
  /** Leading number of the title (`4.1`), if there is one. */
  readonly number: string | undefined;
  /** Keyword and id the title begins with (`Phase 2`). */
  readonly label: Label | undefined;
  readonly role: SectionRole | undefined;
  /** Whether nothing but comments and thematic breaks stands under the heading before the first sub-heading. */
  readonly empty: boolean;
}

/** A labelled value: `**Owner**: Ada`, a cell under a head, a front matter entry. */
export interface Field {
  readonly label: Located<string>;
  /** The label as it is compared. */
  readonly key: string;
  readonly role: FieldRole | undefined;
  readonly value: Located<string>;
  /** The items of the list that follows an empty value. */
  readonly items: readonly Located<string>[];
  /** The section in which the field stands. */
  readonly section: Section;
  readonly place: 'text' | 'cell' | 'front-matter';
}

/** One statement about a state, where it stands. */
export interface StateMark {
  readonly state: State;
  readonly by:
    | 'status-field'
    | 'box'
    | 'front-matter'
    | 'status-column'
    | 'heading'
    | 'strike'
    | 'steps'
    | 'sub-tasks'
    | 'alias'
    | 'note';
  readonly span: Span;
  /** The words of the mark as written. */
  readonly text: string;
}

/** What a checkbox is there for. */
export type BoxKind =
  | 'task'
  | 'step'
  | 'gate-item'
  | 'prerequisite'
  | 'risk'
  | 'question'
  | 'metric'
  | 'choice'
  | 'legend'
  | 'prose'
  | 'malformed';

/** A checkbox-looking token outside code and comments. Every one of them is in `plan.boxes`. */
export interface Box {
  /** The token itself, brackets included. */
  readonly span: Span;
  /** What stands between the brackets, as written. */
  readonly mark: string;
  readonly state: State;
  readonly kind: BoxKind;
  /** Whether Markdown reads it as a task list item. */
  readonly native: boolean;
  /** Whether it is marked as optional (`[ ]*`, "(optional)", deferred, not applicable). */
  readonly optional: boolean;
  /** The text behind the token, to the end of its line or cell. */
  readonly text: Located<string>;
  /** What it says, to the end of its paragraph, on one line; emphasis and link targets are left out, code marks are not. */
  readonly words: string;
  readonly section: Section;
  /** What is broken about a malformed one, and the text it should have been where that is only a matter of spacing. */
  readonly defect: BoxDefect | undefined;
  /** Boxes of the nested lists directly below. */
  readonly children: readonly Box[];
}

/** Why Markdown does not read a token as a checkbox. */
export interface BoxDefect {
  readonly reason:
    | 'no-space'
    | 'no-marker-space'
    | 'empty-brackets'
    | 'inner-space'
    | 'no-marker'
    | 'no-text'
    | 'unclosed'
    | 'empty-item';
  /** What the token, or the lines with such tokens, should be replaced by where only spacing is wrong. */
  readonly repair: { readonly span: Span; readonly text: string } | undefined;
}

/** How a task was written down. */
export type Dialect =
  'heading' | 'checklist' | 'labelled' | 'table' | 'bold' | 'plain' | 'front-matter' | 'prerequisite';

/** A checkbox inside a task. */
export interface Step {
  readonly title: Located<string>;
  readonly box: Box;
  readonly state: State;
  readonly task: Task;
}

/** What an amount of work is measured in. */
export type EffortUnit = 'minutes' | 'hours' | 'days' | 'weeks';

/** An amount of work. `least` and `most` differ for a range; both are hours, whatever the unit it is written in. */
export interface Effort {
  readonly least: number;
  readonly most: number;
  readonly unit: EffortUnit;
  readonly approximate: boolean;
  readonly span: Span;
  readonly text: string;
}

/** A unit of work that the plan declares. */
export interface Task {
  /** Unique in the plan: the id, `<phase>/<id>` where ids repeat, or the slug of the title. */
  readonly key: string;
  readonly kind: 'task' | 'prerequisite';
  readonly dialect: Dialect;
  /** As written, without keyword. */
  readonly id: string | undefined;
  /** How the author names it: `Task 1.1`, `T014`, or the title. */
  readonly name: string;
  /** What the author calls it where it is declared, and in rows and items that list it again: `Feature 020`, `F020`. */
  readonly spellings: readonly Located<string>[];
  /** The keyword of its declaration (`Task`, `Step`), if any. */
  readonly keyword: string | undefined;
  /** Further ids of the same task (an `**ID**:` field). */
  readonly aliases: readonly string[];
  readonly title: Located<string>;
  /** Id with keyword, or the title where there is no id: what a finding about the task points at. */
  readonly nameSpan: Span;
  readonly span: Span;
  readonly section: Section;
  readonly phase: Phase | undefined;
  readonly parent: Task | undefined;
  readonly children: readonly Task[];
  readonly steps: readonly Step[];
  readonly fields: readonly Field[];
  readonly box: Box | undefined;
  readonly state: State;
  /** Everything that speaks about its state, in order of authority. */
  readonly marks: readonly StateMark[];
  readonly optional: boolean;
  readonly parallel: boolean;
  /** In hours, null where nothing or nothing countable is stated. */
  readonly effort: Effort | null;
}

/** A numbered part of the plan under which tasks stand. */
export interface Phase {
  readonly key: string;
  readonly id: string;
  /** How the author names it: `Phase 2`. */
  readonly name: string;
  readonly title: string;
  readonly section: Section;
  /** All tasks in it, sub-tasks included, in document order. */
  readonly tasks: readonly Task[];
  /** What its own heading or status field says. */
  readonly marks: readonly StateMark[];
  /** By its own words, else by its tasks. */
  readonly state: State;
  /** Position among the phases of the plan, from 0. */
  readonly index: number;
}

/** One thing named in a dependency field, and what it stands for. */
export interface Reference {
  /** As written, keyword included. */
  readonly text: string;
  readonly span: Span;
  readonly kind:
    'id' | 'range' | 'group' | 'phase' | 'name' | 'elsewhere' | 'external' | 'none' | 'placeholder' | 'unknown';
  /** The tasks that it names; for `elsewhere` those of other documents of the set. */
  readonly targets: readonly Task[];
  /** The phases that it names, in a phase's own dependencies. */
  readonly phases: readonly Phase[];
  /** The id as written, without keyword, for `id` and `unknown`. */
  readonly id: string | undefined;
  /** The section it names where the name is a section's. */
  readonly section: Section | undefined;
  /** What stands in parentheses right behind it. */
  readonly note: Located<string> | undefined;
  /** Who states it. */
  readonly owner: Task | Phase;
  /** Whether the owner needs what is named, or is needed by it. */
  readonly direction: 'needs' | 'needed-by';
}

/** `from` needs `to`. */
export interface Edge {
  readonly from: Task;
  readonly to: Task;
  readonly via: 'id' | 'range' | 'group' | 'name' | 'phase';
  readonly reference: Reference;
}

/** `from` needs `to`, phase by phase. */
export interface PhaseEdge {
  readonly from: Phase;
  readonly to: Phase;
  readonly reference: Reference;
}

/** A way round: each task needs the next, the last needs the first. Begins at the earliest declared task. */
export interface Cycle {
  readonly tasks: readonly Task[];
  readonly edges: readonly Edge[];
  /** Those of its edges without which these tasks, and all that are knotted up with them, have no way round any more. */
  readonly cuts: readonly Edge[];
}

/** A chain of tasks of which each needs the one before. */
export interface Chain {
  readonly tasks: readonly Task[];
  /** Hours; the number of tasks where the plan has no estimates. */
  readonly length: number;
  /** Whether every task of the plan's graph has an estimate. */
  readonly byEffort: boolean;
}

/** Who needs whom. */
export interface Graph {
  /** Tasks and prerequisites in document order. */
  readonly nodes: readonly Task[];
  readonly edges: readonly Edge[];
  readonly phaseEdges: readonly PhaseEdge[];
  /** One per strongly connected component, by the shortest way round. */
  readonly cycles: readonly Cycle[];
  /** References of the plan's own id shape that name nothing. */
  readonly unknown: readonly Reference[];
  /** Every task after what it needs; tasks on cycles in document order. */
  readonly order: readonly Task[];
  readonly criticalPath: Chain;
  /** Open tasks of which all needs are met. */
  readonly ready: readonly Task[];
  /** Edges that other edges already imply. */
  readonly redundant: readonly Edge[];
  /** The edges by which a task needs others. */
  needs(task: Task): readonly Edge[];
  /** The edges by which others need a task. */
  neededBy(task: Task): readonly Edge[];
  /** Whether a task needs another one, directly or through others. */
  leadsTo(task: Task, need: Task): boolean;
}

/** One item of a gate. */
export interface GateItem {
  readonly title: Located<string>;
  readonly box: Box;
  readonly state: State;
  readonly optional: boolean;
}

/** A checklist that has to be ticked before work counts as finished (`exit`) or may begin (`entry`). */
export interface Gate {
  readonly title: Located<string>;
  readonly kind: 'exit' | 'entry' | 'metrics';
  readonly scope: GateScope;
  readonly items: readonly GateItem[];
  readonly section: Section;
  /** Why it should be ticked by now; undefined while its scope is not reached. */
  readonly reached: Reached | undefined;
}

/** Approvals that the set of a plan lacks, although the work has begun. */
export interface MissingApprovals {
  /** What is not approved, as the file names it, where it says so. */
  readonly names: readonly Located<string>[];
  /** The entry that forbids all work; read only where every single approval is there. */
  readonly notReady: Located<string> | undefined;
  /** The file that says so. */
  readonly path: string;
  readonly reached: Reached | undefined;
}

/** What a gate stands behind. */
export type GateScope =
  | { readonly kind: 'plan' }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'task'; readonly task: Task };

/** Evidence that a gate's scope is finished or claimed to be. */
export interface Reached {
  readonly certainty: Certainty;
  /** A sentence's beginning in the author's terms: "Phase 2 is done", "all 4 tasks of Phase 1 are done". */
  readonly because: string;
  readonly span: Span | undefined;
  /** The document that has the evidence, where it is another one of the set. */
  readonly path?: string;
  /** Whether nothing but the folder of the document says so. */
  readonly folder?: boolean;
}

/** A statement that some part of the plan is finished. */
export interface DoneClaim {
  readonly scope: 'plan' | 'phase' | 'section' | 'task';
  /** How the author names the scope. */
  readonly name: string;
  /** Whether nothing but the folder of the document says so; the mark is the title then. */
  readonly folder: boolean;
  /** The words of the claim. */
  readonly mark: Located<string>;
  readonly certainty: Certainty;
  /** What is still open inside, in document order: tasks and steps, gate items left out. */
  readonly open: readonly Located<string>[];
  /** The document in which it is open, where that is another one of the set. */
  readonly path?: string;
}

/** A statement about the state of the plan or a phase that something else in the plan contradicts. A document may be one task as a whole. */
export type StatusConflict = {
  readonly scope: GateScope;
  readonly statement: Located<string>;
} & (
  | {
      /** An earlier statement about the same scope. */
      readonly kind: 'statement';
      readonly other: Located<string>;
    }
  | {
      /** All tasks of the scope are done, and so are its gates. */
      readonly kind: 'tasks';
      readonly done: number;
      /** The document that has the tasks, where it is another one of the set. */
      readonly path?: string;
    }
);

/** What the document says about the state of a task in passing, and the task itself does not. */
export interface StateConflict {
  /** An entry of an index of files, or a note behind a dependency. */
  readonly kind: 'index' | 'note';
  readonly task: Task;
  readonly here: StateMark;
  /** What the task says of itself. */
  readonly own: StateMark;
  readonly state: State;
  /** The document in which the task stands, where it is another one of the set. */
  readonly path: string | undefined;
  readonly certainty: Certainty;
}

/** A statement about the plan that can be checked. */
export type Claim = TaskCountClaim | EffortClaim | ProgressClaim | CurrentPhaseClaim | CriticalPathClaim;

interface ClaimBase {
  readonly label: Located<string>;
  readonly value: Located<string>;
  readonly scope: ClaimScope;
}

/** What a claim is about. */
export interface ClaimScope {
  /** `tasks`: some that it names; `unknown`: something of which the plan does not say which tasks it has. */
  readonly kind: 'plan' | 'phase' | 'section' | 'tasks' | 'unknown';
  /** Two claims with the same key are about the same. */
  readonly key: string;
  /** How a sentence names it: `the plan`, `Phase 2`, `T001-T003`. */
  readonly name: string;
  /** Undefined unless it is a phase that the plan has. */
  readonly phase: Phase | undefined;
  /** In document order, sub-tasks included. Empty where it is unknown. */
  readonly tasks: readonly Task[];
}

/** `Number of Tasks: 12`. */
export interface TaskCountClaim extends ClaimBase {
  readonly kind: 'task-count';
  readonly stated: Located<number>;
  readonly approximate: boolean;
  /** Whether it is stated as the least (`40+ tasks`). */
  readonly atLeast: boolean;
  /** The counts a reader may mean; the first is the likeliest. Empty where nothing countable fits. */
  readonly counts: readonly TaskCount[];
}

/** A number of tasks, or what a column of such numbers sums to. */
export interface TaskCount {
  readonly count: number;
  /** A noun in the plural: `tasks that are not optional`. */
  readonly what: string;
  /** What has them: `the plan`. */
  readonly of: string;
  /** Whether it only excuses a figure: nobody would write it instead. */
  readonly loose: boolean;
  /** The figures that it sums up, where it is a sum of figures. */
  readonly parts?: readonly Located<number>[];
}

/** `Total Estimated Time: 25 hours`. */
export interface EffortClaim extends ClaimBase {
  readonly kind: 'effort';
  readonly stated: Effort;
  /** The figure as written, for a correction. */
  readonly figure: Located<string>;
  /** Whether it is time that passes: parts of it may lie side by side. */
  readonly elapsed: boolean;
  /** The sums a reader may mean; the first is the likeliest. Empty where nothing has an estimate. */
  readonly sums: readonly EffortSum[];
}

/** What estimates sum to, in hours. */
export interface EffortSum {
  /** Without optional work and what is kept in reserve. */
  readonly needed: { readonly least: number; readonly most: number };
  readonly all: { readonly least: number; readonly most: number };
  /** The longest of the parts. */
  readonly longest: number;
  /** How many parts there are, and how many of them have no estimate. */
  readonly parts: number;
  readonly withoutEstimate: number;
  /** What the parts are, and which: each `task` of `Phase 2`, each `row` `above it`. */
  readonly what: 'task' | 'row' | 'item' | 'phase';
  readonly of: string;
}

/** `Completion: 40% (4/10 tasks completed)`, `Phase 1: 100%`, `T001-T012 are done`. */
export interface ProgressClaim extends ClaimBase {
  readonly kind: 'progress';
  /** Whether the share is stated as a rough one (`~40%`). */
  readonly approximate: boolean;
  readonly percent: Located<number> | undefined;
  readonly done: Located<number> | undefined;
  readonly total: Located<number> | undefined;
  /** The words that say, without a figure, that all of it is done. */
  readonly complete: Located<string> | undefined;
  /** Whether it stands in a log, and may have been true only then. */
  readonly past: boolean;
  /** The noun behind its figures, in lower case, where it is none that the model counts: `files`. */
  readonly unit: string | undefined;
  /** The countings a reader may mean; the first is the likeliest. */
  readonly counts: readonly { readonly done: number; readonly total: number; readonly what: string }[];
  /** The figures that no counting bears out, each with the one that the likeliest counting gives. */
  readonly wrong: readonly { readonly figure: Located<number>; readonly right: number }[];
}

/** `Current Phase: Phase 2`, `Current Task: Task 2.1`. */
export interface CurrentPhaseClaim extends ClaimBase {
  readonly kind: 'current-phase';
  /** What is stated; undefined where the words name neither. */
  readonly stated: Phase | Task | undefined;
  /** The words that name it, or a number that no phase of the plan has. */
  readonly name: Located<string> | undefined;
  /** The first phase with an unfinished task, and every phase in progress; for a task the first unfinished one. */
  readonly right: readonly (Phase | Task)[];
  /** Whether what is stated is finished, or is none of the plan's. */
  readonly wrong: boolean;
}

/** `Critical Path: Tasks 1.1 → 1.2 → 2.1`, `Critical Path: ~68 h`. */
export interface CriticalPathClaim extends ClaimBase {
  readonly kind: 'critical-path';
  /** The tasks that it leads through. */
  readonly stops: readonly PathStop[];
  /** Whether nothing but tasks stands on it, so that it can be compared with others. */
  readonly whole: boolean;
  /** Stops of the plan's own id shape that name no task. */
  readonly unknown: readonly Located<string>[];
  /** How long it is said to be. */
  readonly length: Effort | undefined;
  /** What the items of a list of it sum to, where it has one. */
  readonly listed: EffortSum | undefined;
}

/** One task on a critical path. */
export interface PathStop extends Located<Task> {
  /** Whether the stop before it is the one before it on the path, with nothing in between that is no task. */
  readonly follows: boolean;
}

/** A task or phase whose number does not fit. `ids` are those that would fit, of all tasks that would change theirs. */
export type Misnumbering = { readonly ids?: ReadonlyMap<Task, string> | undefined } & (
  | {
      /** The task is numbered after another phase than the one it stands in; `others` are further ones there. */
      readonly kind: 'phase';
      readonly what: Task;
      readonly phase: Phase;
      readonly others: readonly Task[];
    }
  | {
      /** Numbers are missing between the one before and this one. */
      readonly kind: 'gap';
      readonly what: Task | Phase;
      readonly before: Task | Phase;
      /** The ids that are missing, without keyword. */
      readonly missing: readonly string[];
    }
  | {
      /** Its number is lower than (`order`) or the same as (`repeat`) that of an earlier one. */
      readonly kind: 'order' | 'repeat';
      readonly what: Task | Phase;
      readonly before: Task | Phase;
    }
);

/** A date that the plan states. */
export interface StatedDate {
  readonly text: string;
  readonly span: Span;
  /**
   * The first and the last day that it can mean, in days since 1970-01-01; they differ for a month, and for `03/04/2025`
   * where nothing tells how it is meant. Undefined where the calendar has no such day.
   */
  readonly days: { readonly first: number; readonly last: number } | undefined;
}

/** Two dates of which `after` must not come before `before`. */
export interface DateOrder {
  /** Ends of a range, labelled dates of one thing, or a milestone with the phase that it belongs to. */
  readonly kind: 'range' | 'fields' | 'milestone';
  readonly before: StatedDate;
  readonly after: StatedDate;
  /** What the two dates are of, in the plan's words. Undefined for a range. */
  readonly names: { readonly before: string; readonly after: string } | undefined;
}

/** Text that was to be replaced. */
export interface Placeholder {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'bracket' | 'mustache' | 'angle' | 'underscores' | 'tbd' | 'date' | 'stand-in' | 'word' | 'template';
  readonly certainty: Certainty;
  readonly inCode: boolean;
  /** Whether the plan's template has the same text. */
  readonly fromTemplate: boolean;
  /** The others of the same table or fence, where all of it is still the template's. */
  readonly others?: readonly Span[];
}

/** A choice menu left whole: `High/Med/Low`. */
export interface Menu {
  readonly span: Span;
  readonly text: string;
  readonly choices: readonly Located<string>[];
  /** Label or column head of the value it is. */
  readonly of: string | undefined;
}

/** A sentence of the template left as it was. */
export interface TemplateText {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'instruction' | 'comment';
}

/** An open question of the plan. */
export interface Question {
  readonly span: Span;
  readonly text: string;
  readonly kind: 'marker' | 'box';
}

/** Characters decoded with the wrong charset. */
export interface Mojibake {
  readonly span: Span;
  readonly text: string;
  /** The characters meant. */
  readonly meant: string;
}

/** A section that the template or the configuration demands. */
export interface RequiredSection {
  readonly title: string;
  readonly key: string;
  readonly depth: number;
  /** The title of the section it belongs under, if any. */
  readonly under: string | undefined;
  readonly aliases: readonly string[];
  readonly certainty: Certainty;
}

/** One required section that the plan lacks. */
export interface MissingSection extends RequiredSection {
  /** An existing heading that was probably meant. */
  readonly near: Section | undefined;
  /** The section under which it belongs and where a finding about it points. */
  readonly place: Section | undefined;
  /** Where its heading would be inserted. */
  readonly insertAt: number;
}

/** A risk that the plan names in a form that asks what is done about it. */
export interface Risk {
  readonly name: Located<string>;
  readonly section: Section;
  readonly certainty: Certainty;
  readonly hasResponse: boolean;
  /** Undefined where the form has no place for an owner. */
  readonly hasOwner: boolean | undefined;
  /** Whether it is closed, accepted or struck out. */
  readonly over: boolean;
}

/** A link to a place in the document itself that is not there. */
export interface BrokenAnchor {
  /** As written, with its `#`. */
  readonly target: string;
  readonly span: Span;
  /** The anchor that was probably meant, without `#`. */
  readonly near: string | undefined;
}

/** A phase without the gate that the template gives each phase. */
export interface MissingGate {
  readonly phase: Phase;
  /** What its heading would say: `Phase 2 Completion Criteria`. */
  readonly title: string;
  readonly depth: number;
  /** Where its heading would be inserted, if there is such a place. */
  readonly insertAt: number | undefined;
  readonly certainty: Certainty;
}

/** A field that the tasks of the template have. */
export interface TaskField {
  readonly label: string;
  readonly key: string;
  readonly role: FieldRole | undefined;
}

/** A section that the template has in another place. */
export interface MisplacedSection {
  readonly section: Section;
  /** Where it stands in the plan, and should not. */
  readonly wrongly: 'before' | 'after';
  readonly other: Section;
  readonly template: string;
  readonly certainty: Certainty;
}

/** The template of a plan and how it was found. */
export interface TemplateUse {
  readonly name: string;
  readonly how: 'option' | 'directive' | 'front-matter' | 'config' | 'path' | 'recognised';
  /** For people: "9 of 11 headings". */
  readonly why: string;
  readonly builtIn: boolean;
}

/** How far a plan is still its template. */
export interface Blank {
  /** Replace strings of the template still there; placeholders where no template is known. */
  readonly left: number;
  /** Replace strings of the template. */
  readonly of: number;
}

/** What a plan says of itself as a whole. */
export interface Status {
  readonly marks: readonly StateMark[];
  /** The words of the plan's status field. */
  readonly stated: Located<string> | undefined;
  readonly state: State;
}

/** Something that work can be measured by: a requirement, one of its acceptance criteria, a user story. */
export interface Requirement {
  readonly kind: 'requirement' | 'criterion' | 'story';
  /** As written, without keyword (`2`, `2.3`, `FR-001`, `US1`); undefined where the title is all there is. */
  readonly id: string | undefined;
  /** How the author names it: `Requirement 2`, `2.3`, `FR-001`, `User Story 1`, or the title. */
  readonly name: string;
  readonly title: Located<string>;
  /** What a finding about it points at. */
  readonly nameSpan: Span;
  readonly span: Span;
  readonly section: Section;
  /** The requirement that a criterion belongs to. */
  readonly parent: Requirement | undefined;
  readonly children: readonly Requirement[];
  /** Whether it was given up or put off (struck out, "deferred", "removed"). */
  readonly dropped: boolean;
  /** The document in which it stands. */
  readonly path: string | undefined;
}

/** A place that names requirements: `_Requirements: 1.2, 3.4_`, `[US1]`, `FR-001` in a task. */
export interface RequirementReference {
  /** As written: the id or the range. */
  readonly text: string;
  readonly span: Span;
  readonly kind: 'id' | 'range' | 'external' | 'unknown';
  /** What it names, in this document or another one of the set. */
  readonly targets: readonly Requirement[];
  /** The id that nothing has, for `unknown`. */
  readonly id: string | undefined;
  /** The requirement whose criteria end before the one that is named (`2.9` of eight), for `unknown`. */
  readonly within: Requirement | undefined;
  /** What was probably meant, for `unknown`. */
  readonly near: Requirement | undefined;
  /** The task in which it stands. */
  readonly owner: Task | undefined;
}

/** A requirement, or some of its criteria, that no task cites although tasks do cite requirements. */
export interface UncitedRequirement {
  readonly requirement: Requirement;
  /** The criteria that are not cited; empty where the requirement as a whole is not. */
  readonly criteria: readonly Requirement[];
}

/** What a document of a plan set is for. */
export type SetRole = 'requirements' | 'design' | 'tasks' | 'checklist' | 'task' | 'index' | 'approvals' | 'other';

/** Another document of the plan's set. */
export interface SetDocument {
  readonly path: string;
  readonly role: SetRole;
  readonly source: Source;
  readonly tasks: readonly Task[];
  readonly phases: readonly Phase[];
  readonly requirements: readonly Requirement[];
}

/** Documents that belong together. What other documents say is read when it is first asked for. */
export interface PlanSet {
  /** The paths of the other documents, in order. */
  readonly paths: readonly string[];
  /** The other documents, in the order of their paths. */
  readonly documents: readonly SetDocument[];
  /** What tasks of the plan need in other documents, and by which words. */
  readonly edges: readonly Edge[];
  /** Ways round through other documents, where this one is the first of them by its path. */
  readonly cycles: readonly Cycle[];
  /** The document that a task stands in; undefined for the plan's own. */
  documentOf(task: Task): SetDocument | undefined;
  /** The document at a path, or what is known of another file of the set. */
  documentAt(path: string): SetDocument | undefined;
}

/** A file that a task names. */
export interface FileMention {
  /** As written, without line numbers. */
  readonly path: string;
  readonly span: Span;
  readonly task: Task;
  /** What is to be done with it by the words around it. */
  readonly verb: 'create' | 'modify' | 'delete' | 'test' | undefined;
}

/** What is known of files outside the document. */
export interface Files {
  /** Whether a path, relative to the repository or the plan, exists; undefined where nothing is known. */
  has(path: string): boolean | undefined;
}

/** What a directive is for: it silences findings, ends such a silence, or names the template of the plan. */
export type DirectiveKind = 'disable-next-line' | 'disable-line' | 'disable' | 'enable' | 'disable-file' | 'template';

/** A comment for planvet: `<!-- planvet-disable-line no-placeholder -- reason -->`. */
export interface Directive {
  /** Undefined where planvet has no directive of that name. */
  readonly kind: DirectiveKind | undefined;
  /** As written: `planvet-disable-line`. */
  readonly name: Located<string>;
  /** What stands behind the name: ids of rules, none for all of them; for `template` a name. */
  readonly words: readonly Located<string>[];
  /** What stands behind ` -- `, in one line. */
  readonly reason: Located<string> | undefined;
  /** The comment. */
  readonly span: Span;
  /** Findings that begin in here are meant; a `disable` does not know of the `enable` that ends it. */
  readonly scope: Span;
}

/** What a reader may set. Hours per day and days per week turn days and weeks into hours. */
export interface ReadSettings {
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
  /** Sections demanded besides the template's. */
  readonly sections: readonly { readonly title: string; readonly aliases: readonly string[] }[];
  /** Words besides those that planvet knows. */
  readonly words: OwnWords;
  /** Globs of ids that other plans or systems have: they are never unknown. */
  readonly external: readonly string[];
  /** Finds ids of a shape of the team's own; undefined where it has none. */
  readonly ownId: OwnId | undefined;
}

/** A plan, read once: typed, and every value located. Rules read this and never the Markdown. */
export interface Plan {
  /** The text. Where a directive stands, this one has tabs. */
  readonly source: Source;
  /** The path under which it was read, with forward slashes. */
  readonly path: string | undefined;
  /** In the order of the text. */
  readonly directives: readonly Directive[];
  readonly settings: ReadSettings;
  readonly root: Section;
  /** All sections but the root in document order. */
  readonly sections: readonly Section[];
  /** Those with nothing under them, not even a heading; what the template leaves empty for later is none of them. */
  readonly emptySections: readonly Section[];
  readonly fields: readonly Field[];
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
  readonly gates: readonly Gate[];
  /** What has to be approved before the work of this document begins, and is not. Undefined where nothing lacks. */
  readonly missingApprovals: MissingApprovals | undefined;
  readonly references: readonly Reference[];
  readonly graph: Graph;
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
  /** The edits that take an edge out of the lists that state it; undefined where one of them is no plain list. */
  removalOf(edge: Edge): readonly Edit[] | undefined;
  /** The edits that give tasks other ids wherever the document has them; undefined where that would not be all. */
  readonly renaming: (ids: ReadonlyMap<Task, string>) => readonly Edit[] | undefined;
  /** How the author names a task in the line of a place: `F020` in a row with that id, else its name. */
  nameAt(task: Task, place: Span): string;
  /** The declared task whose name is closest to an unknown reference, if one is close. */
  nearestTask(reference: Reference): Task | undefined;
}
