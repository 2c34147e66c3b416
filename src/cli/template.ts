import { basename, extname, resolve } from 'node:path';
import { findTemplate } from '../engine/library.ts';
import { describeFailure, loadFile } from '../engine/files/load.ts';
import { missingPath } from '../engine/files/missing-path.ts';
import { UsageError } from '../engine/usage.ts';
import { deriveTemplate, type Template } from '../model/template.ts';

/** The template that `--template` names, and its file if it is one. */
export interface ChosenTemplate {
  readonly template: Template;
  /** Absolute. */
  readonly file?: string;
}

/** Finds what `--template` names: a built-in template, or a file where there is a slash or a dot in it. */
export function chooseTemplate(named: string, cwd: string): ChosenTemplate {
  if (!/[./\\]/.test(named)) return { template: findTemplate(named) };
  const file = resolve(cwd, named);
  let loaded;
  try {
    loaded = loadFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? missingPath(named, cwd)
        : `cannot read \`${named}\`: ${describeFailure(error)}`;
    throw new UsageError(`--template: ${why}`);
  }
  if (loaded.refusal) throw new UsageError(`--template \`${named}\`: ${loaded.refusal.message}`);
  return { template: deriveTemplate(basename(file, extname(file)), loaded.text), file };
}
