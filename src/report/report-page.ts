import type { BurnUpPoint } from '../engine/burn-up.ts';
import type { LintResult } from '../engine/finding.ts';
import type { PlanDiff } from '../engine/plan-diff.ts';
import type { PlanStatusData } from '../engine/status/status-data.ts';
import type { Plan } from '../model/plan/plan.ts';
import { burnUpChart } from './burn-up-chart.ts';
import { drawnPlan } from '../engine/drawn-plan.ts';
import { escapeXml } from './escape-xml.ts';
import { pageData } from './graph-data.ts';
import { graphViewer } from './graph-viewer.ts';
import { htmlPage } from './html-page.ts';
import graphStyle from './page/graph.css?raw';
import pageStyle from './page/page.css?raw';
import reportStyle from './page/report.css?raw';
import script from './page/viewer.js?raw';
import { changesSection } from './report-changes.ts';
import { findingsSection, verdict } from './report-findings.ts';
import { progressSection, workSection } from './report-progress.ts';
import { coverageSection, risksSection } from './report-trace.ts';
import { effortWords, tallyWords } from './status-words.ts';

/** All that a report says of a plan. */
export interface ReportOf {
  readonly result: LintResult & { readonly plan: Plan };
  readonly status: PlanStatusData;
  /** Empty where nothing is known of its past. */
  readonly points: readonly BurnUpPoint[];
  /** What has become of it, and since when; undefined where nobody asked. */
  readonly changes?: { readonly since: string; readonly diff: PlanDiff };
}

/** A plan's page: verdict and findings first, then how far it is, what comes next, its graph and what else is known. */
export async function reportPage(report: ReportOf, home?: string): Promise<string> {
  const { result, status, points, changes } = report;
  const { plan } = result;
  const picture = drawnPlan(plan);
  const data = pageData(picture, plan, result.findings);
  const title = status.title || result.projectPath;
  const sections: [name: string, title: string, body: string][] = [
    ['findings', 'Findings', findingsSection(result)],
    ['progress', 'Progress', progressSection(status)],
    ['next', 'What can start, and what waits', workSection(status)],
    ['graph', 'Graph', picture.nodes.length > 0 ? await graphViewer(picture, plan, { ...data, loose: [] }) : ''],
    ['requirements', 'Requirements', coverageSection(plan)],
    ['risks', 'Risks', risksSection(plan)],
    ['burn-up', 'Done over time', points.length > 1 ? burnUpChart(points) : ''],
    ['changes', `Changes since ${changes?.since ?? ''}`, changes ? changesSection(changes.diff) : ''],
  ];
  const shown = sections.filter(([, , body]) => body !== '');
  const body = [
    '<header>',
    ...(home === undefined ? [] : [`<p><a href="${escapeXml(home)}">All plans</a></p>`]),
    `<h1>${escapeXml(title)}</h1>`,
    `<p class="soft">${escapeXml(result.projectPath)}${status.stated === null ? '' : ` · says of itself: ${escapeXml(status.stated)}`}</p>`,
    `<p class="verdict">${verdict(result)} <span>${escapeXml([tallyWords(status.tasks), effortWords(status.effortLeft)].filter(Boolean).join('; '))}</span></p>`,
    '</header>',
    `<nav aria-label="Parts of this page">${shown.map(([name, words]) => `<a href="#${name}">${escapeXml(words)}</a>`).join(' ')}</nav>`,
    '<main>',
    ...shown.map(
      ([name, words, inner]) =>
        `<section id="${name}" aria-labelledby="h-${name}"><h2 id="h-${name}">${escapeXml(words)}</h2>\n${inner}\n</section>`,
    ),
    '</main>',
  ];
  const hasGraph = shown.some(([name]) => name === 'graph');
  return htmlPage({
    title: `${title}: report`,
    body: body.join('\n'),
    styles: [pageStyle, graphStyle, reportStyle],
    ...(hasGraph ? { script, data: { tasks: data.tasks } } : {}),
  });
}
