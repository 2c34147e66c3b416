import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver-protocol';
import type { Finding } from '../engine/finding.ts';
import type { Related } from '../problem.ts';
import { ruleUrl } from '../report/rule-page.ts';
import type { Linted } from './analysis.ts';
import type { Abilities } from './client-settings.ts';
import type { OpenDocument } from './open-document.ts';
import type { OpenFiles } from './open-files.ts';
import { Positions } from './positions.ts';

/** What an editor shows of the findings of a text. */
export function diagnosticsOf(linted: Linted, open: OpenDocument, files: OpenFiles, client: Abilities): Diagnostic[] {
  return linted.result.findings.map((finding) => ({
    ...diagnosticOf(finding, linted, open),
    ...(client.relatedPlaces && finding.related.length > 0
      ? { relatedInformation: finding.related.flatMap((related) => relatedOf(related, linted, open, files)) }
      : {}),
  }));
}

/** One finding as editors show it. */
export function diagnosticOf(finding: Finding, { pluginRules }: Linted, open: OpenDocument): Diagnostic {
  const { ruleId, severity, message, span } = finding;
  const url = ruleUrl(ruleId, pluginRules);
  return {
    range: open.positions.rangeOf(span),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: ruleId,
    ...(url === undefined ? {} : { codeDescription: { href: url } }),
    source: 'planvet',
    message,
    ...(ruleId === 'planvet/unused-directive' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

function relatedOf(
  { path, span, message }: Related,
  { result }: Linted,
  open: OpenDocument,
  files: OpenFiles,
): DiagnosticRelatedInformation[] {
  if (path === undefined) return [{ location: { uri: open.uri, range: open.positions.rangeOf(span) }, message }];
  const other = result.others.get(path);
  if (!other) return [];
  const range = new Positions(other.source, open.encoding).rangeOf(span);
  return [{ location: { uri: uriOf(other.filePath, files), range }, message }];
}

/** The URI of a file: the editor's own where it has the file open. */
export function uriOf(filePath: string, files: OpenFiles): string {
  return files.at(filePath)?.uri ?? pathToFileURL(filePath).href;
}
