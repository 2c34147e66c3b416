import { dirname, resolve } from 'node:path';
import { isWithin, projectPath } from '../files/project.ts';
import { expectationOf, type Expectation } from '../discovery.ts';
import type { Config } from './config.ts';
import type { Configs } from './configs.ts';

/** What configurations say of which files are linted. */
export class Scope {
  readonly #configs: Configs;
  readonly #cwd: string;

  constructor(configs: Configs, cwd: string) {
    this.#configs = configs;
    this.#cwd = cwd;
  }

  /** Why a file is left out, even where somebody named it; undefined if it is not. */
  async whyNotFile(path: string): Promise<string | undefined> {
    const config = await this.#of(dirname(path));
    if (!config) return undefined;
    if (config.ignore?.value.hold(path)) return whyIgnored(config);
    const template = config.layers.find((layer) => layer.template?.value.file === path)?.template;
    return template && `plans are written from it, by \`template\` in ${template.place}`;
  }

  /** Why nothing in a folder is linted; undefined if something may be. */
  async whyNotFolder(path: string): Promise<string | undefined> {
    const config = await this.#of(path);
    const ignore = config?.ignore?.value;
    // What is taken back may lie deeper.
    if (!config || !ignore?.hold(path) || ignore.patterns.some((pattern) => pattern.startsWith('!'))) return undefined;
    return whyIgnored(config);
  }

  /** Whether a file is one of those that a configuration names. */
  async names(path: string): Promise<boolean> {
    return (await this.#of(dirname(path)))?.files?.value.names(path) ?? false;
  }

  /** How surely a file is to be linted: certainly where the configuration names it, else by its place. */
  async expects(path: string): Promise<Expectation> {
    const config = await this.#of(dirname(path));
    if (config?.files) return config.files.value.names(path) ? 'certain' : 'perhaps';
    return expectationOf(projectPath(path, this.#cwd));
  }

  /** Whether a configuration asks for files in a folder or below it by the folder's name. */
  async asksFor(folder: string): Promise<boolean> {
    const files = (await this.#of(folder))?.files?.value;
    if (!files) return false;
    const { globRoots } = await import('./globs.ts');
    return globRoots(files.patterns).some((root) => isWithin(folder, resolve(files.folder, root)));
  }

  /** Where a configuration says which files it is about, and with which globs; undefined where it does not say. */
  async files(folder: string): Promise<{ readonly globs: readonly string[]; readonly place: string } | undefined> {
    const files = (await this.#of(folder))?.files;
    return files && { globs: files.value.patterns, place: files.place };
  }

  async #of(folder: string): Promise<Config | undefined> {
    return (await this.#configs.of(folder)).config;
  }
}

function whyIgnored({ ignore, shown }: Config): string {
  return `ignored by \`ignore\` in ${ignore?.place ?? shown}`;
}
