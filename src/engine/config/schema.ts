import * as v from 'valibot';
import { _addIssue as addIssue } from 'valibot';
import { rules } from '../../../rules/index.ts';
import { meanings } from '../../model/language/own-words.ts';
import type { OwnWords } from '../../model/plan/settings.ts';

const severity = v.pipe(
  v.picklist(['off', 'warning', 'error', 'warn', 0, 1, 2]),
  v.description('How loud a rule is; `warn`, 0, 1 and 2 are accepted besides the words'),
);

const text = v.pipe(v.string(), v.minLength(1));
const texts = v.array(text);
const globs = v.pipe(texts, v.minLength(1));

/** Of an ordinary object, `constructor` would be a key too. */
function bare<E extends v.ObjectEntries>(entries: E): E {
  return Object.assign(Object.create(null) as E, entries);
}

/** The same schema, but for a list, which valibot by itself would take for a map without keys. */
function noList<S extends v.GenericSchema>(schema: S): S {
  return {
    ...schema,
    '~run'(dataset, config) {
      if (!Array.isArray(dataset.value)) return schema['~run'](dataset, config);
      addIssue(schema, 'type', dataset, config);
      return dataset as object as v.OutputDataset<never, v.BaseIssue<unknown>>;
    },
  };
}

/** A map that knows its keys. */
function map<const E extends v.ObjectEntries>(entries: E): v.StrictObjectSchema<E, undefined> {
  return noList(v.strictObject(bare(entries)));
}

/** A map that knows some of its keys. */
function openMap(entries: v.ObjectEntries): v.GenericSchema<unknown, Record<string, unknown>> {
  return noList(v.looseObject(bare(entries)));
}

function key<const S extends v.GenericSchema>(schema: S, description: string) {
  return v.exactOptional(v.pipe(schema, v.description(description)));
}

const settings = rules.map(({ id, description, schema }) => {
  const setting = v.union([severity, v.strictTuple([severity]), v.strictTuple([severity, schema])]);
  return [id, key(setting, description)] as const;
});

const words = Object.entries(meanings).map(([meaning, description]) => [meaning, key(texts, description)] as const);
/** What `words` hold once they are checked. */
type WordEntries = Readonly<Record<keyof OwnWords, v.ExactOptionalSchema<typeof texts, undefined>>>;

/** What may be set for all files and, in `overrides`, for some. */
const forFiles = {
  template: key(text, 'The template that the plans are written from: the name of a built-in one, or a file'),
  sections: key(
    v.array(
      v.union([
        text,
        map({
          title: v.pipe(text, v.description('The title of the section')),
          aliases: key(texts, 'Titles that are as good'),
        }),
      ]),
    ),
    'Sections that every plan has to have, besides those of its template',
  ),
  rules: key(
    // Which rules plugins have is known once they are loaded.
    openMap(Object.fromEntries(settings)),
    'A severity, or a severity and options, by the id of a rule',
  ),
  words: key(
    map(Object.fromEntries(words) as object as WordEntries),
    'Words of your own by what they mean, besides those that planvet knows',
  ),
  hoursPerDay: key(v.pipe(v.number(), v.gtValue(0), v.maxValue(24)), 'Hours of work in a day; 8 unless set'),
  daysPerWeek: key(v.pipe(v.number(), v.gtValue(0), v.maxValue(7)), 'Days of work in a week; 5 unless set'),
  tasks: key(
    map({
      ids: key(texts, 'Regular expressions (RE2) of ids of your own, besides the shapes that planvet knows'),
      external: key(texts, 'Globs of ids that other plans or systems have: they are never unknown'),
    }),
    'About the tasks of the plans',
  ),
};

/** Schemas that stand in several places of the configuration, by name. */
export const shared: Readonly<Record<string, v.GenericSchema>> = {
  severity,
  ...Object.fromEntries(Object.entries(forFiles).map(([name, { wrapped }]) => [name, wrapped])),
};

/** A configuration. */
export const configSchema = v.pipe(
  map({
    $schema: key(v.string(), 'The schema of this file, for editors'),
    extends: key(
      v.union([text, texts]),
      'What this configuration builds on: `planvet:recommended`, `planvet:strict`, `planvet:none`, or paths of other configurations; later ones win',
    ),
    plugins: key(
      texts,
      'Modules with rules of your own: files that begin with `./`, or packages; loaded with `--allow-plugins` only, since they are code',
    ),
    files: key(globs, 'Globs of the plans to lint where no paths are given, instead of all plans outside of archives'),
    ignore: key(texts, 'Globs of files and folders that are left out, named or not'),
    baseline: key(text, 'The file with the findings that are accepted for now; `--update-baseline` writes it'),
    ...forFiles,
    overrides: key(
      v.array(map({ files: v.pipe(globs, v.description('Globs of the files that this is for')), ...forFiles })),
      'Settings for some of the files; later ones win',
    ),
  }),
  v.title('Configuration of planvet'),
);

/** A configuration that was found to be right. */
export type ConfigData = v.InferOutput<typeof configSchema>;

/** What a configuration says for all files or for some. */
export type FileSettings = Omit<NonNullable<ConfigData['overrides']>[number], 'files'>;
