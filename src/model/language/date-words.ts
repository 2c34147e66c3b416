import { builtInWords, type DateWord } from './words.ts';

/** Number of the month by its name in lower case, without a full stop. Chinese, Japanese, Korean and Vietnamese months are numbers. */
export const months: ReadonlyMap<string, number> = new Map(
  builtInWords.flatMap((words) =>
    Object.entries(words.months ?? {}).flatMap(([number, names]) =>
      names.map((name) => [name, Number(number)] as const),
    ),
  ),
);

/** What a dated label says about its date. `start` and `end` are planned or left open, `started` and `ended` happened. */
export type DateRole = Exclude<DateWord, 'either' | 'deadline'>;

const labels = builtInWords.flatMap(({ dates = {} }) => Object.entries(dates) as [DateWord, readonly string[]][]);

/** Role of a label or table head as it is compared; `_` counts as a space. */
export const dateRoles: ReadonlyMap<string, DateRole> = new Map(
  labels.flatMap(([role, words]) =>
    role === 'either' || role === 'deadline' ? [] : words.map((word) => [word, role] as const),
  ),
);

const labelsOf = (wanted: DateWord): ReadonlySet<string> =>
  new Set(labels.flatMap(([role, words]) => (role === wanted ? words : [])));

/** Labels of a day that something has to be done by, which cannot lie before the plan was made. */
export const deadlines = labelsOf('deadline');

/** Other labels of a moment that may have been planned or have happened: they stand in for either. */
export const eitherEnd = labelsOf('either');
