import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';

/**
 * Replaces the text of a file, all of it or nothing; mode, owner and links stay. Both texts have the byte order mark, if
 * there is one. Throws what the file system throws, and where the file is no longer what it was when it was read.
 */
export function writeText(path: string, original: string, text: string): void {
  if (!statSync(path).isFile()) throw new Error('it is no file that can be written');
  accessSync(path, constants.W_OK);
  if (readFileSync(path, 'utf8') !== original) throw new Error('it was changed in the meantime');
  writeFileAtomic.sync(path, text);
}
