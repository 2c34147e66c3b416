import type { Finding } from './finding.ts';
import type { Identity } from './fingerprint.ts';

/** What is told every time: that planvet failed. */
export const FAILED = 'planvet/internal-error';

/** Findings but for those that somebody has accepted: of several with one rule, place and text as many as that. */
export function withoutAccepted(
  findings: readonly Finding[],
  accepts: ((identity: Identity) => number) | undefined,
): readonly Finding[] {
  if (!accepts) return findings;
  const seen = new Map<string, number>();
  return findings.filter(({ ruleId, identity }) => {
    if (ruleId === FAILED) return true;
    const name = [ruleId, identity.at, identity.text].join('\0');
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count >= accepts(identity);
  });
}
