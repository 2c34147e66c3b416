import type { Config } from '../engine/config/config.ts';
import { layersFor, putTogether, readSettingsOf } from '../engine/config/effective.ts';
import type { SettingsCall } from './file-settings.ts';

/**
 * What decides what is found in a file, besides its text, other files and planvet itself: where files with the same key say
 * the same, the same is found in them.
 */
export class LintKeys {
  readonly #call: SettingsCall;
  readonly #made = new Map<Config | undefined, Map<string, string>>();

  constructor(call: SettingsCall) {
    this.#call = call;
  }

  /** The key of a file. `root` is where paths in it count from. */
  of(filePath: string, config: Config | undefined, root: string): string {
    return JSON.stringify([root, this.#settings(filePath, config)]);
  }

  #settings(filePath: string, config: Config | undefined): string {
    const layers = config ? layersFor(config, filePath) : [];
    const chosen = layers.map((layer) => config?.layers.indexOf(layer)).join();
    const made = this.#made.get(config) ?? new Map<string, string>();
    this.#made.set(config, made);
    const known = made.get(chosen) ?? this.#say(config, layers);
    made.set(chosen, known);
    return known;
  }

  #say(config: Config | undefined, layers: Config['layers']): string {
    // What was not given says the same as what was left empty.
    const { preset, rule = [], only = [], release = false, template } = this.#call;
    const effective = putTogether(layers);
    const used = template ?? effective.template?.value;
    return JSON.stringify([
      preset ?? config?.preset?.value,
      effective.rules.map(({ id, setting }) => [id, setting]),
      rule,
      [...new Set(only)].toSorted(),
      release,
      used && [used.name, used.text, template ? 'option' : 'config'],
      readSettingsOf(effective),
      effective.ids?.value.patterns,
      // Rules of plugins that were not loaded are known by name only.
      config?.plugins.map(({ value }) => value),
    ]);
  }
}
