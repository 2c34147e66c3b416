import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
/** Milliseconds that only a hang reaches, on the busiest machine too. */
const HANG = 20_000;

const TASKS = '- [ ] T001 First step\n- [ ] T002 Second step\n';

/** Texts that once took more than a minute or all memory, longer than they were. */
const texts: Readonly<Record<string, string>> = {
  'a row of ticks before a name in brackets': `# Plan\n\n${'✅'.repeat(120)} done by [Owner Name]\n\n${TASKS}`,
  'a bar of squares': `# Plan\n\n${'🟩'.repeat(70)}${'⬜'.repeat(60)} complete, ask [Owner Name]\n\n${TASKS}`,
  'a row of boxes behind a number': `# Plan\n\n**Progress**: 28/28 ${'☑'.repeat(180)} (100%)\n\n${TASKS}`,
  'a line of comments': `# Plan\n\n## A\n\n${'<!-- a -->'.repeat(300)} x\n\n${TASKS}`,
  'ids joined by hyphens before a verb': `# Plan\n\n${TASKS}\nT1${'-a1'.repeat(2000)} it depends on T001.\n`,
  'ids joined by hyphens between arrows': `# Plan\n\n${TASKS}\n## Dependencies\n\nT1${'-a1'.repeat(2000)}! → T002\n`,
  'a phase with a large number': `# Plan\n\n## Phase 1: A\n\n- [ ] x\n\n## Phase 254963897: B\n\n- [ ] y\n`,
  'tasks with large numbers': `# Plan\n\n- [ ] Task 1: x\n- [ ] Task 2: y\n- [ ] Task 254963897: z\n- [ ] Task 99999999999999999999999: z\n`,
  'ranges between large numbers': `# Plan\n\n- [ ] T001 First\n- [ ] T254963897 Last\n  - Depends on: T001-T254963896\n\nPhases 1-254963897 and Tasks 1-254963897 are complete. Tasks 1 to 254963897 need T001.\n`,
};

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
}

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-hostile-')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command on a file until it ends or hangs. */
function planvet(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--max-old-space-size=512', bin, ...args], { cwd: folder, timeout: HANG });
    let said = '';
    child.stdout.resume();
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, said }));
  });
}

describe('every text is answered', () => {
  it.each(Object.entries(texts))(
    '%s',
    async (_, text) => {
      writeFileSync(join(folder, 'plan.md'), text);
      const { code, signal, said } = await planvet('plan.md', '--no-config');
      expect([0, 1], `${signal ?? `code ${code}`}: ${said}`).toContain(code);
    },
    HANG * 2,
  );

  it(
    'and a pattern of ids with an open quote is a mistake in the configuration',
    async () => {
      writeFileSync(join(folder, 'plan.md'), `# Plan\n\n${TASKS}`);
      writeFileSync(join(folder, 'open.json'), JSON.stringify({ tasks: { ids: [String.raw`\QTask`] } }));
      expect(await planvet('plan.md', '--config', 'open.json')).toEqual({
        code: 2,
        signal: null,
        said:
          String.raw`planvet: the pattern ${'`'}\QTask${'`'} in open.json:1:18 cannot be read: a quote begun by \Q has no \E` +
          '\n',
      });
    },
    HANG * 2,
  );
});
