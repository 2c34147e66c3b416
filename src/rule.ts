import * as v from 'valibot';
import type { Plan } from './model/plan/plan.ts';
import type { Certainty, Fact, Fix, Problem, Related, Severity } from './problem.ts';
import type { Span } from './text.ts';

export type * from './model/plan/index.ts';
export type { Certainty, Edit, Fact, Fix, Problem, Related, Severity } from './problem.ts';
export type { Located, Position, Span } from './text.ts';
export { factAt, safeFix, suggest, suggestLines } from './problem.ts';
export { allOf, listOf, quote, quoteFew, quoteValue } from './quote.ts';
export { contains } from './text.ts';

/** Message functions by code. Each makes one sentence out of its data. */
export type Messages = Readonly<Record<string, (data: never) => string>>;

/** Options as valibot entries; every entry has a default, so that a rule sees all of them. */
export type OptionEntries = Readonly<Record<string, v.GenericSchema>>;

/** What the options of a rule are once defaults are filled in. */
export type OptionsOf<O extends OptionEntries> = { readonly [K in keyof O]: v.InferOutput<O[K]> };

type DataOf<M extends Messages, C extends keyof M> =
  Parameters<M[C]> extends [] ? Record<string, never> : Parameters<M[C]>[0];

/** What a problem may carry besides its place and message. Certain unless said otherwise. */
export interface ProblemDetails {
  readonly certainty?: Certainty;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Further places that the problem stands for. Where only some of them are new, it is told at the first of these. */
  readonly also?: readonly Span[];
  /** What other rules may report as well. Of two rules that report one fact the first in the order of the rules speaks. */
  readonly facts?: readonly Fact[];
}

/** What a rule's check is given besides the plan. */
export interface RuleContext<M extends Messages, O extends OptionEntries> {
  readonly options: OptionsOf<O>;
  /** Makes a problem; the rule yields it. */
  problem<C extends keyof M & string>(span: Span, code: C, data: DataOf<M, C>, details?: ProblemDetails): Problem;
}

/** All that a rule is. The engine adds severity, silence and order. */
export interface RuleDefinition<M extends Messages, O extends OptionEntries> {
  /** `no-<thing>` or `require-<thing>`. */
  readonly id: string;
  /** What it does, in the imperative, without a full stop: "Disallow ...", "Require ...". */
  readonly description: string;
  /** The group of the catalogue it stands in; rules of plugins may have groups of their own. */
  readonly category: Category | (string & {});
  /** Severity in the preset `recommended`. */
  readonly recommended: Severity | false;
  /** Severity in the preset `strict`. */
  readonly strict: Severity | false;
  /** Highest severity while the plan says that it is a draft. */
  readonly drafts: Severity | false;
  /** The kind of fix it may offer. */
  readonly fixable: 'safe' | 'suggest' | null;
  /**
   * What only a person can say before one of its suggestions is taken, for all its messages or by message; missing where a tool
   * may take the only one there is.
   */
  readonly asks?: Asks | Partial<Readonly<Record<keyof M & string, Asks>>>;
  readonly options: O;
  /** Options that the preset `strict` sets, where the rule can be stricter than it is by default. */
  readonly strictOptions?: Partial<OptionsOf<O>>;
  readonly messages: M;
  /** Where its page can be read on the web, for rules of plugins. */
  readonly url?: string;
  /** Its page as Markdown, for rules of plugins: what `planvet explain` prints. */
  readonly page?: string;
  check(plan: Plan, context: RuleContext<M, O>): Iterable<Problem>;
}

/**
 * What only a person can say: what has happened (`evidence`: whether work is done, a test ran, a gate was passed), what is to be
 * done (`decision`), or what nobody has written yet (`content`).
 */
export type Asks = 'evidence' | 'decision' | 'content';

/** The groups of the catalogue. */
export type Category =
  'sections' | 'placeholders' | 'tasks' | 'dependencies' | 'gates' | 'claims' | 'traceability' | 'risks' | 'changes';

/** A rule as the engine runs it. */
export interface Rule extends Omit<RuleDefinition<Messages, OptionEntries>, 'check'> {
  /** Fills in defaults; throws valibot's `ValiError` for unknown or wrong options. */
  parseOptions(options: unknown): Record<string, unknown>;
  /** The options schema, strict, for checks and for the JSON Schema. */
  readonly schema: v.GenericSchema;
  run(plan: Plan, options: Record<string, unknown>): Iterable<Problem>;
}

/** Makes a rule out of its definition. A misspelt option, code or message field does not compile. */
export function defineRule<const M extends Messages, const O extends OptionEntries>(
  definition: RuleDefinition<M, O>,
): Rule {
  const { check, ...about } = definition;
  const schema = v.strictObject(definition.options as v.ObjectEntries);
  const problem: RuleContext<M, O>['problem'] = (span, code, data, details = {}) => ({
    ruleId: definition.id,
    code,
    data,
    message: (definition.messages[code] as (data: unknown) => string)(data),
    span,
    certainty: details.certainty ?? 'certain',
    related: details.related ?? [],
    fixes: details.fixes ?? [],
    ...(details.also && details.also.length > 0 ? { also: details.also } : {}),
    ...(details.facts ? { facts: details.facts } : {}),
  });
  return {
    ...about,
    schema,
    parseOptions: (options) => v.parse(schema, options ?? {}),
    run: (plan, options) => check.call(definition, plan, { options: options as OptionsOf<O>, problem }),
  };
}

/** A list of strings as an option, empty by default. */
export function strings(description: string) {
  return v.optional(v.pipe(v.array(v.string()), v.description(description)), []);
}

/** One of several words as an option; the first is the default. */
export function choice<const T extends readonly [string, ...string[]]>(description: string, words: T) {
  return v.optional(v.pipe(v.picklist(words), v.description(description)), words[0] as T[number]);
}

/** A switch as an option. */
export function flag(description: string, initial: boolean) {
  return v.optional(v.pipe(v.boolean(), v.description(description)), initial);
}

/** A number as an option; `atLeast` and `atMost` are allowed themselves. */
export function number(
  description: string,
  initial: number,
  { atLeast = Number.MIN_SAFE_INTEGER, atMost = Number.MAX_SAFE_INTEGER } = {},
) {
  const schema = v.pipe(v.number(), v.minValue(atLeast), v.maxValue(atMost), v.description(description));
  return v.optional(schema, initial);
}

/** A text as an option. */
export function text(description: string, initial: string) {
  return v.optional(v.pipe(v.string(), v.description(description)), initial);
}
