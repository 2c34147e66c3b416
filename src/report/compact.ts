import type { Format } from './format.ts';
import { printable } from './printable.ts';

/** One line for each finding, as compilers write them: `file:line:column: severity: message [rule]`. */
export const compact: Format = (results) =>
  results
    .flatMap(({ path, findings, source }) =>
      findings.map(({ span, severity, message, ruleId }) => {
        const { line, column } = source.positionAt(span.start);
        return `${fileName(path)}:${line}:${column}: ${severity}: ${printable(message)} [${ruleId}]\n`;
      }),
    )
    .join('');

/** A path at the start of a line; one that a build server would take for a command does not look like one any more. */
export function fileName(path: string): string {
  const name = printable(path);
  return /^\s*(?:::|##)/.test(name) ? `./${name}` : name;
}
