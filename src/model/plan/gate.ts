import type { Certainty } from '../../problem.ts';
import type { Located, Span } from '../../text.ts';
import type { Box } from './box.ts';
import type { Evidence } from './reading.ts';
import type { Section } from './section.ts';
import type { State } from './state.ts';
import type { Phase, Task } from './task.ts';

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
  /** Why it stands behind that. */
  readonly by: Evidence;
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
