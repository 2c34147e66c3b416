/** Text in the quotes of Graphviz: no escape and no entity of its own is left in it. */
export function escapeDot(text: string): string {
  return text
    .replaceAll(/[\s\p{Control}]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', '&quot;');
}
