import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formats } from '../src/report/formats.ts';
import { block, blocks, readme } from './readme.ts';
import { home, Repository } from './repository.ts';

const bin = join(home, 'dist/cli.cjs');

describe('the README', () => {
  const repository = new Repository().install();
  afterAll(() => repository.remove());
  const planvet = (...args: string[]) => repository.run(process.execPath, [bin, ...args]);

  it('shows what planvet prints', async () => {
    const heading = 'What it says';
    const [prompt = '', ...output] = block(heading, 'console').split('\n');
    const [, path = ''] = /^\$ npx planvet (\S+)$/.exec(prompt) ?? [];
    expect(readme).toContain(`A plan, \`${path}\`:\n`);
    repository.write(path, block(heading, 'md'));
    expect(await planvet(path)).toEqual({ code: 1, stdout: output.join('\n'), stderr: '' });
  });

  it('shows what comes next', async () => {
    const [prompt = '', ...output] = block('What comes next', 'console').split('\n');
    const args = /^\$ npx planvet (.+)$/.exec(prompt)?.[1]?.split(' ') ?? [];
    repository.write(args[1] ?? '', block('What it says', 'md'));
    expect(await planvet(...args)).toEqual({ code: 0, stdout: output.join('\n'), stderr: '' });
  });

  it('shows directives that silence findings', async () => {
    const [beginning = ''] = block('What it says', 'md').split('## Phase 2');
    repository.write('plan.md', beginning + block('Silencing a finding', 'md'));
    const { stdout } = await planvet('plan.md', '--format', 'json');
    const [file] = JSON.parse(stdout) as Record<'messages' | 'suppressedMessages', { ruleId: string }[]>[];
    const ids = (messages: { ruleId: string }[] = []) => messages.map(({ ruleId }) => ruleId);
    expect(ids(file?.messages)).toEqual(['no-wrong-total']);
    expect(ids(file?.suppressedMessages)).toEqual(['no-premature-task', 'no-unknown-dependency', 'no-placeholder']);
  });

  it('lists the commands, and no others', async () => {
    const { stdout } = await planvet('--help');
    const real = [...stdout.matchAll(/^ {2}planvet (\w+) {2,}/gm)].map(([, name]) => name);
    const said = [...readme.matchAll(/^\| `planvet (\w+)[^|`]*` +\|/gm)].map(([, name]) => name);
    expect(real.length).toBeGreaterThan(0);
    expect(said).toEqual(real);
  });

  it('lists the options of linting, and no others', async () => {
    const { stdout } = await planvet('--help');
    const real = [...stdout.matchAll(/^ +(?:-\w, )?--([\w-]+) {2,}/gm)].map(([, name]) => name);
    const said = [...readme.matchAll(/^\| `--([\w-]+)/gm)].map(([, name]) => name);
    expect(new Set([...said, 'version', 'help'])).toEqual(new Set(real));
    expect(said).toHaveLength(real.length - 2);
    expect(stdout).toMatch(/^Only what is new:\n {6}--since {2}/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('names formats and templates that there are', async () => {
    const [text = ''] = /^\*\*Formats\.\*\*[^]*?\n\n/m.exec(readme) ?? [];
    expect([...formats.keys()].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    repository.write('plan.md', '- [ ] **Task 1: One**\n- [ ] **Task 2: Two**\n');
    const [, names = ''] = /built-in template: ([^.]*)\./.exec(readme) ?? [];
    for (const [, name = ''] of names.matchAll(/`(\w+)`/g)) {
      expect(await planvet('plan.md', '--template', name)).toMatchObject({ stderr: '' });
    }
  });

  it('links only to files that there are', () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)) {
      expect(readFileSync(join(home, target), 'utf8')).not.toBe('');
    }
  });

  it('begins with two commands that do it all', () => {
    const [commands] = [...readme.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, text]) => text);
    expect(commands).toBe('npm ci && npx planvet fixtures/plans\nnpm test\n');
    expect(blocks('Install', 'sh')).toHaveLength(1);
  });

  it('asks for the Node that the package asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(readme).toContain(`needs Node ${engines.node.replace('>=', '')} or later`);
  });
});
