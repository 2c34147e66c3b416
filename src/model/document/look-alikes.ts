import type { Span } from '../../text.ts';
import type { BoxDefect } from '../plan/box.ts';
import type { State } from '../plan/state.ts';

/** Ticks and crosses that stand in a box instead of an `x`; U+0445 and U+0425 are the Cyrillic letters that look like one. */
const DONE = /^[\u2713\u2714\u221A\u2705\u2611\u0445\u0425xX]$/u;
const MARK = String.raw`[\u2713\u2714\u221A\u2705\u2611\u2717\u2718\u0445\u0425xX\u2610\u25A1\u2B1C]?`;
/** White space as editors for Chinese, Japanese and French put it. */
const BLANK = String.raw`[ \t\u00A0\u3000]{0,3}`;
/** At the beginning of an item: `[✓]`, a hard space in brackets, full-width brackets, a second list marker. */
const LIKE = new RegExp(
  String.raw`^(?:(?:(?<plain>\[${BLANK}(?<mark>${MARK})${BLANK}\])|(?<wide>\uFF3B${BLANK}(?<inside>${MARK})${BLANK}\uFF3D))(?![(:[])|(?<marker>[-+])(?=\[[ xX]\][ \t]))`,
  'u',
);

/** `( ) text`, `(x) text`: among boxes, one that somebody drew in another way. */
const ROUND = /^\((?<inside>[ xX]?)\)(?=[ \t]+\S)/;

/** A token that looks like a box, and what makes it none. */
export interface LookAlike {
  readonly span: Span;
  readonly state: State;
  readonly defect: BoxDefect;
}

/** The box that an item was meant to begin with, where its text begins with something that Markdown does not read as one. */
export function lookAlikeAt(text: string, start: number, isAmongBoxes: boolean): LookAlike | undefined {
  const round = isAmongBoxes ? ROUND.exec(text) : null;
  if (round) {
    const span = { start, end: start + round[0].length };
    const state = /[xX]/.test(round[0]) ? 'done' : 'open';
    return { span, state, defect: { reason: 'look-alike', repair: undefined } };
  }
  const groups = LIKE.exec(text)?.groups;
  if (!groups) return undefined;
  if (groups['marker'] !== undefined) {
    const span = { start: start + 1, end: start + 4 };
    const state = text[2] === ' ' ? 'open' : 'done';
    return { span, state, defect: { reason: 'two-markers', repair: undefined } };
  }
  const token = groups['plain'] ?? groups['wide'] ?? '';
  const mark = groups['mark'] ?? groups['inside'] ?? '';
  const span = { start, end: start + token.length };
  const state = mark === '' || /^[\u2610\u25A1\u2B1C]$/.test(mark) ? 'open' : DONE.test(mark) ? 'done' : 'unknown';
  const repair = groups['plain'] !== undefined && mark === '' ? { span, text: '[ ]' } : undefined;
  return { span, state, defect: { reason: 'look-alike', repair } };
}
