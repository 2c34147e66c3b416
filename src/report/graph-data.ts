import { states, wordsOf } from '../drawing/marks.ts';
import type { Picture, PictureGroup, PictureNode } from '../drawing/picture.ts';
import type { Finding } from '../engine/finding.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';

/** A task, or a phase that one waits for, as a page knows it. */
export interface PageTask {
  readonly name: string;
  readonly state: string;
  readonly words: readonly string[];
  readonly phase: string;
  readonly line: number | null;
  readonly estimate: string;
  readonly owners: readonly string[];
  /** Finished steps, and all of them. */
  readonly steps: readonly [done: number, total: number] | null;
  /** Keys of what it waits for, and of what waits for it. */
  readonly needs: readonly string[];
  readonly neededBy: readonly string[];
  /** What it names as a need and no task has. */
  readonly unmet: readonly string[];
  readonly findings: readonly { severity: string; rule: string; message: string; line: number }[];
  readonly files: readonly { path: string; verb: string }[];
  /** The filters that it passes. */
  readonly filters: readonly string[];
}

/** What a page knows of a plan: everything by the key that the picture has for it. */
export interface PageData {
  readonly tasks: Readonly<Record<string, PageTask>>;
  /** The findings that concern no single task. */
  readonly loose: readonly Finding[];
}

/** Gathers what a page says of each thing that can be pressed in its picture. */
export function pageData(picture: Picture, plan: Plan, findings: readonly Finding[]): PageData {
  const { nodes, groups, links } = picture;
  const owners = ownersOf(plan, findings);
  const labels = new Map(groups.map((group) => [group.key, group]));
  const unknown = new Map(nodes.flatMap(({ key, kind, id }) => (kind === 'unknown' ? [[key, id]] : [])));
  const phaseOf = (key: string | undefined): string => {
    const group = key === undefined ? undefined : labels.get(key);
    return group ? (group.phase ? group.label : phaseOf(group.parent)) : '';
  };
  const tasks: Record<string, PageTask> = {};
  for (const item of [...groups, ...nodes]) {
    const { task } = item;
    const before = links.flatMap(({ tail, head }) => (head === item.key ? [tail] : []));
    const found = task ? findings.filter((finding) => owners.get(finding) === task) : [];
    const words = wordsOf(item);
    tasks[item.key] = {
      name: nameOf(item),
      state: 'kind' in item && item.kind === 'unknown' ? 'no such task' : states[item.state].word,
      words,
      phase: phaseOf('kind' in item ? item.group : item.parent),
      line: task ? plan.source.lineAt(task.nameSpan.start) : null,
      estimate: task?.effort?.text ?? '',
      owners: task?.owners.map(({ value }) => value) ?? [],
      steps:
        task && task.steps.length > 0
          ? [task.steps.filter(({ state }) => state === 'done').length, task.steps.length]
          : null,
      needs: before.filter((key) => !unknown.has(key)),
      neededBy: links.flatMap(({ tail, head }) => (tail === item.key && !unknown.has(head) ? [head] : [])),
      unmet: before.flatMap((key) => (unknown.has(key) ? [`${unknown.get(key)} (no such task)`] : [])),
      findings: found.map(({ severity, ruleId, message, span }) => ({
        severity,
        rule: ruleId,
        message,
        line: plan.source.lineAt(span.start),
      })),
      files: plan.fileMentions
        .filter((mention) => mention.task === task)
        .map(({ path, verb }) => ({ path, verb: verb ?? '' })),
      filters: [
        ...('kind' in item && item.kind === 'unknown' ? ['problem'] : [item.state]),
        ...('ready' in item && item.ready ? ['ready'] : []),
        ...(item.critical ? ['critical'] : []),
        ...(found.length > 0 || item.cyclic ? ['problem'] : []),
      ],
    };
  }
  return { tasks, loose: findings.filter((finding) => !owners.has(finding)) };
}

function nameOf(item: PictureNode | PictureGroup): string {
  return 'kind' in item ? [item.id, item.title].filter(Boolean).join(' ') : item.label;
}

/** The innermost task that each finding stands in. */
function ownersOf({ tasks, prerequisites, ownTask }: Plan, findings: readonly Finding[]): Map<Finding, Task> {
  const all = [...tasks, ...prerequisites].filter((task) => task !== ownTask);
  const owners = new Map<Finding, Task>();
  for (const finding of findings) {
    const { start } = finding.span;
    let owner: Task | undefined;
    for (const task of all) {
      if (task.span.start > start || task.span.end <= start) continue;
      if (!owner || task.span.end - task.span.start <= owner.span.end - owner.span.start) owner = task;
    }
    if (owner) owners.set(finding, owner);
  }
  return owners;
}
