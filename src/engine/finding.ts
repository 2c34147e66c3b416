import type { Directive } from '../model/plan/directive.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Lifecycle } from '../model/plan/state.ts';
import type { TemplateUse } from '../model/plan/template-use.ts';
import type { Certainty, Fix, Related, Severity } from '../problem.ts';
import type { Source, Span } from '../text.ts';
import type { PlanCounts } from './counts.ts';
import type { Identity } from './fingerprint.ts';

/** A problem as it is reported: with its severity, and a name that outlives changes elsewhere in the file. */
export interface Finding {
  /** A rule's id, or `planvet/...` for what planvet says of the file itself. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  /** Which of its rule's messages it is; missing where planvet itself speaks. */
  readonly messageId?: string;
  /** What the message was made of: plain data. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** 16 hex digits: the same finding has the same ones however lines move. */
  readonly fingerprint: string;
  /** What the fingerprint stands for. */
  readonly identity: Identity;
  /** Further places that it stands for; missing where there are none. */
  readonly alike?: readonly Place[];
}

/** A place that a finding stands for, and as what it is known there. */
export interface Place {
  readonly span: Span;
  readonly identity: Identity;
}

/** A finding before it has its name. */
export interface Draft extends Omit<Finding, 'fingerprint' | 'identity' | 'alike'> {
  readonly also?: readonly Span[];
  /** What silences it. */
  readonly directive?: Directive;
}

/** A finding that a directive silences. */
export interface SuppressedFinding extends Finding {
  readonly directive: Directive;
}

/** What linting one document gave. */
export interface LintResult {
  /** The path for people: relative to where planvet was called. */
  readonly path: string;
  /** The path for machines: absolute where there is a file. */
  readonly filePath: string;
  /** The path from the root of the repository, where there is one. */
  readonly projectPath: string;
  readonly source: Source;
  /** The other documents that findings point at, by the path that the finding has for them. */
  readonly others: ReadonlyMap<string, OtherSource>;
  /** In the order of the text, each one once. */
  readonly findings: readonly Finding[];
  /** Those that directives silence, in the order of the text. They are counted nowhere. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Findings that are not told: those that were there before, and those that a baseline has. */
  readonly untold: { readonly old: readonly Finding[]; readonly accepted: number };
  /** The plan that was read; missing where the text was refused, and where nobody needs it any more. */
  readonly plan?: Plan;
  readonly counts: PlanCounts | undefined;
  readonly template: TemplateUse | undefined;
  readonly lifecycle: Lifecycle | undefined;
  /** Milliseconds for reading and for each rule. */
  readonly timings: Timings;
}

/** Another document that a finding points at. */
export interface OtherSource {
  /** The path for people. */
  readonly path: string;
  /** The path for machines. */
  readonly filePath: string;
  readonly source: Source;
}

/** How long the parts of a run took, in milliseconds. */
export interface Timings {
  readonly read: number;
  readonly rules: Readonly<Record<string, number>>;
}

/** What planvet says of a file rather than of the plan in it. It cannot be switched off. */
export const ownFindings = {
  'planvet/parse-limit':
    'The file was not read: it is too large, nested too deep, binary, or not UTF-8. The message says which. Plans are text of a size that people read.',
  'planvet/internal-error':
    'planvet failed on this file, or one of its rules did. That is a fault of planvet; please report it with the file. The exit code is 3.',
  'planvet/invalid-front-matter':
    'The front matter is not valid YAML. It was read line by line as `key: value` instead, so some of it may be missing.',
  'planvet/stale-block':
    'A block that planvet keeps up to date, from `<!-- planvet-graph -->` or `<!-- planvet-status -->` to its end, does not say what the plan says. The safe fix writes it anew; where only the comment stands, it writes the block. What stands in such a block is not read as a part of the plan.',
  'planvet/unused-directive':
    'A directive, or one rule in it, silences nothing: what it was written for is mended, or it stands in the wrong place, or its name is misspelt. It is not reported for a rule that does not run. The safe fix removes it.',
  'planvet/unknown-rule-in-directive':
    'A directive names a rule that does not exist, or one of `planvet/...`, which cannot be silenced. The safe fix removes the name; where a rule has a similar name, that one is suggested.',
} as const;

/** Whether planvet itself failed on a document. */
export function hasFailed({ findings }: LintResult): boolean {
  return findings.some((finding) => finding.ruleId === 'planvet/internal-error');
}
