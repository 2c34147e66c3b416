import { chooseTemplate, type ChosenTemplate } from '../engine/files/template-file.ts';
import type { Arguments } from './arguments.ts';

/** The template that `--template` names. Throws a `UsageError` where there is none of that name. */
export async function namedTemplate(args: Arguments, cwd: string): Promise<ChosenTemplate | undefined> {
  const named = args.text('template');
  return named === undefined ? undefined : chooseTemplate(named, cwd, '--template');
}
