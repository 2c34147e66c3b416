import type { ReadingEntry } from '../plan/reading.ts';
import { stateOfPicture } from '../language/marks.ts';
import { hasCapital, squeezed, leadOf } from '../language/characters.ts';
import type { Span } from '../../text.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Document } from '../document/document.ts';
import type { Field } from '../plan/field.ts';
import type { State, StateMark } from '../plan/state.ts';
import { plainText } from '../language/plain-text.ts';
import { stateOfHeading } from '../language/state-tail.ts';
import { stateOfValue } from '../language/state.ts';
import { tokenize, type Token } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';

/** The marks that a task's own writing makes about its state, in order of authority (ruling 6); derived ones come later. */
export function readMarks(
  document: Document,
  {
    fields,
    box,
    heading,
    title,
  }: { fields: readonly Field[]; box: FoundBox | undefined; heading: Span | undefined; title: Span },
): StateMark[] {
  const { source } = document.parsed;
  const marks: StateMark[] = [];
  const byField = (place: Field['place'], by: StateMark['by']): void => {
    for (const field of fields) {
      if (field.place !== place || (field.role !== 'status' && !(field.role === 'progress' && place === 'cell')))
        continue;
      const state =
        stateOfValue(field.value.value, document.vocabulary) ??
        stateOfAnswer(field, document.vocabulary) ??
        stateOfShare(field);
      const { inferred } = field;
      if (state)
        marks.push({ state, by, span: field.value.span, text: field.value.value, ...(inferred && { inferred }) });
    }
  };
  byField('text', 'status-field');
  for (const field of fields)
    if (field.place === 'text' && saysWhenDone(field, document.vocabulary))
      marks.push({
        state: 'done',
        by: 'status-field',
        span: { start: field.label.span.start, end: field.value.span.end },
        text: `${field.label.value}: ${field.value.value}`,
      });
  if (box && box.state !== 'unknown')
    marks.push({ state: box.state, by: 'box', span: box.span, text: source.slice(box.span) });
  byField('front-matter', 'front-matter');
  byField('cell', 'status-column');
  for (const field of fields) {
    // A column "Completed" holds the day on which it was.
    if (field.place !== 'cell' || !saysWhenDone(field, document.vocabulary)) continue;
    marks.push({ state: 'done', by: 'status-column', span: field.value.span, text: field.value.value });
  }
  if (heading) {
    const said = stateOfHeading(source.slice(heading), document.vocabulary);
    if (said) {
      const start = heading.start + said.at;
      const lead = leadOf(source.text.slice(start, heading.end), '');
      marks.push({
        state: said.state,
        by: 'heading',
        span: { start: start + lead, end: start + lead + said.text.length },
        text: squeezed(said.text),
      });
    }
  }
  const strike = strikeState(source.slice(heading ?? title), (heading ?? title).start, document.vocabulary);
  if (strike) marks.push(strike);
  return marks;
}

/** "Yes" and "no" in a column headed as done. */
function stateOfAnswer({ place, key, value }: Field, { columns }: Vocabulary): 'done' | 'open' | undefined {
  if (place !== 'cell' || !columns.state.has(key)) return undefined;
  const answer = plainText(value.value).toLowerCase();
  return columns.yes.has(answer) ? 'done' : columns.no.has(answer) ? 'open' : undefined;
}

/** `100` and `0` in a column headed `% Complete`. */
function stateOfShare({ place, role, label, value }: Field): 'done' | 'in-progress' | 'open' | undefined {
  if (place !== 'cell' || role !== 'progress' || !label.value.includes('%')) return undefined;
  const share = /^\s*[*_`]*(\d{1,3})[*_`]*\s*$/.exec(value.value)?.[1];
  if (share === undefined || Number(share) > 100) return undefined;
  return Number(share) === 100 ? 'done' : Number(share) > 0 ? 'in-progress' : 'open';
}

/** `**Completed**: 2026-03-01`, and a cell with a day or a tick under `Completed on`. */
function saysWhenDone({ place, key, value }: Field, { states, describing, behindState }: Vocabulary): boolean {
  if (place === 'front-matter' || value.value.length > LONGEST) return false;
  const last = key.lastIndexOf(' ');
  const word = last > 0 && behindState.has(key.slice(last + 1)) ? key.slice(0, last) : key;
  if (states.get(word) !== 'done' || describing.has(word)) return false;
  const tokens = tokenize(value.value, value.span.start);
  if (place === 'cell')
    return tokens.some(({ kind, text }) => kind === 'date' || (kind === 'mark' && isDone(text)) || YEAR.test(text));
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  return said[0]?.kind === 'date' && said.filter(({ kind }) => kind === 'date').length === 1;
}

const isDone = (mark: string): boolean => stateOfPicture(mark) === 'done';
const YEAR = /^\d{4}$/;

/** A longer value says more than when. */
const LONGEST = 60;

