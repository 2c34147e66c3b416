import { basename, extname, resolve } from 'node:path';
import type { OwnWords } from '../../model/plan/settings.ts';
import { deriveTemplate, type Template } from '../../model/template/template.ts';
import { findTemplate } from '../library.ts';
import { UsageError } from '../usage.ts';
import { describeFailure, loadFile } from './load.ts';
import { missingPath } from './missing-path.ts';

/** A template that somebody chose, and its file if it is one. */
export interface ChosenTemplate {
  readonly name: string;
  /** The template, read with a team's own words. */
  template(words: OwnWords | undefined): Template;
  /** Absolute. */
  readonly file?: string;
}

/**
 * Finds a template by what somebody calls it: a built-in one, or a file where there is a slash or a dot in it, from a
 * folder. `place` says who called it so. Throws a `UsageError` where there is none.
 */
export function chooseTemplate(named: string, folder: string, place: string): ChosenTemplate {
  if (!/[./\\]/.test(named)) {
    const template = findTemplate(named, place);
    return { name: named, template: () => template };
  }
  const file = resolve(folder, named);
  let loaded;
  try {
    loaded = loadFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? missingPath(named, folder)
        : `cannot read \`${named}\`: ${describeFailure(error)}`;
    throw new UsageError(`${place}: ${why}`);
  }
  if (loaded.refusal) throw new UsageError(`${place} \`${named}\`: ${loaded.refusal.message}`);
  const { text } = loaded;
  const name = basename(file, extname(file));
  return { name, template: (words) => deriveTemplate(name, text, { words }), file };
}
