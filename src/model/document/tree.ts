import type { Root } from 'mdast';
import type { Plan } from '../plan/plan.ts';

const trees = new WeakMap<Plan, Root>();

/** Remembers the Markdown tree that a plan was read from. */
export function keepTree(plan: Plan, tree: Root): void {
  trees.set(plan, tree);
}

/** The Markdown tree that a plan was read from, for proofs about the text. Rules read the plan. */
export function treeOf(plan: Plan): Root | undefined {
  return trees.get(plan);
}
