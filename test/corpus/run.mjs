// `npm run corpus [FOLDER]`: lints a folder of real plans under their original paths, says what was found, and what differs
// from the summary that is kept. Nothing of the documents themselves is written into this repository.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isTemplate, lintDocuments, readDocuments } from './documents.mjs';
import { differences, summarise, table, tables } from './summary.mjs';
import { agreement } from './truth.mjs';
import { judged, verdictOf, verdictsByPlace } from './verdicts.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const kept = here('summary.json');
const usual = here('../../../shared/corpus');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    findings: { type: 'boolean', default: false },
    rule: { type: 'string', multiple: true, default: [] },
    truth: { type: 'boolean', default: false },
    preset: { type: 'string', default: 'recommended' },
  },
});
const folder = positionals[0] ?? usual;

if (!existsSync(folder)) {
  console.error(
    `notice: there is no ${positionals[0] ?? 'folder of real plans beside this repository'}; nothing was measured`,
  );
  process.exit(positionals[0] === undefined ? 0 : 2);
}

const linted = lintDocuments(readDocuments(folder), { preset: values.preset });
const summary = summarise(linted);
const before = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : { rules: {}, documents: {} };
const changes = differences(before, summary);

if (values.update) {
  writeFileSync(kept, `${JSON.stringify(summary, undefined, 2)}\n`);
  console.log(changes.length > 0 ? changes.join('\n') : 'The summary was right.');
} else if (values.check) {
  console.log(changes.length > 0 ? changes.join('\n') : `The summary of ${linted.length} documents is right.`);
  process.exitCode = changes.length > 0 ? 1 : 0;
} else if (values.json) {
  console.log(JSON.stringify({ ...summary, changes }, undefined, 2));
} else if (values.truth) {
  console.log(agreement(linted));
} else if (values.findings) {
  console.log(findings().join('\n'));
} else {
  console.log([tables(summary), loudness(), judged(linted), changes.join('\n')].filter(Boolean).join('\n\n'));
}

/** Each finding with the line it stands on, for reading. */
function findings() {
  const verdicts = verdictsByPlace();
  return linted.flatMap(({ document, result }) =>
    result.findings
      .filter(({ ruleId }) => values.rule.length === 0 || values.rule.includes(ruleId))
      .map(({ span, ruleId, severity, certainty, message }) => {
        const { line, column } = result.source.positionAt(span.start);
        const text = result.source.slice(result.source.lineSpan(line)).trim().slice(0, 140);
        const said = verdictOf(verdicts, document.file, line, ruleId);
        const verdict = said ? `${said.verdict}, worth it: ${said.worth}` : 'unread';
        return `${document.file}:${line}:${column} ${severity} ${certainty} ${ruleId} (${verdict})\n    ${message}\n    | ${text}`;
      }),
  );
}

/** What an author of a plan meets on first contact. */
function loudness() {
  const plans = linted.filter(({ document, result }) => !isTemplate(document) && (result.counts?.tasks ?? 0) > 0);
  const numbers = (severity) =>
    plans
      .map(({ result }) => result.findings.filter((finding) => finding.severity === severity).length)
      .toSorted((a, b) => a - b);
  const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return table(
    [`in ${plans.length} plans with tasks, templates left out`, 'median', '75 %', '90 %', 'most'],
    ['error', 'warning'].map((severity) => {
      const sorted = numbers(severity);
      return [`${severity}s in a plan`, at(sorted, 0.5), at(sorted, 0.75), at(sorted, 0.9), sorted.at(-1) ?? 0];
    }),
  );
}
