import { printable } from './printable.ts';
import { widthOf } from './width.ts';

/** Rows with their cells under each other, by what a terminal shows. Columns without a word are left out. */
export function table(rows: readonly (readonly string[])[], indent = 2): string[] {
  const used = new Set(rows.flatMap((row) => row.flatMap((cell, column) => (cell === '' ? [] : [column]))));
  const safe = rows.map((row) => row.filter((_, column) => used.has(column)).map(printable));
  const widths: number[] = [];
  for (const row of safe) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))));
  }
  return safe.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)));
    return (' '.repeat(indent) + cells.join('  ')).trimEnd();
  });
}
