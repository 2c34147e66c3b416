import type { Tool } from '../engine/files/surroundings.ts';
import type { LintResult } from '../engine/finding.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { editors, snippets, type Snippet } from './snippets.ts';
import { table } from './table.ts';
import { allFindings, counted, severityCounts, tally } from './tally.ts';

/** How many folders are named. */
const PLACES = 8;

/** The plans of a repository as whoever sets planvet up wants to hear of them: how many, where, from which templates, and what is found. */
export function aboutPlans(results: readonly LintResult[], paint: Paint): string {
  if (results.length === 0) {
    return 'No plans yet: `planvet new checklist docs/plans/first.md` writes one.\n';
  }
  const places = grouped(results, ({ path }) => path.split('/').slice(0, -1).join('/') || '.');
  const rows = [...places].map(([place, { length }]) => [
    place === '.' ? 'here' : `${place}/`,
    counted(length, 'plan'),
  ]);
  const findings = allFindings(results);
  const rules = [...grouped(findings, ({ ruleId }) => ruleId)].map(([id, of]) => [id, severityCounts(tally(of))]);
  const { fixableErrors, fixableWarnings } = tally(findings);
  const fixable = fixableErrors + fixableWarnings;
  const lines = [
    paint('bold', counted(results.length, 'plan')),
    ...table(rows.slice(0, PLACES)),
    ...(rows.length > PLACES ? [`  and in ${counted(rows.length - PLACES, 'more folder')}`] : []),
    '',
    templatesOf(results),
    '',
    findings.length === 0
      ? paint('bold', 'Nothing to report in them')
      : paint('bold', `${severityCounts(tally(findings))}${fixable > 0 ? `; ${fixable} fixable with \`--fix\`` : ''}`),
    ...table(rules),
  ];
  return `${lines.join('\n')}\n`;
}

/** From which templates documents were written: "from `checklist` (3) and `program` (1); 2 from none that planvet knows". */
export function templatesOf(results: readonly LintResult[]): string {
  const known = grouped(
    results.filter(({ template }) => template),
    ({ template }) => template?.name ?? '',
  );
  const names = [...known].map(([name, { length }]) => `\`${name}\` (${length})`);
  const others = results.filter(({ template }) => !template).length;
  const last = names.at(-1) ?? '';
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  const unknown = 'from no template that planvet knows';
  const rest = others === 0 ? '' : list === '' ? unknown : `${others} ${unknown}`;
  return [list === '' ? '' : `from ${list}`, rest].filter(Boolean).join('; ');
}

/** What is to be put where so that the tools that were found run planvet. */
export function aboutTools(tools: ReadonlySet<Tool>, paint: Paint): string {
  const own = [...tools].flatMap((tool): Snippet[] => (snippets[tool] ? [snippets[tool]] : []));
  const parts = own.map(({ title, into, text }) => `${paint('bold', `${title}: ${into}`)}\n\n${indented(text)}`);
  const notes = [...tools].flatMap((tool) => editors[tool] ?? []);
  return [...parts, ...(notes.length > 0 ? [`${notes.join('\n')}\n`] : [])].join('\n');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

/** Things by a name that they have, the name with the most of them first. */
function grouped<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = printable(nameOf(one));
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return new Map([...groups].toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1)));
}
