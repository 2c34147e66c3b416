import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { type Parsed, spanOf } from '../../parse.ts';
import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import { makeField, type Pair } from './fields.ts';
import { looseTodos } from './loose-todos.ts';
import type { OutlineSection } from './outline.ts';
import type { Field } from '../plan/field.ts';
import type { Vocabulary } from '../language/words.ts';

/** What front matter that is not YAML is reported with. */
export interface FrontMatterError {
  readonly message: string;
  readonly span: Span;
}

/** One entry of a `todos:` or `tasks:` list. */
export interface Todo {
  readonly span: Span;
  readonly fields: readonly Field[];
}

/** What the YAML block at the top of a document holds. */
export interface FrontMatter {
  readonly fields: readonly Field[];
  readonly todos: readonly Todo[];
  readonly error: FrontMatterError | undefined;
}

/** Reads YAML front matter. What is not YAML is read line by line, and reported. */
export function readFrontMatter(parsed: Parsed, root: OutlineSection, vocabulary: Vocabulary): FrontMatter {
  const node = parsed.tree.children.find((child) => child.type === 'yaml');
  if (!node) return { fields: [], todos: [], error: undefined };
  const span = spanOf(node);
  const inner = parsed.source.text.indexOf('\n', span.start) + 1;
  const text = parsed.source.text.slice(inner, Math.max(inner, span.end - 3));
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, strict: false });
  const problem = document.errors[0];
  const toFields = (pairs: readonly YamlPair[]): Field[] =>
    pairs.map((pair) => makeField(pair, root, 'front-matter', vocabulary, pair.items));
  if (!problem && isMap(document.contents)) {
    return {
      fields: toFields(pairsOf(document.contents, inner)),
      todos: todosOf(document.contents, inner, toFields),
      error: undefined,
    };
  }
  const fields = toFields(linePairs(text, inner));
  if (!problem) return { fields, todos: [], error: undefined };
  const what = problem.message.split('\n')[0]?.replace(/ at line.*/, '') ?? '';
  const at = inner + startOfProblem(document, text, problem.pos[0]);
  const todos = looseTodos(text, inner).map((todo) => ({ span: todo.span, fields: toFields(todo.pairs) }));
  return {
    fields,
    todos,
    error: { message: `This front matter is not valid YAML (${what})`, span: lineOf(parsed, at) },
  };
}

interface YamlPair extends Pair {
  readonly items: readonly Located<string>[];
}

function pairsOf(map: YAMLMap, base: number): YamlPair[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return [];
    const label = locate(String(key.value), base + key.range[0]);
    const items = isSeq(value) ? value.items.flatMap((item) => scalar(item, base)) : [];
    return [
      {
        label,
        value: scalar(value, base)[0] ?? { value: '', span: { start: label.span.end, end: label.span.end } },
        items,
      },
    ];
  });
}

/** Entries of `todos` (Cursor) or `tasks` that are maps. */
function todosOf(map: YAMLMap, base: number, toFields: (pairs: readonly YamlPair[]) => Field[]): Todo[] {
  const list = [map.get('todos'), map.get('tasks')].find((value) => isSeq(value));
  if (!list) return [];
  return list.items.flatMap((item) => {
    if (!isMap(item) || !item.range) return [];
    return [
      { span: { start: base + item.range[0], end: base + item.range[1] }, fields: toFields(pairsOf(item, base)) },
    ];
  });
}

function linePairs(text: string, base: number): YamlPair[] {
  return [...text.matchAll(/^([\w-]+)[ \t]*:[ \t]*([^\r\n]*)/gm)].map((match) => {
    const start = base + match.index;
    const value = match[2] ?? '';
    return {
      label: locate(match[1] ?? '', start),
      value: locate(value, start + match[0].length - value.length),
      items: [],
    };
  });
}

/** An unclosed quote is noticed at the end of the text; the entry it began in says more. */
function startOfProblem({ contents }: ReturnType<typeof parseDocument>, text: string, at: number): number {
  if (at < text.trimEnd().length || !isMap(contents)) return at;
  const starts = contents.items.flatMap(({ key }) => (isScalar(key) && key.range ? [key.range[0]] : []));
  return starts.findLast((start) => start <= at) ?? at;
}

/** A scalar as it is written: `005` stays `005`, and the quotes around a text are no part of it. */
function scalar(value: unknown, base: number): Located<string>[] {
  if (!isScalar(value) || !value.range || value.value === null) return [];
  const text = typeof value.value === 'string' ? value.value : (value.source ?? JSON.stringify(value.value));
  const [start, end] = value.range;
  const quoted = value.type === 'QUOTE_DOUBLE' || value.type === 'QUOTE_SINGLE';
  const inside = quoted && end - start === text.length + 2 ? 1 : 0;
  return [{ value: text, span: { start: base + start + inside, end: base + end - inside } }];
}

function lineOf(parsed: Parsed, offset: number): Span {
  return parsed.source.lineSpan(parsed.source.lineAt(Math.min(offset, parsed.source.text.length)));
}
