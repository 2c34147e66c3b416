import { rules as builtIn } from '../../rules/index.ts';
import { placeOf } from '../model/document/formats.ts';
import type { Files } from '../model/plan/files.ts';
import type { ReadOptions } from '../model/read.ts';
import { builtInTemplates, type Template } from '../model/template/template.ts';
import type { Rule } from '../rule.ts';
import { didYouMean } from './nearest.ts';
import type { LintResult } from './finding.ts';
import { fixDocument, type FixOutcome } from './fix.ts';
import { lintDocument } from './lint.ts';
import { activeRules, readPreset, type Preset, type RuleSetting, type Settings } from './settings.ts';
import { UsageError } from './usage.ts';

/** How a text is linted. Everything has a default. */
export interface LintOptions {
  /** Path of the document: its name and folders mean something, and results carry it. */
  readonly path?: string;
  /** Severity and options by rule id, over the defaults. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** The severities to begin with: `recommended`, `strict` or `none`. */
  readonly preset?: Preset;
  /** The only rules that run. */
  readonly only?: readonly string[];
  /** Gates must be ticked whatever is reached. */
  readonly release?: boolean;
  /** The template that the document is written from: the name of a built-in one, or one made by `deriveTemplate`. */
  readonly template?: string | Template;
  /** What is known of files beside the document. */
  readonly files?: Files;
  /** Other documents of the set that the text belongs to (`spec.md` beside `tasks.md`). Findings about them are not reported. */
  readonly siblings?: readonly LintInput[];
  /**
   * How plans are read: how hours are counted, which sections are demanded besides the template's, words and ids of your
   * own, and ids that other plans have.
   */
  readonly read?: NonNullable<ReadOptions['settings']>;
  /** Rules besides the built-in ones. They run at their `recommended` severity unless `rules` says otherwise. */
  readonly plugins?: readonly Rule[];
}

/** A document for `lint`. */
export interface LintInput {
  readonly text: string;
  readonly path: string;
}

/** Lints one text. Throws a `UsageError` where an option is wrong, and nothing for what is wrong with the text. */
export function lintText(text: string, options: LintOptions = {}): LintResult {
  const { path = '<text>', files, siblings } = options;
  return lintDocument({ text, path, files, siblings, projectPath: options.path }, resolve(options));
}

/** How a text is fixed: as it is linted, and which fixes are applied. */
export interface FixOptions extends LintOptions {
  /** Also what is only suggested, for findings that have just one suggestion. */
  readonly unsafe?: boolean;
}

/**
 * Applies the fixes of one text. Each is proved by reading the text again: one that changes anything besides, leaves its
 * finding there or brings up another one is refused, with a notice. No fix ticks a box. Throws what `lintText` throws.
 */
export function fix(text: string, options: FixOptions = {}): FixOutcome {
  const { path = '<text>', files, siblings, unsafe = false } = options;
  return fixDocument({ text, path, files, siblings, projectPath: options.path }, resolve(options), { unsafe });
}

/** Lints several texts with the same options, in the order given. Those that form a set by their paths are read together. */
export function lint(inputs: readonly LintInput[], options: Omit<LintOptions, 'path'> = {}): LintResult[] {
  const settings = resolve(options);
  const { files } = options;
  return inputs.map((self) => {
    const { text, path } = self;
    const place = placeOf(path);
    const set = place ? inputs.filter((other) => other !== self && place.includes(other.path)) : [];
    const siblings = [...set, ...(options.siblings ?? [])];
    return lintDocument({ text, path, files, siblings, self, projectPath: path }, settings);
  });
}

function resolve(options: LintOptions): Settings {
  const { preset = 'recommended', rules = {}, only = [], release = false, template, read, plugins = [] } = options;
  const known = [...builtIn, ...plugins];
  const choices = Object.entries(rules).map(([id, setting]) => ({ id, setting, place: 'the option `rules`' }));
  return {
    rules: activeRules({
      preset: readPreset(preset, 'the option `preset`'),
      choices,
      only,
      release,
      rules: known,
    }),
    known,
    ...(template === undefined ? {} : { template: { template: named(template), how: 'option' } }),
    ...(read ? { read } : {}),
  };
}

function named(template: string | Template): Template {
  return typeof template === 'string' ? findTemplate(template, 'the option `template`') : template;
}

/** The built-in template of a name. Throws a `UsageError` that lists the names where there is none; `place` says who named it. */
export function findTemplate(name: string, place: string): Template {
  const template = builtInTemplates.get(name);
  if (template) return template;
  const names = [...builtInTemplates.keys()];
  throw new UsageError(
    `unknown template \`${name}\` in ${place}${didYouMean(name, names)} (built in: ${names.join(', ')}; a file needs a slash or a dot: \`./${name}\`)`,
  );
}
