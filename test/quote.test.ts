import { describe, expect, test } from 'vitest';
import { quote, quoteValue } from '../src/rule.ts';

/*
 * What a message takes from the plan: short enough to be read in a sentence, and recognised by who wrote it.
 */

describe('quote', () => {
  test.each([
    ['Saw the boards', '`Saw the boards`'],
    ['Saw\n  the boards', '`Saw the boards`'],
    ['`saw --all` is quiet', '“`saw --all` is quiet”'],
    [
      'Read all letters of the year, sort them by sender, and answer',
      '`Read all letters of the year, sort them by sender, and answer`',
    ],
    [
      'Read all letters of the year, sort them by sender, and answer those that nobody has answered',
      '`Read all letters of the year, sort them by sender, and …`',
    ],
    ['x'.repeat(100), `\`${'x'.repeat(60)}…\``],
    ['読'.repeat(100), `\`${'読'.repeat(30)}…\``],
    // No code mark is left open.
    [
      `Every letter of the year goes through \`${'post/sort.ts '.repeat(9)}\``,
      '`Every letter of the year goes through …`',
    ],
    [`\`${'post/sort.ts '.repeat(9)}\``, '“`post/sort.ts post/sort.ts post/sort.ts post/sort.ts …`”'],
    ['👨‍👩‍👧'.repeat(60), `\`${'👨‍👩‍👧'.repeat(30)}…\``],
  ])('%j', (text, expected) => {
    expect(quote(text)).toBe(expected);
  });

  test('in less room', () => {
    expect(quote('Saw the boards, and sand them', 16)).toBe('`Saw the boards …`');
  });
});

describe('quoteValue', () => {
  test.each([
    ['(Blocked: by Ada)', '`Blocked: by Ada`'],
    ['**Done**', '`Done`'],
    ['_Done_', '`Done`'],
    ['✅ **100% done**', '`✅ 100% done`'],
    ['Done (for the hall)', '`Done (for the hall)`'],
    ['[ ]', '`[ ]`'],
  ])('%j', (value, expected) => {
    expect(quoteValue(value)).toBe(expected);
  });
});
