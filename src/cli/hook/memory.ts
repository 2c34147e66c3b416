import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { fingerprint } from '../../engine/fingerprint.ts';

/** A file as it was when the session came to it, and as it was when it was looked at last. */
export interface Remembered {
  readonly path: string;
  readonly first: string;
  readonly last: string;
}

/** What an agent was sent back for. */
export interface Told {
  readonly fingerprints: readonly string[];
  /** How often it was sent back. */
  readonly times: number;
}

const remembered = v.strictObject({ path: v.string(), first: v.string(), last: v.string() });
const told = v.strictObject({ fingerprints: v.array(v.string()), times: v.number() });

/** Sessions that nobody has heard of for so long are forgotten. */
const OLD_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * What is known of a session: a folder of its own in the temporary folder, which nobody else can read. Each file has an entry
 * of its own, so that hooks that run side by side do not undo each other's work. Throws where nothing can be kept.
 */
export class Memory {
  readonly #folder: string;

  constructor(session: string, folder = join(tmpdir(), `planvet-hook-${process.getuid?.() ?? 'user'}`)) {
    ownFolder(folder);
    this.#folder = join(folder, fingerprint(session));
    const isNew = statSync(this.#folder, { throwIfNoEntry: false }) === undefined;
    if (isNew) prune(folder);
    ownFolder(this.#folder);
  }

  /** What is remembered of a file. */
  file(path: string): Remembered | undefined {
    return this.#read(`file-${fingerprint(path)}.json`, remembered);
  }

  /** All files that the session has changed, in the order of their paths. */
  files(): Remembered[] {
    const names = readdirSync(this.#folder).filter((name) => name.startsWith('file-') && name.endsWith('.json'));
    const files = names.flatMap((name) => this.#read(name, remembered) ?? []);
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  remember(file: Remembered): void {
    this.#write(`file-${fingerprint(file.path)}.json`, file);
  }

  get told(): Told {
    return this.#read('told.json', told) ?? { fingerprints: [], times: 0 };
  }

  /** Keeps what the agent is sent back for: before it is said, or it may be said again. */
  tell(now: Told): void {
    this.#write('told.json', now);
  }

  #read<T>(name: string, schema: v.GenericSchema<unknown, T>): T | undefined {
    try {
      const read = v.safeParse(schema, JSON.parse(readFileSync(join(this.#folder, name), 'utf8')));
      return read.success ? read.output : undefined;
    } catch {
      return undefined;
    }
  }

  #write(name: string, value: object): void {
    writeFileAtomic.sync(join(this.#folder, name), JSON.stringify(value), { mode: 0o600 });
  }
}

/** Makes a folder that is ours alone. Throws where somebody else has put something in its place. */
function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const about = lstatSync(folder);
  const isOurs = process.getuid === undefined || (about.uid === process.getuid() && (about.mode & 0o077) === 0);
  if (!about.isDirectory() || !isOurs) throw new Error(`\`${folder}\` is not a folder of ours alone`);
}

function prune(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const about = lstatSync(path, { throwIfNoEntry: false });
    if (about && Date.now() - about.mtimeMs > OLD_MS) rmSync(path, { recursive: true, force: true });
  }
}
