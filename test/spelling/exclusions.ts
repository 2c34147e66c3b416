import { choices, type Dimension, type Spelling } from './choices.ts';

/** Values that do not go together, and why. */
interface Exclusion {
  readonly when: { readonly [D in Dimension]?: readonly Spelling[D][] };
  readonly why: string;
}

const tables = ['table', 'table-fused'] as const;
const checklists = ['checklist-bold', 'checklist-plain'] as const;
const marked = ['bold', 'code', 'link'] as const;

/** All but some of the values of a dimension. */
function except<D extends Dimension>(dimension: D, ...values: readonly Spelling[D][]): readonly Spelling[D][] {
  return (choices[dimension] as unknown as readonly Spelling[D][]).filter((value) => !values.includes(value));
}

/** What cannot be written, or would not be understood by a careful reader either. */
export const exclusions: readonly Exclusion[] = [
  {
    when: { dialect: checklists, state: except('state', 'box') },
    why: 'an item of a checklist has its state in its box; two carriers would be a contradiction to be judged, not a spelling',
  },
  {
    when: { dialect: ['bold-paragraph', 'bullets'], state: ['box'] },
    why: 'with a box a bullet is an item of a checklist, and a paragraph a malformed box',
  },
  { when: { dialect: tables, state: ['field'] }, why: 'a row has no lines of its own under it' },
  { when: { dialect: tables, state: ['tail'] }, why: 'a row says its state in a cell of its own, or around its name' },
  { when: { dialect: except('dialect', ...tables), state: ['column'] }, why: 'only tables have columns' },
  { when: { dialect: except('dialect', ...tables), dependency: ['column'] }, why: 'only tables have columns' },
  {
    when: { dialect: tables, dependency: ['field', 'nested', 'bar', 'sub-heading', 'comment'] },
    why: 'a row has no lines of its own under it',
  },
  {
    when: { dialect: except('dialect', 'heading'), dependency: ['sub-heading'] },
    why: 'a heading below an item or a paragraph ends it',
  },
  { when: { dialect: ['bold-paragraph'], dependency: ['nested'] }, why: 'its fields are a list anyway' },
  {
    when: { reference: ['id'], id: ['1'], dependency: ['sentence', 'arrow'] },
    why: 'nobody calls a task `3` in a sentence',
  },
  { when: { reference: marked, dependency: ['comment'] }, why: 'a comment has no emphasis, code or links' },
  { when: { dialect: ['table-fused'], id: ['1'] }, why: '`1 Courier list` in a cell is a list number or a count' },
  { when: { dialect: tables, separator: except('separator', 'space') }, why: 'the cell parts id and title' },
  {
    when: {
      dialect: ['checklist-plain', 'bullets', 'ordered', 'bold-paragraph', 'heading'],
      id: ['1'],
      separator: ['space'],
    },
    why: '`1 Courier list` and `Task 1 Courier list` are a count and a phrase',
  },
  { when: { dialect: except('dialect', ...tables), noise: ['padding'] }, why: 'only tables are padded' },
  {
    when: {
      dialect: ['heading'],
      noise: ['stars', 'pluses'],
      gate: ['none'],
      dependency: except('dependency', 'nested', 'sub-heading', 'sentence', 'arrow'),
    },
    why: 'there is no list whose bullets could differ',
  },
  {
    when: { plan: ['flat'], gate: ['heading', 'label'] },
    why: 'the gates of these plans are those of their phases',
  },
];

/** Why a spelling, or the part of one that is chosen so far, cannot be; undefined where it can. */
export function whyExcluded(spelling: Partial<Spelling>): string | undefined {
  return exclusions.find(({ when }) =>
    (Object.entries(when) as [Dimension, readonly string[]][]).every(([dimension, values]) => {
      const value = spelling[dimension];
      return value !== undefined && values.includes(value);
    }),
  )?.why;
}
