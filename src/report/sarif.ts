import { covering } from '../engine/edits.ts';
import { hasFailed, type Finding, type LintResult } from '../engine/finding.ts';
import type { Fix, Related } from '../problem.ts';
import type { Source, Span } from '../text.ts';
import { fileUri } from './file-uri.ts';
import type { AnyFormat, FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import { program } from './program.ts';
import { descriptionOf, pageOf, ruleOf, ruleUrl } from './rule-page.ts';

/** Most characters that GitHub takes of a rule's description. */
const DESCRIPTION = 1024;
const LEVELS = { error: 'error', warning: 'warning' } as const;

/**
 * SARIF 2.1.0 (OASIS), as GitHub code scanning reads it and with what other viewers use besides: pages of rules, related
 * places linked in the message, fixes. Findings that directives silence are left out, since GitHub would show them.
 */
export const sarif: AnyFormat = async (results, { pluginRules }) => {
  const ids = [...new Set(results.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId)))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: program.name,
            semanticVersion: program.version,
            informationUri: program.url,
            rules: await Promise.all(ids.map((id) => descriptor(id, pluginRules))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: !results.some(hasFailed) }],
        artifacts: results.map(({ projectPath }) => ({ location: artifact(projectPath) })),
        results: results.flatMap((result, index) =>
          result.findings.map((finding) => resultOf(finding, result, index, ids.indexOf(finding.ruleId))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

async function descriptor(id: string, pluginRules: FormatOptions['pluginRules']): Promise<object> {
  const rule = ruleOf(id, pluginRules);
  const description = descriptionOf(id, pluginRules);
  const url = ruleUrl(id, pluginRules);
  const level = (rule?.recommended ?? 'error') || (rule?.strict ?? 'warning') || 'warning';
  return {
    id,
    shortDescription: { text: description },
    fullDescription: { text: description.slice(0, DESCRIPTION) },
    help: { text: `${description} More: planvet explain ${id}`, markdown: await pageOf(id, pluginRules) },
    ...(url === undefined ? {} : { helpUri: url }),
    defaultConfiguration: { level: LEVELS[level] },
    properties: {
      tags: ['plan', ...(rule ? [rule.category] : [])],
      precision: 'high',
      'problem.severity': level,
    },
  };
}

function resultOf(finding: Finding, result: LintResult, artifactIndex: number, ruleIndex: number): object {
  const { ruleId, severity, certainty, span, fixes, fingerprint, related } = finding;
  const { source, projectPath } = result;
  const places = related.map((place, index) => ({ id: index + 1, ...relatedPlace(place, result) }));
  const links = places.map(({ id, label }) => `[${bracketsEscaped(label)}](${id})`);
  const message = [
    bracketsEscaped(printable(finding.message)),
    ...(links.length > 0 ? [`See ${links.join(', ')}.`] : []),
  ];
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message.join('\n') },
    locations: [
      { physicalLocation: { artifactLocation: artifact(projectPath, artifactIndex), region: region(span, source) } },
    ],
    ...(places.length > 0
      ? { relatedLocations: places.map(({ id, message, location }) => ({ id, message, physicalLocation: location })) }
      : {}),
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'planvet/v1': fingerprint },
    ...withFixes(fixes, result),
    properties: { certainty },
  };
}

/** A related place, and what a link to it says. In a file that could not be read there is no region. */
function relatedPlace({ span, message, path }: Related, { source, others, projectPath }: LintResult) {
  const from = path === undefined ? source : others.get(path)?.source;
  const said = printable(message);
  const at = from
    ? `${path === undefined ? 'line ' : `${printable(path)}:`}${from.lineAt(span.start)}`
    : printable(path ?? '');
  return {
    label: said === '' ? at : `${at}: ${said}`,
    message: { text: said === '' ? at : said },
    location: {
      artifactLocation: artifact(path ?? projectPath),
      ...(from ? { region: region(span, from) } : {}),
    },
  };
}

function artifact(path: string, index?: number): object {
  const isRelative = !path.startsWith('/') && !/^[A-Za-z]:\//.test(path);
  return {
    uri: fileUri(path),
    ...(isRelative ? { uriBaseId: '%SRCROOT%' } : {}),
    ...(index === undefined ? {} : { index }),
  };
}

/** GitHub wants all four numbers. */
function region(span: Span, source: Source): object {
  const start = source.positionAt(span.start);
  const end = source.positionAt(span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function withFixes(fixes: readonly Fix[], { source, projectPath }: LintResult): object {
  const said = fixes.flatMap(({ title, edits }) => {
    const edit = covering(source.text, edits);
    if (!edit) return [];
    const replacement = { deletedRegion: region(edit.span, source), insertedContent: { text: edit.text } };
    return [
      {
        description: { text: printable(title) },
        artifactChanges: [{ artifactLocation: artifact(projectPath), replacements: [replacement] }],
      },
    ];
  });
  return said.length > 0 ? { fixes: said } : {};
}

/** In messages of SARIF (3.11.6) brackets make links, so those of a plan are escaped. */
function bracketsEscaped(text: string): string {
  return text.replaceAll(/[\\[\]]/g, String.raw`\$&`);
}
