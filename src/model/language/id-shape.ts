import standards from './words/standards.json' with { type: 'json' };

const STANDARDS: ReadonlySet<string> = new Set(standards);

/** What an id looks like: its letters in lower case, every run of digits as a 9. `T012` and `T3` are `t9`, `P1-01` is `p9-9`. */
export function idShape(id: string): string {
  return id
    .toLowerCase()
    .replace(/^#/, '')
    .replace(/\d+(?:[a-z](?![a-z\d]))?/g, '9');
}

/**
 * Whether a token may be the id of a task by its looks alone: capital letters and digits in groups (`T014`, `T-1`,
 * `PHASE1-006`, `US-4.4`), or `#404`. A standard or a format (`UTF-8`, `SHA256`) is none, nor a version (`v1.2`).
 */
export function isIdShaped(text: string): boolean {
  if (/^#\d+$/.test(text)) return true;
  const letters = /^[A-Z][A-Z0-9]*/.exec(text)?.[0];
  if (letters === undefined || !/\d/.test(text) || !/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/.test(text)) return false;
  const prefix = /^[A-Z]+(?:\d+[A-Z]+)*/.exec(text)?.[0] ?? '';
  return !STANDARDS.has(prefix.toLowerCase()) && !STANDARDS.has(text.toLowerCase());
}
