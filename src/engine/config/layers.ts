import { dirname, relative } from 'node:path';
import type { OwnWords } from '../../model/plan/settings.ts';
import { isWithin, slashed } from '../files/project.ts';
import { chooseTemplate } from '../files/template-file.ts';
import { UsageError } from '../usage.ts';
import type { ConfigGlobs, Layer, OwnIds } from './config.ts';
import type { ConfigFile } from './file.ts';
import { readGlobs } from './globs.ts';
import type { Given, Way } from './place.ts';
import type { FileSettings } from './schema.ts';

/**
 * What a file says of all plans, and then its overrides. Throws a `UsageError` for a template that is not there and for
 * patterns of ids that are none.
 */
export async function layersOf(file: ConfigFile): Promise<Layer[]> {
  const { overrides = [] } = file.data;
  const layers = [await layerOf(file, file.data, [])];
  for (const [index, settings] of overrides.entries()) {
    const layer = await layerOf(file, settings, ['overrides', index]);
    layers.push({ ...layer, files: globsOf(file, settings.files) });
  }
  return layers;
}

/** Globs that count from the folder of a file. */
export function globsOf({ path }: ConfigFile, patterns: readonly string[]): ConfigGlobs {
  const folder = dirname(path);
  const globs = readGlobs(patterns);
  const said = (other: string) => globs(slashed(relative(folder, other)));
  const holds = (other: string): boolean =>
    other !== folder && isWithin(folder, other) && (said(other) ?? holds(dirname(other)));
  return { patterns, folder, names: (other) => said(other) ?? false, hold: holds };
}

async function layerOf({ path, placeOf }: ConfigFile, settings: FileSettings, way: Way): Promise<Layer> {
  const given = <T>(value: T | undefined, ...inside: Way): Given<T> | undefined =>
    value === undefined ? undefined : { value, place: placeOf([...way, ...inside], 'key') };
  const { template, sections, hoursPerDay, daysPerWeek, tasks, words = {}, rules = {} } = settings;
  const templatePlace = `\`template\` in ${placeOf([...way, 'template'], 'value')}`;
  return {
    files: undefined,
    place: placeOf(way, 'value'),
    template: given(
      template === undefined ? undefined : await chooseTemplate(template, dirname(path), templatePlace),
      'template',
    ),
    sections: given(
      sections?.map((section) =>
        typeof section === 'string'
          ? { title: section, aliases: [] }
          : { title: section.title, aliases: section.aliases ?? [] },
      ),
      'sections',
    ),
    hoursPerDay: given(hoursPerDay, 'hoursPerDay'),
    daysPerWeek: given(daysPerWeek, 'daysPerWeek'),
    ids: given(
      tasks?.ids && (await idsOf(tasks.ids, (index) => placeOf([...way, 'tasks', 'ids', index], 'value'))),
      'tasks',
      'ids',
    ),
    external: given(tasks?.external, 'tasks', 'external'),
    words: (Object.entries(words) as [keyof OwnWords, string[]][]).map(([meaning, value]) => ({
      meaning,
      value,
      place: placeOf([...way, 'words', meaning], 'key'),
    })),
    rules: Object.entries(rules).map(([id, setting]) => ({
      id,
      setting,
      place: (inside, part) => placeOf([...way, 'rules', id, ...inside], part),
    })),
  };
}

/** Loaded only where somebody has patterns: what reads them is large. */
async function idsOf(patterns: readonly string[], placeOf: (index: number) => string): Promise<OwnIds> {
  const { readIdPatterns, whyNotPattern } = await import('./id-patterns.ts');
  const problems = patterns.flatMap((pattern, index) => {
    const why = whyNotPattern(pattern);
    return why === undefined ? [] : [`the pattern \`${pattern}\` in ${placeOf(index)} cannot be read: ${why}`];
  });
  if (problems.length > 0) throw new UsageError(...problems);
  return { patterns, find: readIdPatterns(patterns) };
}
