/** A text as a pattern that matches nothing but it. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** What may stand behind the words of a pattern. */
export interface Ends {
  /** Words that anything may follow: Chinese and Japanese are written without spaces. */
  readonly open: RegExp;
  /** A class of characters that must not follow any other word. */
  readonly closed: string;
}

/**
 * Words as the alternatives of a pattern, the longest first. What must not follow is said once for all of them: said for
 * each, it takes V8 a tenth of a second to compile the pattern.
 */
export function alternatives(words: readonly string[], { open, closed }: Ends): string {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length);
  const escaped = (list: readonly string[]) => list.map(escapePattern).join('|');
  const free = escaped(sorted.filter((word) => open.test(word)));
  const bound = escaped(sorted.filter((word) => !open.test(word)));
  const parts = [free, bound && `(?:${bound})(?!${closed})`].filter(Boolean);
  return parts.length > 0 ? parts.join('|') : '(?!)';
}
