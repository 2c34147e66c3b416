import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import { idStrength } from './id-shape.ts';
import { foldId } from './ids.ts';
import { kindOfKeyword } from './keyword.ts';
import { isBoxPicture, stateOfMark } from './marks.ts';
import { countedName, keywordAt } from './names.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** The beginning of a heading, item or cell that names a thing: `Task 1.1: Title`, `**T014** Title`, `- [x] T013 Title`. */
export interface Declaration {
  /** As written; undefined for a bare id. */
  readonly keyword: string | undefined;
  /** What the keyword stands for. */
  readonly kind: 'task' | 'phase' | undefined;
  readonly id: Located<string>;
  /** Keyword and id. */
  readonly span: Span;
  /** What follows the id, and the mark of a state behind it. */
  readonly title: Located<string>;
  /** A picture or box between id and title that says how far it is: `T-9 ✅: Title`, `Task 12 [x]: Title`. */
  readonly mark?: Located<string>;
  /**
   * How surely the beginning is an id. `strong`: keyword, zero-padded or hyphenated id; `weak`: an id shape with a
   * separator behind it, or a dotted number; a plan has to confirm it by using the shape more than once.
   */
  readonly strength: 'strong' | 'weak';
}

/** How much of a text is looked at for what it begins with. */
const REACH = 240;

/** The slice that a declaration is read from, cut into tokens as far as needed. */
interface Beginning {
  readonly slice: string;
  readonly base: number;
  readonly tokens: readonly Token[];
  /** The first token that is no decoration. */
  readonly at: number;
  readonly vocabulary: Vocabulary;
}

/**
 * Reads a declaration from the beginning of a source slice that stands at `base`. Markup, emoji and boxes before it are
 * skipped. An id that is `known` from elsewhere counts whatever its shape.
 */
export function parseDeclaration(
  slice: string,
  base: number,
  vocabulary: Vocabulary,
  known?: ReadonlySet<string>,
): Declaration | undefined {
  const tokens = tokenize(slice.slice(0, REACH), base);
  const at = tokens.findIndex((token, i) => !isDecoration(token, tokens[i + 1]));
  if (at < 0) return undefined;
  const beginning: Beginning = { slice, base, tokens, at, vocabulary };
  const declaration =
    withKeyword(beginning) ??
    joined(beginning) ??
    withCount(beginning) ??
    keywordLast(beginning) ??
    ownIdFirst(beginning) ??
    bracketed(beginning, known) ??
    bare(beginning, at, known);
  return declaration && withMark(declaration, beginning);
}

/** Takes the state that stands between an id and its title off the title. */
function withMark(declaration: Declaration, beginning: Beginning): Declaration {
  const { tokens } = beginning;
  const at = tokens.findIndex(({ span }) => span.start >= declaration.title.span.start);
  const token = tokens[at];
  const isState = token?.kind === 'box' ? stateOfMark(token.folded) !== 'unknown' : isPictureOfState(token);
  if (!token || !isState) return declaration;
  const next = tokens[at + 1];
  const from = next !== undefined && !next.spaced && isSeparator(tokens, at + 1) ? at + 1 : at;
  const isAlone = tokens[from + 1] === undefined || tokens[from + 1]?.kind === 'break';
  const title = isAlone ? undefined : titleFrom(beginning, tokens[from]?.span.end ?? token.span.end);
  return title ? { ...declaration, title, mark: located(token) } : declaration;
}

function isPictureOfState(token: Token | undefined): boolean {
  return token?.kind === 'mark' && isBoxPicture(token.text);
}

function isDecoration(token: Token, next: Token | undefined): boolean {
  if (token.kind === 'mark' || token.kind === 'box' || token.kind === 'break') return true;
  if (token.kind === 'symbol') return /^[>\u200d\ufe0f*+]$/.test(token.text);
  return token.text === '-' && next?.spaced === true;
}

/** `Final Phase: Title`. */
function keywordLast(beginning: Beginning): Declaration | undefined {
  const { tokens, at, vocabulary } = beginning;
  const id = tokens[at];
  if (id?.kind !== 'word' || !vocabulary.last.has(id.folded)) return undefined;
  const keyword = keywordAt(tokens, at + 1, vocabulary);
  if (keyword?.kind !== 'phase' || !isSeparator(tokens, keyword.to)) return undefined;
  const title = titleOfKeyword(beginning, keyword.to);
  if (!title) return undefined;
  const span = { start: id.span.start, end: keyword.word.span.end };
  return { keyword: keyword.word.value, kind: 'phase', id: located(id), span, title, strength: 'strong' };
}

