// The findings that people have read beside their documents: `verdicts.tsv`, a line for each (document, line, rule,
// severity, verdict, reason). The verdicts: `true`; `repeated`, which is true and has the cause of one before (a list that
// nobody ticked; reports for people fold them); `debatable`, which counts as half; `petty`, which is true but not worth the
// author's while, and counts as `false` does.
// `words.tsv` beside it is about the words alone, whether or not a finding is true: messages read beside their documents as
// the author would. `clear`; `mended`, which is clear since it was reworded; `poor`, which is not clear yet.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { table } from './summary.mjs';

const file = fileURLToPath(new URL('verdicts.tsv', import.meta.url));
const worth = { true: 1, repeated: 1, debatable: 0.5, petty: 0, false: 0 };

/** The rows of the table. Throws for a verdict that there is no such word for. */
export function readVerdicts() {
  if (!existsSync(file)) return [];
  const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return rows.map((row, index) => {
    const [document, line, rule, severity, verdict, reason] = row.split('\t');
    if (!(verdict in worth)) throw new Error(`verdicts.tsv:${index + 2}: \`${verdict}\` is no verdict`);
    return { document, line: Number(line), rule, severity, verdict, reason };
  });
}

/** What the verdicts say of the findings that there are now: precision by severity, and how many were not judged. */
export function judged(linted) {
  const verdicts = new Map(readVerdicts().map((row) => [`${row.document}:${row.line} ${row.rule}`, row.verdict]));
  if (verdicts.size === 0) return '';
  const rows = ['error', 'warning'].map((severity) => {
    const counts = { true: 0, repeated: 0, debatable: 0, petty: 0, false: 0, unread: 0 };
    for (const { document, result } of linted) {
      for (const finding of result.findings.filter((other) => other.severity === severity)) {
        const line = result.source.lineAt(finding.span.start);
        counts[verdicts.get(`${document.file}:${line} ${finding.ruleId}`) ?? 'unread']++;
      }
    }
    const read = counts.true + counts.repeated + counts.debatable + counts.petty + counts.false;
    const precision =
      read === 0 ? '-' : `${(((counts.true + counts.repeated + counts.debatable / 2) / read) * 100).toFixed(1)} %`;
    return [
      `${severity}s`,
      counts.true,
      counts.repeated,
      counts.debatable,
      counts.petty,
      counts.false,
      counts.unread,
      precision,
    ];
  });
  return table(['read by people', 'true', 'repeated', 'debatable', 'petty', 'false', 'unread', 'precision'], rows);
}
