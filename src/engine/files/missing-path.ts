import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '../nearest.ts';
import { slashed } from './project.ts';

/** What to say of a path that is not there: the sentence, with the path that was probably meant. */
export function missingPath(given: string, cwd: string): string {
  const near = nearPath(given, cwd);
  return `no such file or folder: \`${given}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`;
}

/** The given path with its last part, or the last folder before it, as it is really spelt. */
export function nearPath(given: string, cwd: string): string | undefined {
  const parts = slashed(given).split('/');
  for (let at = parts.length - 1; at >= 0; at--) {
    const above = parts.slice(0, at).join('/');
    const names = entries(resolve(cwd, at === 0 ? '.' : above || '/'));
    if (!names) continue;
    const near = nearest(parts[at] ?? '', names);
    if (near === undefined || near === parts[at]) return undefined;
    return [...parts.slice(0, at), near, ...parts.slice(at + 1)].join('/');
  }
  return undefined;
}

function entries(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
