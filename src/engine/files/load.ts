import { closeSync, constants, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { BYTE_LIMIT, decode, tooLarge, type Decoded } from '../decode.ts';

/** Reads a file as text. Throws what the file system throws. */
export function loadFile(path: string): Decoded {
  const about = statSync(path);
  if (!about.isFile()) return decode(readPipe(path));
  return about.size > BYTE_LIMIT ? tooLarge(about.size) : decode(readFileSync(path));
}

/** The text of a file that may be there; undefined where it is not, or is no text of a size that is read. */
export function textIfRead(path: string): string | undefined {
  try {
    const { text, refusal } = loadFile(path);
    return refusal ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Reads what has no size of its own, such as `<(command)`, up to just beyond the limit. */
function readPipe(path: string): Uint8Array {
  const buffer = new Uint8Array(BYTE_LIMIT + 1);
  // Opened without blocking: a pipe that nobody writes to is empty, and no reason to wait for ever.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    let length = 0;
    for (;;) {
      const read = readWhenReady(file, buffer, length);
      length += read;
      if (read === 0 || length === buffer.length) return buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

const PAUSE_MS = 10;
const PATIENCE = 3000;

/** Reads once there is something to read; gives up after half a minute. */
function readWhenReady(file: number, buffer: Uint8Array, length: number): number {
  for (let tries = 0; ; tries++) {
    try {
      return readSync(file, buffer, length, buffer.length - length, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || tries >= PATIENCE) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

/** What the file system said, for people. */
export function describeFailure(error: unknown): string {
  const said: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'no such file',
    EISDIR: 'it is a folder',
    ELOOP: 'its links go round in a circle',
    EMFILE: 'too many open files',
    EROFS: 'nothing can be written there',
    ENOSPC: 'no space is left',
  };
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && said[code]) || message;
}
