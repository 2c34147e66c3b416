import { escapeMarkdown } from '../drawing/escape-markdown.ts';
import { mermaid } from '../drawing/mermaid.ts';
import type { ManagedBlock } from '../model/plan/managed-block.ts';
import type { Plan } from '../model/plan/plan.ts';
import { drawnPlan } from './drawn-plan.ts';
import { labelOf } from './plan-diff.ts';
import { planStatus, type Tally } from './status/plan-status.ts';

/** What is to stand in a block of a plan, as Markdown. */
export function managedText(kind: ManagedBlock['kind'], plan: Plan): string {
  return kind === 'graph' ? `\`\`\`mermaid\n${mermaid(drawnPlan(plan)).text}\`\`\`` : statusText(plan);
}

/** Tasks that are named. */
const FEW = 8;

function statusText(plan: Plan): string {
  const { tally, phases, gates, next } = planStatus(plan);
  const ready = next
    .filter(({ standing }) => standing.standing === 'ready')
    .map(({ standing }) => labelOf(standing.task));
  const going = next
    .filter(({ standing }) => standing.standing === 'in-progress')
    .map(({ standing }) => labelOf(standing.task));
  const named = (title: string, names: readonly string[]) => {
    if (names.length === 0) return [];
    const more = names.length > FEW ? [`${names.length - FEW} more`] : [];
    return [`${title}: ${[...names.slice(0, FEW).map(escaped), ...more].join('; ')}.`];
  };
  const rows = phases.map(({ phase, tally: own }) => {
    const name = phase.title === '' || phase.title === phase.name ? phase.name : `${phase.name}: ${phase.title}`;
    return `| ${escaped(name)} | ${share(own)} | ${figures(own)} |`;
  });
  const parts = [
    `**${figures(tally)} tasks done${tally.percent === null ? '' : `, ${share(tally)}`}.**`,
    ...(rows.length > 0 ? [['| Phase | Done | Tasks |', '| --- | --- | --- |', ...rows].join('\n')] : []),
    ...named('In progress', going),
    ...named('Can start', ready),
    ...named(
      'Open gates',
      gates.map(({ gate, open }) => `${gate.title.value} (${open} open)`),
    ),
  ];
  return parts.join('\n\n');
}

/** Where states are missing, nobody can tell. */
function share({ percent }: Tally): string {
  return percent === null ? 'unknown' : `${percent} %`;
}

function figures({ done, total, dropped }: Tally): string {
  return `${done} of ${total - dropped}`;
}

function escaped(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' ').trim());
}
