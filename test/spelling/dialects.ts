import type { Spelling } from './choices.ts';
import { boxOf, commentOf, fieldsOf, listed, stateCell, titled, type Writing } from './carriers.ts';
import { references } from './names.ts';

/** Writes the tasks of one group, as lines. `name` gives each the name that it is declared by. */
export type Writer = (group: readonly Writing[], name: (at: number) => string) => string[];

/** A title behind its name. */
function behindName({ spelling, words, at }: Writing, name: string): string {
  const title = words.titles[at] ?? '';
  const dotted = spelling.dialect === 'checklist-plain' && spelling.id === '1';
  const separators: Record<Spelling['separator'], string> = {
    colon: dotted ? '. ' : words.colon === '：' ? '：' : ': ',
    hyphen: ' - ',
    dash: ' — ',
    space: ' ',
  };
  return `${name}${separators[spelling.separator]}${title}`;
}

const indented = (lines: readonly string[], width: number) => lines.map((line) => ' '.repeat(width) + line);

/** What stands in a list item below its first line. */
function below(writing: Writing, width: number): string[] {
  const { layout, spelling } = writing;
  const fields = fieldsOf(writing);
  const nested = spelling.dependency === 'field' ? fields : fields.map((field) => `${layout.bullet} ${field}`);
  return indented([...nested, ...commentOf(writing)], width);
}

const heading: Writer = (group, name) =>
  group.flatMap((writing) => {
    const { layout, spelling, words, at, task } = writing;
    const fields = fieldsOf(writing);
    const nested = spelling.dependency === 'nested';
    const title = titled(writing, behindName(writing, name(at)));
    return [
      layout.heading(3, `${boxOf(writing)}${title}`),
      '',
      ...(nested
        ? [...fields.map((field) => `${layout.bullet} ${field}`), '']
        : fields.flatMap((field) => [field, ''])),
      ...commentOf(writing).flatMap((comment) => [comment, '']),
      ...(spelling.dependency === 'sub-heading' && task.needs.length > 0
        ? [layout.heading(4, words.dependencies), '', ...listed(writing).map((item) => `${layout.bullet} ${item}`), '']
        : []),
    ];
  });

const item =
  (marker: (writing: Writing) => string, named: (writing: Writing, name: string) => string): Writer =>
  (group, name) => [
    ...group.flatMap((writing) => {
      const lead = `${marker(writing)} `;
      const title = titled(writing, named(writing, name(writing.at)));
      return [`${lead}${boxOf(writing)}${title}`, ...below(writing, lead.length)];
    }),
    '',
  ];

const boldName = (writing: Writing, name: string) => behindName(writing, `**${name}**`);

const paragraph: Writer = (group, name) =>
  group.flatMap((writing) => {
    const { layout, at } = writing;
    const fields = fieldsOf(writing).map((field) => `${layout.bullet} ${field}`);
    const comments = commentOf(writing);
    return [
      titled(writing, `**${behindName(writing, name(at))}**`),
      '',
      ...(fields.length > 0 ? [...fields, ''] : []),
      ...(comments.length > 0 ? [...comments, ''] : []),
    ];
  });

const table =
  (fused: boolean): Writer =>
  (group, name) => {
    const rows = group.map((writing) => {
      const { words, at, task, spelling, layout } = writing;
      const title = words.titles[at] ?? '';
      const id = layout.value(name(at));
      const state = stateCell(writing);
      // A mark has a column here, so the title goes without.
      const bare =
        spelling.state === 'mark' ? { ...writing, spelling: { ...spelling, state: 'column' as const } } : writing;
      return [
        ...(fused ? [] : [[words.id, spelling.state === 'strike' && task.state === 'done' ? `~~${id}~~` : id]]),
        [words.task, titled(bare, fused ? `${id} ${title}` : title)],
        ...(spelling.dependency === 'column' ? [[words.dependencies, references(writing, task.needs) || '-']] : []),
        [words.effort, words.hours.replace('{n}', String(task.hours))],
        ...(state === undefined ? [] : [[words.status, state]]),
      ];
    });
    const heads = (rows[0] ?? []).map(([head = '']) => head);
    const padded = group[0]?.spelling.noise === 'padding';
    const row = (cells: readonly string[]) =>
      `| ${cells.map((cell) => (padded ? cell.padEnd(24) : cell)).join(' | ')} |`;
    const rule = heads.map((_head, at) => (padded ? [':---', '---:', ':---:'][at % 3] : '---') ?? '---');
    return [row(heads), row(rule), ...rows.map((cells) => row(cells.map(([, cell = '']) => cell))), ''];
  };

/** How each dialect writes tasks. */
export const writers: Readonly<Record<Spelling['dialect'], Writer>> = {
  heading,
  'checklist-bold': item(({ layout }) => layout.bullet, boldName),
  'checklist-plain': item(({ layout }) => layout.bullet, behindName),
  bullets: item(({ layout }) => layout.bullet, boldName),
  ordered: item(
    ({ at }) => `${at + 1}.`,
    (writing, name) =>
      writing.spelling.id === '1' && writing.spelling.state === 'box'
        ? (writing.words.titles[writing.at] ?? '')
        : boldName(writing, name),
  ),
  'bold-paragraph': paragraph,
  table: table(false),
  'table-fused': table(true),
};
