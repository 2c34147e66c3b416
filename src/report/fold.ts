import type { Finding, LintResult } from '../engine/finding.ts';
import { quote } from '../quote.ts';

/** How many findings of one rule in a file become one block. */
const MANY = 4;

/** Findings that are shown together: one, or four and more of one rule in a file. */
export interface Block {
  readonly first: Finding;
  /** In the order of the text; empty for a single finding. */
  readonly others: readonly Finding[];
}

/** The findings of a file as blocks, each at the place of its first finding. */
export function fold(findings: LintResult['findings']): Block[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byRule.get(finding.ruleId);
    if (same) same.push(finding);
    else byRule.set(finding.ruleId, [finding]);
  }
  return findings.flatMap((finding) => {
    const same = byRule.get(finding.ruleId) ?? [];
    if (same.length < MANY) return [{ first: finding, others: [] }];
    return same[0] === finding ? [{ first: finding, others: same.slice(1) }] : [];
  });
}

/** Whether the findings differ only in the text that they point at, so that the texts alone say it all. */
export function saysTheSame({ first, others }: Block, textOf: (finding: Finding) => string): boolean {
  const shape = (finding: Finding) => {
    const text = textOf(finding);
    const quoted = quote(text);
    return finding.message.replace(finding.message.includes(quoted) ? quoted : text, '\0');
  };
  const wanted = shape(first);
  return wanted.includes('\0') && others.every((other) => shape(other) === wanted);
}
