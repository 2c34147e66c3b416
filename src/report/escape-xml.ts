/** Text for XML and HTML, in content and in quotes; characters that XML cannot have are left out. */
export function escapeXml(text: string): string {
  return Array.from(text)
    .filter((character) => isXml(character.codePointAt(0) ?? 0))
    .join('')
    .replaceAll(/[&<>"'\u202a-\u202e\u2066-\u2069]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isXml(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return (code < 0x7f || code > 0x9f) && (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
