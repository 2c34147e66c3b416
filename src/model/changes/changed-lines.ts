import { contains } from '../../text.ts';
import { titleWords } from '../language/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { Task } from '../plan/task.ts';

/** The lines of a plan that it did not have before, apart from how they are marked. */
export interface ChangedLines {
  /** Whether one of them stands in a task, or names it. */
  speakOf(task: Task): boolean;
  /** Whether one of them has the name or the title of a task of before, or nearly all words of the title. */
  name(task: Task): boolean;
}

/** Marks that say nothing but how far a task is. */
const BARE = new Set(['status-field', 'status-column', 'front-matter', 'banner', 'board']);

/** Whether a line is one that states how far a task is. */
function isState({ marks }: Task, { start, end }: Line): boolean {
  return marks.some(({ by, span }) => BARE.has(by) && span.start >= start && span.start <= end);
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds the lines that are new. */
export function changedLines(before: Plan | undefined, now: Plan): ChangedLines {
  const known = new Set(before ? linesOf(before).map(({ text }) => text) : []);
  const fresh = linesOf(now).filter(({ text }) => text !== '' && !known.has(text));
  const names = (task: Task, lines: readonly Line[]) => {
    const title = plainOf(task.title.value);
    const name = task.id === undefined ? undefined : wholeWord(plainOf(task.name));
    return lines.some(({ text }) => (title !== '' && text.includes(title)) || (name?.test(text) ?? false));
  };
  return {
    speakOf: (task) => {
      const isInside = ({ start }: Line) => contains(task.span, { start, end: start });
      return fresh.some((line) => isInside(line) && !isState(task, line)) || names(task, fresh);
    },
    name: (task) => names(task, fresh) || isRetold(task, fresh),
  };
}

/** Most words of a title that a line may leave out and still speak of it: one in four. */
const ENOUGH = 0.75;

function isRetold({ title }: Task, lines: readonly Line[]): boolean {
  const words = new Set(titleWords(title.value));
  return words.size > 1 && lines.some(({ text }) => shareOf(words, new Set(titleWords(text))) >= ENOUGH);
}

function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...words].filter((word) => others.has(word)).length / words.size;
}

function linesOf({ source: { text } }: Plan): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const found = { start, end: start + line.length, text: plainOf(line) };
    start += line.length + 1;
    return found;
  });
}

/** A line without its box, its markup, its indent and the words for states that stand in boxes. */
function plainOf(line: string): string {
  return line
    .replace(/[[(][ xX~/-]?[\])]/g, '')
    .replace(/[*_~`|]/g, '')
    .replace(/^\s*(?:[-+]|\d+[.)])?\s*/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function wholeWord(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}.])${escaped}(?![\p{L}\p{N}]|\.\d)`, 'u');
}
