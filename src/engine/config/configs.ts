import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { missingPath } from '../files/missing-path.ts';
import { projectRoot, slashed } from '../files/project.ts';
import type { Rule } from '../../rule.ts';
import type { PluginPolicy } from '../plugins.ts';
import { UsageError } from '../usage.ts';
import type { Config } from './config.ts';
import { configNames, configsIn, foreignConfigsIn } from './find.ts';

/** The configuration of a folder. Where there is a wrong one, nothing is known but what is wrong with it. */
export interface Lookup {
  readonly config?: Config;
  readonly problems: readonly string[];
}

const NONE: Lookup = { problems: [] };

/**
 * Finds the configuration for files: the nearest one above a file, up to the root of its repository. Nothing is loaded
 * that can read one until there is one.
 */
export class Configs {
  readonly #cwd: string;
  readonly #chosen: string | false | undefined;
  readonly #policy: PluginPolicy;
  /** What is said of files that look like configurations and are none. */
  readonly remarks: string[] = [];
  readonly #folders = new Map<string, Promise<Lookup>>();
  readonly #files = new Map<string, Promise<Lookup>>();

  /** `chosen` is the file that stands in for all that would be found; false for none. Plugins are loaded by `policy`. */
  constructor(cwd: string, chosen?: string | false, policy?: PluginPolicy) {
    this.#cwd = cwd;
    this.#chosen = chosen;
    this.#policy = policy;
  }

  /** The configuration for the files of a folder. */
  of(folder: string): Promise<Lookup> {
    const known = this.#folders.get(folder) ?? this.#find(folder);
    this.#folders.set(folder, known);
    return known;
  }

  /** The rules of the plugins of all configurations that were read so far. */
  async pluginRules(): Promise<Rule[]> {
    return [...new Set((await this.known()).flatMap((config) => config.rules))];
  }

  /** The configurations that were read so far. */
  async known(): Promise<Config[]> {
    const lookups = await Promise.all(this.#files.values());
    return lookups.flatMap(({ config }) => config ?? []);
  }

  #find(folder: string): Promise<Lookup> {
    if (this.#chosen === false) return Promise.resolve(NONE);
    if (this.#chosen !== undefined) return this.#load(resolve(this.#cwd, this.#chosen), this.#chosen);
    for (const path of foreignConfigsIn(folder)) {
      const shown = slashed(relative(this.#cwd, path));
      this.remarks.push(`\`${shown}\` is not read: a configuration is called ${configNames}`);
    }
    const [first, ...others] = configsIn(folder);
    if (others.length > 0) return Promise.resolve({ problems: [this.#tooMany(folder, [first ?? '', ...others])] });
    if (first !== undefined) return this.#load(first);
    const above = dirname(folder);
    return above === folder || projectRoot(folder) === folder ? Promise.resolve(NONE) : this.of(above);
  }

  #load(path: string, chosen?: string): Promise<Lookup> {
    const known = this.#files.get(path) ?? this.#read(path, chosen);
    this.#files.set(path, known);
    return known;
  }

  async #read(path: string, chosen?: string): Promise<Lookup> {
    if (chosen !== undefined && !existsSync(path)) {
      return { problems: [`--config: ${missingPath(chosen, this.#cwd)}`] };
    }
    const { loadConfig } = await import('./load.ts');
    try {
      return { config: await loadConfig(path, this.#cwd, this.#policy), problems: [] };
    } catch (error) {
      if (error instanceof UsageError) return { problems: error.problems };
      throw error;
    }
  }

  #tooMany(folder: string, paths: readonly string[]): string {
    const names = paths.map((path) => `\`${basename(path)}\``);
    const where = slashed(relative(this.#cwd, folder)) || 'this folder';
    const which = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    return `${where} has ${paths.length} configurations, ${which}: keep one of them`;
  }
}
