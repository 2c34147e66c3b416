import { dirname } from 'node:path';
import { rules as builtIn } from '../../rules/index.ts';
import type { Configs } from '../engine/config/configs.ts';
import type { Config } from '../engine/config/config.ts';
import { layersFor, putTogether, readSettingsOf } from '../engine/config/effective.ts';
import type { ChosenTemplate } from '../engine/files/template-file.ts';
import { isPluginRule } from '../engine/plugin.ts';
import {
  activeRules,
  readPreset,
  type ActiveRule,
  type Preset,
  type RuleChoice,
  type Settings,
} from '../engine/settings.ts';
import { UsageError } from '../engine/usage.ts';

/** What the command line says of how plans are linted. It wins over configurations. */
export interface SettingsCall {
  readonly rule?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly preset?: string | undefined;
  readonly release?: boolean | undefined;
  /** The template that all plans are written from. */
  readonly template?: ChosenTemplate | undefined;
}

/** The settings of each file, by the command line and the configuration nearest to the file. */
export class FileSettings {
  readonly #template: ChosenTemplate | undefined;
  readonly #cwd: string;
  readonly #configs: Configs;
  readonly #preset: Preset | undefined;
  readonly #choices: readonly RuleChoice[];
  readonly #only: readonly string[];
  readonly #release: boolean;
  /** One object for all files with the same settings: what was read with it need not be read again. */
  readonly #made = new Map<Config | undefined, Map<string, Settings>>();

  private constructor(call: SettingsCall, choices: readonly RuleChoice[], configs: Configs, cwd: string) {
    const { template, preset, only = [], release = false } = call;
    this.#template = template;
    this.#cwd = cwd;
    this.#configs = configs;
    this.#preset = preset === undefined ? undefined : readPreset(preset, '--preset');
    this.#choices = choices;
    this.#only = only;
    this.#release = release;
  }

  /** Reads what the command line says. Throws a `UsageError` where it is wrong. */
  static async from(call: SettingsCall, configs: Configs, cwd: string): Promise<FileSettings> {
    const { rule = [] } = call;
    const parse = rule.length === 0 ? undefined : (await import('../engine/rule-argument.ts')).parseRuleArgument;
    const settings = new FileSettings(call, parse ? rule.map((text) => parse(text)) : [], configs, cwd);
    // What is wrong with the call is wrong whatever a configuration says, but for rules that its plugins may have.
    settings.#rules(undefined, []);
    return settings;
  }

  /** The settings of a file; without one, those of the folder of the call. Throws a `UsageError` where its configuration is wrong. */
  async of(filePath: string | undefined): Promise<Settings> {
    const { config, problems } = await this.#configs.of(filePath === undefined ? this.#cwd : dirname(filePath));
    if (problems.length > 0) throw new UsageError(...problems);
    return this.#settings(config, filePath);
  }

  /** Whether a file has settings: its configuration and the call agree with each other. */
  async isRight(filePath: string): Promise<boolean> {
    try {
      await this.of(filePath);
      return true;
    } catch (error) {
      if (error instanceof UsageError) return false;
      throw error;
    }
  }

  async #settings(config: Config | undefined, filePath: string | undefined): Promise<Settings> {
    const layers = config ? layersFor(config, filePath) : [];
    const key = layers.map((layer) => config?.layers.indexOf(layer)).join();
    const made = this.#made.get(config) ?? new Map<string, Settings>();
    this.#made.set(config, made);
    const known = made.get(key);
    if (known) return known;
    const effective = putTogether(layers);
    const read = readSettingsOf(effective);
    const template = this.#template ?? effective.template?.value;
    const withoutPlugins = isWithoutPlugins(config);
    const settings: Settings = {
      rules: this.#rules(config, effective.rules),
      ...(config && config.rules.length > 0 && { known: [...builtIn, ...config.rules] }),
      ...(withoutPlugins && { withoutPlugins }),
      ...(template && {
        template: { template: await template.template(read.words), how: this.#template ? 'option' : 'config' },
      }),
      ...(Object.keys(read).length > 0 && { read }),
    };
    made.set(key, settings);
    return settings;
  }

  /** The rules that run. Of those of plugins nothing is said as long as these are not loaded. */
  #rules(config: Config | undefined, choices: readonly RuleChoice[]): ActiveRule[] {
    const isSaid = (id: string) => (config !== undefined && !isWithoutPlugins(config)) || !isPluginRule(id);
    return activeRules({
      preset: this.#preset ?? config?.preset?.value ?? 'recommended',
      choices: [...choices, ...this.#choices].filter(({ id }) => isSaid(id)),
      only: this.#only.filter(isSaid),
      release: this.#release,
      ...(config && { rules: [...builtIn, ...config.rules] }),
    });
  }
}

/** Whether a configuration names plugins that were not loaded. */
function isWithoutPlugins(config: Config | undefined): boolean {
  return config !== undefined && config.plugins.length > 0 && config.rules.length === 0;
}
