import type { Span } from '../../text.ts';
import type { Candidate } from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import type { FieldRole } from '../plan/field.ts';
import { textOf } from '../document/inline-text.ts';

/** How a candidate stands in its sentence. */
export interface Standing {
  /**
   * `whole`: it is all of its value, item, cell, line, or stands right behind a colon; `leading`, `trailing`: like a tag
   * before or behind a text; `inside`: the sentence needs it ("deploy to [Environment]").
   */
  readonly standing: 'whole' | 'leading' | 'trailing' | 'inside';
  /** Whether it stands in quotes: a text that a program shows. */
  readonly quoted: boolean;
  /** Whether it touches a word or an operator, as in code. */
  readonly glued: boolean;
  /** Whether the sentence speaks of a button, key or attribute of that name. */
  readonly pointed: boolean;
  /** Whether the sentence refers the reader to something of that name. */
  readonly cited: boolean;
  /** What its label asks for where that may be written in brackets: tags, or a list of names. */
  readonly listing: 'tags' | 'names' | undefined;
  /** Whether it is a label itself, and what follows says what it means. */
  readonly labelling: boolean;
}

const MARKUP = /[*_~`]/g;
const LEAD =
  /^[\s\p{P}\p{S}\p{Extended_Pictographic}]*(?:\p{L}{0,12}[\s-]?#?\p{Lu}{0,8}[-_]?\d[\w.]*(?:(?![\w.])[\s\p{P}\p{S}]+)?)?$/u;
const EMPTY = /^[\s\p{P}\p{S}\p{Extended_Pictographic}\u{FE0F}]*$/u;
const GOVERNORS = new Set(
  `a, an, the, to, of, for, from, in, into, on, onto, at, by, with, without, within, via, per, as, and, or, but, is, are, be, was, will, should, must, can, using, use, uses, than, then,
  that, this, each, every, any, when, where, between, under, over, after, before, until, about, against, through, called, named, their, our, its, your, my, if, not, only, let, like`.split(
    /,\s*/,
  ),
);
const POINTING =
  /\b(?:click|clicks|clicking|press|presses|pressing|tap|taps|hit|hits|select|selects|button|buttons|key|keys|shortcut|label|labelled|labeled|attribute|decorator|annotation|prefix|suffix|tag|tags|tagged|marked|badge|says|reads|shows|menu|tab|toggle|link)\s+(?:the\s+|a\s+|an\s+|on\s+|with\s+)*$/i;
/** "See [Design Notes]": a reference whose address is missing, not a gap. */
const CITING =
  /\b(?:see|see also|cf\.?|refer to|according to|(?:described|defined|documented|specified|outlined|listed|detailed) in)\s+(?:the\s+)?$/i;
const POINTED =
  /^\s*(?:button|buttons|key|keys|link|tab|menu|icon|label|labels|attribute|attributes|decorator|decorators|annotation|annotations|prefix|suffix|tag|tags|badge|badges|marker|markers|checkbox|toggle|dropdown|section|header|field|option|cta)\b/i;
const LISTED: ReadonlySet<FieldRole | undefined> = new Set(['dependencies', 'blocks', 'files', 'requirements']);
const LISTING =
  /^(?:tags?|labels?|type|types|kind|category|categories|area|areas|layers?|scope|stack|tech stack|team|teams|topics?|keywords?|languages?|platforms?|components?|modules?|affects|track|stream|symbol|mark|marker|notation|code|prefix|format|pattern|example)$/;

/** Judges the surroundings of a candidate in running text. */
export function standingOf(candidate: Candidate, document: Document): Standing {
  const { field, span } = candidate;
  const from = field
    ? Math.max(field.value.span.start, span.start - candidate.before.length)
    : span.start - candidate.before.length;
  const before = candidate.before.slice(candidate.before.length - (span.start - from));
  const room = field ? Math.max(0, field.value.span.end - span.end) : candidate.after.length;
  const after = candidate.after.slice(0, room);
  const { source } = document.parsed;
  const key = field?.key ?? '';
  const plain = before.replace(MARKUP, '');
  return {
    standing: standingIn(before, after),
    quoted: isQuoted(candidate.before, candidate.after),
    glued: isGlued(source.text, span),
    cited: CITING.test(plain),
    pointed: POINTING.test(plain) || POINTED.test(after.replace(MARKUP, '')),
    labelling: field === undefined && textOf(document).labelAt(span) !== undefined,
    listing: LISTING.test(key) ? 'tags' : LISTED.has(field?.role) ? 'names' : undefined,
  };
}

/** Whether the characters beside it make it part of a word, a path or an expression. Emphasis does not. */
function isGlued(text: string, { start, end }: Span): boolean {
  const left =
    /[^\s*]?[*]*$/.exec(text.slice(Math.max(0, start - 8), start).replace(/(?<![\p{L}\p{N}_])_{1,3}$/u, ''))?.[0] ?? '';
  const right = /^[*]*[^\s*]{0,2}/.exec(text.slice(end, end + 8).replace(/^_{1,3}(?![\p{L}\p{N}_])/u, ''))?.[0] ?? '';
  if (/^[\p{L}\p{N}_/\\=$@#.)\]}<&?%+]/u.test(left)) return true;
  return /^\**(?:[\p{L}\p{N}_/={[(<$@]|\.[\p{L}\p{N}])/u.test(right);
}

function standingIn(rawBefore: string, rawAfter: string): Standing['standing'] {
  const before = withoutBrackets(rawBefore).replace(MARKUP, '');
  const after = withoutBrackets(rawAfter).replace(MARKUP, '');
  const lineBefore = /(?<![^\r\n])[^\r\n]*$/.exec(before)?.[0] ?? '';
  const lineAfter = /^[^\r\n]*/.exec(after)?.[0] ?? '';
  if (LEAD.test(lineBefore) && EMPTY.test(lineAfter) && /[\r\n]|^[^\p{L}]*$/u.test(before + after)) return 'whole';
  if (/[:：=]\s*["']?$/.test(before)) return EMPTY.test(lineAfter) ? 'whole' : 'inside';
  if (LEAD.test(before)) return EMPTY.test(after) ? 'whole' : 'leading';
  const words = before.toLowerCase().match(/[\p{L}'’-]+/gu) ?? [];
  if (words.length === 1 || GOVERNORS.has(words.at(-1) ?? '')) return 'inside';
  return EMPTY.test(after) ? 'trailing' : 'inside';
}

function withoutBrackets(text: string): string {
  return text.replace(/\[[^[\]\r\n]*\]/g, ' ');
}

/** Whether an opening quote stands before and a closing one behind. */
function isQuoted(before: string, after: string): boolean {
  const left = /(?<![^\r\n])[^\r\n]*$/.exec(before)?.[0] ?? '';
  const right = /^[^\r\n]*/.exec(after)?.[0] ?? '';
  if ((left.split('"').length - 1) % 2 === 1 && right.includes('"')) return true;
  if (left.lastIndexOf('“') > left.lastIndexOf('”') && right.includes('”')) return true;
  if (left.lastIndexOf('«') > left.lastIndexOf('»') && right.includes('»')) return true;
  return /(?:^|[\s(:,])['‘][^'’]*$/.test(left) && /^[^'‘]*['’](?!\p{L})/u.test(right);
}
