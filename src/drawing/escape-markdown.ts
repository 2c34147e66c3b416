/**
 * Text for a cell of a table. Code stays code, in which Markdown reads nothing but the bar of a cell. Elsewhere nothing is
 * markup, and nobody is mentioned: `@name`, `#12` and addresses get a character without width, since GitHub reads them
 * behind escapes too.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => {
      if (index % 2 === 1) return part.replaceAll('|', String.raw`\|`);
      return part
        .replaceAll(/[\\`*_{}[\]<>()&|~!]/g, String.raw`\$&`)
        .replaceAll(/[@#](?=\w)|:(?=\/\/)|www(?=\.)/gi, '$&\u200b');
    })
    .join('');
}
