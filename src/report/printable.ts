// Control characters drive terminals, and bidirectional ones show text in another order than it has.
// oxlint-disable-next-line eslint/no-control-regex -- they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

/** A character that cannot harm a terminal: a visible stand-in, one column wide, for each that can. */
export function harmless(character: string): string {
  return character.replace(UNSAFE, (unsafe) => {
    const code = unsafe.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** A text on one line, with nothing in it that drives a terminal. */
export function printable(text: string): string {
  return harmless(text.replace(/(?:(?<!\s)\s+)?[\r\n]\s*|\t/g, ' '));
}
