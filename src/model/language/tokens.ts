import type { Span } from '../../text.ts';
import { linkMarks } from './link-marks.ts';
import { foldCharacter, isMark, isUnspaced } from './characters.ts';

/** What a stretch of text is. Marks of emphasis, of code and of links make no token of their own. */
export type TokenKind =
  | 'word'
  | 'id'
  | 'number'
  | 'percent'
  | 'date'
  | 'box'
  | 'mark'
  | 'arrow'
  | 'dash'
  | 'separator'
  | 'open'
  | 'close'
  | 'break'
  | 'symbol';

/** The smallest thing that a text is read by. */
export interface Token {
  readonly kind: TokenKind;
  /** As written, marks of emphasis left out. */
  readonly text: string;
  /** As it is compared: lower case, with full-width forms as ASCII; of a box what stands in it. */
  readonly folded: string;
  /** Where it stands in the document. */
  readonly span: Span;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
  /** Whether it stands in code, is struck through, is bold or italic, or is the text of a link. */
  readonly code: boolean;
  readonly struck: boolean;
  readonly strong: boolean;
  readonly link: boolean;
  /** Of a number or a percentage, what it comes to. */
  readonly value?: number;
}

/** How many emphasis marks, code marks and links are open at a place. */
interface Flags {
  code: boolean;
  struck: boolean;
  strong: boolean;
  link: boolean;
}

const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{Nd}]/u;
const BLANK = /[\s\u200B\u2060]/u;

