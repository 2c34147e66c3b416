import { basename, extname, resolve } from 'node:path';
import type { OwnWords } from '../../model/plan/settings.ts';
import type { Template } from '../../model/template/template.ts';
import { UsageError } from '../usage.ts';
import { describeFailure, loadFile } from './load.ts';
import { missingPath } from './missing-path.ts';

/** A template that somebody chose, and its file if it is one. */
export interface ChosenTemplate {
  readonly name: string;
  /** Derives the template with a team's own words; only then what reads plans is loaded. */
  template(words: OwnWords | undefined): Promise<Template>;
  /** Absolute. */
  readonly file?: string;
  /** What the file holds. */
  readonly text?: string;
}

/**
 * Finds a template by what somebody calls it: a built-in one, or a file where there is a slash or a dot in it, from a
 * folder. `place` says who called it so. Throws a `UsageError` where there is none.
 */
export async function chooseTemplate(named: string, folder: string, place: string): Promise<ChosenTemplate> {
  if (!/[./\\]/.test(named)) {
    const { builtInTexts } = await import('../../model/template/built-in.ts');
    const find = async () => (await import('../library.ts')).findTemplate(named, place);
    if (!Object.hasOwn(builtInTexts, named)) await find();
    return { name: named, template: find };
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
  const derive: ChosenTemplate['template'] = async (words) => {
    const { deriveTemplate } = await import('../../model/template/template.ts');
    return deriveTemplate(name, text, { words });
  };
  return { name, template: derive, file, text };
}
