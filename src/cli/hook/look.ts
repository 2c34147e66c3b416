import { resolve } from 'node:path';
import type { Configs } from '../../engine/config/configs.ts';
import { filesAround, projectPath } from '../../engine/files/project.ts';
import { SiblingFiles } from '../../engine/files/siblings.ts';
import type { LintResult } from '../../engine/finding.ts';
import { type Document, lintDocument } from '../../engine/lint.ts';
import { inTime } from '../../engine/deadline.ts';
import type { Settings } from '../../engine/settings.ts';
import type { Base } from '../../model/plan/change.ts';
import { FileSettings } from '../file-settings.ts';
import { lintAll } from '../lint-all.ts';
import type { Terminal } from '../terminal.ts';

/**
 * What is found in a file that was not found in an earlier text of it, told as on the command line for a file that a hook hands
 * over; undefined where it is no plan, or is there no more. What is wrong with the configuration is said.
 */
export async function lookAt(
  path: string,
  before: string,
  { terminal, configs }: { readonly terminal: Terminal; readonly configs: Configs },
): Promise<LintResult | undefined> {
  const { cwd } = terminal;
  const settings = await FileSettings.from({}, configs, cwd);
  const earlier = new EarlierText(before, cwd);
  const run = await lintAll(
    {
      paths: [path],
      configs,
      forceExclude: true,
      settings: (file) => settings.of(file),
      past: {
        foundIn: (file, own) => earlier.lint(file, own).findings.map(({ identity }) => identity),
        baseOf: (file, own) => baseOf(earlier.lint(file, own)),
      },
    },
    terminal,
  );
  for (const what of [...run.wrong, ...run.unread.map(({ path: file, why }) => `${file}: ${why}`)])
    terminal.say(`planvet: ${what}`);
  return run.results[0];
}

/** An earlier text of a file among the others as they are now, linted once. */
class EarlierText {
  readonly #text: string;
  readonly #cwd: string;
  #linted: LintResult | undefined;

  constructor(text: string, cwd: string) {
    this.#text = text;
    this.#cwd = cwd;
  }

  lint(filePath: string, settings: Settings): LintResult {
    const { siblings } = new SiblingFiles(this.#cwd).around(filePath);
    const document: Document = {
      text: this.#text,
      path: filePath,
      filePath: resolve(this.#cwd, filePath),
      projectPath: projectPath(filePath, this.#cwd),
      files: filesAround(filePath, this.#cwd),
      siblings,
      within: inTime,
    };
    return (this.#linted ??= lintDocument(document, settings));
  }
}

/** The earlier text as what the file is compared with: of what else has changed meanwhile, nothing is known. */
function baseOf({ plan, source }: LintResult): Base {
  return {
    plan: source.text.trim() === '' ? undefined : plan,
    past: {
      changedSince: () => undefined,
      // What is gone here may have gone to a file that nobody has looked at.
      isElsewhere: () => false,
      theirs: { name: '', plan: undefined, added: [] },
    },
  };
}
