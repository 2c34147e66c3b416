/** What can be chosen when a plan is written down, and from what. */
export const choices = {
  /** How a task is laid out. */
  dialect: [
    'heading',
    'checklist-bold',
    'checklist-plain',
    'table',
    'table-fused',
    'bold-paragraph',
    'bullets',
    'ordered',
  ],
  /** Where its state is said. */
  state: ['box', 'field', 'column', 'tail', 'mark', 'bracket', 'strike'],
  /** Where it is said what it needs. */
  dependency: ['field', 'nested', 'bar', 'bracket', 'tail', 'column', 'sub-heading', 'sentence', 'arrow', 'comment'],
  /** How other tasks are referred to. */
  reference: ['id', 'keyword', 'plural', 'range', 'and', 'ampersand', 'slash', 'bold', 'code', 'link', 'hard-space'],
  /** The shape of ids. */
  id: ['1', '1.1', 'T001', 'T-1', 'TASK-001', 'P1-01', 'B4'],
  language: ['en', 'de', 'es', 'fr', 'pt', 'zh', 'ja', 'ko', 'he', 'vi', 'ru'],
  /** What stands between the name of a task and its title. */
  separator: ['colon', 'hyphen', 'dash', 'space'],
  /** How a label is set. */
  label: ['bold', 'bold-colon', 'plain', 'emphasis'],
  /** How a checklist of a phase is headed. */
  gate: ['none', 'heading', 'label'],
  /** What is said about the plan in figures. */
  claim: ['none', 'total', 'progress'],
  /** What a formatter or an editor does to the text. */
  noise: [
    'none',
    'stars',
    'pluses',
    'values-bold',
    'crlf',
    'bom',
    'closed-headings',
    'hard-spaces',
    'padding',
    'upper-case-labels',
  ],
  /** Which plan is written. */
  plan: ['phases', 'flat', 'long'],
} as const;

type Choices = typeof choices;

/** One thing that is chosen. */
export type Dimension = keyof Choices;

/** One value for each dimension. */
export type Spelling = { readonly [D in Dimension]: Choices[D][number] };

/** All dimensions, in order. */
export const dimensions = Object.keys(choices) as readonly Dimension[];

/** The spelling as one line, for names and lists. */
export function nameOf(spelling: Spelling): string {
  return dimensions.map((dimension) => spelling[dimension]).join(' ');
}
