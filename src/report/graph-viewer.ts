import { states, statesIn, summaryOf } from '../drawing/marks.ts';
import type { Picture } from '../drawing/picture.ts';
import type { Plan } from '../model/plan/plan.ts';
import { escapeXml } from './escape-xml.ts';
import type { PageData } from './graph-data.ts';
import { phrase } from './html-page.ts';
import { graphSvg } from './graph-svg.ts';

/** The part of a page in which one moves in a picture, and reads what is known of each task. */
export async function graphViewer(picture: Picture, plan: Plan, { tasks, loose }: PageData): Promise<string> {
  const passed = new Set(Object.values(tasks).flatMap(({ filters }) => filters));
  const filters = [
    ...statesIn(picture).map((state) => [state, states[state].word] as const),
    ...extra.filter(([value]) => passed.has(value)),
  ];
  const overview = [
    '<h2>Whole plan</h2>',
    `<p>${escapeXml(summaryOf(picture))}.</p>`,
    '<p class="soft">Press a task to see what it waits for and what waits for it. <code>/</code> searches, arrow keys lead from task to task, <code>+</code>, <code>-</code> and <code>0</code> change the size, <code>Esc</code> shows all again.</p>',
    ...(loose.length === 0
      ? []
      : [
          '<h3>Findings that concern no single task</h3><ul>',
          ...loose.map(
            ({ severity, message, span, ruleId }) =>
              `<li><span class="${severity}">${severity}</span> line ${plan.source.lineAt(span.start)}: ${phrase(message)} <span class="soft">${escapeXml(ruleId)}</span></li>`,
          ),
          '</ul>',
        ]),
  ];
  return [
    '<div class="viewer">',
    '<div class="bar" role="group" aria-label="Search and view">',
    '<label>Search <input type="search" autocomplete="off"></label>',
    `<fieldset><legend>Only</legend>${filters
      .map(([value, word]) => `<label><input type="checkbox" name="filter" value="${value}">${word}</label>`)
      .join('')}</fieldset>`,
    '<span><button type="button" data-act="out" aria-label="Smaller">−</button> <button type="button" data-act="in" aria-label="Larger">+</button> <button type="button" data-act="fit">Fit</button></span>',
    '<span role="status" class="soft"></span>',
    '</div>',
    `<div class="stage">${await graphSvg(picture, { inPage: true })}</div>`,
    `<aside class="details" aria-label="What is known of it" tabindex="0">${overview.join('\n')}</aside>`,
    '</div>',
  ].join('\n');
}

const extra = [
  ['ready', 'can start now'],
  ['critical', 'longest path'],
  ['problem', 'with findings'],
] as const;
