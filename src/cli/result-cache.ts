import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Expectation } from '../engine/discovery.ts';
import { loadFile } from '../engine/files/load.ts';
import { isLinted, isOutcome, type Outcome } from '../engine/outcome.ts';
import { build } from './build.ts';
import { ownFolder, readOwn, removeOld, writeOwn } from './cache-folder.ts';

/** Size, time of the last change of the contents and of anything, and number of a file: while they stay, it has not changed. */
type Stamp = readonly [size: number, changed: number, touched: number, number: number];

/** What is known of a file: its stamp, none where it may change without a new one, and its contents as a hash. */
interface Entry {
  readonly stamp: Stamp | null;
  readonly hash: string;
  readonly lint?: Known | undefined;
}

/** What became of a file, and all that it depends on besides the contents. */
export interface Known {
  /** The settings and the place, by `lintKey`. */
  readonly key: string;
  /** The documents of its set, by their hashes; empty where there is none. */
  readonly set: string;
  /** The files that were asked for, and whether they were there. */
  readonly asked: readonly (readonly [string, boolean])[];
  /** How surely it was to be linted. */
  readonly expected: Expectation;
  /** Whether mentions were counted. */
  readonly mentions: boolean;
  readonly outcome: Outcome;
}

/** What is to be known of a file. */
export type Wanted = Pick<Known, 'key' | 'expected' | 'mentions'>;

/** A clock may stand still for so long, in milliseconds: what was changed less long ago may change again unseen. */
const TICK = 2000;
/** Most files that are kept in mind. */
const MANY = 50_000;

/**
 * What became of the files of a project when they were last linted. It lies in a folder of the user's own, as one file
 * that is replaced as a whole. What is broken, of another version or others could have written counts as nothing.
 */
export class ResultCache {
  readonly #path: string;
  readonly #head: string;
  readonly #before: ReadonlyMap<string, Entry>;
  readonly #loaded: string;
  /** What was found out in this run. */
  readonly #now = new Map<string, Entry>();
  readonly #stamps = new Map<string, Stamp | null>();

  private constructor(path: string, head: string) {
    this.#path = path;
    this.#head = head;
    this.#loaded = stateOf(path);
    this.#before = read(path, head);
  }

  /** Opens the cache of the project with this root; undefined where nothing can be kept. */
  static open(root: string): ResultCache | undefined {
    const folder = ownFolder('results');
    if (folder === undefined) return undefined;
    const name = root.replace(/[^\w.-]+/g, '-').slice(-100);
    return new ResultCache(join(folder, `${name}.json`), JSON.stringify([build, process.version, root]));
  }