const NUMBER_AFTER_KEYWORD = /^\d+[A-Za-z]?(?:\.\d+[A-Za-z]?)*$/;
const ID_AFTER_KEYWORD = /^(?:[A-Za-z]{1,6}[-_]?\d+[A-Za-z]?(?:[.-]\d+)*|[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*)$/;
const NUMERAL = /^[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+$/;

function withKeyword(beginning: Beginning): Declaration | undefined {
  const { tokens, at, vocabulary } = beginning;
  const keyword = keywordAt(tokens, at, vocabulary);
  if (!keyword || keyword.word.span.start !== tokens[at]?.span.start) return undefined;
  const sign = tokens[keyword.to];
  const first = sign?.kind === 'symbol' && /^[#\u2116]$/.test(sign.text) ? keyword.to + 1 : keyword.to;
  const token = tokens[first];
  if (!token || !isIdBehind(token)) return undefined;
  const last = endOfNumbers(tokens, first);
  const hash = token.text.startsWith('#') ? 1 : 0;
  const start = token.span.start + hash;
  const end = tokens[last]?.span.end ?? token.span.end;
  const id = { value: beginning.slice.slice(start - beginning.base, end - beginning.base), span: { start, end } };
  const title = titleOfKeyword(beginning, last + 1);
  if (!title) return undefined;
  return {
    keyword: keyword.word.value,
    kind: keyword.kind,
    id,
    span: { start: keyword.word.span.start, end },
    title,
    strength: 'strong',
  };
}

/** `Step-4 Title`, `Task-3: Title`: a keyword with one capital and its number in one word. */
function joined(beginning: Beginning): Declaration | undefined {
  const { tokens, at, vocabulary } = beginning;
  const token = tokens[at];
  const [, word = '', number = ''] =
    (token?.kind === 'id' && /^(\p{Lu}\p{Ll}{2,})-(\d+(?:\.\d+)*)$/u.exec(token.text)) || [];
  const kind = word === '' ? undefined : kindOfKeyword(word, vocabulary);
  const title = token && kind ? titleOfKeyword(beginning, at + 1) : undefined;
  if (!token || !kind || !title) return undefined;
  const { start, end } = token.span;
  const id = { value: number, span: { start: end - number.length, end } };
  return { keyword: word, kind, id, span: { start, end }, title, strength: 'strong' };
}

function isIdBehind(token: Token): boolean {
  const text = token.text.replace(/^#/, '');
  if (token.kind === 'number') return NUMBER_AFTER_KEYWORD.test(token.folded);
  if (token.kind === 'id') return NUMBER_AFTER_KEYWORD.test(text) || ID_AFTER_KEYWORD.test(text);
  return token.kind === 'word' && ((token.spaced && /^[A-Z]$/.test(text)) || NUMERAL.test(text));
}

/** The last token of `1-2`, which is one id behind a keyword. */
function endOfNumbers(tokens: readonly Token[], at: number): number {
  let last = at;
  for (;;) {
    const [dash, number] = [tokens[last + 1], tokens[last + 2]];
    if (tokens[last]?.kind !== 'number' || dash?.text !== '-' || dash.spaced) return last;
    if (number?.kind !== 'number' || number.spaced) return last;
    last += 2;
  }
}

/** `第一阶段：基础`, `1단계: 기반`: the number stands before its word. */
function withCount(beginning: Beginning): Declaration | undefined {
  const { tokens, at, vocabulary } = beginning;
  const name = countedName(tokens, at, { vocabulary });
  const last = name && tokens[name.to - 1];
  // `1단계별`: the word goes on behind the keyword.
  if (!name?.keyword || last?.span.end !== name.span.end) return undefined;
  const title = titleOfKeyword(beginning, name.to);
  if (!title) return undefined;
  const { keyword, kind, id, span } = name;
  return { keyword: keyword.value, kind, id, span, title, strength: 'strong' };
}

/** Whether a token parts what stands before it from a title: a colon, a dash, a bracket, a full stop, nothing more. */
function isSeparator(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return true;
  if (token.kind === 'separator') return token.folded === ':' || token.folded === '|';
  if (token.kind === 'dash') return tokens[at + 1]?.spaced ?? true;
  if (token.kind === 'symbol') return token.folded === '.' && !token.spaced;
  return (token.kind === 'close' && /^[)\]]$/.test(token.folded)) || token.folded === '(';
}

/** What follows a keyword and its id. Undefined where a sentence goes on with them ("Step 1 of the rollout", "Week 2 and later"). */
function titleOfKeyword(beginning: Beginning, at: number): Located<string> | undefined {
  const { tokens } = beginning;
  const [before, next] = [tokens[at - 1], tokens[at]];
  if (!before) return undefined;
  if (isSeparator(tokens, at)) {
    const isOpen = next === undefined || next.folded === '(';
    return titleFrom(beginning, isOpen ? before.span.end : next.span.end);
  }
  const isMarked =
    next !== undefined && (next.strong !== before.strong || next.code !== before.code || next.struck !== before.struck);
  const isTitle = next !== undefined && next.spaced && /^[\p{Lu}\p{Lo}]/u.test(next.text);
  const isSign = next !== undefined && !/^[\p{L}\p{M}]/u.test(next.text);
  return isMarked || isTitle || isSign ? titleFrom(beginning, before.span.end) : undefined;
}

/** `PLAT/12: Title`, `[PLAT/12] Title`, by the patterns of a team. */
function ownIdFirst({ slice, base, tokens, at, vocabulary }: Beginning): Declaration | undefined {
  const start = (tokens[at]?.span.start ?? base) - base;
  const rest = slice.slice(start);
  const inside = /^\[([^[\]]+)\](?![([])/.exec(rest)?.[1];
  const length = vocabulary.ownId(inside ?? rest);
  if (length === 0 || (inside !== undefined && length < inside.length)) return undefined;
  const bracket = inside === undefined ? 0 : 1;
  const from = base + start + bracket;
  const span = { start: from, end: from + length };
  const after = rest.slice(length + 2 * bracket);
  const tail = /^[*_~`]*\s*(?:[:：.)\]|]|[-–—]+(?=\s))?/.exec(after)?.[0].length ?? 0;
  return {
    keyword: undefined,
    kind: undefined,
    id: { value: rest.slice(bracket, bracket + length), span },
    span,
    title: titleAfter(after.slice(tail), span.end + bracket + tail),
    strength: 'strong',
  };
}

/** `[T077] Title`, `[T077](t077.md): Title`; story tags such as `[US1]` are none. */
function bracketed(beginning: Beginning, known: ReadonlySet<string> | undefined): Declaration | undefined {
  const { tokens, at } = beginning;
  const [open, id, close, next] = tokens.slice(at, at + 4);
  if (open?.folded === '[' && id?.kind === 'id' && close?.folded === ']') {
    if (/^US\d/.test(id.text) || !/^[A-Za-z]/.test(id.text) || next?.folded === '[') return undefined;
    return named(beginning, at + 1, at + 3, known);
  }
  if (open?.link !== true || open.kind !== 'id' || /^US\d/.test(open.text)) return undefined;
  const isColon = id?.folded === ':';
  return named(beginning, at, isColon ? at + 2 : at + 1, known);
}

function named(
  beginning: Beginning,
  at: number,
  behind: number,
  known: ReadonlySet<string> | undefined,
): Declaration | undefined {
  const token = beginning.tokens[at];
  const strength = token && strengthOf(token, true, known);
  if (!token || !strength) return undefined;
  const { span } = token;
  const end = beginning.tokens[behind - 1]?.span.end ?? span.end;
  const from = token.link ? Math.max(end, endOfLink(beginning, span.end)) : end;
  return { keyword: undefined, kind: undefined, id: located(token), span, title: titleFrom(beginning, from), strength };
}

/** Where the target of the link ends whose text ends at a place. */
function endOfLink({ slice, base }: Beginning, end: number): number {
  const close = slice.indexOf(')', end - base);
  return close < 0 ? end : base + close + 1;
}

function bare(beginning: Beginning, at: number, known: ReadonlySet<string> | undefined): Declaration | undefined {
  const { tokens } = beginning;
  const [token, next] = [tokens[at], tokens[at + 1]];
  const isLetter = token?.kind === 'word' && /^[A-Z]$/.test(token.text) && known?.has(foldId(token.text)) === true;
  if (!token || (token.kind !== 'id' && token.kind !== 'number' && !isLetter)) return undefined;
  const isMarked =
    next !== undefined && (next.strong !== token.strong || next.code !== token.code || next.struck !== token.struck);
  const isApart = next === undefined || next.spaced || isMarked || isSeparator(tokens, at + 1) || next.kind === 'dash';
  if (!isApart || (next?.folded === '(' && !next.spaced)) return undefined;
  const isStop = next?.folded === '.' && !next.spaced && (tokens[at + 2]?.spaced ?? true);
  const isParted = next !== undefined && next.folded !== '(' && next.folded !== '.' && isSeparator(tokens, at + 1);
  const strength = strengthOf(token, isMarked || isStop || isParted || next === undefined, known);
  if (!strength || (isLetter && !isStop && !isParted)) return undefined;
  const { span } = token;
  const title = titleFrom(beginning, isStop || isParted ? next.span.end : span.end);
  return { keyword: undefined, kind: undefined, id: located(token), span, title, strength };
}

function strengthOf(
  token: Token,
  separated: boolean,
  known: ReadonlySet<string> | undefined,
): Declaration['strength'] | undefined {
  if (/[A-Za-z]/.test(token.text) && known?.has(foldId(token.text)) === true) return 'strong';
  return idStrength(token.text, separated);
}

const located = (token: Token): Located<string> => ({ value: token.text, span: token.span });

function titleFrom({ slice, base }: Beginning, from: number): Located<string> {
  return titleAfter(slice.slice(from - base), from);
}

function titleAfter(after: string, at: number): Located<string> {
  const title = locate(
    after.replace(/(?<![\s*_~`])[\s*_~`]+$/, (tail) => ' '.repeat(tail.length)),
    at,
  );
  const lead = /^[\s*_~`]*/.exec(title.value)?.[0].length ?? 0;
  return { value: title.value.slice(lead), span: { start: title.span.start + lead, end: title.span.end } };
}
