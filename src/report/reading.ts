import type { LintResult } from '../engine/finding.ts';
import { printable } from './printable.ts';
import { counted } from './tally.ts';

/** How a file was read: "plan.md: read as `checklist`: 20 tasks, 19 edges, 7 gates". */
export function readAs({ path, template, counts, suppressed }: LintResult): string {
  const as = template ? `read as \`${template.name}\`` : 'read without a template';
  if (!counts) return `${printable(path)}: not read`;
  const { tasks, dependencies, gateLists, mentions } = counts;
  const sizes = [counted(tasks, 'task'), counted(dependencies, 'edge'), counted(gateLists, 'gate')];
  const left =
    mentions.unread > 0 ? `; ${mentions.unread} of ${mentions.read + mentions.unread} mentions not read` : '';
  const silent = suppressed.length > 0 ? `; ${counted(suppressed.length, 'finding')} silenced by directives` : '';
  return `${printable(path)}: ${as}: ${sizes.join(', ')}${left}${silent}`;
}

/** Whether a clean bill of health would mislead: a text in which neither a template nor a task was found. */
export function isDoubtful({ template, counts, source }: LintResult): boolean {
  return counts !== undefined && !template && counts.tasks === 0 && source.text.trim() !== '';
}
