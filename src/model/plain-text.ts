/** Words of a Markdown slice as they are read: emphasis, code marks and link targets left out, white space as one space. */
export function plainText(slice: string): string {
  return slice
    .replace(/!?\[([^\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/`+/g, '')
    .replace(/\*\*|__|~~/g, '')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\r\n]*?\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
