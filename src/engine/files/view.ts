import { existsSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { BYTE_LIMIT, type Decoded } from '../decode.ts';
import { loadFile } from './load.ts';
import { missingPath } from './missing-path.ts';
import { isWithin } from './project.ts';
import type { Visitor } from './walk.ts';

/** Where files are looked for: on the disk, or in what git keeps of them. Paths are absolute. */
export interface FileView {
  /** What is at a path; undefined for nothing. Throws what the file system says where it cannot be looked at. */
  kindOf(path: string): 'file' | 'folder' | undefined;
  /** Whether something is at a path. */
  has(path: string): boolean;
  /** Shows a visitor the files in a folder that may be linted without being named, in the order of names. */
  walk(root: string, cwd: string, visitor: Visitor): Promise<void>;
  /** The wanted files at most so many folders deep below a folder; nothing outside of a root, whatever links say. */
  filesIn(folder: string, depth: number, root: string, wanted: (path: string) => boolean): Iterable<string>;
  /** Whether a file can be read and is not too large to be a plan. */
  isReadable(path: string): boolean;
  /** Reads a file as text. Throws what the file system says. */
  load(path: string): Decoded;
  /** What to say of a path, as it was given, that is not there. */
  whyMissing(given: string, cwd: string): string;
}

/** The files on the disk. */
export const disk: FileView = {
  kindOf(path) {
    try {
      return statSync(path).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
      throw error;
    }
  },
  has: existsSync,
  walk: async (root, cwd, visitor) => (await import('./walk.ts')).walk(root, cwd, visitor),
  *filesIn(folder, depth, root, wanted) {
    const top = real(root);
    if (top !== undefined) yield* below(folder, depth, top, wanted);
  },
  isReadable(path) {
    try {
      const about = statSync(path);
      return about.isFile() && about.size <= BYTE_LIMIT;
    } catch {
      return false;
    }
  },
  load: loadFile,
  whyMissing: missingPath,
};

function* below(folder: string, depth: number, root: string, wanted: (path: string) => boolean): Generator<string> {
  if (!isInside(root, folder)) return;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth > 1 && entry.name !== 'node_modules' && !entry.name.startsWith('.git'))
        yield* below(path, depth - 1, root, wanted);
    } else if (wanted(path) && isInside(root, path)) yield path;
  }
}

function isInside(root: string, path: string): boolean {
  const target = real(path);
  return target !== undefined && isWithin(root, target);
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
