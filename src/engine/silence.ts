import type { Directive } from '../model/plan/directive.ts';
import type { Located } from '../text.ts';
import type { Draft } from './finding.ts';

/** One rule that a directive silences, or all of them. */
export interface Silencer {
  readonly directive: Directive;
  /** The id as the directive has it; undefined for all rules. */
  readonly rule: Located<string> | undefined;
}

/** A directive for each rule that it names, or for all of them. */
export function partsOf(directive: Directive): Silencer[] {
  const { words } = directive;
  return (words.length > 0 ? words : [undefined]).map((rule) => ({ directive, rule }));
}

/** What the directives of a document silence, in the order of the text. */
export function silencersOf(directives: readonly Directive[]): Silencer[] {
  return directives.filter(({ kind }) => kind?.startsWith('disable')).flatMap(partsOf);
}

/** The one that silences a finding, the closest where there are several. Nothing silences what planvet says of a file. */
export function silencerOf(
  { ruleId, span }: Pick<Draft, 'ruleId' | 'span'>,
  silencers: readonly Silencer[],
  directives: readonly Directive[],
): Silencer | undefined {
  if (ruleId.startsWith('planvet/')) return undefined;
  let closest: Silencer | undefined;
  for (const silencer of silencers) {
    const { rule, directive } = silencer;
    const { start, end } = directive.scope;
    if ((rule && rule.value !== ruleId) || span.start < start || span.start >= end) continue;
    const ended = endOf(silencer, directives, ruleId);
    if (ended && span.start >= ended.span.start) continue;
    if (!closest || isCloser(silencer, closest)) closest = silencer;
  }
  return closest;
}

/** The directive that ends a `disable` for a rule; where the rule is undefined, for all of them. */
export function endOf(
  { directive, rule }: Silencer,
  directives: readonly Directive[],
  ruleId = rule?.value,
): Directive | undefined {
  if (directive.kind !== 'disable') return undefined;
  const enables = enablesFor(directives, ruleId);
  let [low, high] = [0, enables.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((enables[middle]?.span.start ?? 0) <= directive.span.start) low = middle + 1;
    else high = middle;
  }
  return enables[low];
}

/** The directives that enable a rule again, in the order of the text. */
function enablesFor(directives: readonly Directive[], ruleId: string | undefined): readonly Directive[] {
  let byRule = enables.get(directives);
  if (!byRule) enables.set(directives, (byRule = new Map()));
  let found = byRule.get(ruleId);
  if (!found) {
    found = directives.filter(
      ({ kind, words }) => kind === 'enable' && (words.length === 0 || words.some(({ value }) => value === ruleId)),
    );
    byRule.set(ruleId, found);
  }
  return found;
}

/** Those of each list of directives, as they are asked for once for each finding and each directive. */
const enables = new WeakMap<readonly Directive[], Map<string | undefined, readonly Directive[]>>();

/** A line is closer than a block, and a block than the file; then a name is closer than none, and a later block than an earlier one. */
function isCloser(one: Silencer, other: Silencer): boolean {
  if (reach(one) !== reach(other)) return reach(one) < reach(other);
  if (!one.rule !== !other.rule) return one.rule !== undefined;
  return one.directive.kind === 'disable';
}

function reach({ directive: { kind } }: Silencer): number {
  if (kind === 'disable-file') return 2;
  return kind === 'disable' ? 1 : 0;
}
