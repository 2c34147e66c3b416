import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { IgnoreRules } from './gitignore.ts';
import { leadsOut, OUTSIDE } from './project.ts';

/** What a walk is told on its way. */
export interface Visitor {
  /** Why a folder is left out; undefined if it is not. */
  whyNot(path: string, name: string): Promise<string | undefined>;
  /** A file that nothing ignores. */
  file(path: string, name: string): Promise<void>;
  /** A file or folder that is left out. */
  skip(path: string, why: string): void;
  /** A folder that could not be read. */
  fail(path: string, error: unknown): void;
}

/** Walks a folder in the order of names. Links to files count as files; links to folders are not followed, so no walk is endless. */
export async function walk(root: string, cwd: string, visitor: Visitor): Promise<void> {
  const visit = async (folder: string, above: IgnoreRules): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      visitor.fail(folder, error);
      return;
    }
    const rules = entries.some((entry) => entry.name === '.gitignore') ? above.into(folder) : above;
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const why =
          (await visitor.whyNot(path, entry.name)) ?? (rules.ignores(path, true) ? 'ignored by .gitignore' : undefined);
        if (why === undefined) await visit(path, rules);
        else visitor.skip(path, why);
      } else if (entry.isFile() || (entry.isSymbolicLink() && leadsToFile(path))) {
        if (rules.ignores(path, false)) visitor.skip(path, 'ignored by .gitignore');
        else if (entry.isSymbolicLink() && leadsOut(path, cwd)) visitor.skip(path, OUTSIDE);
        else await visitor.file(path, entry.name);
      }
    }
  };
  await visit(root, IgnoreRules.above(root, cwd));
}

function leadsToFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
