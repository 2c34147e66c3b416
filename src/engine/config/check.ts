import * as v from 'valibot';
import { isPluginRule } from '../plugin.ts';
import { checkChoice } from '../settings.ts';
import { UsageError } from '../usage.ts';
import { whyNotGlob } from './glob-limits.ts';
import { isInRules, sentencesOf } from './issues.ts';
import type { PlaceOf, Way } from './place.ts';
import { configSchema, type ConfigData } from './schema.ts';

/** A configuration as it was checked. Throws a `UsageError` with a sentence for everything that is wrong with it. */
export function checkConfig(value: unknown, placeOf: PlaceOf): ConfigData {
  const checked = v.safeParse(configSchema, value);
  const problems = [
    ...sentencesOf(
      configSchema,
      (checked.issues ?? []).filter((issue) => !isInRules(issue)),
      placeOf,
    ),
    ...wrongRules(value, placeOf),
    ...wrongGlobs(value, placeOf),
  ];
  if (problems.length > 0) throw new UsageError(...problems);
  // Whatever is wrong was said above, in better words.
  if (!checked.success) throw new v.ValiError(checked.issues);
  return checked.output;
}

/** Of rules the same is said as on the command line. Those of plugins are checked once these are loaded. */
function wrongRules(value: unknown, placeOf: PlaceOf): string[] {
  return settingsIn(value).flatMap(({ way, settings }) => {
    const chosen = partOf(settings, 'rules');
    if (!isMap(chosen)) return [];
    return Object.entries(chosen).flatMap(([id, setting]): readonly string[] => {
      if (isPluginRule(id)) return [];
      try {
        checkChoice({ id, setting, place: (inside, part) => placeOf([...way, 'rules', id, ...inside], part) });
        return [];
      } catch (error) {
        if (error instanceof UsageError) return error.problems;
        throw error;
      }
    });
  });
}

function wrongGlobs(value: unknown, placeOf: PlaceOf): string[] {
  const inside = (way: Way, list: unknown): string[] =>
    (Array.isArray(list) ? (list as unknown[]) : []).flatMap((glob, index) => {
      // An empty one is no text, which was said already.
      const why = typeof glob === 'string' && glob !== '' ? whyNotGlob(glob) : undefined;
      return why === undefined ? [] : [`the glob \`${String(glob)}\` in ${placeOf([...way, index], 'value')} ${why}`];
    });
  return [
    ...inside(['ignore'], partOf(value, 'ignore')),
    ...settingsIn(value).flatMap(({ way, settings }) => [
      ...inside([...way, 'files'], partOf(settings, 'files')),
      ...inside([...way, 'tasks', 'external'], partOf(partOf(settings, 'tasks'), 'external')),
    ]),
  ];
}

/** The configuration itself and its overrides, each with the way to it. */
function settingsIn(value: unknown): { readonly way: Way; readonly settings: unknown }[] {
  const overrides = partOf(value, 'overrides');
  const list = Array.isArray(overrides) ? (overrides as unknown[]) : [];
  return [{ way: [], settings: value }, ...list.map((settings, index) => ({ way: ['overrides', index], settings }))];
}

function partOf(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
