/**
 * The marks of links and images in a slice of Markdown: where each begins, and where what it hides ends. `[a](b)` has `[`
 * and `](b)`, `[a][b]` has `[` and `][b]`. One pass; brackets and parentheses that nothing closes are none.
 */
export function linkMarks(text: string): ReadonlyMap<number, number> {
  const marks = new Map<number, number>();
  if (!text.includes('](') && !text.includes('][')) return marks;
  const closing = pairs(text);
  for (const [open, close] of closing) {
    if (text[open] !== '[') continue;
    const behind = text[close + 1];
    if (behind !== '(' && behind !== '[') continue;
    const end = closing.get(close + 1);
    if (end === undefined || /[\r\n]{2}/.test(text.slice(close, end))) continue;
    // `[x](a)` may be a box with a note behind it, and `[1][2]` two footnotes: only what has a text is a link.
    if (close - open < 2 || text.slice(open + 1, close).trim() === '') continue;
    const start = text[open - 1] === '!' ? open - 1 : open;
    marks.set(start, open + 1);
    marks.set(close, end + 1);
  }
  return marks;
}

/** The bracket that closes each bracket and each parenthesis. */
function pairs(text: string): Map<number, number> {
  const found = new Map<number, number>();
  const [square, round]: [number[], number[]] = [[], []];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '[') square.push(i);
    else if (char === '(') round.push(i);
    else if (char === ']' || char === ')') {
      const open = (char === ']' ? square : round).pop();
      if (open !== undefined) found.set(open, i);
    }
  }
  return found;
}
