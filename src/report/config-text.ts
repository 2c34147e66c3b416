import type { Explained, Explanation } from '../engine/config/explain.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** What is shown besides the configuration itself. */
export interface ConfigAbout {
  /** The plan, or the folder of the call. */
  readonly file: string;
  /** Why the plan is not linted; null if it is. */
  readonly leftOut: string | null;
}

/** The effective configuration of a plan, for people: each value with where it comes from. */
export function configText({ file, leftOut }: ConfigAbout, explanation: Explanation, paint: Paint): string {
  const { configuration, extends: bases, settings, rules } = explanation;
  const about = [
    ['configuration', configuration ?? 'none'],
    ...(bases.length > 0 ? [['extends', bases.join(', ')]] : []),
    ...(leftOut === null ? [] : [['left out', leftOut]]),
  ];
  const rows = Object.entries(settings).map(([key, explained]) => [key, shown(explained), explained.from.join(', ')]);
  const ruleRows = Object.entries(rules).map(([id, { severity, options }]) => {
    const own = options.from.includes('default') ? '' : ` ${JSON.stringify(options.value)}`;
    const from = own === '' ? severity.from : [...new Set([...severity.from, ...options.from])];
    return [id, `${shown(severity)}${own}`, from.join(', ')];
  });
  const parts: [title: string, rows: readonly (readonly string[])[]][] = [
    [file, about],
    ['Settings', rows],
    ['Rules', ruleRows],
  ];
  return parts.map(([title, rows]) => `${[paint('bold', printable(title)), ...table(rows)].join('\n')}\n`).join('\n');
}

function shown({ value }: Explained): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'none';
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return (value as unknown[]).map((one) => (typeof one === 'string' ? one : titles(one))).join(', ');
}

/** A section with its other titles. */
function titles(section: unknown): string {
  const { title, aliases } = section as { readonly title: string; readonly aliases: readonly string[] };
  return aliases.length > 0 ? `${title} (or ${aliases.join(', ')})` : title;
}
