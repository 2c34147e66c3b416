import type { Fix } from '../problem.ts';
import type { Finding } from './finding.ts';

/** The fix of a finding that is applied without a question: a safe one; with `unsafe` also the only one that it has. */
export function fixToApply({ fixes }: Pick<Finding, 'fixes'>, unsafe: boolean): Fix | undefined {
  return fixes.find(({ safe }) => safe) ?? (unsafe && fixes.length === 1 ? fixes[0] : undefined);
}
