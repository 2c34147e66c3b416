import type { State } from '../plan/state.ts';
import type { Vocabulary } from './words.ts';

type Known = Exclude<State, 'unknown'>;

const EMOJI_STATES: readonly (readonly [RegExp, Known])[] = [
  [/^(?:✅|☑|✔|✓|🎉|🏁)/u, 'done'],
  [/^(?:🔄|🚧|🏗|🟡|⚙|🔨|⌛)/u, 'in-progress'],
  [/^(?:⏳|⬜|🔲|☐|🔴|📋|⭕|📝|❌|✗)/u, 'open'],
  [/^(?:⏸|🚫|⛔)/u, 'blocked'],
  [/^(?:⏭|🗑)/u, 'dropped'],
];

const STRIP = /^[\s*_~`"'([]+|[\s*_~`"')\]]+$/g;
const CUT = /\s*(?:[([{|;]|\s[-–—]{1,2}\s|[–—]|[,:.!](?=\s|$)|→|\+)\s*/;

/** Reads the value of a status field or column. Undefined where it is a menu, a placeholder, or says nothing known. */
export function stateOfValue(value: string, vocabulary: Vocabulary): Known | undefined {
  const text = value
    .replace(/(?<=\p{L})_(?=\p{L})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const boxes = [...text.matchAll(/\[([ xX~-])\]\s*([^[|]*)/g)];
  if (boxes.length > 1) return stateOfMenu(boxes, vocabulary);
  if (isMenu(text, vocabulary)) return undefined;
  const boxed = /^\[([ xX])\]\s*/.exec(text);
  const bare = boxed ? text.slice(boxed[0].length) : text;
  const plain = bare.replace(STRIP, '').replace(/^(?:\p{Extended_Pictographic}|[\u{FE0F}\s✓✔☑☐✗])+/u, '');
  const worded = stateOfWords(plain.replace(STRIP, '').toLowerCase(), vocabulary);
  if (worded) return worded;
  if (boxed) return /x/i.test(boxed[1] ?? '') ? 'done' : 'open';
  if (plain === '') return EMOJI_STATES.find(([emoji]) => emoji.test(bare.replace(STRIP, '')))?.[1];
  return undefined;
}

/** The state that one of the words of a phrase states, by the first words of it; a qualifier can take a done word back. */
function stateOfWords(phrase: string, vocabulary: Vocabulary): Known | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*%/.exec(phrase);
  if (percent) return Number(percent[1]) >= 100 ? 'done' : Number(percent[1]) === 0 ? 'open' : 'in-progress';
  const ratio = /^(\d+)\s*(?:\/|of)\s*(\d+)\b/.exec(phrase);
  if (ratio) return Number(ratio[1]) >= Number(ratio[2]) ? 'done' : Number(ratio[1]) === 0 ? 'open' : 'in-progress';
  const head = phrase.split(CUT)[0]?.replace(STRIP, '') ?? '';
  const rest = phrase.slice(phrase.indexOf(head) + head.length);
  const state = vocabulary.states.get(head) ?? leading(head, vocabulary);
  if (state !== 'done') return state;
  return isTakenBack(`${head} ${rest}`, vocabulary) ? 'in-progress' : 'done';
}

/** Words that state something alone, and describe a thing before another word: "New Modal", "Open API". */
const ADJECTIVES =
  /^(?:open|new|ready|active|review|testing|planned|pending|started|partial|removed|moved|closed|waiting|upcoming|scheduled|todo|invalid|covered|duplicate)$/;

/** "completed on 2025-01-02", "done by Ada": a state word with nothing behind it but when, by whom or a decoration. */
function leading(head: string, vocabulary: Vocabulary): Known | undefined {
  const words = head.split(' ');
  for (let count = Math.min(4, words.length - 1); count > 0; count--) {
    const state = vocabulary.states.get(words.slice(0, count).join(' '));
    if (!state) continue;
    const rest = words.slice(count).join(' ');
    if (state !== 'done' && (count > 1 || !ADJECTIVES.test(words[0] ?? ''))) return state;
    if (state === 'done' && isTakenBack(rest, vocabulary)) return 'in-progress';
    // "Complete by June" is a wish.
    if (/^complete$/.test(words[count - 1] ?? '') && /^(?:by|in|until)\b/.test(rest)) return undefined;
    return /^(?:on|in|at|by|as of|since|via|with|and|to|until|for|✅|✓|\d|\p{Extended_Pictographic}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/u.test(
      rest,
    )
      ? state
      : undefined;
  }
  return undefined;
}

function isTakenBack(text: string, vocabulary: Vocabulary): boolean {
  const partly = /(\d+)\s*%/.exec(text);
  if (partly && Number(partly[1]) < 100) return true;
  const ratio = /(\d+)\s*(?:\/|of)\s*(\d+)/.exec(text);
  if (ratio && Number(ratio[1]) < Number(ratio[2])) return true;
  if (/\btodo\s*[)\];,.]*$/.test(text)) return true;
  // Only the words next to the claim qualify it; a sentence behind it tells what was done, "and ready for" what is next.
  const words = text
    .replace(/\band ready (?:for|to)\b(?:(?!\b(?:but|once|until|after|when|if)\b)[^,;.(–—])*/, '')
    .replace(/[^\p{L}\p{N}' -]/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 6);
  return words.some(
    (word, i) => vocabulary.takesBack.has(word) || vocabulary.takesBack.has(`${word} ${words[i + 1] ?? ''}`),
  );
}

function stateOfMenu(boxes: readonly RegExpMatchArray[], vocabulary: Vocabulary): Known | undefined {
  const ticked = boxes.filter((box) => /x/i.test(box[1] ?? ''));
  const [only] = ticked;
  return ticked.length === 1 && only
    ? stateOfWords((only[2] ?? '').replace(STRIP, '').trim().toLowerCase(), vocabulary)
    : undefined;
}

/** Whether a value is a choice of states that nobody has made: `Not Started | In Progress | Completed`. */
function isMenu(text: string, vocabulary: Vocabulary): boolean {
  const parts = text.split(/\s*[|/]\s*/).map((part) => part.replace(STRIP, '').toLowerCase());
  return parts.length > 1 && parts.every((part) => vocabulary.states.has(part) || vocabulary.draft.has(part));
}

/** A state that a heading states, as it is written and where. */
export interface HeadingState {
  readonly state: Known;
  readonly text: string;
  /** Offset in the title. */
  readonly at: number;
}

/** A state that stands at the end of a heading: `✅`, `(DONE)`, `[COMPLETED]`, `- In Progress`, also in bold. */
export function stateOfHeading(slice: string, vocabulary: Vocabulary): HeadingState | undefined {
  return stateIn(slice.replace(/[*`]/g, ' '), vocabulary);
}

function stateIn(title: string, vocabulary: Vocabulary): HeadingState | undefined {
  const lead =
    /^[^\p{L}]*?\d[\d.]*[.)]?\s*([✅☑✔✓⌛⏳🔄🚧])/u.exec(title) ??
    /^[\s*_]*([✅☑✔✓⌛⏳🔄🚧])(?=\u{FE0F}?\s*\d)/u.exec(title);
  const leading = lead && EMOJI_STATES.find(([emoji]) => emoji.test(lead[1] ?? ''))?.[1];
  if (lead?.[1] && leading) return { state: leading, text: lead[1], at: lead.index + lead[0].length - lead[1].length };
  const bracket = /[([（]([^()[\]（）]*)[)\]）]\s*[✅☑✔✓🎉\u{FE0F}\s]*$/u.exec(title);
  if (bracket) {
    const state = stateOfValue(bracket[1] ?? '', vocabulary);
    if (state) return { state, text: bracket[0].trim(), at: bracket.index };
    // Whatever else stands in the bracket may be a date or a duration; the mark behind it counts.
  }
  const mark = /\s*([✅☑✔✓])\u{FE0F}?\s*(\p{L}[^()[\]✅☑✔✓]{0,40}?)?\s*[!.]?\s*(\([^)]*\))?\s*$/u.exec(title);
  if (mark && mark.index > 0) {
    const words = `${mark[2] ?? ''} ${mark[3] ?? ''}`.trim().toLowerCase();
    if (words === '') return { state: 'done', text: mark[0].trim(), at: mark.index };
    const head = (mark[2] ?? '').trim().toLowerCase();
    const state =
      head === '' ? (isTakenBack(words, vocabulary) ? 'in-progress' : 'done') : stateOfValue(words, vocabulary);
    if (state) return { state, text: mark[0].trim(), at: mark.index };
  }
  const pictured = /\s((?:[⏳🔄🚧❌⬜⏸⏭🚫])\u{FE0F}?\s*(\p{Lu}[\p{Lu} -]+))(?:\([^()]*\))?\s*$/u.exec(title);
  const worded = pictured && stateOfValue(pictured[2] ?? '', vocabulary);
  if (pictured?.[1] && worded) return { state: worded, text: pictured[1].trim(), at: pictured.index + 1 };
  const emoji = /\s([⏳🔄🚧❌⬜⏸])\u{FE0F}?\s*$/u.exec(title);
  const alone = emoji?.[1] && EMOJI_STATES.find(([pattern]) => pattern.test(emoji[1] ?? ''))?.[1];
  if (emoji?.[1] && alone) return { state: alone, text: emoji[1], at: emoji.index + 1 };
  const dash = /\s(?:[-–—]|:)\s*([^-–—:]+)$/u.exec(title);
  const said = dash?.[1]?.trim() ?? '';
  if (dash && (said === said.toUpperCase() || /^[✅☑✔✓]/u.test(said)) && /\p{L}/u.test(said)) {
    const state = stateOfValue(said, vocabulary);
    if (state) return { state, text: said, at: dash.index + dash[0].length - said.length };
  }
  return undefined;
}
