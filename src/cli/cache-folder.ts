import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const { env, platform } = process;

/**
 * The folder in which this user keeps what can be made again: `PLANVET_CACHE_DIR`, else where the system has such things.
 * It is none of the project's, so no repository can bring a cache along. Undefined where there is no such place.
 */
export function cacheFolder(): string | undefined {
  const chosen = env['PLANVET_CACHE_DIR'];
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return within(env['LOCALAPPDATA'], 'planvet', 'cache');
  if (platform === 'darwin') return within(env['HOME'], 'Library', 'Caches', 'planvet');
  return within(env['XDG_CACHE_HOME'] || within(env['HOME'], '.cache'), 'planvet');
}

function within(folder: string | undefined, ...names: string[]): string | undefined {
  return folder?.startsWith('/') || (platform === 'win32' && folder) ? join(folder, ...names) : undefined;
}

const [OTHERS_WRITE, STICKY] = [0o022, 0o1000];
const user = process.geteuid?.();

/** Whether nobody but this user, and who administers the system, can change a file or folder. */
function isOwn(about: Stats): boolean {
  return user === undefined || (about.uid === user && (about.mode & OTHERS_WRITE) === 0);
}

/** Whether nobody else can put another folder in the place of one: no folder above lets them. */
function isOutOfReach(folder: string): boolean {
  for (let at = dirname(folder); ; at = dirname(at)) {
    const about = lstatSync(at);
    const ownerIsTrusted = about.uid === user || about.uid === 0;
    const othersWrite = (about.mode & OTHERS_WRITE) !== 0 && (about.mode & STICKY) === 0;
    if (!about.isDirectory() || !ownerIsTrusted || othersWrite) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * A folder below that of the caches, made if it has to be. Undefined where it cannot be, and where others can write to it;
 * with `strict` also where others could put another one in its place.
 */
export function ownFolder(name: string, { strict = false } = {}): string | undefined {
  const above = cacheFolder();
  if (above === undefined) return undefined;
  const folder = join(above, name);
  try {
    const about = lstatSync(folder, { throwIfNoEntry: false }) ?? makeFolder(folder);
    if (!about.isDirectory() || !isOwn(about)) return undefined;
    // Where files have no owner that could be asked for, the folder of the user's own is known to be the user's.
    const reachable = user === undefined ? Boolean(env['PLANVET_CACHE_DIR']) : strict && !isOutOfReach(folder);
    return strict && reachable ? undefined : folder;
  } catch {
    return undefined;
  }
}

/** Makes a folder and those above it. Node's own `recursive` never ends where a folder takes none, as `/proc` does. */
function makeFolder(folder: string): Stats {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another run may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return lstatSync(folder);
}

/** What a cache holds; undefined where there is none, or one that others can write to. */
export function readOwn(path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const about = fstatSync(file);
    return about.isFile() && isOwn(about) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes a cache at once and as a whole. Where that cannot be, nothing is lost but time. */
export function writeOwn(path: string, data: string | Uint8Array): void {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(draft, data, { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}

/** Caches that nobody has written to for so long are removed. */
const DAYS_KEPT = 30;

/** Removes from a folder what nobody uses any more. */
export function removeOld(folder: string): void {
  const oldest = Date.now() - DAYS_KEPT * 86_400_000;
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // Another run may be doing the same.
  }
}
