import type { Document } from '../document/document.ts';
import { readEffort } from '../language/effort.ts';
import type { Effort } from '../plan/effort.ts';
import type { TaskNode } from './tasks.ts';

const IN_TITLE =
  /[([（]\s*(?:est(?:imated?)?\.?:?\s*)?(?!\s)([^()[\]（）]{1,24}?)(?<!\s)\s*[)\]）]|⏱\u{FE0F}?\s*(?!\s)([^()[\]]{1,24}?)(?<!\s)\s*(?=[*_✅⚠]|$)/gu;

/** `- [ ] Task (2 hours)`: where most tasks of the plan, or of a section, that have no estimate of their own have one in their title. */
export function estimateByTitle(document: Document, nodes: readonly TaskNode[]): void {
  const bare = nodes.filter(({ kind, effort }) => kind === 'task' && effort === null);
  const found = new Map<TaskNode, Effort>();
  for (const node of bare) {
    const effort = effortInTitle(document, node);
    if (effort) found.set(node, effort);
  }
  const isUsual = (tasks: readonly TaskNode[]) => {
    const estimated = tasks.filter((task) => found.has(task)).length;
    return estimated > 1 && estimated * 2 >= tasks.length;
  };
  const inPlan = isUsual(bare);
  const sections = new Map<TaskNode['section'], TaskNode[]>();
  for (const node of bare) {
    const tasks = sections.get(node.section);
    if (tasks) tasks.push(node);
    else sections.set(node.section, [node]);
  }
  for (const tasks of sections.values()) {
    if (!inPlan && !isUsual(tasks)) continue;
    for (const node of tasks) node.effort = found.get(node) ?? null;
  }
}

function effortInTitle(document: Document, { title: { span } }: TaskNode): Effort | undefined {
  const text = document.parsed.prose.slice(span.start, span.end);
  for (const match of text.matchAll(IN_TITLE)) {
    const inside = match[1] ?? match[2] ?? '';
    const at = span.start + match.index + match[0].indexOf(inside);
    const written = readEffort({ value: inside, span: { start: at, end: at + inside.length } }, document);
    const { effort } = written ?? {};
    if (effort && !/[\p{L}\p{N}]/u.test(inside.replace(effort.text, ''))) return effort;
  }
  return undefined;
}
