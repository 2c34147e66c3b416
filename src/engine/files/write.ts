import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { describeFailure } from './load.ts';

/**
 * Replaces the text of a file that had `before` when it was read, at once and as a whole: readers see the old text or the
 * new one. Mode and owner stay, and of a link the file that it leads to is written. Says why it was not written.
 */
export function replaceFile(path: string, before: string, after: string): string | undefined {
  try {
    const file = realpathSync(path);
    if (!statSync(file).isFile()) return 'it is no regular file';
    // Only the folder has a say in a rename; a file that nobody may write to is to stay as it is all the same.
    accessSync(file, constants.W_OK);
    if (!isWritable(dirname(file))) return 'its folder does not let files be written';
    if (!readFileSync(file).equals(Buffer.from(before))) return 'it has changed since it was read';
    writeFileAtomic.sync(file, after);
    return undefined;
  } catch (error) {
    return describeFailure(error);
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
