import { drawnPlan } from '../engine/drawn-plan.ts';
import { escapeXml } from './escape-xml.ts';
import { pageData } from './graph-data.ts';
import type { GraphWriter } from './graph-formats.ts';
import { graphViewer } from './graph-viewer.ts';
import { htmlPage } from './html-page.ts';
import graphStyle from './page/graph.css?raw';
import pageStyle from './page/page.css?raw';
import script from './page/viewer.js?raw';

/** The graph of a plan as a page in one file: move, search, filter, and press a task to see all that is known of it. */
export const graphPage: GraphWriter = async ({ plan, projectPath, findings }) => {
  const picture = drawnPlan(plan);
  const data = pageData(picture, plan, findings);
  const body = [
    '<header>',
    `<h1>${escapeXml(picture.title)}</h1>`,
    `<p class="soft">${escapeXml(projectPath)}</p>`,
    '</header>',
    `<main>${await graphViewer(picture, plan, data)}</main>`,
  ];
  return htmlPage({
    title: `${picture.title}: graph`,
    body: body.join('\n'),
    styles: [pageStyle, graphStyle],
    script,
    data: { tasks: data.tasks },
  });
};
