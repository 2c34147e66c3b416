import type { Box } from '../model/plan/box.ts';
import type { Shift } from './edits.ts';

/**
 * The first box that a change of the text ticked: one that is done now, and was not or was not there. A box is known again
 * by its place; those that were written anew by their order, or by what stands behind them where there are more or fewer.
 */
export function ticked(before: readonly Box[], after: readonly Box[], shift: Shift): Box | undefined {
  const done = new Set(before.filter(isDone).map(({ span }) => shift.nameBefore(span.start)));
  const rewritten = new Map<number, Box[]>();
  for (const box of after) {
    const name = shift.nameAfter(box.span.start);
    if (name < 0) rewritten.set(name, [...(rewritten.get(name) ?? []), box]);
    else if (isDone(box) && !done.has(name)) return box;
  }
  for (const [name, boxes] of rewritten) {
    const old = before.filter(({ span }) => shift.nameBefore(span.start) === name);
    const fresh = boxes.find((box, index) => {
      const same = old.length === boxes.length ? old.slice(index, index + 1) : old.filter((was) => isAlike(was, box));
      return isDone(box) && !same.some(isDone);
    });
    if (fresh) return fresh;
  }
  return undefined;
}

function isDone({ state }: Box): boolean {
  return state === 'done';
}

function isAlike(a: Box, b: Box): boolean {
  return a.text.value === b.text.value;
}
