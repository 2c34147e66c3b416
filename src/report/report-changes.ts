import type { PlanDiff } from '../engine/plan-diff.ts';
import { escapeXml } from './escape-xml.ts';
import { phrase } from './html-page.ts';
import { findingNotes, happenings, progressWords, statusWords } from './plan-diff-words.ts';

/** What has become of a plan: its tasks and gates, and what is found in it. */
export function changesSection(diff: PlanDiff): string {
  const events = happenings(diff);
  const notes = findingNotes(diff);
  const about = [statusWords(diff), progressWords(diff.progress)].filter(Boolean).join('; ');
  if (events.length + notes.length === 0) return `<p>${escapeXml(about)}. Nothing else has changed.</p>`;
  return [
    `<p>${escapeXml(about)}</p>`,
    '<ul>',
    ...events.map(
      ({ kind, what, line }) =>
        `<li><strong>${escapeXml(kind)}</strong> ${escapeXml(what)}${line === null ? '' : ` <span class="soft">line ${line}</span>`}</li>`,
    ),
    ...notes.map(
      ({ kind, severity, message, ruleId }) =>
        `<li><strong>${severity} ${kind}</strong> ${phrase(message)} <span class="soft">${escapeXml(ruleId)}</span></li>`,
    ),
    '</ul>',
  ].join('\n');
}
