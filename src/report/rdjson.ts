import { covering } from '../engine/edits.ts';
import type { Finding, LintResult } from '../engine/finding.ts';
import type { Source, Span } from '../text.ts';
import type { Format, FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import { program } from './program.ts';
import { ruleUrl } from './rule-page.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING' } as const;
const encoder = new TextEncoder();

/** The Reviewdog Diagnostic Format, as one JSON object. Lines count from 1, columns too, in bytes of UTF-8; ends are exclusive. */
export const rdjson: Format = (results, { pluginRules }) => {
  const worst = results.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  const diagnostics = results.flatMap((result) =>
    result.findings.map((finding) => diagnostic(finding, result, pluginRules)),
  );
  return `${JSON.stringify(
    {
      source: { name: program.name, url: program.url },
      ...(diagnostics.length > 0 ? { severity: worst ? 'ERROR' : 'WARNING' } : {}),
      diagnostics,
    },
    undefined,
    2,
  )}\n`;
};

function diagnostic(
  { ruleId, severity, message, span, related, fixes }: Finding,
  result: LintResult,
  pluginRules: FormatOptions['pluginRules'],
): object {
  const { source, projectPath, others } = result;
  const url = ruleUrl(ruleId, pluginRules);
  const safe = fixes.filter((fix) => fix.safe);
  const suggestions = (safe.length > 0 ? safe : fixes).flatMap(({ edits }) => {
    const edit = covering(source.text, edits);
    return edit ? [{ range: range(edit.span, source), text: edit.text }] : [];
  });
  const places = related.flatMap(({ span: place, message: said, path }) => {
    const from = path === undefined ? source : others.get(path)?.source;
    const location = { path: path ?? projectPath, ...(from ? { range: range(place, from) } : {}) };
    return [{ message: printable(said), location }];
  });
  return {
    message: printable(message),
    location: { path: projectPath, range: range(span, source) },
    severity: SEVERITIES[severity],
    code: { value: ruleId, ...(url === undefined ? {} : { url }) },
    ...(suggestions.length > 0 ? { suggestions } : {}),
    ...(places.length > 0 ? { related_locations: places } : {}),
  };
}

function range({ start, end }: Span, source: Source): object {
  return { start: position(start, source), end: position(end, source) };
}

function position(offset: number, source: Source): object {
  const line = source.lineAt(offset);
  const mark = line === 1 && source.bom ? '\ufeff' : '';
  const before = mark + source.slice({ start: source.lineStart(line), end: offset });
  return { line, column: encoder.encode(before).length + 1 };
}