  /** What became of a file when everything was as it is now. */
  find(path: string, wanted: Wanted, now: Surroundings): Outcome | undefined {
    const known = (this.#now.get(path) ?? this.#before.get(path))?.lint;
    if (!known || !tells(known, wanted)) {
      // From before it is read, so that what changes meanwhile is seen the next time.
      this.#stamps.set(path, stampOf(path));
      return undefined;
    }
    const same =
      this.hashOf(path) === this.#before.get(path)?.hash &&
      known.set === now.set() &&
      known.asked.every(([name, found]) => now.has(name) === found) &&
      isOutcome(known.outcome);
    return same ? known.outcome : undefined;
  }

  /** Keeps what became of a file whose text has this hash. */
  keep(path: string, hash: string, known: Known): void {
    this.#now.set(path, { stamp: this.#stamps.get(path) ?? null, hash, lint: known });
  }

  /** The hash of what a file holds, read only where its stamp is another one; empty where it cannot be read. */
  hashOf(path: string): string {
    const known = this.#now.get(path) ?? this.#before.get(path);
    const stamp = stampOf(path);
    this.#stamps.set(path, stamp);
    if (known && stamp && known.stamp && known.stamp.every((part, index) => part === stamp[index])) return known.hash;
    const hash = hashOfFile(path);
    if (stamp || known?.hash !== hash)
      this.#now.set(path, { stamp, hash, ...(known?.hash === hash ? { lint: known.lint } : {}) });
    return hash;
  }

  /** Writes what is new, and keeps what other runs have written meanwhile. */
  save(): void {
    if (this.#now.size === 0) return;
    const before = stateOf(this.#path) === this.#loaded ? this.#before : read(this.#path, this.#head);
    const all = new Map(this.#now);
    for (const [path, entry] of before) if (!all.has(path) && all.size < MANY && existsSync(path)) all.set(path, entry);
    writeOwn(this.#path, write(this.#head, all));
    removeOld(join(this.#path, '..'));
  }
}

/** What else a result depends on, as it is now. */
export interface Surroundings {
  /** The documents of the set, by their hashes; empty where there is none. */
  set(): string;
  /** Whether there is a file of this name. */
  has(name: string): boolean | undefined;
}

const SURENESS: readonly Expectation[] = ['perhaps', 'likely', 'certain'];

/** Whether what is known answers what is wanted. What was linted although nobody was sure of it is linted by those who are. */
function tells({ key, expected, mentions, outcome }: Known, wanted: Wanted): boolean {
  const surer = SURENESS.indexOf(wanted.expected) - SURENESS.indexOf(expected);
  const sameKind = surer === 0 || (surer > 0 && isLinted(outcome));
  return key === wanted.key && sameKind && (mentions || !wanted.mentions);
}

/** The hash of a text. */
export function hashOf(text: string): string {
  // Loaded only where something has changed: it takes a tenth of the time in which a process starts.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('base64');
}

function hashOfFile(path: string): string {
  try {
    const { text, refusal } = loadFile(path);
    return refusal ? '' : hashOf(text);
  } catch {
    return '';
  }
}

/** The stamp of a file; null where there is none to rely on. */
function stampOf(path: string): Stamp | null {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about?.isFile()) return null;
  const { size, mtimeMs, ctimeMs, ino } = about;
  return Math.max(mtimeMs, ctimeMs) + TICK > Date.now() ? null : [size, mtimeMs, ctimeMs, ino];
}

/** Tells whether a file has been replaced. */
function stateOf(path: string): string {
  const about = lstatSync(path, { throwIfNoEntry: false });
  return about ? [about.ino, about.mtimeMs, about.size].join() : '';
}

/** An entry as it is written: keys are numbers, since few are many files'. */
type Row = readonly [
  stamp: Stamp | null,
  hash: string,
  key?: number,
  set?: string,
  asked?: Known['asked'],
  expected?: Expectation,
  mentions?: boolean,
  outcome?: Outcome,
];

function write(head: string, entries: ReadonlyMap<string, Entry>): string {
  const keys = new Map<string, number>();
  const numberOf = (key: string) => keys.get(key) ?? (keys.set(key, keys.size), keys.size - 1);
  const rowOf = ({ stamp, hash, lint }: Entry): Row => {
    if (!lint) return [stamp, hash];
    const { key, set, asked, expected, mentions, outcome } = lint;
    return [stamp, hash, numberOf(key), set, asked, expected, mentions, outcome];
  };
  const rows = Array.from(entries, ([path, entry]) => [path, rowOf(entry)]);
  return JSON.stringify({ head, rows, keys: [...keys.keys()] });
}

function read(path: string, head: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  try {
    const text = readOwn(path)?.toString() ?? '';
    // Of another version it is not even parsed.
    if (!text.startsWith(`{"head":${JSON.stringify(head)},`)) return entries;
    const { rows, keys } = JSON.parse(text) as { readonly rows: readonly [string, Row][]; readonly keys: string[] };
    for (const [name, row] of rows) entries.set(name, entryOf(row, keys));
    return entries;
  } catch {
    // It was cut off, or something else has that name.
    return new Map();
  }
}

function entryOf(
  [stamp, hash, number, set = '', asked = [], expected, mentions = false, outcome]: Row,
  keys: string[],
): Entry {
  const key = keys[number ?? -1];
  if (key === undefined || !expected || !outcome) return { stamp, hash };
  return { stamp, hash, lint: { key, set, asked, expected, mentions, outcome } };
}
