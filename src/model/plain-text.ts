/** Words of a Markdown slice as they are read: emphasis, code marks and link targets left out, white space as one space. */
export function plainText(slice: string): string {
  const code: string[] = [];
  const kept = slice.replace(/(`+)([^`]+)\1/g, (_, _marks, inside: string) => `\0${code.push(inside) - 1}\0`);
  return kept
    .replace(/!?\[([^\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/`+/g, '')
    .replace(/\*\*|__|~~/g, '')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\r\n]*?\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\0(\d+)\0/g, (_, index: string) => code[Number(index)] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
