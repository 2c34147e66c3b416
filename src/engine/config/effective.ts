import type { OwnWords } from '../../model/plan/settings.ts';
import type { ReadSettings } from '../../model/plan/settings.ts';
import type { RuleChoice } from '../settings.ts';
import type { Config, Layer } from './config.ts';
import type { Given } from './place.ts';

/** What a configuration says of one plan. */
export interface Effective extends Pick<
  Layer,
  'template' | 'sections' | 'hoursPerDay' | 'daysPerWeek' | 'ids' | 'external'
> {
  /** Words by meaning, each with its place. */
  readonly words: ReadonlyMap<keyof OwnWords, readonly Given<string>[]>;
  /** Later ones win. */
  readonly rules: readonly RuleChoice[];
}

/** The parts of a configuration that are for a plan: all but the overrides for other files. Without a path, only what is for all. */
export function layersFor({ layers }: Config, path: string | undefined): Layer[] {
  return layers.filter(({ files }) => files === undefined || (path !== undefined && files.names(path)));
}

/** Puts layers together; what later ones say wins. */
export function putTogether(layers: readonly Layer[]): Effective {
  const last = <K extends keyof Layer>(key: K): Layer[K] | undefined =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key];
  return {
    template: last('template'),
    sections: last('sections'),
    hoursPerDay: last('hoursPerDay'),
    daysPerWeek: last('daysPerWeek'),
    ids: last('ids'),
    external: last('external'),
    words: layers.reduce(addWords, new Map()),
    rules: layers.flatMap(({ rules }) => rules),
  };
}

/** A word means what the last layer that has it says. */
function addWords(before: Effective['words'], { words }: Layer): Effective['words'] {
  const fold = (word: string) => word.trim().toLowerCase();
  const given = new Set(words.flatMap(({ value }) => value.map(fold)));
  const all = new Map(
    [...before].map(([meaning, list]) => [meaning, list.filter(({ value }) => !given.has(fold(value)))]),
  );
  for (const { meaning, value, place } of words) {
    all.set(meaning, [...(all.get(meaning) ?? []), ...value.map((word) => ({ value: word, place }))]);
  }
  return all;
}

/** How plans are read under a configuration. */
export function readSettingsOf({
  sections,
  hoursPerDay,
  daysPerWeek,
  ids,
  external,
  words,
}: Effective): Partial<ReadSettings> {
  const own = [...words].map(([meaning, list]) => [meaning, list.map(({ value }) => value)] as const);
  return {
    ...(sections && { sections: sections.value }),
    ...(hoursPerDay && { hoursPerDay: hoursPerDay.value }),
    ...(daysPerWeek && { daysPerWeek: daysPerWeek.value }),
    ...(ids && { ownId: ids.value.find }),
    ...(external && { external: external.value }),
    ...(own.length > 0 && { words: Object.fromEntries(own) }),
  };
}
