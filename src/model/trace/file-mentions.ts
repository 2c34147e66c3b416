import { contains, type Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import type { FileMention } from '../plan/files.ts';
import type { Task } from '../plan/task.ts';
import type { TaskNode } from '../work/tasks.ts';

const PATH =
  /(?<![\p{L}\p{N}_/.:@$~<>{}*\\-])(?:\.\/)?((?:[\p{L}\p{N}_.@()-]+\/)+[\p{L}\p{N}_.@-]*\.(?<=\p{L}[\p{L}\p{N}_@-]*\.)[A-Za-z][A-Za-z0-9]{0,9})(?::\d+(?:-\d+)?)?(?![\p{L}\p{N}_/*{}<>$[\]-])/gu;
const VERBS: readonly (readonly [NonNullable<FileMention['verb']>, RegExp])[] = [
  ['delete', /\b(?:delet|remov|drop|renam|mov|replac|migrat|split|merg|retir|extract|convert)(?:e|es|ed|ing|s)?\b/gi],
  ['create', /\b(?:creat|add|writ|implement|new|introduc|generat|scaffold)\w*\b/gi],
  ['modify', /\b(?:modif|updat|edit|extend|refactor|chang|adjust|rewrit)\w*\b/gi],
  ['test', /\b(?:test|verif|check|run)\w*\b/gi],
];
/** Examples, and what a build makes. */
const UNREAL =
  /(?:^|\/)(?:path\/to|node_modules|dist|build|out|target|coverage|tmp|temp|\.next|__pycache__|vendor)\/|(?:^|\/)(?:example|foo|bar|your|xxx)[\w-]*\.|\.{3}|^(?:https?|www)\b|^[\w-]+\.(?:com|org|io|dev|net)\//i;

/** The files that tasks name, each with what is to be done with it. Paths without a folder, patterns and addresses are none. */
export function readFileMentions(document: Document, tasks: readonly TaskNode[]): FileMention[] {
  const { source, code, comments } = document.parsed;
  const fences = code.filter((span) => /[\r\n]/.test(source.slice(span)));
  const hidden = (span: Span) => [...fences, ...comments].some((other) => contains(other, span));
  const found: FileMention[] = [];
  for (const match of source.text.matchAll(PATH)) {
    const path = match[1] ?? '';
    const start = match.index + match[0].indexOf(path);
    const span = { start, end: start + path.length };
    const task = innermost(tasks, start);
    if (!task || UNREAL.test(path) || path.includes('..') || hidden(span)) continue;
    found.push({ path, span, task, verb: verbBefore(source.text, start) });
  }
  return found;
}

function innermost(tasks: readonly Task[], offset: number): Task | undefined {
  return tasks.findLast((task) => task.span.start <= offset && offset < task.span.end);
}

/** The verb that governs a path: in its line the nearest one before it; a word that takes a file away decides alone. */
function verbBefore(text: string, offset: number): FileMention['verb'] {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  let best: { verb: FileMention['verb']; at: number } | undefined;
  for (const [verb, pattern] of VERBS) {
    for (const match of line.matchAll(pattern)) {
      if (verb === 'delete') return verb;
      if (!best || match.index > best.at) best = { verb, at: match.index };
    }
  }
  return best?.verb;
}
