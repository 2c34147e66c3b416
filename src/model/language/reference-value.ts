import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import { countedLabel, kindOfKeyword, UNSPACED } from './keyword.ts';
import { builtInWords, type Vocabulary } from './words.ts';

/** One thing that a dependency value names, before anything is looked up. */
export interface NamedThing {
  readonly text: string;
  readonly span: Span;
  readonly kind: 'none' | 'placeholder' | 'id' | 'range' | 'all' | 'name';
  /** The id without keyword (`id`), or the first of a range. */
  readonly id?: Located<string>;
  /** The last id of a range. */
  readonly last?: Located<string>;
  /** The keyword as written, or the one carried on from before (`Tasks 5, 9`). */
  readonly keyword?: string;
  /** The value it stands in, notes included. */
  readonly context?: string;
  /** What stands in parentheses right behind it. */
  readonly note?: Located<string>;
  /** Whether the thing is the whole of its part; an id inside prose is weaker. */
  readonly whole: boolean;
}

const ID_TOKEN = String.raw`#?(?:[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+){0,20}(?<=\d[A-Za-z]?)|\d+[A-Za-z]?(?:\.\d+[A-Za-z]?)*|[A-Z])`;
const EDGE = String.raw`(?![\p{L}\p{N}%])(?!\.\d)`;
const DASH = String.raw`\s*(?:[-–—~]|\.{2,3}|\bto\b|\bthrough\b|\bthru\b|\bbis\b|\ba\b)\s*`;
/** Between a keyword and its number; scripts without spaces need none. */
const GAP = String.raw`(?:\s+|(?<=${UNSPACED})\s*)`;
const PART = new RegExp(
  String.raw`^(?:([\p{L}-]+(?:\s[\p{L}-]+)?)${GAP}#?)?(${ID_TOKEN})(?:${DASH}(?:[\p{L}]+\s+)?(${ID_TOKEN}))?${EDGE}`,
  'u',
);
const INSIDE = new RegExp(
  String.raw`(?<![\p{L}\p{N}.#/-])(?:(\p{L}+)${GAP})?(${ID_TOKEN})(?:${DASH}(${ID_TOKEN}))?${EDGE}`,
  'gu',
);
const PLACEHOLDER = /^(?:\[[^\]]*\]|\{\{.*\}\}|<[^>]*>|_{3,}|TBD|TBC|\?+)$/i;
const AND = builtInWords.flatMap(({ and }) => and ?? []);
/** Words between things, and in scripts without spaces also right behind a number. */
const CONJUNCTION = String.raw`\s(?:${AND.join('|')})\s|(?<=\d\s?)(?:${AND.filter((word) => new RegExp(UNSPACED, 'u').test(word)).join('|')})\s?`;
const SEPARATOR = new RegExp(
  String.raw`(?:(?<!\s)\s+)?(?:[,;，、；]|\s[+&/]\s|(?<=[\d)])\/(?=[A-Z#\d])|\+|${CONJUNCTION}|$)\s*`,
  'gu',
);
const LEADING_AND = new RegExp(String.raw`^(?:${AND.join('|')})\s+`, 'iu');
const ALL = /^(?:all|every(?:thing)?|todo|alle)\b/i;

/** Splits a dependency value into the things it names: lists, ranges, groups, notes in parentheses left out. */
export function readReferenceValue(value: Located<string>, vocabulary: Vocabulary): NamedThing[] {
  const trimmed = strip({ ...value, value: withoutLinks(value.value) });
  if (trimmed.value === '') return [];
  if (PLACEHOLDER.test(trimmed.value))
    return [{ text: trimmed.value, span: trimmed.span, kind: 'placeholder', whole: true }];
  if (isNone(trimmed.value, vocabulary))
    return [{ text: trimmed.value, span: trimmed.span, kind: 'none', whole: true }];
  const things: NamedThing[] = [];
  let keyword: string | undefined;
  for (const part of parts(trimmed)) {
    const found = readPart(part, vocabulary, keyword);
    keyword = found.keyword;
    things.push(
      ...found.things.map((thing) => ({ ...thing, context: value.value, ...noteBehind(value, thing.span.end) })),
    );
  }
  return things;
}