function strikeState(text: string, base: number, vocabulary: Vocabulary): StateMark | undefined {
  const struck = /^[\s*_]*(?:\[[ xX]\]\s*)?~~(.+?)~~/.exec(text);
  if (struck) {
    const [next] = tokenize(text.slice(struck[0].length), 0);
    const done = next !== undefined && (isDone(next.text) || vocabulary.states.get(next.folded) === 'done');
    return {
      state: done ? 'done' : 'dropped',
      by: 'strike',
      span: { start: base, end: base + struck[0].length },
      text: struck[0],
    };
  }
  const said = dropped(text, base, vocabulary);
  return said && { state: 'dropped', by: 'strike', ...said };
}

/** A word for what was given up: in capitals in a bracket or at the end, `(DEFERRED to v2)`, or of any kind in a bracket at the end. */
function dropped(text: string, base: number, { cues }: Vocabulary): Pick<StateMark, 'span' | 'text'> | undefined {
  const tokens = tokenize(text, base);
  const words = cues.of('givenUp').find(tokens);
  const isLoud = ({ start, end }: Span) =>
    hasCapital(at(start, end)) && at(start, end) === at(start, end).toUpperCase();
  const at = (start: number, end: number) => text.slice(start - base, end - base);
  for (const word of words) {
    const open = tokens[word.from - 1];
    const close = tokens.slice(word.to).find(({ kind }) => kind === 'open' || kind === 'close');
    if (open?.kind !== 'open' || close?.kind !== 'close' || !isLoud(word)) continue;
    const span = { start: open.span.start, end: close.span.end };
    return { span, text: at(span.start, span.end) };
  }
  const last = words.at(-1) ?? cues.of('movedTo').find(tokens).at(-1);
  if (!last) return undefined;
  const isMoved = words.length === 0;
  const isQuiet = '([*'.includes(text.charAt(last.start - base - 1) || ' ');
  if (!isQuiet && !isLoud(last)) return undefined;
  const behind = isMoved ? [] : withoutBracket(tokens.slice(last.to));
  if (behind.some(({ kind, folded }) => kind !== 'close' && folded !== '.' && folded !== ':')) return undefined;
  const end = isMoved
    ? (tokens.find(({ kind, span }) => kind === 'close' && span.start >= last.end)?.span.start ?? last.end)
    : last.end;
  return { span: { start: last.start, end }, text: at(last.start, end) };
}

/** What stands behind a word, without a bracket at the end. */
function withoutBracket(tokens: readonly Token[]): readonly Token[] {
  const open = tokens.findLastIndex(({ kind }) => kind === 'open');
  return open >= 0 && tokens.at(-1)?.kind === 'close' ? tokens.slice(0, open) : tokens;
}

/** What several marks come to: struck out counts before an open box; else the first that speaks. */
export function weigh(marks: readonly StateMark[]): State {
  const struck = marks.find((mark) => mark.by === 'strike');
  if (struck?.state === 'dropped' && !marks.some((mark) => mark.state === 'done')) return 'dropped';
  if (struck) return 'done';
  return marks.find((mark) => mark.state !== 'unknown')?.state ?? 'unknown';
}

/** The state of a whole from its parts: all done, all untouched, or in progress. Dropped parts do not count. */
export function combine(parts: readonly State[]): State {
  const counted = parts.filter((state) => state !== 'dropped' && state !== 'unknown');
  if (counted.length === 0)
    return parts.length > 0 && parts.every((state) => state === 'dropped') ? 'dropped' : 'unknown';
  if (counted.every((state) => state === 'done')) return 'done';
  return counted.every((state) => state === 'open' || state === 'blocked') ? 'open' : 'in-progress';
}

/** What is read here, by name. */
export const taskStateReadings: readonly ReadingEntry[] = [
  {
    id: 'state.front-matter',
    title: 'an entry of the front matter for the state',
    file: 'work/task-state.ts',
    example: '---\nstatus: done\n---\n\n# Ferry\n',
    counterExample: '---\nowner: done\n---\n\n# Ferry\n',
  },
  {
    id: 'state.status-column',
    title: 'a cell of a column for the state',
    file: 'work/task-state.ts',
    example:
      '# Ferry\n\n## Phase 1: Harbour\n\n| ID | Task | Status |\n| --- | --- | --- |\n| T1 | Dredge | Done |\n| T2 | Mark | Open |\n',
    counterExample:
      '# Ferry\n\n## Phase 1: Harbour\n\n| ID | Task | Effort |\n| --- | --- | --- |\n| T1 | Dredge | 2 h |\n| T2 | Mark | 3 h |\n',
  },
  {
    id: 'state.strike',
    title: 'a title that is struck out, or says in brackets that it was dropped',
    file: 'work/task-state.ts',
    example: '# Ferry\n\n### ~~Task 1: Dredge~~\n\nTwo metres.\n',
    counterExample: '# Ferry\n\n### Task 1: Dredge\n\n~~Two metres.~~\n',
  },
];
