import { Repository } from '../../engine/git/repository.ts';
import { decode } from '../../engine/decode.ts';
import { dirname, relative } from 'node:path';
import { slashed } from '../../engine/files/project.ts';
import type { Terminal } from '../terminal.ts';

/** The text of a file as it was committed last; undefined where it never was, or there is no git. */
export function committed(path: string, { env }: Terminal): string | undefined {
  try {
    const { root, git } = Repository.at(dirname(path), env, 'hook');
    const { ok, output } = git.ask(['show', `HEAD:${slashed(relative(root, path))}`]);
    return ok ? decode(output).text : undefined;
  } catch {
    return undefined;
  }
}
