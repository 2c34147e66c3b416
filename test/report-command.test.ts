import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { History } from './history.ts';
import { has } from './repository.ts';

const plan = `# Tool shed

## Phase 1: Loans

- [ ] **Task 1: Count the tools**
- [ ] **Task 2: Lend tools** (depends on Task 1)
`;

describe.skipIf(!has('git'))('planvet report', () => {
  let history = new History();
  afterEach(() => {
    history.forget();
    history = new History();
  });

  it('writes an index and a page for each plan, with how it came along and what has changed', async () => {
    await history.commit({ 'docs/plan.md': plan, 'docs/roof-plan.md': plan.replace('Tool shed', 'Roof') });
    await history.commit({ 'docs/plan.md': `${plan}- [ ] **Task 3: Oil**\n` });
    history.write({ 'docs/plan.md': `${plan.replace('[ ]', '[x]')}- [ ] **Task 3: Oil**\n` });
    const { code, said, out } = await history.planvet(['report', '--output', 'pages', '--since', 'HEAD']);
    expect({ code, out, said }).toMatchObject({
      code: 0,
      out: '',
      said: [expect.stringMatching(/^planvet: 2 plans: open .*pages.index\.html$/)],
    });
    const folder = join(history.repository.folder, 'pages');
    expect(readdirSync(folder).toSorted()).toEqual(['docs-plan.html', 'docs-roof-plan.html', 'index.html']);
    const page = readFileSync(join(folder, 'docs-plan.html'), 'utf8');
    expect(page).toMatch(/aria-label="Tasks over time\. [\d-]+: 0 of 3 done; [\d-]+: 1 of 3 done"/);
    expect(page).toMatch(/Changes since HEAD[^]*<strong>done<\/strong> Task 1: Count the tools/);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toMatch(/href="docs-roof-plan\.html">Roof</);
  });

  it('writes one file for one plan, and none for several', async () => {
    await history.commit({ 'docs/plan.md': plan, 'docs/roof-plan.md': plan });
    expect((await history.planvet(['report', 'docs/plan.md', '--output', 'plan.html'])).code).toBe(0);
    expect(readFileSync(join(history.repository.folder, 'plan.html'), 'utf8')).toMatch(/<h1>Tool shed<\/h1>/);
    const several = await history.planvet(['report', '--output', 'plans.html']);
    expect(several.code).toBe(2);
    expect(several.said.join()).toMatch(/these are 2 plans; --output needs a folder/);
    expect((await history.planvet(['report'])).said.join()).toMatch(/`planvet report` needs --output/);
  });
});
