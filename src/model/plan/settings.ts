import type { FieldRole } from './field.ts';
import type { SectionRole } from './section.ts';
import type { State } from './state.ts';

/** What a reader may set. Hours per day and days per week turn days and weeks into hours. */
export interface ReadSettings {
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
  /** Sections demanded besides the template's. */
  readonly sections: readonly { readonly title: string; readonly aliases: readonly string[] }[];
  /** Words besides those that planvet knows. */
  readonly words: OwnWords;
  /** Globs of ids that other plans or systems have: they are never unknown. */
  readonly external: readonly string[];
  /** Finds ids of a shape of the team's own; undefined where it has none. */
  readonly ownId: OwnId | undefined;
}

/** What a word can mean in a plan. */
export type Meaning =
  | Exclude<State, 'unknown'>
  | 'task'
  | 'phase'
  | 'draft'
  | 'archived'
  | 'none'
  | 'undecided'
  | 'optional'
  | 'but'
  | 'entry-gate'
  | FieldRole
  | SectionRole;

/**
 * Words of a team's own besides those that come with planvet, by what they mean: `{done: ['klart'], dependencies: ['beror
 * på']}`. One that means something else already means what it means here.
 */
export type OwnWords = Readonly<Partial<Record<Meaning, readonly string[]>>>;

/** How many characters the id has that a text begins with, by the patterns of a team; 0 where it begins with none. */
export type OwnId = (text: string) => number;