function noteBehind({ value, span }: Located<string>, end: number): { readonly note?: Located<string> } {
  const match = /^[*_`~\s]*[(（]([^()（）]*)[)）]/.exec(value.slice(end - span.start));
  return match?.[1] ? { note: locate(match[1], end + match[0].length - match[1].length - 1) } : {};
}

/** The text of links, with spaces where their marks and targets stood. */
export function withoutLinks(value: string): string {
  return value.replace(
    /\[([^\][]+)\]\(([^()]*)\)/g,
    (_, text: string, target: string) => ` ${text} ${' '.repeat(target.length + 2)}`,
  );
}

/** Markup and brackets around a value are no part of it. */
function strip(value: Located<string>): Located<string> {
  const lead = /^[\s*_`~]*(?:\[(?=[^\]]*\]\s*$)(?=[A-Z#]*-?\d))?[\s*_`~]*/.exec(value.value)?.[0] ?? '';
  let text = value.value.slice(lead.length).replace(/(?<![\s*_`~])[\s*_`~]+$/, '');
  if (lead.includes('[')) text = text.replace(/\]$/, '');
  text = text.replace(/(?<!\d\.\d|\b[A-Z])\.$/, '');
  return {
    value: text,
    span: { start: value.span.start + lead.length, end: value.span.start + lead.length + text.length },
  };
}

function isNone(value: string, vocabulary: Vocabulary): boolean {
  if (/^(?:[-–—]+|✅|n\/a|\(none\))$/i.test(value)) return true;
  const head =
    value
      .toLowerCase()
      .split(/(?:(?<!\s)\s+)?[(|;:,.–—]|\s-\s/)[0]
      ?.trim() ?? '';
  return vocabulary.none.has(head) || /^(?:none|no dependenc)\b/i.test(value);
}

/** Cuts at commas, semicolons, slashes, plus, ampersand and "and" outside parentheses; notes are overwritten by spaces. */
function parts({ value, span }: Located<string>): Located<string>[] {
  const bare = value.replace(/\([^()]*\)|（[^（）]*）/g, (note) => ' '.repeat(note.length));
  const list: Located<string>[] = [];
  let at = 0;
  for (const match of bare.matchAll(SEPARATOR)) {
    if (match.index < at) continue;
    const raw = bare.slice(at, match.index);
    const lead = raw.length - raw.trimStart().length;
    const text = raw.trim().replace(LEADING_AND, (word) => ' '.repeat(word.length));
    const inner = text.length - text.trimStart().length;
    const clean = text.trim();
    const start = span.start + at + lead + inner;
    if (clean !== '') list.push({ value: clean, span: { start, end: start + clean.length } });
    at = match.index + match[0].length;
    if (match[0] === '' && at >= bare.length) break;
  }
  return list;
}

function readPart(
  part: Located<string>,
  vocabulary: Vocabulary,
  carried: string | undefined,
): { things: NamedThing[]; keyword: string | undefined } {
  const markup = /^[*_`~[]+/.exec(part.value)?.[0].length ?? 0;
  const text = part.value.slice(markup).replace(/(?<![*_`~\]])[*_`~\]]+$/, '');
  const base = part.span.start + markup;
  const span = { start: base, end: base + text.length };
  if (PLACEHOLDER.test(part.value))
    return { things: [{ text: part.value, span: part.span, kind: 'placeholder', whole: true }], keyword: carried };
  if (ALL.test(text)) return { things: [{ text, span, kind: 'all', whole: true }], keyword: undefined };
  const counted = countedThing(text, base, vocabulary);
  if (counted) return { things: [counted], keyword: counted.keyword };
  const match = PART.exec(text);
  const own = vocabulary.ownId(text);
  if (own > (match?.[0].length ?? 0)) {
    const id = { value: text.slice(0, own), span: { start: base, end: base + own } };
    const rest = text.slice(own).trim();
    return {
      things: [{ text: id.value, span: id.span, kind: 'id', id, whole: rest === '' || isAside(rest) }],
      keyword: undefined,
    };
  }
  const word = match?.[1];
  const known = word === undefined || kindOfKeyword(word, vocabulary) !== undefined;
  if (match && known) {
    const rest = text.slice(match[0].length).trim();
    const keyword = word ?? (/^\d/.test(match[2] ?? '') ? carried : undefined);
    const isWhole = rest === '' || isAside(rest);
    // A bare number or letter with words behind it is a figure or a sentence, not a reference.
    const plausible =
      isWhole || word !== undefined || /^[A-Za-z]+[-_.]?\d/.test(match[2] ?? '') || /^\d+\.\d+$/.test(match[2] ?? '');
    const letter = /^[A-Z]$/.test(match[2] ?? '') && word === undefined && carried === undefined;
    if (plausible && !(letter && !isWhole)) {
      const thing = toThing(match, base, isWhole, keyword);
      return {
        things: [thing, ...(isWhole ? [] : inside(rest, base + text.length - rest.length, vocabulary))],
        keyword,
      };
    }
  }
  const mentioned = inside(text, base, vocabulary);
  return { things: mentioned.length > 0 ? mentioned : [{ text, span, kind: 'name', whole: true }], keyword: undefined };
}

/** `1단계`, `第一阶段完成`: the number before its word. */
function countedThing(text: string, base: number, vocabulary: Vocabulary): NamedThing | undefined {
  const label = countedLabel(text, vocabulary);
  if (label?.start !== 0) return undefined;
  const { keyword, id, end } = label;
  return {
    text: text.slice(0, end),
    span: { start: base, end: base + end },
    kind: 'id',
    id: locate(id, base + text.indexOf(id)),
    keyword,
    whole: true,
  };
}

/** What may follow a reference without making it prose: a state, a mark, a title behind a separator. */
function isAside(rest: string): boolean {
  return /^(?:[-–—:.|]|✅|completed?\b|completion\b|done\b|finished\b|first\b|must be\b|is (?:complete|done)|tasks?\b|only\b)/iu.test(
    rest,
  );
}

function toThing(
  match: RegExpExecArray | RegExpMatchArray,
  base: number,
  whole: boolean,
  keyword: string | undefined,
): NamedThing {
  const [text, , id = '', last] = match;
  const at = base + (match.index ?? 0);
  const idAt = at + (match[1] === undefined ? text.indexOf(id) : text.indexOf(id, match[1].length));
  const lastAt = last === undefined ? 0 : at + text.lastIndexOf(last);
  // In `Tasks 5, 9` the keyword belongs to the whole list.
  const alone = last === undefined && match[1] !== undefined && /s$/i.test(match[1]);
  return {
    text: alone ? id : text,
    span: alone ? { start: idAt, end: idAt + id.length } : { start: at, end: at + text.length },
    kind: last === undefined ? 'id' : 'range',
    id: { value: id, span: { start: idAt, end: idAt + id.length } },
    ...(last === undefined ? {} : { last: { value: last, span: { start: lastAt, end: lastAt + last.length } } }),
    ...(keyword === undefined ? {} : { keyword }),
    whole,
  };
}

/** Ids mentioned in prose: behind a keyword, or with letters and digits of their own. */
function inside(text: string, base: number, vocabulary: Vocabulary): NamedThing[] {
  const things: NamedThing[] = [];
  for (const match of text.matchAll(INSIDE)) {
    const word = match[1];
    const keyword = word !== undefined && kindOfKeyword(word, vocabulary) ? word : undefined;
    if (!keyword && !/^[A-Za-z][A-Za-z0-9]*[-_.]?\d/.test(match[2] ?? '')) continue;
    if (keyword) {
      things.push(toThing(match, base, false, keyword));
      continue;
    }
    const skip = word === undefined ? 0 : match[0].indexOf(match[2] ?? '', word.length);
    const cut = Object.assign([match[0].slice(skip), undefined, match[2], match[3]], {
      index: match.index + skip,
    }) as unknown as RegExpMatchArray;
    things.push(toThing(cut, base, false, undefined));
  }
  return things;
}
