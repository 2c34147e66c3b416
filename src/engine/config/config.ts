import type { OwnWords } from '../../model/plan/settings.ts';
import type { ReadSettings } from '../../model/plan/settings.ts';
import type { OwnId } from '../../model/plan/settings.ts';
import type { ChosenTemplate } from '../files/template-file.ts';
import type { Preset, RuleChoice } from '../settings.ts';
import type { Rule } from '../../rule.ts';
import type { Given } from './place.ts';

/** Globs of a configuration. */
export interface ConfigGlobs {
  readonly patterns: readonly string[];
  /** The folder that they count from. */
  readonly folder: string;
  /** Whether they name a file, given by its absolute path. */
  names(path: string): boolean;
  /** Whether they name a file or a folder that it lies in, and do not take it back. */
  hold(path: string): boolean;
}

/** What one file of a configuration says of all plans or, in an override, of some. */
export interface Layer {
  /** The plans that it is for; all of them where this is missing. */
  readonly files: ConfigGlobs | undefined;
  /** Where it begins. */
  readonly place: string;
  readonly template: Given<ChosenTemplate> | undefined;
  readonly sections: Given<ReadSettings['sections']> | undefined;
  readonly hoursPerDay: Given<number> | undefined;
  readonly daysPerWeek: Given<number> | undefined;
  readonly ids: Given<OwnIds> | undefined;
  readonly external: Given<readonly string[]> | undefined;
  readonly words: readonly OwnWordList[];
  readonly rules: readonly RuleChoice[];
}

/** Ids of a team's own. */
export interface OwnIds {
  readonly patterns: readonly string[];
  readonly find: OwnId;
}

/** Words of a team's own for one meaning. */
export interface OwnWordList extends Given<readonly string[]> {
  readonly meaning: keyof OwnWords;
}

/** A configuration with all that it extends. */
export interface Config {
  /** Its file, as it is shown. */
  readonly shown: string;
  /** The files that it extends, as they are shown, each before those that it extends itself. */
  readonly extends: readonly string[];
  readonly preset: Given<Preset> | undefined;
  /** The plugins that it names, as it names them. */
  readonly plugins: readonly Given<string>[];
  /** The rules of its plugins; none where these were not to be loaded. */
  readonly rules: readonly Rule[];
  readonly files: Given<ConfigGlobs> | undefined;
  readonly ignore: Given<ConfigGlobs> | undefined;
  /** Absolute. */
  readonly baseline: Given<string> | undefined;
  /** Later ones win. */
  readonly layers: readonly Layer[];
}
