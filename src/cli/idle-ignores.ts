import { resolve } from 'node:path';
import type { Configs } from '../engine/config/configs.ts';
import { isWithin } from '../engine/files/project.ts';

/** What is to be said of the globs of `ignore` that match nothing, where the whole folder of their configuration was searched. */
export async function idleIgnores(configs: Configs, paths: readonly string[], cwd: string): Promise<string[]> {
  const searched = paths.length === 0 ? [cwd] : paths.map((path) => resolve(cwd, path));
  const remarks: string[] = [];
  for (const { ignore } of await configs.known()) {
    if (!ignore || !searched.some((path) => isWithin(path, ignore.value.folder))) continue;
    // Loaded only where something is ignored: it takes longer than reading many a plan.
    const { idleGlobs } = await import('../engine/files/idle-globs.ts');
    for (const pattern of idleGlobs(ignore.value.patterns, ignore.value.folder)) {
      remarks.push(`\`${pattern}\` matches nothing, by \`ignore\` in ${ignore.place}`);
    }
  }
  return remarks;
}
