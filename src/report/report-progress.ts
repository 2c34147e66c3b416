import type { Tally } from '../engine/status/plan-status.ts';
import type { Standing } from '../engine/status/standing.ts';
import type { PlanStatusData, TaskData } from '../engine/status/status-data.ts';
import { escapeXml } from './escape-xml.ts';
import { htmlTable } from './html-page.ts';
import { doubtWords, effortWords, tallyWords, taskWords, unsureWords, waitWords } from './status-words.ts';

/** How far a plan and each of its phases is, and which checklists are open. */
export function progressSection({ tasks, phases, gates, unsure, criticalPathLeft, work }: PlanStatusData): string {
  if (tasks.total === 0 && gates.length === 0) return '';
  const names = new Map(work.map(({ key, id, name }) => [key, id ?? name]));
  const rows = phases.map(
    ({ name, title, tasks: own, effortLeft }) =>
      `<tr><th scope="row">${escapeXml([name, title].filter((words, index, all) => words !== '' && all.indexOf(words) === index).join(': '))}</th><td>${bar(own, name)}</td><td>${escapeXml(tallyWords(own))}</td><td>${escapeXml(effortWords(effortLeft))}</td></tr>`,
  );
  const isReached = (reached: string | null) => (reached === null ? '' : `, and ${escapeXml(reached)}`);
  return [
    tasks.total > 0 ? `<p>${bar(tasks, 'The plan')} ${escapeXml(tallyWords(tasks))}</p>` : '',
    ...unsure.map((each) => `<p class="warning">Not all is known: ${escapeXml(unsureWords(each))}</p>`),
    rows.length > 0 ? htmlTable('Phases', ['Phase', 'Done', 'Tasks', 'Left'], rows) : '',
    gates.length > 0
      ? `<h3>Open gates</h3><ul>${gates
          .map(
            ({ title, scope, open, total, reached, line }) =>
              `<li>${escapeXml(scope === null || title.includes(scope) ? title : `${title} (${scope})`)} <span class="soft">line ${line}</span>: ${open} of ${total} open${isReached(reached)}</li>`,
          )
          .join('')}</ul>`
      : '',
    criticalPathLeft
      ? `<h3>Longest path left</h3><p>${criticalPathLeft.keys.map((key) => escapeXml(names.get(key) ?? key)).join(' → ')}${criticalPathLeft.hours === null ? '' : ` <span class="soft">${Math.round(criticalPathLeft.hours * 10) / 10} hours</span>`}</p>`
      : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** How much is done, as a bar; nothing where nobody can tell. */
export function bar({ percent }: Tally, name: string): string {
  if (percent === null) return '<span class="soft">unknown</span>';
  return `<progress max="100" value="${percent}" aria-label="${escapeXml(name)}">${percent} %</progress> <span class="share">${percent} %</span>`;
}

const kinds: readonly (readonly [Standing, string, (task: TaskData) => string])[] = [
  ['in-progress', 'In progress', taskWords],
  ['ready', 'Can start', taskWords],
  ['waiting', 'Waits', (task) => `for ${waitWords(task)}`],
  ['blocked', 'Blocked', taskWords],
  ['unknown', 'Nobody can tell', doubtWords],
];

/** What is under way, what can start, and what stops the rest. */
export function workSection({ work }: PlanStatusData): string {
  return kinds
    .flatMap(([standing, title, about]) => {
      const tasks = work.filter((task) => task.standing === standing);
      if (tasks.length === 0) return [];
      const rows = tasks.map((task) => {
        const words = about(task);
        return `<li>${escapeXml(task.name)} <span class="soft">line ${task.line}${words === '' ? '' : ` · ${escapeXml(words)}`}</span></li>`;
      });
      const list = `<ul>${rows.join('')}</ul>`;
      return tasks.length > 15
        ? `<details><summary>${title} (${tasks.length})</summary>${list}</details>`
        : `<h3>${title} (${tasks.length})</h3>${list}`;
    })
    .join('\n');
}
