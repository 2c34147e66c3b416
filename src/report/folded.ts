import type { Finding, LintResult } from '../engine/finding.ts';
import { saysTheSame, type Block } from './fold.ts';
import type { FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import { counted } from './tally.ts';
import { shorten, widthOf } from './width.ts';

const TOKEN = 40;

/** What stands below the first finding of a block: the others by severity, equal ones together, each with its line. */
export function folded(
  block: Block,
  { source }: LintResult,
  { paint, width }: FormatOptions,
  margin: string,
): string[] {
  const textOf = (finding: Finding) => source.slice(finding.span).replace(/\s+/g, ' ');
  const tokens = saysTheSame(block, textOf);
  return [...groups(block.others, kindOf)].flatMap(([kind, these]) => {
    const title = `${margin}${paint('dim', '=')} and ${counted(these.length, `more ${kind}`)}:`;
    const entries = [...groups(these, tokens ? textOf : ({ message }) => message)].map(([text, same]): Entry => {
      const [first, ...others] = same.map(({ span }) => source.positionAt(span.start));
      return {
        text: tokens ? shorten(printable(text), TOKEN) : printable(text),
        first: `${first?.line}:${first?.column}`,
        lines: [...new Set((tokens ? [first, ...others] : others).map((place) => String(place?.line)))],
      };
    });
    const rows = tokens ? tokenRows(entries, width - margin.length - 2) : messageRows(entries);
    return [title].concat(rows.map((row) => `${margin}  ${row}`));
  });
}

interface Entry {
  readonly text: string;
  readonly first: string;
  /** Lines besides the first place; all of them where texts are listed. */
  readonly lines: readonly string[];
}

/** Texts, each with its lines. */
function tokenRows(entries: readonly Entry[], room: number): string[] {
  const wide = Math.max(...entries.map(({ text }) => widthOf(text)));
  return entries.flatMap(({ text, lines }) => {
    const start = `${text}${' '.repeat(wide - widthOf(text))}  line${lines.length === 1 ? '' : 's'} `;
    return wrapped(lines, room - widthOf(start)).map(
      (row, index) => (index === 0 ? start : ' '.repeat(widthOf(start))) + row,
    );
  });
}

/** Places, each with its message. */
function messageRows(entries: readonly Entry[]): string[] {
  const wide = Math.max(...entries.map(({ first }) => first.length));
  return entries.map(({ text, first, lines }) => {
    const also = lines.length > 0 ? ` (also line${lines.length === 1 ? '' : 's'} ${lines.join(', ')})` : '';
    return `${first.padEnd(wide)}  ${text}${also}`;
  });
}

/** Words in rows with commas between them. */
function wrapped(words: readonly string[], room: number): string[] {
  const rows: string[] = [];
  for (const [index, word] of words.entries()) {
    const entry = index + 1 < words.length ? `${word},` : word;
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + entry.length <= room) rows[rows.length - 1] = `${last} ${entry}`;
    else rows.push(entry);
  }
  return rows;
}

function kindOf({ severity, certainty }: Finding): string {
  return certainty === 'likely' ? `likely ${severity}` : severity;
}

function groups(findings: readonly Finding[], by: (finding: Finding) => string): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = by(finding);
    const group = found.get(key);
    if (group) group.push(finding);
    else found.set(key, [finding]);
  }
  return found;
}
