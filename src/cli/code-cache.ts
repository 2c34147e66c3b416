import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { ownFolder, readOwn, removeOld, writeOwn } from './cache-folder.ts';
import { version } from '../../package.json';

/** Milliseconds of processor time with which code is as warm as it gets. */
const WARM = 2000;
/** Smaller files are compiled as soon as they would be found. */
const SMALL = 60_000;

/** A chunk of planvet that was loaded in this run. */
interface Loaded {
  readonly script: Script;
  readonly cache: string;
  /** Milliseconds of processor time of the run that made the cache; 0 where there is none. */
  readonly warmth: number;
}

/**
 * Keeps what V8 makes of planvet's code for the next run: by Node itself where it can (22.1), else in files beside each
 * other, by the version of planvet, that of Node and the flags, and the state of the file that the code is from. Must be
 * called before anything else is loaded. What others could have written is not used, since it is run.
 */
export function keepCode(): void {
  if (process.env['NODE_DISABLE_COMPILE_CACHE']) return;
  const folder = ownFolder('code', { strict: true });
  if (folder === undefined) return;
  const { enableCompileCache } = Module as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache) enableCompileCache.call(Module, folder);
  else keepScripts(folder);
}

function keepScripts(above: string): void {
  const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ').replace(/[^\w.=-]+/g, '_');
  const folder = join(above, `${version}-${process.version}-${process.arch}${flags}`.slice(0, 200));
  const loaded: Loaded[] = [];
  const { extensions } = createRequire(__filename) as unknown as { extensions: Record<string, Handler | undefined> };
  const usual = extensions['.cjs'] ?? extensions['.js'];
  extensions['.cjs'] = (module, path) => {
    const own = dirname(path) === __dirname && runKept(module, path, folder);
    if (own) loaded.push(own);
    else usual?.(module, path);
  };
  process.on('exit', () => save(folder, loaded));
}

type Handler = (module: NodeJS.Module, path: string) => void;

/** Runs a chunk with what is known of it. Nothing where it is not worth it. */
function runKept(module: NodeJS.Module, path: string, folder: string): Loaded | undefined {
  const { size, mtimeMs } = statSync(path);
  if (size < SMALL) return undefined;
  const cache = join(folder, `${basename(path, '.cjs')}-${size}-${Math.round(mtimeMs)}`);
  const { warmth, data } = unpack(readOwn(cache));
  const script = new Script(Module.wrap(readFileSync(path, 'utf8')), { filename: path, cachedData: data });
  const run = script.runInThisContext() as (...names: unknown[]) => void;
  run.call(module.exports, module.exports, module.require.bind(module), module, path, dirname(path));
  return { script, cache, warmth: script.cachedDataRejected ? 0 : warmth };
}

/** Bytes in front of the code: a checksum and the warmth. */
const [CHECKSUM, WARMTH, CODE] = [0, 4, 8];

function pack(warmth: number, code: Buffer): Buffer {
  const head = Buffer.alloc(CODE);
  head.writeFloatLE(warmth, WARMTH);
  const packed = Buffer.concat([head, code]);
  packed.writeUInt32LE(checksum(packed), CHECKSUM);
  return packed;
}

/** What was kept. V8 takes it as it is and would fall over what has changed on the disk. */
function unpack(packed: Buffer | undefined): { readonly warmth: number; readonly data?: Buffer | undefined } {
  if (!packed || packed.length <= CODE || packed.readUInt32LE(CHECKSUM) !== checksum(packed)) return { warmth: 0 };
  return { warmth: packed.readFloatLE(WARMTH), data: packed.subarray(CODE) };
}

function checksum(packed: Buffer): number {
  // Where nothing large is loaded this is not either.
  return process.getBuiltinModule('node:zlib').crc32(packed.subarray(WARMTH));
}

/** Writes what is missing, and anew what was made by a run that had less to do: it knows fewer functions. */
function save(folder: string, loaded: readonly Loaded[]): void {
  const now = Math.min(process.cpuUsage().user / 1000, WARM);
  const cold = loaded.filter(({ warmth }) => now > warmth * 1.5);
  if (cold.length === 0) return;
  try {
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    removeOld(dirname(folder));
    for (const { script, cache } of cold) {
      writeOwn(cache, pack(now, script.createCachedData()));
    }
  } catch {
    // Without a cache everything works as well.
  }
}
