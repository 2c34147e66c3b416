import type { Source } from '../text.ts';
import type { Box } from './plan.ts';

interface Repairable {
  readonly span: Box['span'];
  defect: Box['defect'];
}

/** A line below which a paragraph does not go on, quote marks left out. */
const ENDS = /^[ \t>]*(?:$|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|`{3}|~{3})/;

const LIST = /^([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]/;

/**
 * Lines such as `-[ ] one` below each other are one paragraph until all of them have their space, so they are repaired
 * together, with the line break above: what stands there is no part of that paragraph any more.
 */
export function repairMarkers(source: Source, boxes: readonly Repairable[]): void {
  let run: Repairable[] = [];
  const lineOf = (box: Repairable | undefined) => (box ? source.lineAt(box.span.start) : 0);
  const broken = boxes.filter(({ defect }) => defect?.reason === 'no-marker-space');
  for (const [index, box] of broken.entries()) {
    run.push(box);
    if (lineOf(broken[index + 1]) === lineOf(box) + 1) continue;
    const repair = repairOf(source, run);
    if (repair) for (const member of run) member.defect = { reason: 'no-marker-space', repair };
    run = [];
  }
}

function repairOf(source: Source, run: readonly Repairable[]): NonNullable<Box['defect']>['repair'] {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return undefined;
  const [top, bottom] = [source.lineAt(first.span.start), source.lineAt(last.span.start)];
  const below = source.lineSpan(Math.min(bottom + 1, source.lineCount));
  const next = bottom < source.lineCount ? source.slice(below) : '';
  if (!ENDS.test(next)) return undefined;
  // A list that follows becomes one with the lines, so it begins there.
  const indent = LIST.exec(next)?.[1]?.length;
  const above = top > 1 ? source.lineSpan(top - 1) : undefined;
  const isBlank = !above || /^[ \t>]*$/.test(source.slice(above));
  const span = {
    start: isBlank ? first.span.start - 1 : above.end,
    end: indent === undefined ? source.lineSpan(bottom).end : below.start + indent,
  };
  let [text, at] = ['', span.start];
  for (const box of run) {
    text += `${source.slice({ start: at, end: box.span.start })} `;
    at = box.span.start;
  }
  return { span, text: text + source.slice({ start: at, end: span.end }) };
}
