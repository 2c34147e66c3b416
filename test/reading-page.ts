import { evidenceOf } from '../src/model/account/evidence.ts';
import { readings } from '../src/model/account/readings.ts';
import type { ReadingEntry } from '../src/model/plan/reading.ts';
import { readPlan } from '../src/model/read.ts';

const rooms: Readonly<Record<string, string>> = {
  column: 'Columns of tables',
  task: 'Tasks',
  phase: 'Phases',
  state: 'States',
  box: 'Boxes',
  gate: 'Gates',
  need: 'Dependencies',
  claim: 'Claims',
  effort: 'Effort',
  requirement: 'Requirements',
  field: 'Labels',
  blank: 'Left to fill in',
};

const intro = `# How planvet reads a plan

Whatever planvet reads, it reads by a *reading* that has a name. \`planvet show plan.md:27\` says what line 27 was read as and by
which readings, what in it was seen and not read, and, if it declares no task, why not. This page lists the readings, each with a
plan in which it decides and one much like it in which it does not; both are run as tests. Readings of one table are tried in the
order in which they stand here, and the first that finds something is taken.

To mend a reading, change the file that it names. A plan that is read wrongly makes a good example or counter-example.`;

/** The page of all readings, made from their tables. */
export function readingPage(): string {
  const subjects = [...new Set(readings.map(subjectOf))];
  const parts = subjects.map((subject) =>
    [`## ${rooms[subject] ?? subject}`, ...readings.filter((one) => subjectOf(one) === subject).map(entry)].join(
      '\n\n',
    ),
  );
  return `${[intro, ...parts].join('\n\n')}\n`;
}

const subjectOf = ({ id }: ReadingEntry): string => id.slice(0, id.indexOf('.'));

function entry({ id, title, file, example, counterExample }: ReadingEntry): string {
  const { plan } = readPlan(example);
  const found = plan ? [...evidenceOf(plan), ...plan.account.read].filter(({ by }) => by.reading === id) : [];
  const places = found.map(({ span }) => {
    const text = plan?.source.slice(span).split(/\r?\n/, 1)[0] ?? '';
    return `${quoted(text)} in line ${plan?.source.lineAt(span.start)}`;
  });
  return [
    `### \`${id}\``,
    `${title.charAt(0).toUpperCase()}${title.slice(1)} ([\`${file}\`](../src/model/${file})).`,
    fence(example),
    `Read by it: ${[...new Set(places)].join(', ')}. Not here:`,
    fence(counterExample),
  ].join('\n\n');
}

const quoted = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
const fence = (text: string): string => `~~~md\n${text.trimEnd()}\n~~~`;
