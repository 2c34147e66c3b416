import { alternatives } from '../language/pattern.ts';
import type { Vocabulary } from '../language/words.ts';

/** What stands behind a number and says what is counted. */
export interface Noun {
  /**
   * `task`: any task; `step`: steps and sub-tasks; `phase`: phases; `kind`: tasks that the plan calls so ("features");
   * `thing`: a counter without a noun (`35개`); `other`: something of which the model knows nothing.
   */
  readonly class: 'task' | 'step' | 'phase' | 'kind' | 'thing' | 'other';
  /** In lower case and in the singular. */
  readonly word: string;
  /** What stands between number and noun, or narrows it down behind it, in lower case: `granular`, `marked [p]`. */
  readonly qualifier: string;
}

/** What stands behind a number. */
interface Behind {
  readonly noun: Noun | undefined;
  /** Whether a word says that as many are done. */
  readonly done: boolean;
  /** Characters from the number to the end of the noun. */
  readonly length: number;
}

/** The patterns of a vocabulary. */
interface Nouns {
  readonly noun: RegExp;
  /** Two numbers of which the first says how much of the second is done. */
  readonly ratio: RegExp;
  /** A word for done at the beginning of a text, and at its end. */
  readonly finished: RegExp;
  readonly finishing: RegExp;
  /** A word for done right at the beginning of a text. */
  readonly saying: RegExp;
  /** A word with numbers before brackets that begin with a word for done. */
  readonly bracketed: RegExp;
  /** A word at the end of a text that makes the number behind it a rough one, or one of a series. */
  readonly about: RegExp;
  readonly ordinal: RegExp;
}

/** Nothing that makes a number part of a date, a version, an id or a price. */
export const ALONE = String.raw`(?<![\p{L}\p{N}#$€£¥./:_+<>≥≤-]|\d,)`;
const RATIO_END = String.raw`(?!\s*[/\d%]|\.\d|\p{L})`;

const made = new WeakMap<Vocabulary, Nouns>();

