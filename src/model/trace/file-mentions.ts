import { contains, isOneLine, type Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import type { Cues } from '../language/cues.ts';
import { tokenize } from '../language/tokens.ts';
import paths from '../language/words/paths.json' with { type: 'json' };
import type { FileMention } from '../plan/files.ts';
import type { Task } from '../plan/task.ts';
import type { TaskNode } from '../work/tasks.ts';

const PATH =
  /(?<![\p{L}\p{N}_/.:@$~<>{}*\\-])(?:\.\/)?((?:[\p{L}\p{N}_.@()-]{1,120}\/){1,24}[\p{L}\p{N}_.@-]{0,120}\.(?<=\p{L}[\p{L}\p{N}_@-]{0,120}\.)[A-Za-z][A-Za-z0-9]{0,9})(?::\d+(?:-\d+)?)?(?![\p{L}\p{N}_/*{}<>$[\]-])/gu;
const MADE = new Set(paths.made);
/** What the words before a path say of it; a word that takes a file away decides alone. */
const VERBS = [
  ['delete', 'deletes'],
  ['create', 'creates'],
  ['modify', 'modifies'],
  ['test', 'tests'],
] as const;

/** The files that tasks name, each with what is to be done with it. Paths without a folder, patterns and addresses are none. */
export function readFileMentions(document: Document, tasks: readonly TaskNode[]): FileMention[] {
  const { source, code, comments } = document.parsed;
  const { cues } = document.vocabulary;
  const fences = code.filter((span) => !isOneLine(source.slice(span)));
  const shut = [...fences, ...comments];
  const hidden = (span: Span) => shut.some((other) => contains(other, span));
  const found: FileMention[] = [];
  for (const match of source.text.matchAll(PATH)) {
    const path = match[1] ?? '';
    const start = match.index + match[0].indexOf(path);
    const span = { start, end: start + path.length };
    const task = innermost(tasks, start);
    if (!task || !isReal(path) || hidden(span)) continue;
    found.push({ path, span, task, verb: verbBefore(source.text, start, cues) });
  }
  return found;
}

function innermost(tasks: readonly Task[], offset: number): Task | undefined {
  return tasks.findLast((task) => task.span.start <= offset && offset < task.span.end);
}

/** Whether a path may be one of the project: neither an address, nor an example, nor what a build makes. */
function isReal(path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const [first = ''] = parts;
  const name = parts.at(-1) ?? '';
  const stem = name.slice(0, name.indexOf('.'));
  return !(
    path.includes('..') ||
    parts.slice(0, -1).some((folder) => MADE.has(folder)) ||
    parts.some((part, at) => part === 'path' && parts[at + 1] === 'to') ||
    paths.examples.some((example) => stem.startsWith(example)) ||
    first.startsWith('www.') ||
    paths.hosts.some((ending) => isHost(first, ending))
  );
}

const isHost = (name: string, ending: string): boolean =>
  name.endsWith(`.${ending}`) && name.indexOf('.') === name.length - ending.length - 1;

/** The verb that governs a path: in its line the nearest one before it; a word that takes a file away decides alone. */
function verbBefore(text: string, offset: number, cues: Cues): FileMention['verb'] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = tokenize(text.slice(start, offset), start);
  let best: { verb: FileMention['verb']; at: number } | undefined;
  for (const [verb, cue] of VERBS) {
    const last = cues.of(cue).find(line).at(-1);
    if (verb === 'delete' && last) return verb;
    if (last && (!best || last.start > best.at)) best = { verb, at: last.start };
  }
  return best?.verb;
}
