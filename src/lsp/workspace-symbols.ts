import type { SymbolInformation } from 'vscode-languageserver-protocol';
import { Configs } from '../engine/config/configs.ts';
import { inTime } from '../engine/deadline.ts';
import { projectPath } from '../engine/files/project.ts';
import { selectFiles } from '../engine/files/select.ts';
import { lintAsExpected } from '../engine/lint.ts';
import { Source } from '../text.ts';
import { UsageError } from '../engine/usage.ts';
import { uriOf } from './diagnostics.ts';
import type { Plans } from './plans.ts';
import { type Encoding, Positions } from './positions.ts';
import { symbolsLike } from './symbols.ts';

/** Most symbols that are given, and most files that are read for one question. */
const MOST_SYMBOLS = 200;
const MOST_FILES = 400;

/** The tasks and phases whose names have all the words of a query, in open plans and in the files of the folders. */
export async function workspaceSymbols(
  plans: Plans,
  query: string,
  encoding: Encoding,
  isWanted: () => boolean,
): Promise<SymbolInformation[]> {
  const found: SymbolInformation[] = [];
  const seen = new Set<string>();
  for (const { uri, filePath } of plans.files.all) {
    const linted = (await plans.of(uri, isWanted))?.linted;
    if (filePath !== undefined) seen.add(filePath);
    if (linted?.plan) found.push(...symbolsLike(linted.plan, query, uri, new Positions(linted.plan.source, encoding)));
  }
  // Without a word every plan of the folders would be read.
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let left = words.length === 0 ? 0 : MOST_FILES;
  for (const root of plans.roots) {
    const folder = plans.folderOf(`${root}/x`);
    const { targets } = await selectFiles([], { cwd: root, configs: new Configs(root), view: plans.files.view });
    for (const { filePath, expected } of targets) {
      if (!isWanted() || left === 0 || found.length >= MOST_SYMBOLS) break;
      if (seen.has(filePath)) continue;
      seen.add(filePath);
      const text = textOf(plans, filePath);
      if (text === undefined || !words.every((word) => text.toLowerCase().includes(word))) continue;
      left--;
      const document = { text, path: filePath, filePath, projectPath: projectPath(filePath, root), within: inTime };
      try {
        const { settings } = await folder.groundFor(filePath);
        const result = lintAsExpected(document, { ...settings, rules: [] }, expected);
        if ('leftOut' in result || !result.plan) continue;
        found.push(
          ...symbolsLike(result.plan, query, uriOf(filePath, plans.files), new Positions(new Source(text), encoding)),
        );
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return found.slice(0, MOST_SYMBOLS);
}

function textOf(plans: Plans, filePath: string): string | undefined {
  try {
    const { text, refusal } = plans.files.view.load(filePath);
    return refusal ? undefined : text;
  } catch {
    return undefined;
  }
}