/** The patterns by which figures are read, made once for a vocabulary. */
export function nounsOf(vocabulary: Vocabulary): Nouns {
  const known = made.get(vocabulary);
  if (known) return known;
  const keywords = [...vocabulary.taskKeywords, ...vocabulary.phaseKeywords];
  const plurals = keywords.map((word) => (/[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`));
  const done = [...vocabulary.states].filter(([, state]) => state === 'done').map(([word]) => word);
  const patterns: Nouns = {
    noun: new RegExp(
      String.raw`^[\s*_]*[个個개件項项]?[\s*_]*((?:[\p{L}\p{N}[\]'’/-]+[\s*_]+){0,3}?)(?:的)?(${oneOf([...vocabulary.counted.keys(), ...keywords, ...plurals])})`,
      'iu',
    ),
    ratio: new RegExp(
      String.raw`${ALONE}(\d+)(\s*/\s*|\s+(?:${oneOf([...vocabulary.of])})\s+)(\d+)${RATIO_END}`,
      'giu',
    ),
    finished: new RegExp(String.raw`^[\s*_]*(?:(?:is|are|were|have been|now|already)\s+)?(?:${oneOf(done)})`, 'iu'),
    finishing: new RegExp(String.raw`(?<!\p{L})(?:${oneOf(done)})[\s*_]*[:：]?[\s*_]*[(（]?[\s*_]*$`, 'iu'),
    saying: new RegExp(String.raw`^(?:${oneOf(done)})`, 'iu'),
    bracketed: new RegExp(String.raw`(\p{L}+\s+[\d\s,–—-]*\d)[\s*_]*\((?=${oneOf(done)})`, 'iu'),
    about: new RegExp(String.raw`(?<!\p{L})(?:${oneOf([...vocabulary.about])})\s*$`, 'iu'),
    ordinal: new RegExp(
      String.raw`(?<!\p{L})(?:${oneOf(keywords)}|tier|level|priority|day|version|part|group|category|section|chapter|stream|track|round|batch|cluster|option|team|gate|number|no\.?|nr\.?)[\s*_#]+$`,
      'iu',
    ),
  };
  made.set(vocabulary, patterns);
  return patterns;
}

/** Words that no letter may follow, but for those in scripts without spaces. */
function oneOf(words: readonly string[]): string {
  return alternatives(words, {
    open: /[\p{sc=Han}\p{sc=Katakana}\p{sc=Hangul}ー]$/u,
    closed: String.raw`[\p{L}\p{N}]`,
  });
}

const NO_QUALIFIER =
  /^(?:of|for|in|to|and|or|the|a|an|with|without|per|on|at|by|from|is|are|was|as|than|each|every|more|other|across|over|under|within|through|after|before|can|must|should|will|not|no|de|von|der|die|das|из|в|и|y|e|et|ou)$/;
/** What narrows a noun down from behind. */
const NARROWED =
  /^[\s*_]*((?:marked|tagged|labelled|labeled|remaining|left|per|each|that|which|can|could|may|with|without|for|from|of|ready|blocked|pending|open|in parallel|in progress|to go|failed|added|need|needs|require|requires|were|was|have|has|depend|ahead|behind|more|first|only|deferred|skipped|optional|scheduled|started|updated|changed|moved|modified)(?![\p{L}])(?:\s+\[?\p{L}+\]?)?)/iu;

/** What the words behind a number count. */
export function behindNumber(after: string, vocabulary: Vocabulary): Behind {
  const { noun, finished } = nounsOf(vocabulary);
  if (finished.test(after)) return { noun: undefined, done: true, length: 0 };
  const match = noun.exec(after);
  const words = (match?.[1] ?? '')
    .toLowerCase()
    .split(/[\s*_]+/)
    .filter(Boolean);
  if (match && !words.some((word) => NO_QUALIFIER.test(word))) {
    const rest = after.slice(match[0].length);
    const qualifier = [...words, NARROWED.exec(rest)?.[1]?.toLowerCase() ?? ''].join(' ').trim();
    const named = { ...classOf((match[2] ?? '').toLowerCase(), vocabulary), qualifier };
    return { noun: named, done: finished.test(rest), length: match[0].length };
  }
  const counter = /^\s*[个個개件項项](?!\p{L})/u.exec(after)?.[0];
  if (counter !== undefined)
    return { noun: { class: 'thing', word: '', qualifier: '' }, done: false, length: counter.length };
  const [other, word] = /^[\s*_]*(\p{L}[\p{L}'-]*)/u.exec(after) ?? [];
  if (other === undefined || word === undefined || NO_QUALIFIER.test(word.toLowerCase()))
    return { noun: undefined, done: false, length: 0 };
  return { noun: { class: 'other', word: word.toLowerCase(), qualifier: '' }, done: false, length: other.length };
}

function classOf(word: string, vocabulary: Vocabulary): Pick<Noun, 'class' | 'word'> {
  const counted = vocabulary.counted.get(word);
  const singular = word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
  if (counted) return { class: counted, word: singular };
  if ([word, singular].some((form) => vocabulary.phaseKeywords.has(form))) return { class: 'phase', word: singular };
  return { class: 'kind', word: singular };
}

/** `tasks not started` as `not started tasks`. */
function stateBehind(words: readonly string[], vocabulary: Vocabulary): string[] | undefined {
  const [first = '', ...rest] = words;
  const isState = vocabulary.states.has(rest.join(' ')) || /^remaining$/.test(rest.join(' '));
  return vocabulary.counted.has(first) && isState ? [...rest, first] : undefined;
}

/** What a label counts (`Total Tasks`, `Number of features`, `Test Tasks`), with what narrows it down. */
export function nounInLabel(label: string, vocabulary: Vocabulary): Noun | undefined {
  const bare = label.replace(/[([（][^()[\]（）]*[)\]）]/g, ' ').replace(/[*_`]/g, '');
  const words = bare
    .toLowerCase()
    .split(/[\s:：]+/)
    .filter((word) => /[\p{L}\p{N}#]/u.test(word));
  const ordered = stateBehind(words, vocabulary) ?? words;
  const counts = ordered.at(-1) === 'count' || ordered.at(-1) === 'total' ? ordered.slice(0, -1) : ordered;
  const last = counts.at(-1) ?? '';
  const two = counts.slice(-2).join(' ');
  const { class: kind, word } = classOf(vocabulary.counted.has(two) ? two : last, vocabulary);
  const known = vocabulary.counted.has(two) || vocabulary.counted.has(last) || vocabulary.taskKeywords.has(word);
  if (!known) return undefined;
  const rest = counts.slice(0, vocabulary.counted.has(two) && counts.length > 1 ? -2 : -1);
  return { class: kind, word, qualifier: rest.join(' ') };
}
