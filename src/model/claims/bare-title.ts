import { normalizeTitle } from '../document/outline.ts';

/** A title as a statement may name it: without its number, what stands in brackets, and a keyword behind it. */
export function bareTitle(title: string): string {
  return normalizeTitle(title.replace(/[([（][^()[\]（）]*[)\]）]/g, ' '))
    .replace(/^\p{L}+ \d+(?:\.\d+)*\s*[:：–—-]\s*/u, '')
    .replace(/(?<![\s:：–—-])[\s:：–—-]+$/, '')
    .replace(/ phase$/, '')
    .trim();
}
