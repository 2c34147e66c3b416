import { evidenceOf, type ReadThing } from '../model/account/evidence.ts';
import { readingOf } from '../model/account/readings.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { ReadingEntry, Refused, Unread } from '../model/plan/reading.ts';
import type { Span } from '../text.ts';
import { listOf } from '../quote.ts';
import { printable } from './printable.ts';
import type { Paint } from './paint.ts';
import { brief, stateName } from './show-words.ts';
import { table } from './table.ts';
import { refusalWords, unreadWords } from './unread-words.ts';

/** What planvet made of one line. */
export interface LineReading {
  readonly line: number;
  readonly read: readonly ReadThing[];
  readonly unread: readonly Unread[];
  /** Why it declares no task. */
  readonly refused: readonly Refused[];
  /** The task in which the line stands. */
  readonly inside: Plan['tasks'][number] | undefined;
  /** Every named reading that had a part in it. */
  readonly readings: readonly ReadingEntry[];
}

/** Gathers what was made of a 1-based line. */
export function readingOfLine(plan: Plan, line: number): LineReading {
  const span = plan.source.lineSpan(line);
  const touches = ({ start, end }: Span) => start < Math.max(span.end, span.start + 1) && end > span.start;
  const apart = plan.account.read.filter(({ by }) => by.reading === 'need.apart');
  const things = [...evidenceOf(plan), ...apart.map(({ span, by }): ReadThing => ({ kind: 'apart', span, by }))];
  const read = things.filter((thing) => touches(thing.span)).toSorted((a, b) => a.span.start - b.span.start);
  const refused = plan.refusalsIn(line);
  const tasks = [...plan.tasks, ...plan.prerequisites];
  const ids = [...read.map(({ by }) => by.reading), ...refused.flatMap(({ reading }) => reading ?? [])];
  return {
    line,
    read,
    unread: plan.unread.filter((mention) => touches(mention.span)),
    refused,
    inside: tasks.findLast((task) => task.span.start < span.start && span.end <= task.span.end),
    readings: [...new Set(ids)].flatMap((id) => readingOf(id) ?? []),
  };
}

/** The same for people: the line, what it was read as and by what, what was left, and where that can be changed. */
export function showLineText(plan: Plan, reading: LineReading, paint: Paint): string {
  const { line, read, unread, refused, inside, readings } = reading;
  const { source } = plan;
  const column = ({ start }: Span) => String(start - source.lineStart(line) + 1).padStart(5);
  const text = (span: Span) => brief(source.slice(span));
  const parts: [title: string, rows: readonly (readonly string[])[]][] = [
    [`${plan.path ?? 'Plan'}:${line}`, [['', brief(source.slice(source.lineSpan(line)).trim()) || '(a blank line)']]],
    ['Read as', read.map((thing) => [column(thing.span), text(thing.span), wordsOf(thing), thing.by.reading])],
    ['Seen, not read', unread.map((mention) => [column(mention.span), text(mention.span), unreadWords(mention)])],
    ['No task, because', refused.map((refusal) => ['', refusalWords(plan, refusal), refusal.reading ?? ''])],
    ['Inside', inside ? [['', brief(inside.name), `line ${source.lineAt(inside.nameSpan.start)}`]] : []],
    [
      'Readings',
      readings.map(({ id, title, file }) => ['', id, title, `src/model/${file}`, `docs/reading.md#${anchorOf(id)}`]),
    ],
  ];
  return parts
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => `${[paint('bold', printable(title)), ...table(rows)].join('\n')}\n`)
    .join('\n');
}

/** The anchor of a reading on the page of readings. */
export function anchorOf(id: string): string {
  return id.replaceAll('.', '');
}

/** The same as data. */
export function showLineJson(plan: Plan, { line, read, unread, refused, inside, readings }: LineReading): object {
  const { source } = plan;
  const at = ({ start, end }: Span) => {
    const from = source.positionAt(start);
    const to = source.positionAt(end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  return {
    path: plan.path ?? null,
    line,
    text: source.slice(source.lineSpan(line)),
    read: read.map((thing) => ({
      kind: thing.kind,
      text: source.slice(thing.span),
      ...at(thing.span),
      ...aboutThing(thing),
      by: { reading: thing.by.reading, ...at(thing.by.span) },
    })),
    unread: unread.map(({ kind, text, span, reason }) => ({ kind, text, reason, ...at(span) })),
    refused: refused.map(({ reading, reason, because }) => ({
      reading: reading ?? null,
      reason,
      because: because ? at(because) : null,
    })),
    inside: inside?.key ?? null,
    readings: readings.map(({ id, title, file }) => ({
      id,
      title,
      file: `src/model/${file}`,
      page: `docs/reading.md#${anchorOf(id)}`,
    })),
  };
}

function aboutThing(thing: ReadThing): object {
  switch (thing.kind) {
    case 'task':
    case 'step':
    case 'optional':
    case 'parallel':
    case 'phase':
      return { of: thing.of.key };
    case 'gate':
      return { of: thing.of?.key ?? null };
    case 'state':
      return { state: thing.state, of: thing.of?.key ?? null };
    case 'box':
      return { box: thing.box };
    case 'need':
      return {
        of: thing.reference.owner.key,
        direction: thing.reference.direction,
        targets: [...thing.reference.targets, ...thing.reference.phases].map(({ key }) => key),
      };
    case 'claim':
      return { claim: thing.claim };
    default:
      return {};
  }
}

function wordsOf(thing: ReadThing): string {
  switch (thing.kind) {
    case 'task':
      return `${thing.of.kind} ${brief(thing.of.name)}, ${stateName(thing.of.state)}`;
    case 'step':
      return `step of ${brief(thing.of.name)}`;
    case 'optional':
      return `${brief(thing.of.name)} is optional`;
    case 'parallel':
      return `${brief(thing.of.name)} can be done beside others`;
    case 'phase':
      return `phase ${brief(thing.of.name)}, ${stateName(thing.of.state)}`;
    case 'state':
      return `${thing.of ? brief(thing.of.name) : 'the plan'} is ${stateName(thing.state)}`;
    case 'box':
      return `box: ${thing.box.replace('-', ' ')}`;
    case 'gate':
      return `gate for ${thing.of ? brief(thing.of.name) : 'the plan'}`;
    case 'need': {
      const { owner, direction, targets, phases, kind } = thing.reference;
      const names = [...targets, ...phases].map(({ name }) => brief(name));
      const few = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
      if (names.length === 0) return `${kind} dependency of ${brief(owner.name)}`;
      return direction === 'needs'
        ? `${brief(owner.name)} needs ${listOf(few)}`
        : `${brief(owner.name)} is needed by ${listOf(few)}`;
    }
    case 'claim':
      return `claim: ${thing.claim.replace('-', ' ')}`;
    case 'field':
      return 'label';
    case 'apart':
      return 'no dependency';
    case 'column':
      return 'column of a table';
    case 'requirement':
      return 'requirement';
    case 'effort':
      return 'estimate';
    case 'blank':
      return 'placeholder';
  }
}
