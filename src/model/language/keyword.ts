import { builtInWords, type Vocabulary } from './words.ts';

/** Letters of scripts that write no spaces between a word and a number. */
export const UNSPACED = String.raw`[\p{scx=Hani}\p{scx=Kana}\p{scx=Hira}\p{scx=Hang}]`;

/** A number as ids have it in Chinese and Japanese titles: digits or numerals. */
const COUNT = String.raw`\d+|[一二三四五六七八九十]+`;

const plurals = new Map(builtInWords.flatMap(({ keywords }) => Object.entries(keywords?.plural ?? {})));
const steps = new Set(builtInWords.flatMap(({ keywords }) => keywords?.step ?? []));

const stories = new Set(builtInWords.flatMap(({ keywords }) => keywords?.story ?? []));

/** A keyword as it is compared: lower case, in the singular. */
export function singularKeyword(keyword: string): string {
  const lower = keyword.toLowerCase().replace(/\s+/g, ' ');
  return plurals.get(lower) ?? (lower.endsWith('ies') ? `${lower.slice(0, -3)}y` : lower.replace(/s$/, ''));
}

/** Whether a keyword names steps, which count anew inside each task. */
export function isStepWord(keyword: string | undefined): boolean {
  return keyword !== undefined && (steps.has(keyword.toLowerCase()) || steps.has(singularKeyword(keyword)));
}

/** Whether a word or two name stories, in the singular or the plural. */
export function isStoryWord(word: string): boolean {
  return stories.has(word.toLowerCase());
}

/** What a word before or behind a number stands for, in the singular or the plural. */
export function kindOfKeyword(word: string, vocabulary: Vocabulary): 'task' | 'phase' | undefined {
  let known = kinds.get(vocabulary);
  if (!known) kinds.set(vocabulary, (known = new Map()));
  const found = known.get(word);
  if (found !== undefined) return found ?? undefined;
  if (known.size > 10_000) known.clear();
  const kind = kindOfWord(word, vocabulary);
  known.set(word, kind ?? null);
  return kind;
}

/** What words were found to be: the same ones are asked for again and again. */
const kinds = new WeakMap<Vocabulary, Map<string, 'task' | 'phase' | null>>();

function kindOfWord(word: string, vocabulary: Vocabulary): 'task' | 'phase' | undefined {
  const lower = word.toLowerCase().replace(/\s+/g, ' ');
  for (const form of [lower, singularKeyword(lower), lower.replace(/s$/, '')]) {
    if (vocabulary.taskKeywords.has(form)) return 'task';
    if (vocabulary.phaseKeywords.has(form)) return 'phase';
  }
  return undefined;
}

/** A keyword with its number, where it stands in a text. */
export interface KeywordLabel {
  readonly keyword: string;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

const COUNTED = String.raw`(?<![\p{L}\p{N}.])(?:第[ \t]*(${COUNT})[ \t]*(${UNSPACED}+)|(\d+)(${UNSPACED}+))`;
const AT_START = new RegExp(`^${COUNTED}`, 'u');
const ANYWHERE = new RegExp(COUNTED, 'gu');

/** `1단계`, `第一阶段`, `第 2 フェーズ` at the beginning of a text: the number before its word. Other words may follow directly. */
export function countedLabel(text: string, vocabulary: Vocabulary): KeywordLabel | undefined {
  const match = AT_START.exec(text);
  return match ? labelOf(match, vocabulary) : undefined;
}

function labelOf(match: RegExpMatchArray, vocabulary: Vocabulary): KeywordLabel | undefined {
  const { index: start = 0 } = match;
  const id = match[1] ?? match[3] ?? '';
  const word = match[2] ?? match[4] ?? '';
  for (let length = word.length; length > 0; length--) {
    const keyword = word.slice(0, length);
    if (kindOfKeyword(keyword, vocabulary) === undefined) continue;
    return { keyword, id, start, end: start + match[0].length - word.length + length };
  }
  return undefined;
}

const NAMED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])((?:\p{L}+[ \t]+)?\p{L}+)(?:[ \t]+|(?<=${UNSPACED}))(\d+(?:\.\d+)*|[A-Z](?![\p{L}\p{N}])|[一二三四五六七八九十]+)(?!\p{N})`,
  'gu',
);

/** The first word with a number in a text that names a phase or a task: `Phase 1`, `der Phase 1`, `フェーズ1`, `1단계`. */
export function labelWithin(text: string, vocabulary: Vocabulary): KeywordLabel | undefined {
  for (const match of text.matchAll(NAMED)) {
    const [whole, words = '', id = ''] = match;
    const last = words.replace(/^.*\s/, '');
    const keyword = [words, last].find((word) => kindOfKeyword(word, vocabulary) !== undefined);
    if (keyword !== undefined) {
      const end = match.index + whole.length;
      return { keyword, id, start: match.index + words.length - keyword.length, end };
    }
  }
  for (const match of text.matchAll(ANYWHERE)) {
    const label = labelOf(match, vocabulary);
    if (label) return label;
  }
  return undefined;
}
