import type { Plan } from '../model/plan/plan.ts';
import type { Edit } from '../problem.ts';
import type { Draft } from './finding.ts';
import { managedText } from './managed-text.ts';

/** Reports the blocks of a plan that do not say what the plan says; what is put away stays as it is. */
export function blockFindings(plan: Plan, text: string): Draft[] {
  if (plan.lifecycle === 'archived') return [];
  return plan.managedBlocks.flatMap(({ kind, span, content }): Draft[] => {
    const right = managedText(kind, plan);
    if (content && sameLines(content.value) === right) return [];
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    const inside = `\n\n${right}\n\n`.replaceAll('\n', end);
    const edit: Edit = content
      ? { span: content.span, text: inside }
      : { span: { start: span.end, end: span.end }, text: `${inside}<!-- /planvet-${kind} -->` };
    return [
      {
        ruleId: 'planvet/stale-block',
        severity: 'warning',
        certainty: 'certain',
        message: content
          ? `The ${kind} in this block is not that of the plan any more`
          : `The ${kind} of the plan does not stand here yet`,
        span,
        related: [],
        fixes: [{ title: `Write the ${kind} of the plan`, safe: true, edits: [edit] }],
      },
    ];
  });
}

function sameLines(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
