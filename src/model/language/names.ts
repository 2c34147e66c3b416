import type { Located, Span } from '../../text.ts';
import { countedId, foldId } from './ids.ts';
import { idShape, isIdShaped } from './id-shape.ts';
import { kindOfKeyword } from './keyword.ts';
import { foldText, type Token } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** A mention of something by its id: `Task 1.1`, `T014`, the `9` of `Tasks 5, 9`, `T012–T015`, `第一阶段`. */
export interface Name {
  /** The word before or behind the id, or the one carried on from before in a list. */
  readonly keyword: Located<string> | undefined;
  /** What the keyword stands for. */
  readonly kind: 'task' | 'phase' | undefined;
  /** Whether the keyword stands at an earlier member of the list. */
  readonly carried: boolean;
  /** The id without its keyword; of a range the first one. */
  readonly id: Located<string>;
  /** The last id of a range. */
  readonly last: Located<string> | undefined;
  /** Keyword and id together, or the id alone where the keyword is carried on. */
  readonly span: Span;
  /** The tokens that it takes: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** What names are looked for with. */
export interface NameContext {
  readonly vocabulary: Vocabulary;
  /** Whether something has this id in the plan at hand; decides what a shape is where it may be two things. */
  readonly known?: (id: string) => boolean;
  /** Whether bare numbers and single letters are ids too, as in the value of a dependency. */
  readonly bare?: boolean;
}

/** All names in a run of tokens, in order: lists and ranges as their members. */
export function scanNames(tokens: readonly Token[], context: NameContext): Name[] {
  const names: Name[] = [];
  for (let at = 0; at < tokens.length;) {
    const first = nameAt(tokens, at, context);
    if (!first) {
      at += 1;
      continue;
    }
    names.push(first);
    at = first.to;
    let previous = first;
    for (;;) {
      const next = nextInList(tokens, previous, context);
      if (!next) break;
      names.push(next);
      at = next.to;
      previous = next;
    }
  }
  return names;
}

/** The name that begins at a token. */
export function nameAt(tokens: readonly Token[], at: number, context: NameContext): Name | undefined {
  return (
    countedName(tokens, at, context) ??
    withKeyword(tokens, at, context) ??
    (tokens[at] && isBareId(tokens[at], context, tokens[at + 1]) ? ranged(tokens, at, undefined, context) : undefined)
  );
}

/** A word of the kind `Task` or `Phase`, with the tokens that it takes. */
export interface Keyword {
  readonly word: Located<string>;
  readonly kind: 'task' | 'phase';
  readonly from: number;
  readonly to: number;
}

/** The longest keyword of up to three words that begins at a token; in scripts without spaces the end of one token. */
export function keywordAt(tokens: readonly Token[], at: number, vocabulary: Vocabulary): Keyword | undefined {
  const first = tokens[at];
  if (first?.kind !== 'word' || tokens[at - 1]?.kind === 'id') return undefined;
  const most = vocabulary.keywordStarts.has(first.folded) ? 3 : 1;
  for (let count = most; count > 0; count--) {
    const words = tokens.slice(at, at + count);
    if (words.length < count || words.some(({ kind }) => kind !== 'word')) continue;
    const text = words.map(({ folded }) => folded).join(' ');
    const kind = kindOfKeyword(text, vocabulary);
    const last = words.at(-1);
    if (kind && last) {
      const span = { start: first.span.start, end: last.span.end };
      const value = words.map((word) => word.text).join(' ');
      return { word: { value, span }, kind, from: at, to: at + count };
    }
  }
  // `次のフェーズ1`: no space tells where the keyword begins.
  for (let length = Math.min(first.text.length - 1, 8); length > 0; length--) {
    if (first.text.charCodeAt(first.text.length - 1) < 0x1100) return undefined;
    const value = first.text.slice(-length);
    const kind = kindOfKeyword(foldText(value), vocabulary);
    if (kind) {
      const span = { start: first.span.end - length, end: first.span.end };
      return { word: { value, span }, kind, from: at, to: at + 1 };
    }
  }
  return undefined;
}

function withKeyword(tokens: readonly Token[], at: number, context: NameContext): Name | undefined {
  const keyword = keywordAt(tokens, at, context.vocabulary);
  if (!keyword) return undefined;
  const behind = tokens[keyword.to];
  const isSign = behind?.kind === 'symbol' && (behind.text === '#' || behind.text === '№');
  const id = isSign ? keyword.to + 1 : keyword.to;
  const token = tokens[id];
  if (!token || !isIdAfterKeyword(token, context)) return undefined;
  // `Phase 2 tasks`: a number before a unit or a noun is a number still, but the keyword has it.
  return ranged(tokens, id, keyword, context);
}

/** Digits, an id, a letter of its own (`Phase A`), a Roman or Chinese numeral. */
function isIdAfterKeyword(token: Token, { known }: NameContext): boolean {
  if (token.kind === 'id' || token.kind === 'number') return true;
  if (token.kind !== 'word') return false;
  if (/^[A-Z]$|^[IVX]{1,5}$/.test(token.text) || isNumeral(token.text)) return token.spaced || isNumeral(token.text);
  return token.text.length > 1 && known?.(foldId(token.text)) === true;
}

const isNumeral = (text: string): boolean =>
  /^[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+$/.test(text);

function isBareId(token: Token, { known, bare, vocabulary }: NameContext, next: Token | undefined): boolean {
  if (token.kind === 'number')
    return bare === true || (token.text.includes('.') && known?.(foldId(token.text)) === true);
  if (token.kind === 'word') {
    const isLetter = token.text.length === 1;
    if (isLetter && !/^[A-Z]$/.test(token.text)) return false;
    // "A board", "when I come"
    if (isLetter && !bare && /^[AI]$/.test(token.text) && next?.kind === 'word') return false;
    return (bare === true && isLetter) || known?.(foldId(token.text)) === true;
  }
  if (token.kind !== 'id') return false;
  return (
    known?.(foldId(token.text)) === true || vocabulary.ownId(token.text) === token.text.length || isIdShaped(token.text)
  );
}

/** An id token as a name, with the end of the range that it begins. */
function ranged(
  tokens: readonly Token[],
  at: number,
  keyword: Keyword | undefined,
  context: NameContext,
  carried?: Name,
): Name | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const word = keyword?.word ?? carried?.keyword;
  const common = {
    keyword: word,
    kind: keyword?.kind ?? carried?.kind,
    carried: keyword === undefined && carried?.keyword !== undefined,
    from: keyword?.from ?? at,
  };
  const start = keyword?.word.span.start ?? token.span.start;
  const joined = insideRange(token, context);
  if (joined) {
    return { ...common, ...joined, span: { start, end: token.span.end }, to: at + 1 };
  }
  const id: Located<string> = { value: token.text, span: token.span };
  const end = rangeEnd(tokens, at, context, common.kind);
  if (end !== undefined) {
    const last = tokens[end];
    if (last)
      return {
        ...common,
        id,
        last: { value: last.text, span: last.span },
        span: { start, end: last.span.end },
        to: end + 1,
      };
  }
  return { ...common, id, last: undefined, span: { start, end: token.span.end }, to: at + 1 };
}

/** `T001-T003` in one token: two ids of one shape, or two that the plan has, around a hyphen. */
function insideRange(token: Token, { known }: NameContext): Pick<Name, 'id' | 'last'> | undefined {
  const { text, span } = token;
  if (token.kind !== 'id' || known?.(foldId(text))) return undefined;
  const hyphens = [...text.matchAll(/[-\u2010\u2011]/g)].map(({ index }) => index);
  const candidates = [hyphens[(hyphens.length - 1) >> 1], hyphens.at(-1)];
  for (const at of new Set(candidates)) {
    if (at === undefined || at === 0) continue;
    const [first, last] = [text.slice(0, at), text.slice(at + 1)];
    const alike = hyphens.length % 2 === 1 && idShape(first) === idShape(last) && isIdShaped(first);
    const both = known?.(foldId(first)) === true && (known(foldId(last)) || /^\d+$/.test(last));
    if (!alike && !both) continue;
    const middle = span.start + at;
    return {
      id: { value: first, span: { start: span.start, end: middle } },
      last: { value: last, span: { start: middle + 1, end: span.end } },
    };
  }
  return undefined;
}

/** The token that ends the range which the one at a place begins. */
function rangeEnd(tokens: readonly Token[], at: number, context: NameContext, kind: Name['kind']): number | undefined {
  const joint = tokens[at + 1];
  if (!joint) return undefined;
  const isDash = joint.kind === 'dash';
  if (!isDash && !(joint.kind === 'word' && context.vocabulary.through.has(joint.folded))) return undefined;
  // `Phase 2 - Setup`, `T1 — T2 is next`: a dash with spaces around it joins only what is alike.
  const again = keywordAt(tokens, at + 2, context.vocabulary);
  const end = again ? again.to : at + 2;
  const [first, last] = [tokens[at], tokens[end]];
  if (!first || !last || (again && kind !== undefined && again.kind !== kind)) return undefined;
  if (last.kind !== 'id' && last.kind !== 'number' && !/^[A-Z]$/.test(last.text)) return undefined;
  if (again) return end;
  const alike = idShape(first.text) === idShape(last.text);
  if (!alike && !(first.kind === 'id' && last.kind === 'number' && /^\d+$/.test(last.text) && !last.spaced))
    return undefined;
  // `T9 — T4 comes first`: what counts down is no range but a thing and what is said of it.
  if (joint.spaced && countsDown(first.text, last.text)) return undefined;
  // `2 - 3 days` behind a keyword is a range of ids all the same, `1 — 2` of bare numbers is one as well.
  return end;
}

/** Whether the second of two ids of one series has the smaller number. */
function countsDown(first: string, last: string): boolean {
  const [one, other] = [countedId(first), countedId(last)];
  return one !== undefined && one.head === other?.head && Number(one.digits) > Number(other.digits);
}

/** The next member of the list that a name stands in: behind commas, slashes, `and`, with or without a keyword of its own. */
function nextInList(tokens: readonly Token[], previous: Name, context: NameContext): Name | undefined {
  let at = previous.to;
  const joints = at;
  while (at < joints + 2 && isJoint(tokens[at], context.vocabulary)) at += 1;
  if (at === joints) return undefined;
  const token = tokens[at];
  if (!token) return undefined;
  const own = countedName(tokens, at, context) ?? withKeyword(tokens, at, context);
  if (own) return own;
  const alike =
    previous.keyword !== undefined &&
    (token.kind === 'number' || token.kind === 'id' || /^[A-Z]$/.test(token.text)) &&
    idShape(token.text) === idShape(previous.last?.value ?? previous.id.value);
  if (alike || (token.kind === 'id' && isBareId(token, context, tokens[at + 1]))) {
    // `Phase 1, 2 days`: a number before a unit is an amount.
    const unit = tokens[at + 1];
    if (token.kind === 'number' && unit?.kind === 'word' && context.vocabulary.units.has(unit.folded)) return undefined;
    return ranged(tokens, at, undefined, context, previous);
  }
  return isBareId(token, context, tokens[at + 1]) || isLikeBefore(token, tokens[at + 1], previous, context)
    ? ranged(tokens, at, undefined, context, previous)
    : undefined;
}

/** `1.2, 1.7`, `Q4, Q8`: a dotted number, or a letter and digits, beside one of that make that the plan has. */
function isLikeBefore(token: Token, next: Token | undefined, { id }: Name, { vocabulary }: NameContext): boolean {
  if (token.kind !== 'id' && (token.kind !== 'number' || !/^\d+\.\d+/.test(token.text))) return false;
  if (idShape(token.text) !== idShape(id.value)) return false;
  return !(next?.kind === 'word' && vocabulary.units.has(next.folded));
}

function isJoint(token: Token | undefined, vocabulary: Vocabulary): boolean {
  if (token?.kind === 'separator') return /^[,;/&+\u3001\u060c\u00b7]$/.test(token.folded);
  return token?.kind === 'word' && vocabulary.and.has(token.folded);
}

/** `1단계`, `第一阶段`, `第 2 フェーズ`: the number before its word. */
export function countedName(tokens: readonly Token[], at: number, context: NameContext): Name | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  if (token.kind === 'number') return numberFirst(tokens, at, at, context);
  if (token.kind !== 'word' || !token.text.startsWith(ORDINAL)) return undefined;
  if (token.text === ORDINAL)
    return tokens[at + 1]?.kind === 'number' ? numberFirst(tokens, at + 1, at, context) : undefined;
  const numeral = /^[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+/.exec(token.text.slice(1))?.[0];
  const found = numeral && keywordIn(token, 1 + numeral.length, context.vocabulary);
  if (!numeral || !found) return undefined;
  const { start } = token.span;
  return {
    ...found,
    carried: false,
    id: { value: numeral, span: { start: start + 1, end: start + 1 + numeral.length } },
    last: undefined,
    span: { start, end: found.keyword.span.end },
    from: at,
    to: at + 1,
  };
}

/** What stands before an ordinal number in Chinese and Japanese. */
const ORDINAL = '\u7b2c';

function numberFirst(tokens: readonly Token[], at: number, from: number, context: NameContext): Name | undefined {
  const [number, word] = [tokens[at], tokens[at + 1]];
  // `1.2 단계` is a numbered title; only behind an ordinal may the number and its word stand apart.
  if (!number || word?.kind !== 'word' || word.text.charCodeAt(0) < 0x1100) return undefined;
  if (from === at && (word.spaced || !/^\d+$/.test(number.folded))) return undefined;
  const found = keywordIn(word, 0, context.vocabulary);
  if (!found) return undefined;
  return {
    ...found,
    carried: false,
    id: { value: number.text, span: number.span },
    last: undefined,
    span: { start: tokens[from]?.span.start ?? number.span.start, end: found.keyword.span.end },
    from,
    to: at + 2,
  };
}

/** The longest keyword that begins inside a token. */
function keywordIn(
  token: Token,
  offset: number,
  vocabulary: Vocabulary,
): (Required<Pick<Name, 'keyword' | 'kind'>> & { keyword: Located<string> }) | undefined {
  for (let end = Math.min(token.text.length, offset + 8); end > offset; end--) {
    const value = token.text.slice(offset, end);
    const kind = kindOfKeyword(foldText(value), vocabulary);
    const start = token.span.start + offset;
    if (kind) return { kind, keyword: { value, span: { start, end: start + value.length } } };
  }
  return undefined;
}
