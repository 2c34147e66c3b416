import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../src/cli/run.ts';
import { plain } from '../src/report/paint.ts';

/** What a call gave. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  /** What was said besides, line by line. */
  readonly said: readonly string[];
}

/** A folder in which planvet is called, in this process. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-')));

  put(path: string, text: string): this {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
    return this;
  }

  async planvet(
    args: readonly string[],
    {
      from = '.',
      input = '',
      answers,
    }: {
      readonly from?: string;
      readonly input?: string;
      /** What somebody at the terminal answers, one after the other; nobody sits there without. */
      readonly answers?: readonly string[];
    } = {},
  ): Promise<Answer> {
    const left = [...(answers ?? [])];
    const out: string[] = [];
    const said: string[] = [];
    const code = await run(args, {
      cwd: join(this.path, from),
      env: {},
      width: 100,
      out: (text) => void out.push(typeof text === 'string' ? text : new TextDecoder().decode(text)),
      say: (line) => void said.push(line),
      ...(answers && {
        ask: (question) => {
          said.push(question.trimEnd());
          return Promise.resolve(left.shift() ?? '');
        },
      }),
      paint: () => plain,
      input: () => Promise.resolve(new TextEncoder().encode(input)),
    });
    return { code, out: out.join(''), said };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
