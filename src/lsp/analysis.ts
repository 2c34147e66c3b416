import { inTime } from '../engine/deadline.ts';
import { decode } from '../engine/decode.ts';
import { filesAround, projectPath } from '../engine/files/project.ts';
import type { LintResult } from '../engine/finding.ts';
import { lintAsExpected, refuse, type Document } from '../engine/lint.ts';
import type { Settings } from '../engine/settings.ts';
import { UsageError } from '../engine/usage.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Rule } from '../rule.ts';
import type { Folder } from './folder.ts';
import type { OpenDocument } from './open-document.ts';
import type { OpenFiles } from './open-files.ts';

/** What was made of one version of a text: everything that an editor shows comes from it. */
export interface Analysis {
  readonly open: OpenDocument;
  readonly folder: Folder;
  /** What is wrong with the configuration, where that is all that can be said. */
  readonly problems: readonly string[];
  /** Undefined where the text is no plan, where it is left out, and where its configuration is wrong. */
  readonly linted: Linted | undefined;
  /** Whether nothing has changed since, in the files around it either. */
  isCurrent(): boolean;
}

/** A text that was linted. */
export interface Linted {
  readonly document: Document;
  readonly settings: Settings;
  readonly pluginRules: readonly Rule[];
  readonly result: LintResult;
  /** Undefined where the text was refused. */
  readonly plan: Plan | undefined;
}

/** Reads and lints a text as the command line does with its file. `isWanted` says, right before, whether anybody still asks. */
export async function analyse(
  open: OpenDocument,
  folder: Folder,
  files: OpenFiles,
  isWanted: () => boolean,
): Promise<Analysis | undefined> {
  const { filePath } = open;
  if (filePath === undefined && !open.isUntitled) return nothing(open, folder);
  let ground;
  try {
    ground = await folder.groundFor(filePath);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return nothing(open, folder, error.problems);
  }
  // What came in meanwhile may say that nobody asks any more.
  await new Promise((resolve) => setImmediate(resolve));
  if (!isWanted()) return undefined;
  const stamp = folder.stampFor(filePath);
  const isUnchanged = () => folder.stampFor(filePath) === stamp;
  const { settings, pluginRules, expected, leftOut, accepts } = ground;
  if (leftOut !== undefined) return { open, folder, problems: [], linted: undefined, isCurrent: isUnchanged };
  const asked = new Map<string, boolean>();
  const document = documentOf(open, folder, files, asked);
  const set = setStamp(document, files);
  const isCurrent = () =>
    isUnchanged() &&
    setStamp(document, files) === set &&
    setStamp({ ...document, ...aroundOf(open, folder) }, files) === set &&
    [...asked].every(([path, there]) => files.view.has(path) === there);
  const result = lint({ ...document, accepts }, settings, expected);
  const linted = result && { document, settings, pluginRules, result, plan: result.plan };
  return { open, folder, problems: [], linted, isCurrent };
}

function lint(document: Document, settings: Settings, expected: Parameters<typeof lintAsExpected>[2]) {
  const { refusal } = decode(Buffer.from(document.text));
  if (refusal) return expected === 'perhaps' ? undefined : refuse(document, refusal.message, refusal.span);
  const result = lintAsExpected(document, settings, expected);
  return 'leftOut' in result ? undefined : result;
}

function nothing(open: OpenDocument, folder: Folder, problems: readonly string[] = []): Analysis {
  // A configuration that was wrong may be right by now.
  return { open, folder, problems, linted: undefined, isCurrent: () => problems.length === 0 };
}

/** A text with what is known of the files around it; what was asked of these is written down. */
function documentOf(open: OpenDocument, folder: Folder, files: OpenFiles, asked: Map<string, boolean>): Document {
  const { text, filePath } = open;
  if (filePath === undefined) return { text, path: '<text>', within: inTime };
  const exists = (path: string) => {
    const there = files.view.has(path);
    asked.set(path, there);
    return there;
  };
  return {
    text,
    path: filePath,
    filePath,
    projectPath: projectPath(filePath, folder.path),
    files: filesAround(filePath, folder.path, exists),
    within: inTime,
    ...aroundOf(open, folder),
  };
}

function aroundOf({ filePath }: OpenDocument, folder: Folder): Pick<Document, 'siblings' | 'self'> {
  return filePath === undefined ? {} : folder.around(filePath);
}

/** What changes whenever another document of the set does, one comes or one goes. */
function setStamp({ siblings = [] }: Document, files: OpenFiles): string {
  return siblings.map(({ filePath = '' }) => `${filePath} ${files.stamp(filePath)}`).join('\n');
}
