import { lintText } from '../../src/index.ts';
import type { Spelling } from './choices.ts';
import { namingOf } from './names.ts';
import { type AbstractPlan, type AbstractTask, plans } from './plans.ts';
import { progressOf, render } from './render.ts';

/** One mistake in a plan that has none, and the finding that it has to give. */
export interface Slip {
  readonly name: string;
  readonly text: string;
  /** Undefined where nothing was planted. */
  readonly finding: { readonly rule: string; readonly token: string; readonly at: number } | undefined;
}

/** What can be wrong in a plan of a spelling, and the plan without a mistake. */
export function slipsOf(chosen: Spelling): Slip[] {
  const spelling: Spelling = { ...chosen, gate: 'none', claim: 'none', noise: 'none' };
  return [
    { name: 'clean', text: render(spelling), finding: undefined },
    ...wrongIds(spelling),
    ...flippedStates(spelling),
    ...changedFigures(spelling),
  ];
}

/** The plan with one of its tasks changed. */
function changed(plan: AbstractPlan, at: number, change: Partial<AbstractTask>): AbstractPlan {
  let count = 0;
  return {
    ...plan,
    groups: plan.groups.map((group) => group.map((task) => (count++ === at ? { ...task, ...change } : task))),
  };
}

/** An id that nobody has: as the only need, as the last of several, and as the one who needs. */
function wrongIds(spelling: Spelling): Slip[] {
  const plan = plans[spelling.plan];
  const tasks = plan.groups.flat();
  const nobody = tasks.length;
  const token = namingOf(spelling, plan).ids[nobody] ?? '';
  const slip = (name: string, at: number, change: Partial<AbstractTask>): Slip => {
    const text = render(spelling, changed(plan, at, change));
    return { name, text, finding: { rule: 'no-unknown-dependency', token, at: text.indexOf(token) } };
  };
  const single = tasks.findIndex(({ needs }) => needs.length === 1);
  const several = tasks.findLastIndex(({ needs }) => needs.length > 1);
  const inStatement = spelling.dependency === 'sentence' || spelling.dependency === 'arrow';
  return [
    slip('wrong only need', single, { needs: [nobody] }),
    slip('wrong last need', several, { needs: [...(tasks[several]?.needs.slice(0, -1) ?? []), nobody] }),
    ...(inStatement ? [slip('wrong subject', several, { calledAs: nobody })] : []),
  ];
}

/** A task done over an open one that it needs. */
function flippedStates(spelling: Spelling): Slip[] {
  // Struck out it would be dropped, and not done.
  if (spelling.state === 'strike') return [];
  const plan = plans[spelling.plan];
  const at = plan.groups.flat().length - 1;
  const text = render(spelling, changed(plan, at, { state: 'done' }));
  const naming = namingOf(spelling, plan);
  const title = naming.words.titles[at] ?? '';
  const numbered = spelling.dialect === 'ordered' && spelling.id === '1' && spelling.state === 'box';
  const begin = text.lastIndexOf('\n', text.indexOf(title)) + 1;
  // The number of a list is no id.
  const line = spelling.dialect === 'ordered' && !numbered ? text.indexOf(' ', begin) : begin;
  const token = numbered ? title : (naming.ids[at] ?? '');
  return [
    { name: 'flipped state', text, finding: { rule: 'no-premature-task', token, at: text.indexOf(token, line) } },
  ];
}

/** Each figure of a claim with another value. */
function changedFigures(spelling: Spelling): Slip[] {
  const plan = plans[spelling.plan];
  const { done, total, percent } = progressOf(plan);
  const slip = (name: string, claim: Spelling['claim'], rule: string, before: string, after: string): Slip => {
    const text = render({ ...spelling, claim });
    const at = text.indexOf(before);
    return {
      name,
      text: text.slice(0, at) + after + text.slice(at + before.length),
      finding: { rule, token: after, at },
    };
  };
  const count = slip('wrong total', 'total', 'no-wrong-total', String(total), String(total + 2));
  if (spelling.state === 'strike') return [count];
  return [
    count,
    slip('wrong count', 'progress', 'no-wrong-progress', `${done}/`, `${done + 1}/`),
    slip('wrong share', 'progress', 'no-wrong-progress', String(percent), String(percent + 10)),
  ];
}

/** How the findings of a slip differ from the one that it has to give; empty if they do not. */
export function differenceOf({ text, finding }: Slip): string[] {
  // Tasks that are a heading and nothing else are what is tried here.
  const { findings, source } = lintText(text, { rules: { 'no-empty-section': 'off' } });
  const fits = (one: (typeof findings)[number]) => {
    if (!finding || one.ruleId !== finding.rule) return false;
    const { start, end } = one.span;
    const inside = start <= finding.at && end >= finding.at + finding.token.replace(/\/$/, '').length;
    return inside && source.positionAt(start).line === source.positionAt(finding.at).line;
  };
  const found = findings.filter(fits);
  const others = findings.filter((one) => !fits(one));
  return [
    ...(finding && found.length === 0 ? ['missed'] : []),
    ...(found.length > 1 ? ['said twice'] : []),
    ...new Set(others.map(({ ruleId }) => `also ${ruleId}`)),
  ];
}
