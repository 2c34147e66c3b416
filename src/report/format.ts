import type { LintResult } from '../engine/finding.ts';
import type { Rule } from '../rule.ts';
import type { Paint } from './paint.ts';

/** How results are written. */
export interface FormatOptions {
  readonly paint: Paint;
  /** Columns that a line may take. */
  readonly width: number;
  /** Whether sizes of plans and timings are wanted. */
  readonly stats: boolean;
  /** The rules of plugins, which have pages of their own. */
  readonly pluginRules?: readonly Rule[];
  /** Most findings that are told to an agent. */
  readonly maxFindings?: number | undefined;
  /** Where fixes were applied: how many, and whether those were among them that are only suggested. */
  readonly fixing?: { readonly fixed: number; readonly unsafe: boolean };
}

/** Writes results as text: empty where there is nothing to say, else it ends with a line end. */
export type Format = (results: readonly LintResult[], options: FormatOptions) => string;

/** A format that may have to load what it says first. */
export type AnyFormat = (results: readonly LintResult[], options: FormatOptions) => string | Promise<string>;
