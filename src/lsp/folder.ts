import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Baselines } from '../cli/baselines.ts';
import { FileSettings } from '../cli/file-settings.ts';
import { Configs } from '../engine/config/configs.ts';
import { configPlaces } from '../engine/config/find.ts';
import { Scope } from '../engine/config/scope.ts';
import { whyNotNamed } from '../engine/files/select.ts';
import { projectRoot } from '../engine/files/project.ts';
import { SiblingFiles } from '../engine/files/siblings.ts';
import type { Expectation } from '../engine/discovery.ts';
import type { OtherDocument } from '../engine/lint.ts';
import type { Settings } from '../engine/settings.ts';
import type { Rule } from '../rule.ts';
import type { ClientSettings } from './client-settings.ts';
import type { OpenFiles } from './open-files.ts';

/** Milliseconds for which the files of a set are not looked for again. */
const LISTED = 2000;

/** What decides how a text is linted, at one time. */
export interface Ground {
  readonly settings: Settings;
  readonly pluginRules: readonly Rule[];
  readonly expected: Expectation;
  /** Why it is not linted at all, if it is not. */
  readonly leftOut: string | undefined;
  readonly accepts: Awaited<ReturnType<Baselines['acceptedIn']>>;
}

interface Configured {
  readonly configs: Configs;
  readonly settings: FileSettings;
  readonly scope: Scope;
  readonly baselines: Baselines;
}

/**
 * A folder that an editor works in, and the configurations of its plans. No editor has to say when one of their files has
 * changed: that is looked up.
 */
export class Folder {
  readonly path: string;
  readonly #files: OpenFiles;
  readonly #client: ClientSettings;
  #configured: Promise<Configured> | undefined;
  /** What the configurations of folders were made of. */
  #stamps = new Map<string, { readonly places: readonly string[]; readonly stamp: string }>();
  #siblings: { readonly files: SiblingFiles; readonly at: number } | undefined;

  constructor(path: string, files: OpenFiles, client: ClientSettings) {
    this.path = path;
    this.#files = files;
    this.#client = client;
  }

  /** The documents of the set that a file belongs to. */
  around(filePath: string): { readonly siblings?: readonly OtherDocument[]; readonly self?: OtherDocument } {
    const now = performance.now();
    if (!this.#siblings || now - this.#siblings.at > LISTED) this.forgetSiblings();
    this.#siblings ??= { files: new SiblingFiles(this.path, this.#files.view, this.#files.keep), at: now };
    return this.#siblings.files.around(filePath);
  }

  /** Looks for the files of sets anew the next time. */
  forgetSiblings(): void {
    this.#siblings = undefined;
  }

  /** What holds for a file, or for a text of this folder that has none. Throws a `UsageError` where a configuration is wrong. */
  async groundFor(filePath: string | undefined): Promise<Ground> {
    const { configs, settings, scope, baselines } = await this.#fresh(filePath);
    const pluginRules = await configs.pluginRules();
    if (filePath === undefined)
      return {
        settings: await settings.of(undefined),
        pluginRules,
        expected: 'perhaps',
        leftOut: undefined,
        accepts: undefined,
      };
    return {
      settings: await settings.of(filePath),
      pluginRules,
      leftOut: await whyNotNamed(filePath, true, this.path, scope),
      expected: await scope.expects(filePath),
      accepts: await baselines.acceptedIn(filePath),
    };
  }

  /** What changes whenever the configuration for a file does, as far as it is known by now. */
  stampFor(filePath: string | undefined): string {
    const known = this.#stamps.get(this.#folderOf(filePath));
    return known ? stampOf(known.places) : '';
  }

  async #fresh(filePath: string | undefined): Promise<Configured> {
    const folder = this.#folderOf(filePath);
    const known = this.#stamps.get(folder);
    if (known && stampOf(known.places) !== known.stamp) {
      this.#configured = undefined;
      this.#stamps = new Map();
    }
    const configured = await (this.#configured ??= this.#configure());
    if (!this.#stamps.has(folder)) {
      const places = await this.#placesFor(folder, configured.configs);
      // Of a wrong configuration nobody knows which files have a part in it.
      const isWrong = (await configured.configs.of(folder)).problems.length > 0;
      this.#stamps.set(folder, { places, stamp: isWrong ? 'wrong' : stampOf(places) });
    }
    return configured;
  }

  async #configure(): Promise<Configured> {
    const { config, allowPlugins } = this.#client;
    const configs = new Configs(this.path, config, allowPlugins);
    const settings = await FileSettings.from({}, configs, this.path);
    const rulesOf = () => Promise.resolve(new Set<string>());
    const baselines = new Baselines({ chosen: undefined, updates: false }, { configs, cwd: this.path, rulesOf });
    return { configs, settings, scope: new Scope(configs, this.path), baselines };
  }

  #folderOf(filePath: string | undefined): string {
    return filePath === undefined ? this.path : dirname(filePath);
  }

  /** Every file that has a say in the configuration of a folder, there or not. */
  async #placesFor(folder: string, configs: Configs): Promise<string[]> {
    const places: string[] = [];
    if (typeof this.#client.config === 'string') places.push(resolve(this.path, this.#client.config));
    for (let at = folder; ; at = dirname(at)) {
      places.push(...configPlaces(at));
      if (projectRoot(at) === at || dirname(at) === at) break;
    }
    const { config } = await configs.of(folder);
    const shown = config ? [config.shown, ...config.extends] : [];
    const templates = config?.layers.flatMap(({ template }) => template?.value.file ?? []) ?? [];
    const baseline = config?.baseline ? [config.baseline.value] : [];
    return [...places, ...shown.map((name) => resolve(this.path, name)), ...templates, ...baseline];
  }
}

function stampOf(places: readonly string[]): string {
  return places
    .map((place) => {
      const about = statSync(place, { throwIfNoEntry: false });
      return about ? `${about.mtimeMs} ${about.size}` : '';
    })
    .join();
}
