import type { Box } from '../model/plan.ts';
import { meet, type Shift } from './edits.ts';

/**
 * The first box that a change of the text ticked: one that is done now, and was not or was not there. A box is known again
 * by its place; those that were written anew by their order, or by what stands behind them where there are more or fewer.
 */
export function ticked(before: readonly Box[], after: readonly Box[], shift: Shift): Box | undefined {
  const boxes = before.map((box) => ({ box, place: shift.span(box.span) }));
  const rewritten = new Map<number, Box[]>();
  for (const box of after) {
    const edit = shift.nameAfter(box.span.start);
    if (edit < 0) rewritten.set(edit, [...(rewritten.get(edit) ?? []), box]);
    else if (
      box.state === 'done' &&
      !boxes.some(({ box: was, place }) => was.state === 'done' && meet(place, box.span))
    )
      return box;
  }
  for (const [edit, now] of rewritten) {
    const old = before.filter(({ span }) => shift.nameBefore(span.start) === edit);
    const wrong = now.find((box, index) => {
      if (box.state !== 'done') return false;
      if (old.length === now.length) return old[index]?.state !== 'done';
      return !old.some((was) => was.state === 'done' && was.text.value === box.text.value);
    });
    if (wrong) return wrong;
  }
  return undefined;
}
