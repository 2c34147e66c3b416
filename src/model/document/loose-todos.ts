import { locate, type Located, type Span } from '../../text.ts';
import type { Pair } from './fields.ts';

/** An entry of a list with the labels and values that its lines have. */
export interface LooseTodo {
  readonly span: Span;
  readonly pairs: readonly LoosePair[];
}

interface LoosePair extends Pair {
  readonly items: readonly Located<string>[];
}

/** A list of what is to do in front matter. */
const LIST = /^(?:todos|tasks)[ \t]*:[ \t]*$/;
const LINE = /^([ \t]*)(-[ \t]+)?(?:([\w-]+)[ \t]*:(?:[ \t]+|$))?(.*)/;

/** The entries of `todos:` in front matter that is not YAML, read line by line. */
export function looseTodos(text: string, base: number): LooseTodo[] {
  const todos: { span: Span; pairs: (Pair & { items: Located<string>[] })[]; indent: number }[] = [];
  let isInside = false;
  let at = base;
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    const written = line.trimEnd();
    if (/^\S/.test(written) && !written.startsWith('-')) {
      isInside = LIST.test(written);
      continue;
    }
    const [, lead = '', dash = '', key, rest = ''] = LINE.exec(written) ?? [];
    if (!isInside || written === '') continue;
    const from = start + written.length - rest.length;
    const value = unquoted(rest, from);
    const last = todos.at(-1);
    if (key === undefined) {
      if (dash !== '' && last !== undefined && lead.length > last.indent) last.pairs.at(-1)?.items.push(value);
      continue;
    }
    const label = locate(key, start + lead.length + dash.length);
    const items = rest.startsWith('[') ? inBrackets(rest, from) : [];
    const pair = { label, value: items.length > 0 ? locate('', from) : value, items };
    if (dash !== '') todos.push({ span: { start, end: start + written.length }, pairs: [pair], indent: lead.length });
    else if (last) {
      last.pairs.push(pair);
      last.span = { start: last.span.start, end: start + written.length };
    }
  }
  return todos;
}

function unquoted(text: string, at: number): Located<string> {
  const inner = /^(["'])(.*)\1$/.exec(text)?.[2];
  return inner === undefined ? locate(text, at) : locate(inner, at + 1);
}

/** `[cook, label]` */
function inBrackets(text: string, at: number): Located<string>[] {
  return Array.from(text.matchAll(/[^[\],]+/g), ({ 0: part, index }) => locate(part, at + index)).filter(
    ({ value }) => value !== '',
  );
}
