/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mermaid } from '../src/drawing/mermaid.ts';
import { burnUp } from '../src/engine/burn-up.ts';
import { diffPlan } from '../src/engine/plan-diff.ts';
import { statusOfDocument } from '../src/engine/status/status-data.ts';
import { drawnPlan } from '../src/engine/drawn-plan.ts';
import { graphPage } from '../src/report/graph-page.ts';
import { reportIndex } from '../src/report/report-index.ts';
import { reportPage } from '../src/report/report-page.ts';
import { graphSvg } from '../src/report/graph-svg.ts';
import { browser as program, open, startBrowser } from './browser.ts';
import { everything, readToDraw } from './drawings.ts';

/*
 * What planvet writes for browsers, in a real one: pressed, searched, by keyboard, and with its accessibility checked.
 */

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!program)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  describe('mermaid', () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await open(browser, '<!doctype html><title>Mermaid</title>'));
      await page.addScriptTag({ path: require.resolve('@mermaid-js/tiny') });
    });

    /** The labels of a diagram as Mermaid draws it. */
    const drawn = (text: string) =>
      page.evaluate(async (text) => {
        const { mermaid } = globalThis as unknown as {
          mermaid: {
            initialize(options: object): void;
            render(id: string, text: string): Promise<{ svg: string }>;
          };
        };
        mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
        const { svg } = await mermaid.render('drawing', text);
        const parsed = new DOMParser().parseFromString(svg, 'text/html');
        return {
          labels: [...parsed.querySelectorAll('.nodeLabel')].map((label) => (label.textContent ?? '').trim()),
          clusters: parsed.querySelectorAll('.cluster').length,
          scripts: parsed.querySelectorAll('script, b, a[href]').length,
        };
      }, text);

    it('draws every title as it is written', async () => {
      const { labels, clusters, scripts } = await drawn(mermaid(drawnPlan(readToDraw(everything).plan)).text);
      expect(labels).toEqual(
        expect.arrayContaining([
          '✓ 1.1 Survey the "bed" & <b>rock</b>',
          '○ ↻ 2.1 Buy "]; click n0 call alert(1)',
          '○ ↻ 2.2 %%{init: {}}%% end subgraph',
          String.raw`○ ↻ 2.3 1. Train #35; \N " crew --> x`,
          '? Task 9.9',
          'Phase 1: Quay (2/5)',
          '○ 1.2 Drive piles (1/2)',
        ]),
      );
      expect(clusters).toBe(3);
      expect(scripts).toBe(0);
    });

    it('draws titles that look like Markdown, and phases without tasks', async () => {
      const plan =
        '# Plan\n\n## Phase 1: A\n\n## Phase 2: B\n\n**Depends on**: Phase 1\n\n- [ ] 1\\. Oil _all_ `hinges`\n- [ ] \\- Cut\n- [ ] \\# Hang\n';
      const { labels } = await drawn(mermaid(drawnPlan(readToDraw(plan).plan)).text);
      expect(labels.join('\n')).not.toMatch(/Unsupported/);
      expect(labels).toHaveLength(5);
    });
  });

  it('svg stands by itself as a picture', async () => {
    const svg = await graphSvg(drawnPlan(readToDraw(everything).plan));
    const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    const { page, troubles } = await open(browser, `<!doctype html><img alt="" src="${source}">`);
    expect(await page.evaluate(() => document.images[0]?.naturalWidth ?? 0)).toBeGreaterThan(200);
    expect(troubles).toEqual([]);
  });

  describe('the page of a graph', () => {
    let page: Page;
    let troubles: string[];
    beforeAll(async () => {
      const html = await graphPage(readToDraw(everything), () => undefined);
      ({ page, troubles } = await open(browser, html));
    });
    const details = () => page.locator('.details').innerText();

    it('says what a task waits for, what waits for it, its findings and its files', async () => {
      await page.getByRole('button', { name: /^1\.3 Paint/ }).click();
      expect(await details()).toMatch(/1\.3 Paint[^]*Waits for[^]*1\.2 Drive piles[^]*Task 9\.9 \(no such task\)/);
      expect(await details()).toMatch(/Findings[^]*Task 9\.9[^]*no-unknown-dependency/);
      await page.locator('.details .jump', { hasText: '1.2 Drive piles' }).click();
      expect(await details()).toMatch(/1\.2 Drive piles[^]*What waits for it[^]*1\.3 Paint[^]*2\.4/);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^1\.2 /);
      await page.keyboard.press('Escape');
      expect(await details()).toMatch(/^Whole plan/);
    });

    it('finds and filters', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('crew');
      expect(await page.locator('[role=status]').innerText()).toBe('1 of 11 found');
      await page.keyboard.press('Enter');
      expect(await details()).toMatch(/^2\.3 1\. Train/);
      await page.keyboard.press('Escape');
      await page.getByLabel('done', { exact: true }).check();
      expect(await page.locator('[role=status]').innerText()).toBe('2 of 11 found');
      await page.getByLabel('done', { exact: true }).uncheck();
      expect(await page.locator('.away').count()).toBe(0);
    });

    it('is moved in by keyboard and mouse', async () => {
      const view = () => page.locator('.stage svg').getAttribute('viewBox');
      await page.locator('[role=button][tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await page.locator('[aria-pressed=true]').count()).toBe(1);
      await page.keyboard.press('Escape');
      const before = await view();
      await page.getByRole('button', { name: 'Larger' }).click();
      const larger = await view();
      expect(larger).not.toBe(before);
      const stage = (await page.locator('.stage').boundingBox()) ?? { x: 0, y: 0 };
      await page.mouse.move(stage.x + 15, stage.y + 15);
      await page.mouse.down();
      await page.mouse.move(stage.x + 95, stage.y + 75);
      await page.mouse.up();
      expect(await view()).not.toBe(larger);
      await page.getByRole('button', { name: 'Fit' }).click();
      expect(await view()).toMatch(/^0 0 /);
    });

    it('is fit for everybody, on light ground and dark, wide and narrow', async () => {
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 800 });
      await page.getByRole('button', { name: /^1\.3 Paint/ }).press('Enter');
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });

    it('asks nobody for anything, and no title runs', () => {
      expect(troubles).toEqual([]);
    });
  });

  describe('a report', () => {
    const text = readFileSync(new URL('../fixtures/plans/checklist-season-passes-defects.md', import.meta.url), 'utf8');
    const before = readToDraw(text.replaceAll('- [x]', '- [ ]'));
    const result = readToDraw(text, 'docs/plan.md');
    const status = statusOfDocument(result.plan, 'docs/plan.md', 'docs/plan.md').data;
    const [day, start] = [86_400, 1_780_000_000];
    const points = burnUp(
      [
        { time: start, plan: before.plan },
        { time: start + day, plan: readToDraw(everything).plan },
      ],
      {
        time: start + 3 * day,
        plan: result.plan,
      },
    );
    const changes = { since: 'main', diff: diffPlan(result, before) };

    it('says first what is wrong, then how far it is, what comes next and how it came along', async () => {
      const { page, troubles } = await open(
        browser,
        await reportPage({ result, status, points, changes }, 'index.html'),
      );
      const titles = await page.locator('section > h2').allInnerTexts();
      expect(titles).toEqual([
        'Findings',
        'Progress',
        'What can start, and what waits',
        'Graph',
        'Risks',
        'Done over time',
        'Changes since main',
      ]);
      expect(await page.locator('.verdict').innerText()).toMatch(/^✖ 9 errors, 2 warnings\. 5 of 12 tasks done/);
      expect(await page.locator('#findings pre').first().innerText()).toMatch(
        /7 │ \*\*Priority:\*\* High\/Medium\/Low\n/,
      );
      expect(await page.locator('#next').innerText()).toMatch(/Can start \(1\)\s+Task 5/);
      expect(await page.locator('#burn-up svg').getAttribute('aria-label')).toMatch(/0 of 12 done; .*5 of 12 done/);
      await page.getByRole('button', { name: /^5 Answer/ }).click();
      expect(await page.locator('.details').innerText()).toMatch(/^5 Answer the Turnstiles/);
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 800 });
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.bar').isVisible()).toBe(false);
      expect(await page.locator('.stage svg').isVisible()).toBe(true);
      expect(troubles).toEqual([]);
    });

    it('has an index', async () => {
      const index = reportIndex([{ result, status, file: 'docs plan.html' }]);
      const { page, troubles } = await open(browser, index);
      expect(await page.getByRole('link', { name: /^Season Passes/ }).getAttribute('href')).toBe('docs%20plan.html');
      expect(await page.locator('tbody tr').innerText()).toMatch(
        /9 errors, 2 warnings\.\s+41 %\s+5 of 12\s+1\s+5\s+10/,
      );
      await expectAccessible(page);
      expect(troubles).toEqual([]);
    });
  });

  async function expectAccessible(page: Page): Promise<void> {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
    });
    expect(found).toEqual([]);
  }
});
