import { rules } from '../../../rules/index.ts';
import { DEFAULT_SETTINGS } from '../../model/document/document.ts';
import { activeRules, partsOfChoice, type RuleChoice } from '../settings.ts';
import type { Config, ConfigGlobs } from './config.ts';
import { layersFor, putTogether, type Effective } from './effective.ts';
import type { Given } from './place.ts';

/** A value that holds for a plan, and where it comes from: places in configurations, `default`, or a preset. */
export interface Explained {
  readonly value: unknown;
  readonly from: readonly string[];
}

/** The effective configuration of a plan. */
export interface Explanation {
  /** The file of the configuration; null where there is none. */
  readonly configuration: string | null;
  readonly extends: readonly string[];
  /** By key: `words.done`, `tasks.external`. Of `words`, only those that were set. */
  readonly settings: Readonly<Record<string, Explained>>;
  /** Severity and options by the id of the rule. */
  readonly rules: Readonly<Record<string, { readonly severity: Explained; readonly options: Explained }>>;
}

/** Says what holds for a plan, given by its absolute path. Without one, what holds for all plans. `show` shortens paths. */
export function explainConfig(
  config: Config | undefined,
  path: string | undefined,
  show: (path: string) => string,
): Explanation {
  const effective = putTogether(config ? layersFor(config, path) : []);
  const { template, sections, hoursPerDay, daysPerWeek, ids, external, words } = effective;
  const { preset = { value: 'recommended', place: 'default' } } = config ?? {};
  const { file, name } = template?.value ?? {};
  const named = template && { value: file === undefined ? name : show(file), place: template.place };
  return {
    configuration: config?.shown ?? null,
    extends: config?.extends ?? [],
    settings: {
      preset: explained(preset, undefined),
      files: explained(patterns(config?.files), null),
      ignore: explained(patterns(config?.ignore), []),
      baseline: explained(config?.baseline && { ...config.baseline, value: show(config.baseline.value) }, null),
      plugins: explained(config && config.plugins.length > 0 ? listed(config.plugins) : undefined, []),
      template: explained(named, null),
      sections: explained(sections, DEFAULT_SETTINGS.sections),
      hoursPerDay: explained(hoursPerDay, DEFAULT_SETTINGS.hoursPerDay),
      daysPerWeek: explained(daysPerWeek, DEFAULT_SETTINGS.daysPerWeek),
      'tasks.ids': explained(ids && { value: ids.value.patterns, place: ids.place }, []),
      'tasks.external': explained(external, DEFAULT_SETTINGS.external),
      ...Object.fromEntries([...words].map(([meaning, list]) => [`words.${meaning}`, together(list)])),
    },
    rules: explainRules(config, effective),
  };
}

function explained(given: Given<unknown> | undefined, otherwise: unknown): Explained {
  return given ? { value: given.value, from: [given.place] } : { value: otherwise, from: ['default'] };
}

function patterns(given: Given<ConfigGlobs> | undefined): Given<readonly string[]> | undefined {
  return given && { value: given.value.patterns, place: given.place };
}

function listed(list: readonly Given<string>[]): Given<readonly string[]> {
  return { value: list.map(({ value }) => value), place: list[0]?.place ?? '' };
}

function together(list: readonly Given<string>[]): Explained {
  return { value: list.map(({ value }) => value), from: [...new Set(list.map(({ place }) => place))] };
}

function explainRules(config: Config | undefined, effective: Effective): Explanation['rules'] {
  const preset = config?.preset?.value ?? 'recommended';
  const all = [...rules, ...(config?.rules ?? [])];
  const known = new Set(all.map(({ id }) => id));
  // Of plugins that were not loaded nobody knows the rules.
  const choices = effective.rules.filter(({ id }) => known.has(id));
  const active = new Map(activeRules({ preset, choices, rules: all }).map((rule) => [rule.rule.id, rule]));
  return Object.fromEntries(
    all.map((rule) => {
      const { id } = rule;
      const own = choices.filter((choice) => choice.id === id);
      const severity = { value: active.get(id)?.severity ?? 'off', from: [from(own.at(-1)) ?? `preset ${preset}`] };
      const withOptions = own.findLast(({ setting }) => partsOfChoice(setting).options !== undefined);
      const options = rule.parseOptions(withOptions && partsOfChoice(withOptions.setting).options);
      return [id, { severity, options: { value: options, from: [from(withOptions) ?? 'default'] } }];
    }),
  );
}

function from(choice: RuleChoice | undefined): string | undefined {
  return typeof choice?.place === 'function' ? choice.place([], 'key') : choice?.place;
}
