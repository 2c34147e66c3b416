import { applied, merged } from '../engine/edits.ts';
import type { Edit } from '../problem.ts';
import type { Source, Span } from '../text.ts';

/** An edit as offsets, and as whole lines that a tool can look for: the old text is in the document once. */
export interface Replacement {
  /** Where the edit begins, 1-based. */
  readonly line: number;
  /** UTF-16 offsets in the text without byte order mark, and what goes there. */
  readonly range: readonly [number, number];
  readonly text: string;
  readonly old: string;
  readonly new: string;
}

/** Edits that are in order, those on the same lines as one. They can be applied one after the other. */
export function replacements(source: Source, edits: readonly Edit[]): Replacement[] {
  let groups = edits.map((edit) => [edit]);
  for (;;) {
    const found = groups.map((group) => ({ group, ...inLines(source, group) }));
    const clash = found.findIndex(({ lines }, index) => lines.start <= (found[index - 1]?.lines.end ?? -1));
    if (clash < 0) return found.map(({ replacement }) => replacement);
    groups = groups.toSpliced(clash - 1, 2, [...(groups[clash - 1] ?? []), ...(groups[clash] ?? [])]);
  }
}

function inLines(source: Source, group: readonly Edit[]): { lines: Span; replacement: Replacement } {
  const { span, text } = merged(source.text, group);
  const line = source.lineAt(span.start);
  let [top, bottom] = [line, source.lineAt(span.end)];
  const linesOf = () => ({ start: source.lineStart(top), end: source.lineSpan(bottom).end });
  // Lines that are there twice need others around them.
  while (!isUnique(source, linesOf()) && (top > 1 || bottom < source.lineCount)) {
    if (top > 1) top--;
    else bottom++;
  }
  const lines = linesOf();
  const old = source.slice(lines);
  const inside = { span: { start: span.start - lines.start, end: span.end - lines.start }, text };
  return { lines, replacement: { line, range: [span.start, span.end], text, old, new: applied(old, [inside]) } };
}

function isUnique({ text }: Source, { start, end }: Span): boolean {
  const wanted = text.slice(start, end);
  return wanted !== '' && text.indexOf(wanted) === start && text.indexOf(wanted, start + 1) < 0;
}
