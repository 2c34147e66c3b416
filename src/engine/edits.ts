import type { Edit } from '../problem.ts';
import type { Span } from '../text.ts';

/** Whether two spans overlap, or touch where one of them is empty, so that nobody can tell which comes first. */
export function meet(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** Edits in the order of the text; undefined where two of them meet or one lies outside of a text of that length. */
export function inOrder(edits: readonly Edit[], length: number): readonly Edit[] | undefined {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const wrong = sorted.some(({ span }, index) => {
    const before = sorted[index - 1];
    return span.start < 0 || span.end < span.start || span.end > length || (before && meet(before.span, span));
  });
  return wrong ? undefined : sorted;
}

/** A text with edits applied that are in order. */
export function applied(text: string, edits: readonly Edit[]): string {
  let at = 0;
  const parts = edits.map((edit) => {
    const kept = text.slice(at, edit.span.start);
    at = edit.span.end;
    return kept + edit.text;
  });
  return parts.join('') + text.slice(at);
}

/** Edits that are in order as one, over everything between the first and the last. */
export function merged(text: string, edits: readonly Edit[]): Edit {
  const start = edits[0]?.span.start ?? 0;
  const end = edits.at(-1)?.span.end ?? start;
  const within = edits.map(({ span, text: by }) => ({
    span: { start: span.start - start, end: span.end - start },
    text: by,
  }));
  return { span: { start, end }, text: applied(text.slice(start, end), within) };
}

/** All edits of a fix as one, over everything between the first and the last; undefined where they cannot be applied. */
export function covering(text: string, edits: readonly Edit[]): Edit | undefined {
  const sorted = inOrder(edits, text.length);
  return sorted && merged(text, sorted);
}

/** An edit with the place of its text afterwards. Neighbours that touch are one. */
interface Change {
  readonly before: Span;
  readonly after: Span;
}

/** Where places of a text are once edits have been applied to it that are in order. */
export class Shift {
  readonly #changes: readonly Change[];

  constructor(edits: readonly Edit[]) {
    const changes: Change[] = [];
    let shift = 0;
    for (const { span, text } of edits) {
      const after = { start: span.start + shift, end: span.start + shift + text.length };
      const last = changes.at(-1);
      if (last?.before.end === span.start) {
        changes[changes.length - 1] = {
          before: { start: last.before.start, end: span.end },
          after: { start: last.after.start, end: after.end },
        };
      } else changes.push({ before: span, after });
      shift += text.length - (span.end - span.start);
    }
    this.#changes = changes;
  }

  /** Where a span is afterwards; an end of it inside an edit takes the whole of what was written there. */
  span({ start, end }: Span): Span {
    const [first, last] = [this.#find('before', start), this.#find('before', end)];
    return {
      start: first.inside ? first.inside.after.start : start + first.shift,
      end: last.inside ? last.inside.after.end : end + last.shift,
    };
  }

  /** Where a span of the text afterwards came from; an end of it inside an edit stands for the whole of what was there. */
  origin({ start, end }: Span): Span {
    const [first, last] = [this.#find('after', start), this.#find('after', end)];
    return {
      start: first.inside ? first.inside.before.start : start - first.shift,
      end: last.inside ? last.inside.before.end : end - last.shift,
    };
  }

  /** Whether an edit is in a span of the text before, ends included. */
  touches({ start, end }: Span): boolean {
    const { inside, index } = this.#find('before', start);
    const next = inside ?? this.#changes[index];
    return next !== undefined && next.before.start <= end;
  }

  /** A name for a place of the text before: the place afterwards, and one and the same negative number all over an edit. */
  nameBefore(offset: number): number {
    const { inside, shift, index } = this.#find('before', offset);
    return inside ? -1 - index : offset + shift;
  }

  /** The same name for a place of the text afterwards. */
  nameAfter(offset: number): number {
    const { inside, index } = this.#find('after', offset);
    return inside ? -1 - index : offset;
  }

  /** The change at a place, ends included, or how far what stands there has moved. */
  #find(side: 'before' | 'after', offset: number): { inside?: Change; index: number; shift: number } {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.[side].end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const [at, last] = [this.#changes[low], this.#changes[low - 1]];
    const shift = last ? last.after.end - last.before.end : 0;
    return at && at[side].start <= offset ? { inside: at, index: low, shift } : { index: low, shift };
  }
}

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
