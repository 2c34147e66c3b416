// The findings that people have read beside their documents: `verdicts.tsv`, a line for each (document, line, rule,
// severity, verdict, worth, reason). The verdict says whether a finding is `true`, `false`, or `debatable`, which counts as
// half. `worth` says whether the author would thank us for it beside the others in the file: `yes` or `no`. What has the
// cause of another one, or is true and does not matter, is `true` and `no`.
// `words.tsv` beside it is about the words alone, whether or not a finding is true: messages read beside their documents as
// the author would. `clear`; `mended`, which is clear since it was reworded; `poor`, which is not clear yet.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { table } from './summary.mjs';

const file = fileURLToPath(new URL('verdicts.tsv', import.meta.url));
const truth = { true: 1, debatable: 0.5, false: 0 };
const worths = { yes: 1, no: 0 };

/** The rows of the table. Throws for a word that is none of the columns'. */
export function readVerdicts() {
  if (!existsSync(file)) return [];
  const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return rows.map((row, index) => {
    const [document, line, rule, severity, verdict, worth, reason] = row.split('\t');
    if (!(verdict in truth)) throw new Error(`verdicts.tsv:${index + 2}: \`${verdict}\` is no verdict`);
    if (!(worth in worths)) throw new Error(`verdicts.tsv:${index + 2}: \`${worth}\` says nothing of its worth`);
    return { document, line: Number(line), rule, severity, verdict, worth, reason };
  });
}

/** What people have said of a finding; undefined where nobody has read it. */
export function verdictOf(verdicts, document, line, rule) {
  return verdicts.get(`${document}:${line} ${rule}`);
}

/** The verdicts by document, line and rule. */
export function verdictsByPlace() {
  return new Map(readVerdicts().map((row) => [`${row.document}:${row.line} ${row.rule}`, row]));
}

/** What the verdicts say of the findings that there are now, by severity: how many are true, and worth the author's while. */
export function judged(linted) {
  const verdicts = verdictsByPlace();
  if (verdicts.size === 0) return '';
  const rows = ['error', 'warning'].map((severity) => {
    const counts = { true: 0, debatable: 0, false: 0, unread: 0, yes: 0, no: 0 };
    for (const { document, result } of linted) {
      for (const finding of result.findings.filter((other) => other.severity === severity)) {
        const said = verdictOf(verdicts, document.file, result.source.lineAt(finding.span.start), finding.ruleId);
        counts[said?.verdict ?? 'unread']++;
        if (said) counts[said.worth]++;
      }
    }
    const read = counts.true + counts.debatable + counts.false;
    const share = (good) => (read === 0 ? '-' : `${((good / read) * 100).toFixed(1)} %`);
    return [
      `${severity}s`,
      counts.true,
      counts.debatable,
      counts.false,
      counts.unread,
      share(counts.true + counts.debatable / 2),
      counts.yes,
      share(counts.yes),
    ];
  });
  return table(['read by people', 'true', 'debatable', 'false', 'unread', 'precision', 'worth', 'share'], rows);
}
