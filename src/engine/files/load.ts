import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { BYTE_LIMIT, decode, tooLarge, type Decoded } from '../decode.ts';

/** Reads a file as text. Throws what the file system throws. */
export function loadFile(path: string): Decoded {
  const about = statSync(path);
  if (!about.isFile()) return decode(readPipe(path));
  return about.size > BYTE_LIMIT ? tooLarge(about.size) : decode(readFileSync(path));
}

/** Reads what has no size of its own, such as `<(command)`, up to just beyond the limit. */
function readPipe(path: string): Uint8Array {
  const buffer = new Uint8Array(BYTE_LIMIT + 1);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0 || length === buffer.length) return buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
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
  };
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && said[code]) || message;
}
