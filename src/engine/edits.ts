import type { Edit } from '../problem.ts';

/** A text after edits of it; undefined where two of them touch the same characters. Those at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: written } of sorted) {
    if (span.start < at) return undefined;
    parts.push(text.slice(at, span.start), written);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}
