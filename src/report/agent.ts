import { inOrder } from '../engine/edits.ts';
import type { Finding, LintResult } from '../engine/finding.ts';
import type { Fix } from '../problem.ts';
import type { Source } from '../text.ts';
import { fold, type Block } from './fold.ts';
import type { Format, FormatOptions } from './format.ts';
import { replacements } from './replacement.ts';
import { descriptionOf } from './rule-page.ts';
import { allFindings, tally } from './tally.ts';

/** For coding agents: one JSON object on one line with what is wrong, why that matters, and the exact edits that would mend it. */
export const agent: Format = (results, { pluginRules }) => {
  const { errors, warnings } = tally(allFindings(results));
  const findings = results.flatMap((result) =>
    fold(result.findings).map((block) => folded(block, result, pluginRules)),
  );
  return `${JSON.stringify({ errors, warnings, findings })}\n`;
};

/** Four or more findings of a rule in a file as one: the first in full, of the others what is their own. */
function folded({ first, others }: Block, result: LintResult, pluginRules: FormatOptions['pluginRules']): object {
  const { path } = result;
  const { ruleId: rule } = first;
  const more = others.map((finding) => about(finding, result));
  return {
    file: path,
    rule,
    why: whyOf(rule, pluginRules),
    ...about(first, result),
    ...(more.length > 0 ? { more } : {}),
  };
}

function about(finding: Finding, { source, others }: LintResult): object {
  const { severity, certainty, message, span, related, fixes } = finding;
  return {
    ...source.positionAt(span.start),
    severity,
    certainty,
    message,
    quote: source.slice(span),
    ...(related.length > 0
      ? {
          related: related.map(({ span: { start }, message, path }) => {
            if (path === undefined) return { line: source.lineAt(start), message };
            const other = others.get(path);
            return { file: other?.path ?? path, line: other?.source.lineAt(start), message };
          }),
        }
      : {}),
    ...(fixes.length > 0 ? { fixes: fixes.map((fix) => fixOf(fix, source)) } : {}),
  };
}

function fixOf({ title, safe, edits }: Fix, source: Source): object {
  return { title, safe, edits: replacements(source, inOrder(edits, source.text.length) ?? []) };
}

/** What the rule is for, and where to read more. */
function whyOf(id: string, pluginRules: FormatOptions['pluginRules']): string {
  return `${descriptionOf(id, pluginRules)} More: planvet explain ${id}`;
}
