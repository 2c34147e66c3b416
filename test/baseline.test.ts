import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Folder } from './called.ts';
import { History } from './history.ts';
import { has } from './repository.ts';

const plan = (...names: string[]) =>
  `# Shelves\n\n${names.map((name, index) => `- [ ] **Task ${index + 1}: Count** by ${name}\n`).join('')}`;
const FILE = 'planvet-baseline.json';

describe('a baseline', () => {
  let folder = new Folder();
  afterEach(() => {
    folder.remove();
    folder = new Folder();
  });

  const read = (name = FILE) => readFileSync(join(folder.path, name), 'utf8');
  const update = () => folder.planvet(['--update-baseline']);
  const lint = async (...args: string[]) => {
    const { code, out, said } = await folder.planvet(['--baseline', FILE, '--format', 'compact', ...args]);
    return { code, told: out.split('\n').slice(0, -1), said };
  };

  it('has a sorted line for each finding, without numbers of lines', async () => {
    folder.put('plan.md', plan('[Name]', '[Other Name]')).put('docs/roadmap.md', plan('[Name]'));
    expect(await update()).toEqual({
      code: 0,
      out: '',
      said: [
        '2 plans have no problems',
        `planvet: \`${FILE}\` has 3 findings now (3 added, 0 taken out)`,
        `planvet: from now on give --baseline ${FILE}, or write "baseline": "${FILE}" into the configuration`,
        'planvet: 2 plans read, from no template that planvet knows',
      ],
    });
    expect(read()).toBe(`{ "version": 1, "findings": [
{"file":"docs/roadmap.md","rule":"no-placeholder","at":"1","text":"[name]"},
{"file":"plan.md","rule":"no-placeholder","at":"1","text":"[name]"},
{"file":"plan.md","rule":"no-placeholder","at":"2","text":"[other name]"},
null
] }
`);
    expect(await lint()).toEqual({
      code: 0,
      told: [],
      said: ['planvet: 3 findings not told: the baseline accepts them'],
    });
    const before = read();
    await update();
    expect(read()).toBe(before);
  });

  it('tells what is new beside it, and never takes a mended finding for it', async () => {
    folder.put('plan.md', plan('[Name]', 'Ada', '[Name]'));
    await update();
    folder.put('plan.md', `Hello\n\n${plan('[Name]', '[Name]', 'Ada')}`);
    const { code, told, said } = await lint();
    expect([code, told]).toEqual([1, ['plan.md:6:28: error: `[Name]` is still a placeholder [no-placeholder]']]);
    expect(said).toEqual([
      `planvet: 1 finding of \`${FILE}\` is no more: --update-baseline takes it out`,
      'planvet: 1 finding not told: the baseline accepts it',
    ]);
  });

  const asking = (times: number) => `${plan('Ada')}\n${'Ask [Name].\n\n'.repeat(times)}`;

  it('knows a finding as often as it was there', async () => {
    folder.put('plan.md', asking(1));
    await update();
    folder.put('plan.md', asking(2));
    expect((await lint()).told).toHaveLength(1);
    folder.put('plan.md', asking(0));
    expect((await lint()).said[0]).toContain('1 finding of');
  });

  it('has each of the places that one finding stands for', async () => {
    folder.put('plan.md', plan('[Name]', '[Name]', '[Name]', 'Ada'));
    expect((await update()).said).toContain(`planvet: \`${FILE}\` has 3 findings now (3 added, 0 taken out)`);
    expect(await lint()).toMatchObject({ code: 0, told: [] });
    folder.put('plan.md', plan('[Name]', 'Ada', '[Name]', '[Name]'));
    const { told, said } = await lint();
    expect(told).toEqual([
      'plan.md:6:28: error: `[Name]` is still a placeholder, here and in 2 more places [no-placeholder]',
    ]);
    expect(said.join()).toContain('1 finding');
    await update();
    expect(await lint()).toMatchObject({
      code: 0,
      told: [],
      said: ['planvet: 3 findings not told: the baseline accepts them'],
    });
  });

  it('is changed only where it was looked', async () => {
    folder.put('plan.md', plan('[Name]')).put('docs/roadmap.md', plan('[Name]')).put('docs/plan.md', plan('[Name]'));
    await update();
    folder.put('plan.md', plan('Ada')).put('docs/roadmap.md', plan('Ada'));
    expect((await folder.planvet(['plan.md', '--update-baseline'])).said[1]).toContain(
      '2 findings now (0 added, 1 taken out)',
    );
    // Of a rule that did not run nobody knows.
    await folder.planvet(['--only', 'no-wrong-total', '--update-baseline']);
    expect(read().split('\n')).toHaveLength(6);
    expect((await lint('--only', 'no-wrong-total')).said).toEqual([]);
    await update();
    expect(read().split('\n')).toHaveLength(5);
  });

  it('forgets files that are gone', async () => {
    folder.put('plan.md', plan('[Name]')).put('roadmap.md', plan('[Name]'));
    await update();
    const gone = new Folder().put('plan.md', plan('[Name]')).put(FILE, read());
    const { said } = await gone.planvet(['--baseline', FILE]);
    expect(said).toContain(`planvet: 1 finding of \`${FILE}\` is no more: --update-baseline takes it out`);
    gone.remove();
  });

  it('does not accept that a file could not be read', async () => {
    folder.put('plan.md', 'a\0b');
    expect((await update()).code).toBe(1);
    expect(read()).toContain('[\nnull\n]');
  });

  it('is named by the configuration, for each part of a repository', async () => {
    folder
      .put('planvet.config.json', '{ "baseline": "quality/accepted.json" }')
      .put('quality/none.txt', '')
      .put('plan.md', plan('[Name]'))
      .put('shop/planvet.config.json', '{ "baseline": "accepted.json" }')
      .put('shop/plan.md', plan('[Name]'));
    await update();
    expect(read('quality/accepted.json')).toContain('"../plan.md"');
    expect(read('shop/accepted.json')).toContain('"plan.md"');
    expect(await folder.planvet([])).toMatchObject({ code: 0 });
    expect(await folder.planvet(['--no-baseline'])).toMatchObject({ code: 1 });
    const { out } = await folder.planvet(['config', '--json']);
    expect(JSON.parse(out)).toMatchObject({ settings: { baseline: { value: 'quality/accepted.json' } } });
  });

  it.each([
    ['<<<<<<< main\n{}\n=======\n{}\n>>>>>>> x\n', 'has a merge conflict in line 1: keep the lines of both sides'],
    ['{', 'is no JSON'],
    ['{"version": 2, "findings": []}', 'is not one that this planvet can read: `version`'],
    ['{"version": 1, "findings": [{"file": 1}]}', 'is not one that this planvet can read: `findings.0'],
  ])('says what is wrong with %j', async (text, why) => {
    folder.put('plan.md', plan('[Name]')).put(FILE, text);
    const { code, said } = await lint();
    expect([code, said.join()]).toEqual([2, expect.stringContaining(why)]);
    expect((await update()).code).toBe(0);
    expect((await lint()).code).toBe(0);
  });

  it('says that there is none, and what it cannot be given with', async () => {
    folder.put('plan.md', plan('[Name]'));
    expect((await lint()).said.join()).toContain('there is none yet; --update-baseline writes it');
    for (const other of ['--fix', '--staged', '--no-baseline', '-', '--since=main', '--baseline=']) {
      const { code } = await folder.planvet(['--update-baseline', other]);
      expect([other, code]).toEqual([other, 2]);
    }
  });
});

it.skipIf(!has('git'))('a baseline of two branches merges, as does the one of both', async () => {
  const history = new History();
  await history.commit({
    'a-plan.md': plan('[Name]'),
    'm-plan.md': plan('[Name]'),
    'z-plan.md': plan('[Name]'),
    '.gitattributes': `${FILE} merge=union\n`,
  });
  await history.planvet(['--update-baseline']);
  await history.commit();
  await history.git('checkout', '--quiet', '-b', 'other');
  await history.commit({ 'b-plan.md': plan('[Name]') });
  await history.planvet(['--update-baseline']);
  await history.commit();
  await history.git('checkout', '--quiet', 'main');
  await history.commit({ 'b-roadmap.md': plan('[Name]'), 'zz-plan.md': plan('[Name]') });
  await history.planvet(['--update-baseline']);
  await history.commit();
  await history.git('merge', '--quiet', 'other');
  const merged = await history.planvet(['--baseline', FILE]);
  expect(merged).toMatchObject({
    code: 0,
    said: [
      '6 plans have no new problems',
      'planvet: 6 plans read, from no template that planvet knows',
      'planvet: 6 findings not told: the baseline accepts them',
    ],
  });
  history.forget();
});
