import { withoutComments } from '../../parse.ts';
/** Words of a Markdown slice as they are read: emphasis, code marks and link targets left out, white space as one space. */
export function plainText(slice: string): string {
  return unmarked(slice, (_marks, inside) => inside);
}

/** The same with code marks as they are: the words of a slice as its author would quote them. Comments are left out. */
export function writtenText(slice: string): string {
  const lines = withoutComments(slice, () => ' ').replace(/\r?\n[ \t>]*/g, ' ');
  return unmarked(lines, (marks, inside) => marks + inside + marks).replace(/(?:(?<!\s)\s+)?[:：]$/, '');
}

function unmarked(slice: string, asCode: (marks: string, inside: string) => string): string {
  if (!/[`*_~[\\\0]/.test(slice)) return slice.replace(/\s+/g, ' ').trim();
  const code: string[] = [];
  const kept = slice.replace(
    /(`{1,9})([^`]+)\1/g,
    (_, marks: string, inside: string) => `\0${code.push(asCode(marks, inside)) - 1}\0`,
  );
  return kept
    .replace(/!?(?<!\[[^[\]]*)\[([^\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/`+/g, '')
    .replace(/\*\*|__|~~/g, '')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\r\n]*?\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\0(\d+)\0/g, (_, index: string) => code[Number(index)] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
