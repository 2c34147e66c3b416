import type { Plan } from '../model/plan/plan.ts';
import type { Requirement } from '../model/plan/requirement.ts';
import type { Task } from '../model/plan/task.ts';
import { escapeXml } from './escape-xml.ts';
import { htmlTable } from './html-page.ts';

/** Which tasks work on which requirement, those without any first; nothing where no task names requirements. */
export function coverageSection(plan: Plan): string {
  const { requirementReferences, set } = plan;
  const cited = new Map<Requirement, Set<Task>>();
  for (const { targets, owner } of requirementReferences) {
    for (const target of owner ? targets : []) {
      const tasks = cited.get(target) ?? new Set();
      cited.set(target, tasks.add(owner as Task));
    }
  }
  if (cited.size === 0) return '';
  const defined = [...plan.requirements, ...(set?.documents.flatMap(({ requirements }) => requirements) ?? [])];
  const rows = defined
    .filter(({ parent, dropped }) => !parent && !dropped)
    .map((requirement) => {
      const tasks = new Set([requirement, ...requirement.children].flatMap((each) => [...(cited.get(each) ?? [])]));
      const missing = requirement.children.filter((child) => !child.dropped && !cited.has(child));
      return {
        requirement,
        tasks: plan.tasks.filter((task) => tasks.has(task)),
        missing: cited.has(requirement) ? [] : missing,
      };
    })
    .toSorted((a, b) => Number(a.tasks.length > 0) - Number(b.tasks.length > 0));
  const untraced = rows.filter(({ tasks }) => tasks.length === 0).length;
  return [
    `<p>${untraced === 0 ? '<span class="good">✓ Every requirement is named by a task.</span>' : `<span class="warning">⚠ ${untraced} of ${rows.length} are named by no task.</span>`}</p>`,
    htmlTable(
      'Requirements',
      ['Requirement', 'Tasks', 'Done'],
      rows.map(({ requirement, tasks, missing }) => {
        const { name, title } = requirement;
        const words = name === title.value ? name : `${name}: ${title.value}`;
        const open =
          tasks.length > 0 && missing.length > 0
            ? ` <span class="soft">not ${escapeXml(missing.map((each) => each.name).join(', '))}</span>`
            : '';
        const names = tasks.map((task) => task.id ?? task.name).join(', ');
        return `<tr><th scope="row">${escapeXml(words)}</th><td>${tasks.length === 0 ? '<span class="warning">none</span>' : escapeXml(names)}${open}</td><td>${tasks.length === 0 ? '' : `${tasks.filter(({ state }) => state === 'done').length} of ${tasks.length}`}</td></tr>`;
      }),
    ),
  ].join('\n');
}

/** The risks of a plan, those without a response first. */
export function risksSection({ risks }: Plan): string {
  if (risks.length === 0) return '';
  const open = risks.filter(({ over }) => !over).toSorted((a, b) => Number(a.hasResponse) - Number(b.hasResponse));
  const hasOwners = open.some(({ hasOwner }) => hasOwner !== undefined);
  const rows = open.map(({ name, hasResponse, hasOwner }) => {
    const owner = hasOwner === undefined ? '' : hasOwner ? 'yes' : '<span class="warning">none</span>';
    return `<tr><th scope="row">${escapeXml(name.value)}</th><td>${hasResponse ? 'yes' : '<span class="warning">⚠ none</span>'}</td>${hasOwners ? `<td>${owner}</td>` : ''}</tr>`;
  });
  const over = risks.length - open.length;
  return [
    rows.length > 0 ? htmlTable('Risks', ['Risk', 'Response', ...(hasOwners ? ['Owner'] : [])], rows) : '',
    over > 0 ? `<p class="soft">${over} closed or accepted.</p>` : '',
  ].join('\n');
}
