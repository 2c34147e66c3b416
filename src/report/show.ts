import { readyTasks } from '../engine/status/ready-tasks.ts';
import type { Finding } from '../engine/finding.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { TemplateUse } from '../model/plan/template-use.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import {
  boxRows,
  citationRows,
  claimRows,
  edgeRows,
  gapRows,
  gateRows,
  otherRows,
  phaseRows,
  requirementRows,
  taskRows,
} from './show-rows.ts';
import { figure, lineOf, brief, states } from './show-words.ts';
import { table } from './table.ts';
import { counted } from './tally.ts';
import { unreadRows } from './unread-words.ts';

/** All that planvet reads in a plan, for people: each thing with its line. */
export function showText(plan: Plan, findings: readonly Finding[], paint: Paint): string {
  const parts: [title: string, rows: readonly (readonly string[])[]][] = [
    [plan.sections[0]?.title || plan.path || 'Plan', head(plan)],
    ['Phases', phaseRows(plan)],
    [states(plan.tasks), taskRows(plan, plan.tasks)],
    ['Prerequisites', taskRows(plan, plan.prerequisites)],
    ['Dependencies', edgeRows(plan)],
    ['References that are no dependency between tasks', otherRows(plan)],
    ['Requirements', requirementRows(plan)],
    ['References to requirements', citationRows(plan)],
    ['Gates', gateRows(plan)],
    ['Claims', claimRows(plan, findings)],
    ['Boxes', boxRows(plan)],
    ['Seen, not read', unreadRows(plan)],
    ['Left to fill in', gapRows(plan)],
    ['Sections of the template that the plan lacks', missing(plan)],
  ];
  return parts
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => `${[paint('bold', printable(title)), ...table(rows)].join('\n')}\n`)
    .join('\n');
}

const how: Readonly<Record<TemplateUse['how'], string>> = {
  option: 'named on the command line',
  directive: "the plan's own directive",
  'front-matter': "the plan's front matter",
  config: 'the configuration',
  path: 'where the file lies',
  recognised: 'recognised',
};

function head(plan: Plan): string[][] {
  const { template, status, lifecycle, blank, graph, set, missingApprovals: lacking } = plan;
  const { stated } = status;
  const { ready, unsure } = readyTasks(plan);
  const path = graph.criticalPath;
  const length = path.byEffort ? `${figure(path.length)} hours` : counted(path.tasks.length, 'task');
  const names = (tasks: Plan['tasks']) => tasks.map((task) => brief(task.id ?? task.name));
  return [
    [
      'template',
      template ? `${template.name} (${how[template.how]}${template.why ? `: ${template.why}` : ''})` : 'none known',
    ],
    ...(set && set.paths.length > 0 ? [['read with', companions(plan, set.paths)]] : []),
    ...(blank ? [['blank', `${blank.left} of ${blank.of} placeholders are left`]] : []),
    ['status', stated ? `${brief(stated.value)} (line ${lineOf(plan, stated.span).trim()})` : 'not stated'],
    ['lifecycle', lifecycle],
    ...(lacking ? [['not approved', approvals(plan, lacking)]] : []),
    ...(plan.tasks.length === 0 ? [['tasks', 'none found']] : []),
    ...(path.tasks.length > 1 ? [['longest path', `${names(path.tasks).join(' → ')} (${length})`]] : []),
    ...(ready.length > 0 ? [['can start now', names(ready).join(', ')]] : []),
    ...(unsure.length > 0 ? [['may have to wait', `${names(unsure).join(', ')} (planvet status says why)`]] : []),
    ...graph.cycles.map(({ tasks }) => ['circle', names([...tasks, ...tasks.slice(0, 1)]).join(' → ')]),
  ];
}

function approvals(plan: Plan, { names, notReady, path }: NonNullable<Plan['missingApprovals']>): string {
  const entries = notReady ? [notReady] : names;
  return `${entries.map(({ value }) => brief(value)).join(', ')} (${companions(plan, [path])})`;
}

const FEW = 6;

/** The other documents of the set, as seen from the plan's folder. */
function companions({ path = '' }: Plan, paths: readonly string[]): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const names = paths.map((other) => brief(other.startsWith(folder) ? other.slice(folder.length) : other));
  return [...names.slice(0, FEW), ...(names.length > FEW ? [`${names.length - FEW} more`] : [])].join(', ');
}

function missing({ missingSections }: Plan): string[][] {
  return missingSections.map(({ title, depth, under, certainty }) => [
    `${'#'.repeat(depth)} ${title}`,
    [under === undefined ? '' : `under ${under}`, certainty === 'likely' ? 'likely' : ''].filter(Boolean).join(', '),
  ]);
}
