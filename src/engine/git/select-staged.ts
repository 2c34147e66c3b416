import { relative, resolve } from 'node:path';
import { Configs } from '../config/configs.ts';
import { Scope } from '../config/scope.ts';
import { projectPath, slashed } from '../files/project.ts';
import { selectFiles, whyNotNamed, type SelectOptions, type Selection, type Target } from '../files/select.ts';
import type { SiblingFiles } from '../files/siblings.ts';
import { placeOf, taskIdOfPath } from '../../model/document/formats.ts';
import type { Staged } from './staged.ts';

/**
 * Finds the staged files that paths stand for: a file that is named, the changed ones of folders and globs, and without
 * paths those below the folder of the call. With each come the other documents of its set, of which only what is new is
 * to be told. That nothing is staged is no mistake.
 */
export async function selectStaged(
  given: readonly string[],
  options: SelectOptions,
  staged: Staged,
  siblings: SiblingFiles,
): Promise<Selection> {
  const { cwd, configs = new Configs(cwd, false) } = options;
  const isGone = (path: string) => staged.deletes(resolve(cwd, path));
  const paths = given.filter((path) => !isGone(path));
  const skipped = given.filter(isGone).map((path) => ({ path, why: 'the next commit takes it away' }));
  const nothing: Selection = { targets: [], searches: [], skipped: [], missing: [], unread: [] };
  const onlyGone = given.length > 0 && paths.length === 0;
  const selection = onlyGone ? nothing : await selectFiles(paths, { ...options, view: staged.view });

  const known = new Set(selection.targets.map(({ filePath }) => filePath));
  const places = given.length === 0 ? [cwd] : given.map((path) => resolve(cwd, path));
  const changed = [...known, ...places.flatMap((place) => staged.changedIn(place))];
  const scope = new Scope(configs, cwd);
  const others: Target[] = [];
  for (const filePath of new Set(changed.flatMap((path) => othersOf(path, siblings, cwd)))) {
    if (known.has(filePath) || (await whyNotNamed(filePath, true, cwd, scope)) !== undefined) continue;
    others.push({
      filePath,
      path: slashed(relative(cwd, filePath)),
      projectPath: projectPath(filePath, cwd),
      expected: await scope.expects(filePath),
      searches: [],
      onlyNew: !staged.changes(filePath),
    });
  }
  const targets = [...selection.targets, ...others].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { ...selection, targets, searches: [], skipped: [...skipped, ...selection.skipped] };
}

/** The documents that a change of a file may matter to: those of its set; of a folder with a file for each task, those that name it. */
function othersOf(filePath: string, siblings: SiblingFiles, cwd: string): string[] {
  const path = projectPath(filePath, cwd);
  const { siblings: others = [] } = siblings.around(filePath);
  const id = placeOf(path)?.files ? taskIdOfPath(path) : undefined;
  const name = id?.replace(/^[A-Za-z]+[-_]?/, '');
  return others.flatMap((other) =>
    other.filePath === undefined || (name !== undefined && !other.text.includes(name)) ? [] : [other.filePath],
  );
}
