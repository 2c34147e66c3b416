import type { Directive } from '../model/plan/directive.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Fix } from '../problem.ts';
import type { Rule } from '../rule.ts';
import type { Source } from '../text.ts';
import { directiveFindings } from './directive-findings.ts';
import type { Draft } from './finding.ts';
import { silencerOf, silencersOf, type Silencer } from './silence.ts';

/** What rules said of a plan. */
export interface Said {
  readonly drafts: readonly Draft[];
  /** The ids of the rules whose findings are all there. */
  readonly ran: ReadonlySet<string>;
}

/** Marks findings that the plan's directives silence, and adds what is to be said of the directives. */
export function heed(
  { drafts, ran }: Said,
  plan: Plan,
  source: Source,
  rules: readonly Rule[],
  runDormant: () => readonly Draft[],
  withoutPlugins: boolean,
): readonly Draft[] {
  const { directives } = plan;
  if (directives.length === 0) return drafts;
  const silencers = silencersOf(directives);
  const used = new Set<Silencer>();
  const heeded = drafts.map((found): Draft => {
    const draft = {
      ...found,
      // What a rule quotes has tabs where a directive stands in it.
      message: found.message.replaceAll(/(?:(?<!\s)\s+)?\t+\s*/g, ' '),
      fixes: found.fixes.filter((fix) => !touches(fix, directives)),
    };
    const silencer = silencerOf(draft, silencers, directives);
    if (!silencer) return draft;
    used.add(silencer);
    return { ...draft, directive: silencer.directive };
  });
  let asleep: readonly Draft[] | undefined;
  const known = new Set(rules.map(({ id }) => id));
  const dormant = () => (asleep ??= runDormant());
  return [...heeded, ...directiveFindings(plan, source, { silencers, used, known, withoutPlugins, ran, dormant })];
}

/** Whether a fix would overwrite a directive: rules do not see that there is one. */
function touches({ edits }: Fix, directives: readonly Directive[]): boolean {
  return edits.some(({ span }) =>
    directives.some((directive) => span.start < directive.span.end && directive.span.start < span.end),
  );
}
