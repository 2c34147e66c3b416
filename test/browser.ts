import { spawnSync } from 'node:child_process';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const programs = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine. If there is none, that is said: a test that skips itself must not do so in silence. */
export const browser = programs.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
if (!browser) console.info('notice: chromium is not installed, so the tests of pages are skipped');

/** Starts it, without a window. As root it needs to be without its sandbox; the pages are our own. */
export function startBrowser(): Promise<Browser> {
  const path = spawnSync('sh', ['-c', `command -v ${browser}`], { encoding: 'utf8' }).stdout.trim();
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page, and all that went wrong in it: errors, warnings of its console, and what it asked of anybody. */
export interface Watched {
  readonly page: Page;
  readonly troubles: string[];
}

/** Opens a document that is nowhere but here. */
export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'log' && message.type() !== 'info') troubles.push(message.text());
  });
  const home = 'http://plan.invalid/';
  await context.route('**/*', async (route) => {
    if (route.request().url() === home) await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    else {
      troubles.push(`asked for ${route.request().url()}`);
      await route.abort();
    }
  });
  await page.goto(home);
  return { page, troubles };
}
