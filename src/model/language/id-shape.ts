import words from './words/standards.json' with { type: 'json' };

const STANDARDS: ReadonlySet<string> = new Set(words.standards);
/** What has numbers of its own in plans and is no task: requirements, decisions, checks. */
const RECORDS: ReadonlySet<string> = new Set(words.records);

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

/**
 * How surely a text that a heading, an item or a cell begins with is the id of a task, if nothing else tells: by its shape,
 * and by whether something parts it from what follows.
 */
export function idStrength(id: string, separated: boolean): 'strong' | 'weak' | undefined {
  if (/^\d+[a-z]?(?:\.\d+[a-z]?)*$/.test(id)) return id.includes('.') || separated ? 'weak' : undefined;
  if (/^#\d+$/.test(id)) return 'weak';
  const prefix = /^([A-Za-z]+\d*?)(?=[-_\d])/.exec(id)?.[1]?.toLowerCase() ?? '';
  if (STANDARDS.has(prefix) || RECORDS.has(prefix) || /^(?:US\d|[A-LN-SU-Z]\d{1,2}$|M\d+$)/i.test(id)) return undefined;
  // `F019 Payments` may be anything that is numbered; `F019: Payments` is an id where the plan has more of them.
  if (/^[A-LN-SU-Z]\d{3,4}$/.test(id)) return separated ? 'weak' : undefined;
  if (/^[A-Z]{1,3}\d{3,4}[A-Za-z]?$/.test(id)) return 'strong';
  if (/^T\d{1,2}[a-z]?$|^[A-Z]\.\d+$/.test(id)) return 'weak';
  if (/^[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*-\d+[A-Za-z]?(?:\.\d+)*$/.test(id)) return 'strong';
  if (/^[A-Z]+\d*-[A-Z]+\d+[a-z]?$/.test(id)) return 'strong';
  if (/^[A-Z]+\d+(?:\.[A-Z]*\d+)+[A-Za-z]?$/.test(id)) return 'strong';
  if (/^[A-Z]{1,3}\d{1,2}[a-z]?$/.test(id) && separated) return 'weak';
  if (/^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d+$/.test(id) && separated) return 'weak';
  return undefined;
}
