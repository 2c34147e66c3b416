import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { missingPath } from '../files/missing-path.ts';
import { didYouMean } from '../nearest.ts';
import { isPluginRule } from '../plugin.ts';
import { loadPlugin, type PluginPolicy } from '../plugins.ts';
import { checkChoice, presets, type Preset } from '../settings.ts';
import { UsageError } from '../usage.ts';
import type { Rule } from '../../rule.ts';
import type { Config, ConfigGlobs } from './config.ts';
import { readConfigFile, shownFrom, type ConfigFile } from './file.ts';
import { globsOf, layersOf } from './layers.ts';
import type { Given } from './place.ts';

/** Most files that a configuration may extend, each counted as often as it is named. */
const MOST = 100;

/** How a file was reached: the files from the first one on, and how many more may be read. */
interface Trail {
  readonly steps: readonly string[];
  readonly files: { left: number };
}

/** Reads a configuration and all that it extends. Throws a `UsageError` with everything that is wrong in the first bad file. */
export async function loadConfig(path: string, cwd: string, policy: PluginPolicy): Promise<Config> {
  const config = await loadWithBases(path, cwd, policy, { steps: [], files: { left: MOST } });
  const named = config.plugins.length > 0;
  if (named && policy === undefined) {
    const [{ place } = { place: path }] = config.plugins;
    throw new UsageError(
      `\`plugins\` in ${place} are code, so they are loaded with --allow-plugins only; --no-allow-plugins lints without them`,
    );
  }
  if (!named || policy === true) checkPluginRules(config);
  return config;
}

/** Throws a `UsageError` where rules of plugins are set that there are not, or wrongly. */
function checkPluginRules({ layers, rules }: Config): void {
  const problems = layers.flatMap((layer) =>
    layer.rules
      .filter(({ id }) => isPluginRule(id))
      .flatMap((choice): readonly string[] => {
        try {
          checkChoice(choice, rules);
          return [];
        } catch (error) {
          if (error instanceof UsageError) return error.problems;
          throw error;
        }
      }),
  );
  if (problems.length > 0) throw new UsageError(...problems);
}

async function loadWithBases(
  path: string,
  cwd: string,
  policy: PluginPolicy,
  { steps: before, files }: Trail,
): Promise<Config> {
  const file = readConfigFile(path, cwd);
  const steps = [...before, path];
  const bases: Partial<Config>[] = [];
  for (const base of basesOf(file)) {
    const preset = presetNamed(base.value);
    bases.push(
      preset ? { preset: { ...base, value: preset } } : await loadBase(base, file, cwd, policy, { steps, files }),
    );
  }
  const plugins = pluginsOf(file);
  const own: Partial<Config> = {
    plugins,
    rules: policy === true ? await rulesOf(plugins, file) : [],
    files: globs(file, 'files'),
    ignore: globs(file, 'ignore'),
    baseline: baselineOf(file),
    layers: await layersOf(file),
  };
  const all = [...bases, own];
  const rules = [...new Map(all.flatMap(({ rules: some = [] }) => some).map((rule) => [rule.id, rule])).values()];
  return {
    shown: file.shown,
    extends: bases.toReversed().flatMap(({ shown, extends: further = [] }) => (shown ? [shown, ...further] : [])),
    preset: all.findLast(({ preset }) => preset)?.preset,
    plugins: all.flatMap((part) => part.plugins ?? []),
    rules,
    files: all.findLast(({ files }) => files)?.files,
    ignore: all.findLast(({ ignore }) => ignore)?.ignore,
    baseline: all.findLast(({ baseline }) => baseline)?.baseline,
    layers: all.flatMap(({ layers = [] }) => layers),
  };
}

/** Reads a file that another one extends; `steps` lead to it from the first. */
function loadBase(
  base: Given<string>,
  file: ConfigFile,
  cwd: string,
  policy: PluginPolicy,
  trail: Trail,
): Promise<Config> {
  const next = pathOf(base, file);
  const { steps, files } = trail;
  if (files.left-- === 0) {
    throw new UsageError(
      `\`extends\` in ${base.place} is one too many: a configuration may extend ${MOST} files in all`,
    );
  }
  if (!steps.includes(next)) return loadWithBases(next, cwd, policy, trail);
  const round = [...steps.slice(steps.indexOf(next)), next].map((step) => `\`${shownFrom(cwd, step)}\``);
  throw new UsageError(`\`extends\` in ${base.place} goes round in a circle: ${round.join(', ')}`);
}

function pluginsOf({ data, placeOf }: ConfigFile): Given<string>[] {
  return (data.plugins ?? []).map((value, index) => ({ value, place: placeOf(['plugins', index], 'value') }));
}

/** The rules of the plugins that a file names. */
async function rulesOf(plugins: readonly Given<string>[], { path }: ConfigFile): Promise<Rule[]> {
  const loaded = await Promise.all(plugins.map(({ value, place }) => loadPlugin(value, path, place)));
  for (const [index, { name }] of loaded.entries()) {
    const before = loaded.findIndex((other) => other.name === name);
    if (before === index || loaded[before] === loaded[index]) continue;
    throw new UsageError(
      `the plugin in ${plugins[index]?.place ?? ''} is called \`${name}\` like the one in ${plugins[before]?.place ?? ''}`,
    );
  }
  return loaded.flatMap(({ rules }) => rules);
}

/** What a file extends, in its order. */
function basesOf({ data, placeOf }: ConfigFile): Given<string>[] {
  const { extends: bases = [] } = data;
  if (typeof bases === 'string') return [{ value: bases, place: placeOf(['extends'], 'value') }];
  return bases.map((value, index) => ({ value, place: placeOf(['extends', index], 'value') }));
}

function presetNamed(name: string): Preset | undefined {
  return presets.find((preset) => name === `planvet:${preset}`);
}

/** The file that `extends` names. */
function pathOf({ value, place }: Given<string>, { path }: ConfigFile): string {
  const folder = dirname(path);
  const next = resolve(folder, value);
  if (/^\.{1,2}[/\\]/.test(value) || isAbsolute(value)) {
    if (existsSync(next)) return next;
    throw new UsageError(`\`extends\` in ${place}: ${missingPath(value, folder)}`);
  }
  const names = presets.map((preset) => `planvet:${preset}`);
  const near = existsSync(next) ? `; did you mean \`./${value}\`?` : didYouMean(value, names);
  const forms = `: there is ${names.map((name) => `\`${name}\``).join(', ')}, and files begin with \`./\` or \`../\``;
  throw new UsageError(`unknown \`${value}\` of \`extends\` in ${place}${near || forms}`);
}

function baselineOf({ path, data, placeOf }: ConfigFile): Given<string> | undefined {
  const { baseline } = data;
  return baseline === undefined
    ? undefined
    : { value: resolve(dirname(path), baseline), place: placeOf(['baseline'], 'key') };
}

function globs(file: ConfigFile, key: 'files' | 'ignore'): Given<ConfigGlobs> | undefined {
  const patterns = file.data[key];
  return patterns && { value: globsOf(file, patterns), place: file.placeOf([key], 'key') };
}
