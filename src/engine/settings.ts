import * as v from 'valibot';
import { rules as builtIn } from '../../rules/index.ts';
import type { ReadOptions } from '../model/read.ts';
import type { Severity } from '../problem.ts';
import type { Rule } from '../rule.ts';
import type { PlaceOf, Way } from './config/place.ts';
import { mismatch } from './explain-issue.ts';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage.ts';

/** A severity as people write it; `warn`, 0, 1 and 2 are accepted besides the words. */
export type SeverityWord = 'off' | 'warning' | 'warn' | 'error' | 0 | 1 | 2;

/** What may be set for a rule: a severity, or a severity and options. */
export type RuleSetting = SeverityWord | readonly [SeverityWord, Readonly<Record<string, unknown>>?];

/** What somebody set for one rule, unchecked, and where, for the message when it is wrong. */
export interface RuleChoice {
  readonly id: string;
  readonly setting: unknown;
  /** Ends the sentence "unknown rule `x` in ...". In a file, each part of the setting has a place of its own. */
  readonly place: string | PlaceOf;
}

/** A set of severities to begin with. */
export type Preset = 'recommended' | 'strict' | 'none';

/** The presets by name. */
export const presets: readonly Preset[] = ['recommended', 'strict', 'none'];

/** The preset of a name. Throws a `UsageError` for another one. */
export function readPreset(name: string, place: string): Preset {
  const preset = presets.find((known) => known === name);
  if (preset !== undefined) return preset;
  const near = didYouMean(name, presets) || `: it is ${presets.map((known) => `\`${known}\``).join(', ')}`;
  throw new UsageError(`unknown preset \`${name}\` in ${place}${near}`);
}

/** What decides which rules run, how loud and with which options. Later choices win. */
export interface RuleChoices {
  /** What holds where nobody chose: `recommended`. */
  readonly preset?: Preset;
  readonly choices?: readonly RuleChoice[];
  /** The only rules that run; one that is off by default runs at its severity in `strict`, or as a warning. */
  readonly only?: readonly string[];
  /** Gates must be ticked whatever is reached. */
  readonly release?: boolean;
  /** The rules that can be chosen. */
  readonly rules?: readonly Rule[];
}

/** A rule that runs, its severity before certainty and lifecycle, and its checked options. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: Record<string, unknown>;
}

/** Everything that decides how documents are linted, checked once for all of them. */
export interface Settings {
  readonly rules: readonly ActiveRule[];
  /** All rules that there are, for directives may name those that do not run; the built-in ones. */
  readonly known?: readonly Rule[];
  /** Whether plugins were left out: nobody can say which rules these have. */
  readonly withoutPlugins?: boolean;
  readonly template?: NonNullable<ReadOptions['template']>;
  readonly read?: NonNullable<ReadOptions['settings']>;
}

/** Decides which rules run. Throws a `UsageError` for an unknown rule, severity or option. */
export function activeRules({
  preset = 'recommended',
  choices = [],
  only = [],
  release = false,
  rules = builtIn,
}: RuleChoices = {}): ActiveRule[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const set = new Map<string, Choice>();
  for (const choice of choices) {
    const rule = find(known, choice.id, inside(choice.place, [], 'key'));
    set.set(choice.id, { ...set.get(choice.id), ...read(rule, choice) });
  }
  const chosen = new Set(only);
  for (const id of chosen) find(known, id, '--only');
  return rules.flatMap((rule) => {
    if (chosen.size > 0 && !chosen.has(rule.id)) return [];
    const { severity: configured, options } = set.get(rule.id) ?? {};
    const usual = configured === undefined ? preset !== 'none' && rule[preset] : configured !== 'off' && configured;
    const severity = chosen.has(rule.id) ? usual || rule.strict || 'warning' : usual;
    if (!severity) return [];
    const always = release && rule.id === 'no-unchecked-gate' ? { when: 'always' } : {};
    const stricter = preset === 'strict' ? rule.strictOptions : undefined;
    return [{ rule, severity, options: rule.parseOptions({ ...stricter, ...options, ...always }) }];
  });
}

/** Throws a `UsageError` where what was set for a rule cannot be. */
export function checkChoice(choice: RuleChoice, rules: readonly Rule[] = builtIn): void {
  activeRules({ preset: 'none', choices: [choice], rules });
}

interface Choice {
  readonly severity?: Severity | 'off';
  readonly options?: Record<string, unknown>;
}

function find(known: ReadonlyMap<string, Rule>, id: string, place: string): Rule {
  const rule = known.get(id);
  if (rule) return rule;
  if (id.startsWith('planvet/')) {
    throw new UsageError(`\`${id}\` in ${place} is no rule: planvet says it of a file, and it cannot be switched off`);
  }
  throw new UsageError(`unknown rule \`${id}\` in ${place}${didYouMean(id, known.keys())}`);
}

const severities = new Map<unknown, Severity | 'off'>([
  ['off', 'off'],
  [0, 'off'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  [1, 'warning'],
  ['error', 'error'],
  [2, 'error'],
]);

/** Where a part of a setting stands. */
function inside(place: string | PlaceOf, way: Way, part: 'key' | 'value' = 'value'): string {
  return typeof place === 'string' ? place : place(way, part);
}

/** The parts of what was set for a rule, unchecked. */
export function partsOfChoice(setting: unknown): { word: unknown; options: unknown; rest: readonly unknown[] } {
  const [word, options, ...rest] = Array.isArray(setting) ? (setting as unknown[]) : [setting];
  return { word, options, rest };
}

function read(rule: Rule, { setting, place }: RuleChoice): Choice {
  const { word, options, rest } = partsOfChoice(setting);
  const severity = severities.get(word);
  if (severity === undefined) {
    const said = word === undefined || word === null ? 'no severity' : `unknown severity \`${show(word)}\``;
    const near = typeof word === 'string' ? didYouMean(word, ['off', 'warning', 'error']) : '';
    const where = inside(place, Array.isArray(setting) && setting.length > 0 ? [0] : []);
    throw new UsageError(`${said} for \`${rule.id}\` in ${where}${near || ': it is `off`, `warning` or `error`'}`);
  }
  if (rest.length > 0)
    throw new UsageError(`too much for \`${rule.id}\` in ${inside(place, [2])}: it is [severity, {options}]`);
  if (options === undefined) return { severity };
  return { severity, options: checkOptions(rule, options, place) };
}

/** The options as they were written, once they are known to be right. */
function checkOptions(rule: Rule, options: unknown, place: string | PlaceOf): Record<string, unknown> {
  const names = Object.keys(rule.options);
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const where = inside(place, [1]);
    throw new UsageError(`the options of \`${rule.id}\` in ${where} are no map: it is [severity, {options}]`);
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const has = names.length > 0 ? `: it has ${names.map((other) => `\`${other}\``).join(', ')}` : ', which has none';
    const where = inside(place, [1, name], 'key');
    throw new UsageError(`unknown option \`${name}\` of \`${rule.id}\` in ${where}${didYouMean(name, names) || has}`);
  }
  const checked = v.safeParse(rule.schema, options);
  if (!checked.success) {
    const [issue] = checked.issues;
    const way = (issue.path ?? []).map(({ key }) => key as string | number);
    const where = inside(place, [1, ...way]);
    throw new UsageError(`option \`${v.getDotPath(issue) ?? ''}\` of \`${rule.id}\` in ${where} ${mismatch(issue)}`);
  }
  return options as Record<string, unknown>;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
