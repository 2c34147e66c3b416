import type { Source } from '../../text.ts';
import type { Box } from '../plan/box.ts';

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
  const placeOf = (box: Repairable | undefined) => (box ? source.lineAt(box.span.start) : 0);
  const broken = boxes.filter(({ defect }) => defect?.reason === 'no-marker-space');
  for (const [index, box] of broken.entries()) {
    run.push(box);
    if (placeOf(broken[index + 1]) === placeOf(box) + 1) continue;
    const repair = repairOf(source, run);
    if (repair) for (const member of run) member.defect = { reason: 'no-marker-space', repair };
    run = [];
  }
}

function repairOf(source: Source, run: readonly Repairable[]): NonNullable<Box['defect']>['repair'] {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return undefined;
  const [top, bottom] = [source.lineAt(first.span.start), source.lineAt(last.span.start)];
  if (!ENDS.test(lineOf(source, bottom + 1))) return undefined;
  const above = top > 1 ? source.lineSpan(top - 1) : undefined;
  const isBlank = !above || /^[ \t>]*$/.test(source.slice(above));
  const span = { start: isBlank ? first.span.start - 1 : above.end, end: endOf(source, bottom) };
  let [text, at] = ['', span.start];
  for (const box of run) {
    text += `${source.slice({ start: at, end: box.span.start })} `;
    at = box.span.start;
  }
  return { span, text: text + source.slice({ start: at, end: span.end }) };
}

/** Where what changes ends: a list that follows becomes part of the last line or of its list, so it begins or ends there. */
function endOf(source: Source, line: number): number {
  const depth = (text: string) => LIST.exec(text)?.[1]?.length ?? 0;
  const indent = /^[ \t>]*/.exec(lineOf(source, line))?.[0].length ?? 0;
  let last = line;
  if (depth(lineOf(source, line + 1)) >= indent + 2) {
    for (let next = line + 1; next <= source.lineCount; next++) {
      const text = lineOf(source, next);
      if (text.trim() === '') continue;
      if ((/^[ \t>]*/.exec(text)?.[0].length ?? 0) <= indent) break;
      last = next;
    }
  }
  const sibling = LIST.exec(lineOf(source, last + 1))?.[1];
  return sibling === undefined ? source.lineSpan(last).end : source.lineStart(last + 1) + sibling.length;
}

/** A 1-based line without its line end; empty behind the last one. */
function lineOf(source: Source, line: number): string {
  return line <= source.lineCount ? source.slice(source.lineSpan(line)) : '';
}