/** What joins the groups of an id. */
/** A Hebrew preposition of one letter that a hyphen joins to what it goes with. */
const PROCLITIC = /\p{Script=Hebrew}[-\u05be\u2010\u2011](?=[\p{L}\p{N}*_`[])/uy;
const JOINT = new Set(['-', '_', '.', '\u2010', '\u2011']);
const APOSTROPHES = new Set(["'", '’', 'ʼ', '״']);
const ARROWS = new Map([
  ['→', '->'],
  ['⟶', '->'],
  ['➜', '->'],
  ['➔', '->'],
  ['➡', '->'],
  ['⇒', '=>'],
  ['←', '<-'],
  ['⇐', '<-'],
]);
const ASCII_ARROW = /-{1,3}>|={1,2}>|<-{1,3}(?!>)/y;
const DATE =
  /(?:(?:19|20|21)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:3[01]|[12]\d|0?[1-9])|(?:3[01]|[12]\d|0?[1-9])\.(?:0?[1-9]|1[0-2])\.(?:19|20|21)\d{2})(?![\p{L}\p{N}_])(?!-\d)/uy;
const SEPARATORS = new Set([',', ';', ':', '/', '&', '+', '|', '、', '·', '•', '،', '‧']);
const OPENING = new Map([
  ['(', '('],
  ['[', '['],
  ['{', '{'],
  ['【', '['],
  ['「', '['],
  ['〔', '['],
]);
const CLOSING = new Map([
  [')', ')'],
  [']', ']'],
  ['}', '}'],
  ['】', ']'],
  ['」', ']'],
  ['〕', ']'],
]);
const DASHES = new Set(['-', '–', '—', '―', '−', '~', '〜', '～', '…']);
const BOX = /\[(?:[ \t\u00A0\u3000]{0,3}([^\s\]\\[])?[ \t\u00A0\u3000]{0,3})\](?![([])/uy;
/** What may stand in a box besides nothing. */
const IN_BOX = /^[xх✓✔√✗✘✅☑~!/>?*-]?$/u;

/**
 * Cuts a slice of a document that begins at `base` into tokens, in one pass. Every character that is no white space and no
 * mark of emphasis, code or link belongs to just one token, in order.
 */
export function tokenize(slice: string, base: number): readonly Token[] {
  const known = recent.get(slice);
  if (known?.base === base) return known.tokens;
  if (known) return moved(known.tokens, base - known.base);
  if (recent.size > MOST_RECENT) recent.clear();
  const tokens = new Tokenizer(slice, base).run();
  recent.set(slice, { base, tokens });
  return tokens;
}

/** The tokens of a text that stands elsewhere too. */
function moved(tokens: readonly Token[], by: number): readonly Token[] {
  return tokens.map((token) => ({ ...token, span: { start: token.span.start + by, end: token.span.end + by } }));
}

/** What was cut lately: several readings look at the same line one after the other. */
const recent = new Map<string, { readonly base: number; readonly tokens: readonly Token[] }>();
const MOST_RECENT = 4096;

/** What the ASCII characters are: 1 a letter, 2 a digit, 0 anything else. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z]/.test(char) ? 1 : /\d/.test(char) ? 2 : 0;
});

/** Whether a character is a letter or a digit. */
function isWordly(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 128 ? ASCII[code] !== 0 : LETTER_OR_DIGIT.test(char);
}

function isDigit(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 128 ? ASCII[code] === 2 : DIGIT.test(char);
}

class Tokenizer {
  readonly #text: string;
  readonly #base: number;
  readonly #links: ReadonlyMap<number, number>;
  readonly #flags: Flags = { code: false, struck: false, strong: false, link: false };
  readonly #tokens: Token[] = [];
  /** The run of back quotes that opened the code that is open. */
  #fence = 0;
  #strong = 0;
  #spaced = false;
  #at = 0;

  constructor(text: string, base: number) {
    this.#text = text;
    this.#base = base;
    this.#links = linkMarks(text);
  }

  run(): Token[] {
    while (this.#at < this.#text.length) this.#next();
    return this.#tokens;
  }

  /** The character at an offset from here: full-width forms as ASCII. */
  #peek(offset = 0): string {
    return foldedAt(this.#text, this.#at + offset);
  }

  #next(): void {
    const linkEnd = this.#links.size > 0 ? this.#links.get(this.#at) : undefined;
    if (linkEnd !== undefined && !this.#flags.code) {
      this.#flags.link = this.#text[this.#at] === '[' || this.#text[this.#at] === '!';
      this.#at = linkEnd;
      return;
    }
    const code = this.#text.charCodeAt(this.#at);
    if (code < 128 && ASCII[code] !== 0) return this.#plainChunk();
    if (code === 10 || code === 13) return this.#break();
    const char = this.#peek();
    if (code < 128 ? code === 32 || code === 9 || code === 11 || code === 12 : BLANK.test(char)) {
      this.#spaced = true;
      this.#at += 1;
      return;
    }
    if (char === '\\' && /[!-/:-@[-`{-~]/.test(this.#peek(1))) {
      this.#at += 1;
      return this.#add('symbol', 1);
    }
    if (this.#markup(char)) return;
    if (isWordly(char) || (char === '#' && isWordly(this.#peek(1)))) return this.#chunk();
    this.#sign(char);
  }

  #break(): void {
    const length = this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#add('break', length);
    this.#spaced = true;
  }

  /** Passes over marks of emphasis, strike-through and code. */
  #markup(char: string): boolean {
    if (char === '`') {
      const length = this.#runOf('`');
      if (this.#fence === 0) this.#fence = this.#closes('`', length) ? length : 0;
      else if (this.#fence === length) this.#fence = 0;
      this.#flags.code = this.#fence > 0;
      this.#at += length;
      return true;
    }
    if (this.#flags.code) return false;
    if (char === '~' && this.#text[this.#at + 1] === '~') {
      this.#flags.struck = !this.#flags.struck;
      this.#at += this.#runOf('~');
      return true;
    }
    if (char !== '*' && char !== '_') return false;
    const length = this.#runOf(char);
    // `snake_case` is one word.
    const inWord = char === '_' && this.#isWord(this.#at - 1) && this.#isWord(this.#at + length);
    if (inWord) return false;
    // A blank to fill in.
    if (char === '_' && length > 3) {
      this.#add('symbol', length);
      return true;
    }
    if (length > 1) {
      this.#strong = this.#strong > 0 ? 0 : length;
      this.#flags.strong = this.#strong > 0;
    }
    this.#at += length;
    return true;
  }

  #isWord(at: number): boolean {
    const char = this.#text[at];
    return char !== undefined && isWordly(char);
  }

  #runOf(char: string): number {
    let end = this.#at;
    while (this.#text[end] === char) end++;
    return end - this.#at;
  }

  /** The runs of back quotes behind each place, found once: a run that nothing closes is no mark. */
  #runs: Map<number, number> | undefined;

  #closes(char: string, length: number): boolean {
    if (!this.#runs) {
      this.#runs = new Map();
      for (const match of this.#text.matchAll(/`+/g)) this.#runs.set(match[0].length, match.index);
    }
    return (this.#runs.get(length) ?? -1) > this.#at && char === '`';
  }

  /** ASCII letters and digits behind which nothing can go on, as nearly all are; what else begins so is read in full. */
  #plainChunk(): void {
    const text = this.#text;
    const { length: most } = text;
    let end = this.#at;
    let found = 0;
    for (; end < most; end++) {
      const code = text.charCodeAt(end);
      const kind = code < 128 ? ASCII[code] : 0;
      if (!kind) break;
      found |= kind;
    }
    if (goesOn(text, end, found === 2)) return this.#chunk();
    const length = end - this.#at;
    if (found === 2) return this.#add('number', length, Number(text.slice(this.#at, end)));
    this.#add(found === 1 ? 'word' : 'id', length);
  }

  /** Letters and digits with what joins them: a word, a number, a date or an id. */
  #chunk(): void {
    DATE.lastIndex = this.#at;
    const date = isDigit(this.#peek()) ? DATE.exec(this.#text) : null;
    if (date) return this.#add('date', date[0].length);
    let end = this.#at;
    let [letters, digits, joined] = [false, false, false];
    if (this.#text[end] === '#') {
      end += 1;
      joined = true;
    }
    const unspaced = isUnspaced(foldedAt(this.#text, end));
    PROCLITIC.lastIndex = end;
    if (this.#text.charCodeAt(end) >= 128 && PROCLITIC.test(this.#text))
      return this.#add('word', 2, undefined, foldText(this.#text.charAt(end)));
    while (end < this.#text.length) {
      const char = foldedAt(this.#text, end);
      const size = sizeAt(this.#text, end);
      if (isWordly(char)) {
        if (isUnspaced(char) !== unspaced) break;
        if (isDigit(char)) digits = true;
        else letters = true;
        end += size;
        continue;
      }
      const next = foldedAt(this.#text, end + size);
      const isJoint = JOINT.has(char) && next !== '' && isWordly(next) && !isUnspaced(next) && !unspaced;
      const isApostrophe = letters && APOSTROPHES.has(char) && LETTER.test(next) && !isUnspaced(next);
      // `1,234` is one number.
      const isThousands =
        char === ',' && digits && !letters && !joined && /^\d{3}(?!\d)/.test(this.#text.slice(end + 1, end + 5));
      if (isThousands) {
        end += size;
        continue;
      }
      if (!isJoint && !isApostrophe) break;
      // `2-3` and `3-day` are a number and what follows it.
      if (char === '-' && digits && !letters && !joined) break;
      joined ||= isJoint && char !== '.';
      end += size;
    }
    const length = end - this.#at;
    const text = this.#text.slice(this.#at, end);
    if (!digits) return this.#add('word', length);
    if (letters || /^#|[-_]/.test(text)) return this.#add('id', length);
    if (this.#text[end] === '%' || this.#text[end] === '％') return this.#add('percent', length + 1, numberOf(text));
    const spacedPercent = /^[ \u00A0\u202F][%％]/.test(this.#text.slice(end, end + 2));
    if (spacedPercent) return this.#add('percent', length + 2, numberOf(text));
    this.#add('number', length, numberOf(text));
  }

  #sign(char: string): void {
    const text = this.#text;
    if (char === '[') {
      const folded = foldText(text.slice(this.#at, this.#at + 8));
      BOX.lastIndex = 0;
      const box = BOX.exec(folded);
      const inside = box?.[1]?.toLowerCase() ?? '';
      if (box && IN_BOX.test(inside)) return this.#add('box', box[0].length, undefined, inside);
    }
    const arrow = ARROWS.get(char);
    if (arrow) return this.#add('arrow', char.length, undefined, arrow);
    ASCII_ARROW.lastIndex = this.#at;
    const drawn = char === '-' || char === '=' || char === '<' ? ASCII_ARROW.exec(text) : null;
    if (drawn) return this.#add('arrow', drawn[0].length, undefined, drawn[0].startsWith('<') ? '<-' : '->');
    if (text.startsWith('...', this.#at)) return this.#add('dash', 3, undefined, '...');
    if (text.startsWith('..', this.#at)) return this.#add('dash', 2, undefined, '...');
    if (DASHES.has(char))
      return this.#add('dash', char === '-' ? this.#runOf('-') : char.length, undefined, char === '…' ? '...' : '-');
    const opening = OPENING.get(char);
    if (opening) return this.#add('open', char.length, undefined, opening);
    const closing = CLOSING.get(char);
    if (closing) return this.#add('close', char.length, undefined, closing);
    if (SEPARATORS.has(char)) return this.#add('separator', char.length);
    const mark = markAt(text, this.#at);
    if (mark > 0) return this.#add('mark', mark);
    this.#add('symbol', sizeAt(text, this.#at));
  }

  #add(kind: TokenKind, length: number, value?: number, folded?: string): void {
    const start = this.#at;
    const end = Math.min(start + length, this.#text.length);
    const text = this.#text.slice(start, end);
    const token: { -readonly [Key in keyof Token]: Token[Key] } = {
      kind,
      text,
      folded: folded ?? foldText(text),
      span: { start: this.#base + start, end: this.#base + end },
      spaced: this.#spaced || start === 0,
      code: this.#flags.code,
      struck: this.#flags.struck,
      strong: this.#flags.strong,
      link: this.#flags.link,
    };
    if (value !== undefined) token.value = value;
    this.#tokens.push(token);
    this.#spaced = false;
    this.#at = end;
  }
}

/** Whether what stands behind ASCII letters and digits may join them to more, or make them something else than they are alone. */
function goesOn(text: string, end: number, onlyDigits: boolean): boolean {
  if (end === text.length) return false;
  const next = text.charCodeAt(end);
  if (next >= 128) return true;
  const behind = text.charCodeAt(end + 1);
  switch (text[end]) {
    case '-':
    case '_':
    case '.':
    case "'":
      return behind >= 128 || (ASCII[behind] ?? 0) > 0;
    case ',':
    case '/':
      return onlyDigits && ASCII[behind] === 2;
    case '%':
      return onlyDigits;
    case ' ':
      return onlyDigits && (text[end + 1] === '%' || text[end + 1] === '％');
    default:
      return false;
  }
}

/** How long the picture at a place is, its variation selectors and what is joined to it included; 0 where there is none. */
function markAt(text: string, at: number): number {
  let end = at;
  if (!isMark(text.codePointAt(end))) return 0;
  end += sizeAt(text, end);
  for (;;) {
    const code = text.codePointAt(end);
    if (code === 0xfe0f || code === 0xfe0e || (code !== undefined && code >= 0x1f3fb && code <= 0x1f3ff)) {
      end += sizeAt(text, end);
    } else if (code === 0x200d && isMark(text.codePointAt(end + 1))) {
      end += 1 + sizeAt(text, end + 1);
    } else return end - at;
  }
}

function sizeAt(text: string, at: number): number {
  if (text.charCodeAt(at) < 0xd800) return 1;
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function foldedAt(text: string, at: number): string {
  if (text.charCodeAt(at) < 0x80) return text.charAt(at);
  const code = text.codePointAt(at);
  return code === undefined ? '' : foldCharacter(String.fromCodePoint(code));
}

/** A text as it is compared: lower case, with full-width forms and hard spaces as ASCII. */
export function foldText(text: string): string {
  let plain = true;
  for (let i = 0; plain && i < text.length; i++) plain = text.charCodeAt(i) < 0x80;
  return (plain ? text : text.replace(/[^\0-\x7f]/gu, foldCharacter)).toLowerCase();
}

/** `1,234.5` is 1234.5. */
function numberOf(text: string): number {
  const folded = foldText(text).replaceAll(',', '');
  return /^\d+(?:\.\d+)?$/.test(folded) ? Number(folded) : Number.NaN;
}
