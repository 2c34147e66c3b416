import { sha256 } from '@noble/hashes/sha2.js';
import { escapeXml } from './escape-xml.ts';
import { program } from './program.ts';

/** What a page is made of. */
export interface HtmlPage {
  readonly title: string;
  /** Markup. */
  readonly body: string;
  readonly styles: readonly string[];
  readonly script?: string;
  /** What the script knows. */
  readonly data?: object;
}

/** A page in one file, which asks nobody for anything: its own policy forbids all but the styles and the script that it brings. */
export function htmlPage({ title, body, styles, script = '', data }: HtmlPage): string {
  const style = styles.join('\n');
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="generator" content="${program.name} ${program.version}">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    body,
    ...(data ? [`<script type="application/json" id="plan-data">${jsonInHtml(data)}</script>`] : []),
    ...(script === '' ? [] : [`<script>${script}</script>`]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Words with code in them, as messages have it. */
export function phrase(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeXml(part)}</code>` : escapeXml(part)))
    .join('');
}

/** A table, which scrolls by itself where a page is too narrow; heads and rows are markup. */
export function htmlTable(name: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
  return `<div class="scroll" role="group" aria-label="${escapeXml(name)}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

/** JSON that cannot end the element that it stands in. */
function jsonInHtml(data: object): string {
  return JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function hashOf(text: string): string {
  const bytes = sha256(new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
