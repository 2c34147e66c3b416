import type { Finding, LintResult } from '../engine/finding.ts';
import { escapeXml } from './escape-xml.ts';
import { frame } from './frame.ts';
import { phrase } from './html-page.ts';
import { plain } from './paint.ts';
import { severityCounts, tally } from './tally.ts';

/** What planvet says of a plan as a whole, in few words. */
export function verdict({ findings }: LintResult): string {
  const { errors, warnings } = tally(findings);
  if (errors + warnings === 0) return '<strong class="good">✓ No findings.</strong>';
  const look = errors > 0 ? 'error' : 'warning';
  return `<strong class="${look}">${errors > 0 ? '✖' : '⚠'} ${severityCounts({ errors, warnings })}.</strong>`;
}

/** The findings of a plan, each with the line that it is about; errors first. */
export function findingsSection(result: LintResult): string {
  const { findings, suppressed } = result;
  const silenced =
    suppressed.length > 0 ? `<p class="soft">${suppressed.length} more are silenced by directives.</p>` : '';
  if (findings.length === 0) return `<p>Nothing was found.</p>${silenced}`;
  const sorted = findings.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  return `<ul class="plain findings">${sorted.map((finding) => one(finding, result)).join('\n')}</ul>${silenced}`;
}

function one({ severity, span, message, ruleId, fixes }: Finding, { source }: LintResult): string {
  const mark = { span, sign: '^', style: severity } as const;
  const lines = source.text === '' ? [] : frame(source, [mark], { width: 96, paint: plain, indent: 0 });
  const fix = fixes.some(({ safe }) => safe) ? ' <span class="soft">· mended by <code>--fix</code></span>' : '';
  return [
    `<li><p><span class="${severity}">${severity}</span> line ${source.lineAt(span.start)}: ${phrase(message)} <span class="soft">${escapeXml(ruleId)}</span>${fix}</p>`,
    ...(lines.length > 0
      ? [`<pre tabindex="0" aria-label="Line ${source.lineAt(span.start)}">${escapeXml(lines.join('\n'))}</pre>`]
      : []),
    '</li>',
  ].join('');
}
