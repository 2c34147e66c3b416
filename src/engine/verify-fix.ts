import { treeOf } from '../model/document/tree.ts';
import { appeared } from './finding-diff.ts';
import type { Shift } from './edits.ts';
import type { Finding, LintResult } from './finding.ts';
import { ticked } from './ticked.ts';
import { loss, treeChange, type Tree } from './tree-change.ts';

/** Why a fix is refused: what would happen, and the findings that it would bring up. */
export interface Objection {
  /** Ends the sentence "the fix is refused: ...". */
  readonly why: string;
  readonly fresh?: readonly Finding[];
}

/**
 * Proves that a change of a text did what it was to do and nothing else: the Markdown outside of its edits is read as
 * before, no heading, comment, box or block is lost, no box is ticked, the findings that were to go are gone, and none came.
 * A change that `reveals` may bring findings up, and make headings of the paragraphs that it is in.
 */
export function objection(
  before: LintResult,
  after: LintResult,
  own: ReadonlySet<Finding>,
  shift: Shift,
  reveals = false,
): Objection | undefined {
  const [old, now] = [before.plan, after.plan];
  const [tree, newTree] = [treeOfResult(before), treeOfResult(after)];
  if (!old || !tree || !now || !newTree) return { why: 'the text could not be read any more' };
  const line = (offset: number) => `line ${after.source.lineAt(offset)}`;
  const tick = ticked(old.boxes, now.boxes, shift);
  if (tick) return { why: `it would tick the box in ${line(tick.span.start)}` };
  const lost = now.boxes.length < old.boxes.length ? 'checkbox' : loss(tree, newTree);
  if (lost !== undefined) return { why: `it would remove a ${lost}` };
  const change = treeChange(tree, newTree, shift, reveals);
  if (change !== undefined) return { why: `${line(change)} would be read as something else` };
  const { remained, fresh } = appeared(before.findings, after.findings, own, shift);
  if (remained.length > 0) return { why: 'what it is to mend would still be there' };
  const [first] = fresh;
  if (!first || reveals) return undefined;
  return { why: `${first.ruleId} would then say in ${line(first.span.start)}: ${first.message}`, fresh };
}

function treeOfResult({ plan, source }: LintResult): Tree | undefined {
  const root = plan && treeOf(plan);
  return root && { root, text: source.text };
}
