import type { Directive } from '../model/plan/directive.ts';
import { treeWithoutDirectives } from '../model/document/bare-tree.ts';
import type { Edit } from '../problem.ts';
import type { Source, Span } from '../text.ts';
import { applyEdits } from './edits.ts';
import { settle } from './bisect-fixes.ts';
import { endOf, partsOf, type Silencer } from './silence.ts';

/**
 * The edits that take parts out of directives, each of them by itself or all together, without changing what else
 * Markdown reads. Undefined where there is no such way. What only ended a part goes with it.
 */
export function removals(
  wanted: readonly (readonly Silencer[])[],
  directives: readonly Directive[],
  silencers: readonly Silencer[],
  source: Source,
): (readonly Edit[] | undefined)[] {
  const choices = wanted.map((parts) => {
    const all = [...parts, ...endsOf(parts, directives, silencers)];
    return (['line', 'words'] as const).map((how) => editsFor(all, source, how));
  });
  const tree = treeWithoutDirectives(source.text);
  return settle(choices, (taken) => {
    // Two parts of one directive are edits of the same words, which only one of them makes at a time.
    const edits = [...new Map(taken.flat().map((edit) => [`${edit.span.start} ${edit.span.end}`, edit])).values()];
    const text = applyEdits(source.text, edits);
    return text !== undefined && treeWithoutDirectives(text) === tree;
  });
}

/** The parts of `enable` directives that end something, and nothing but these parts. */
function endsOf(
  parts: readonly Silencer[],
  directives: readonly Directive[],
  silencers: readonly Silencer[],
): Silencer[] {
  const enables = directives.filter(({ kind }) => kind === 'enable');
  return enables.flatMap((directive) =>
    partsOf(directive).filter((part) => {
      const ended = endedBy(part, directives, silencers);
      return ended.length > 0 && ended.every((silencer) => parts.some((gone) => isSame(gone, silencer)));
    }),
  );
}

/** What a part of an `enable` ends. */
export function endedBy(
  { directive, rule }: Silencer,
  directives: readonly Directive[],
  silencers: readonly Silencer[],
): Silencer[] {
  return silencers.filter(
    (silencer) =>
      (rule === undefined || silencer.rule === undefined || silencer.rule.value === rule.value) &&
      endOf(silencer, directives, rule?.value ?? silencer.rule?.value) === directive,
  );
}

function isSame(one: Silencer, other: Silencer): boolean {
  return one.directive === other.directive && one.rule === other.rule;
}

function editsFor(parts: readonly Silencer[], source: Source, how: 'line' | 'words'): Edit[] {
  const directives = [...new Set(parts.map(({ directive }) => directive))];
  return directives.map((directive) => {
    const gone = new Set(parts.filter((part) => part.directive === directive).map(({ rule }) => rule));
    const kept = directive.words.filter((word) => !gone.has(word));
    const [first, last] = [directive.words[0], directive.words.at(-1)];
    if (!first || !last || kept.length === 0) return { span: extent(directive.span, source, how), text: '' };
    return {
      span: { start: first.span.start, end: last.span.end },
      text: kept.map(({ value }) => value).join(', '),
    };
  });
}

/** What goes with a comment: the line that it has for itself, or the white space on one side. */
function extent({ start, end }: Span, source: Source, how: 'line' | 'words'): Span {
  const [first, last] = [source.lineAt(start), source.lineAt(end)];
  const line = { start: source.lineStart(first), end: source.lineSpan(last).end };
  const before = source.text.slice(line.start, start);
  const after = source.text.slice(end, line.end);
  const alone = /^[\s>]*$/.test(before) && after.trim() === '';
  if (alone && how === 'line') return lines(first, last, source);
  if (alone) return { start: line.start + before.trimEnd().length, end: line.end };
  if (before.trim() === '') return { start, end: end + (after.length - after.trimStart().length) };
  return /^(?:\s|\||$)/.test(after) ? { start: line.start + before.trimEnd().length, end } : { start, end };
}

/** Lines with their line ends. Of the blank lines around them only one stays. */
function lines(first: number, last: number, source: Source): Span {
  const isBlank = (line: number) => source.slice(source.lineSpan(line)).trim() === '';
  if (last === source.lineCount)
    return { start: first > 1 ? source.lineSpan(first - 1).end : 0, end: source.text.length };
  const blanks = (first === 1 || isBlank(first - 1)) && isBlank(last + 1) && last + 1 < source.lineCount;
  return { start: source.lineStart(first), end: source.lineStart(last + (blanks ? 2 : 1)) };
}
