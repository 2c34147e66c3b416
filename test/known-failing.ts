import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './repository.ts';

/** What is known to fail, by the name of what is tried. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** How what fails differs from what is known to fail. */
export interface Difference {
  /** Fails, and is not on the list. */
  readonly appeared: readonly string[];
  /** Is on the list, and fails no more: take it off. */
  readonly passes: readonly string[];
}

/** Compares what fails with the list of what is known to. Either way round a difference is a failure: so the list only shrinks. */
export function compareWithKnown(failing: Known, known: Known): Difference {
  const flat = (list: Known) =>
    Object.entries(list).flatMap(([name, reasons]) => reasons.map((reason) => `${name}: ${reason}`));
  const [now, before] = [flat(failing), flat(known)];
  return {
    appeared: now.filter((entry) => !before.includes(entry)),
    passes: before.filter((entry) => !now.includes(entry)),
  };
}

/** With `SHRINK=1` in the environment takes what passes off the list. Nothing is ever put on it. */
export function shrinkKnown(file: string, failing: Known, known: Known): void {
  if (process.env['SHRINK'] === undefined) return;
  const left = Object.entries(known)
    .map(([name, reasons]) => [name, reasons.filter((reason) => failing[name]?.includes(reason))] as const)
    .filter(([, reasons]) => reasons.length > 0);
  writeFileSync(join(home, file), writtenKnown(left));
}

/** A line for each name, so that changes of the list are easy to read and to merge. */
function writtenKnown(entries: readonly (readonly [string, readonly string[]])[]): string {
  const lines = entries.map(([name, reasons]) => `  ${JSON.stringify(name)}: ${JSON.stringify(reasons)}`);
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n}\n` : '{}\n';
}
