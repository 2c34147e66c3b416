import { escapeXml } from './escape-xml.ts';
import { htmlPage, htmlTable } from './html-page.ts';
import pageStyle from './page/page.css?raw';
import reportStyle from './page/report.css?raw';
import { verdict } from './report-findings.ts';
import type { ReportOf } from './report-page.ts';
import { bar } from './report-progress.ts';
import { allFindings, counted, severityCounts, tally } from './tally.ts';

/** The page that leads to those of all plans, each with the name of its file. */
export function reportIndex(
  reports: readonly (Pick<ReportOf, 'result' | 'status'> & { readonly file: string })[],
): string {
  const found = severityCounts(tally(allFindings(reports.map(({ result }) => result))));
  const rows = reports.map(({ result, status, file }) => {
    const { title, tasks, gates } = status;
    const open = gates.reduce((sum, gate) => sum + gate.open, 0);
    return [
      `<tr><th scope="row"><a href="${escapeXml(encodeURI(file))}">${escapeXml(title || result.projectPath)}</a><br><span class="soft path">${escapeXml(result.projectPath)}</span></th>`,
      `<td>${verdict(result)}</td>`,
      `<td>${tasks.total === 0 ? '<span class="soft">no tasks</span>' : bar(tasks, title || result.projectPath)}</td>`,
      `<td>${tasks.total === 0 ? '' : `${tasks.done} of ${tasks.total - tasks.dropped}`}</td>`,
      `<td>${tasks.ready + tasks['in-progress'] || ''}</td><td>${tasks.waiting + tasks.blocked || ''}</td><td>${open || ''}</td></tr>`,
    ].join('');
  });
  const heads = ['Plan', 'Findings', 'Done', 'Tasks', 'Under way or can start', 'Wait or blocked', 'Open gate items'];
  return htmlPage({
    title: 'Plans: report',
    styles: [pageStyle, reportStyle],
    body: [
      '<header><h1>Plans</h1>',
      `<p>${counted(reports.length, 'plan')}; ${found === '' ? 'no findings' : found}</p></header>`,
      '<main><section>',
      htmlTable('Plans', heads, rows),
      '</section></main>',
    ].join('\n'),
  });
}
