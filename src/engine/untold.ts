import type { Finding, Place } from './finding.ts';
import { fingerprintOf, type Identity } from './fingerprint.ts';

/** What is told every time: that planvet failed. */
export const FAILED = 'planvet/internal-error';

/** The places that a finding stands for, its own first. */
export function placesOf({ span, identity, alike = [] }: Finding): readonly [Place, ...Place[]] {
  return [{ span, identity }, ...alike];
}

/** A finding without the places that are known: at the first of the others, and undefined where there are none. */
export function withoutKnown(finding: Finding, isKnown: (identity: Identity) => boolean): Finding | undefined {
  if (finding.ruleId === FAILED) return finding;
  const places = placesOf(finding);
  const known = places.map(({ identity }) => isKnown(identity));
  const place = places[known.indexOf(false)];
  if (!place || place.identity === finding.identity) return place && finding;
  const { identity, span } = place;
  const related = finding.related.map((other) =>
    other.path === undefined && other.span.start === span.start ? { ...other, span: finding.span } : other,
  );
  const alike = places.filter((other) => other !== place);
  return { ...finding, span, identity, fingerprint: fingerprintOf(identity), related, alike };
}

/**
 * Findings but for those that somebody has accepted: of several with one rule, place and text as many as that. `accepted` is how
 * many of the places that findings stand for are.
 */
export function withoutAccepted(
  findings: readonly Finding[],
  accepts: ((identity: Identity) => number) | undefined,
): { readonly findings: readonly Finding[]; readonly accepted: number } {
  if (!accepts) return { findings, accepted: 0 };
  const seen = new Map<string, number>();
  let accepted = 0;
  const isAccepted = (identity: Identity) => {
    const name = [identity.ruleId, identity.at, identity.text].join('\0');
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    const known = count < accepts(identity);
    if (known) accepted++;
    return known;
  };
  const left = findings.flatMap((finding) => withoutKnown(finding, isAccepted) ?? []);
  return { findings: left, accepted };
}
