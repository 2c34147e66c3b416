import { normalizeLabel } from '../document/labels.ts';
import { tokenize, type Token } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Field } from '../plan/field.ts';
import { locate, type Located } from '../../text.ts';

/** Whom a task belongs to and how it is filed, as its own line says: `@ada`, `(owner: Ada)`, `#backend`. */
export interface OwnersAndTags {
  readonly owners: readonly Located<string>[];
  readonly tags: readonly Located<string>[];
}

const NOBODY: OwnersAndTags = { owners: [], tags: [] };

/**
 * Reads owners and tags out of the line that declares a task. A name begins behind white space or a bracket, so the `@` of an
 * address is none; what begins with a digit (`#12`) refers to something and is no tag.
 */
export function ownersAndTagsIn({ value, span }: Located<string>, vocabulary: Vocabulary): OwnersAndTags {
  if (!/[@#(（]/.test(value)) return NOBODY;
  const tokens = tokenize(value, span.start);
  const owners: Located<string>[] = [];
  const tags: Located<string>[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.code) continue;
    if (token.text === '@' || token.text === '#') {
      const named = nameBehind(tokens, index, value, span.start);
      if (named) (token.text === '@' ? owners : tags).push(named);
    } else if (token.kind === 'open') {
      const owner = ownerInside(tokens, index, value, span.start, vocabulary);
      if (owner) owners.push(owner);
    }
  }
  return { owners, tags };
}

/** Whom the fields of a task name. What only names one by `@name` is written the same way as in the line of a task. */
export function ownersOfFields(fields: readonly Field[]): Located<string>[] {
  return fields.flatMap(({ role, value }) => (role === 'owner' && value.value !== '' ? [value] : []));
}

/** The name right behind an `@` or `#`: all that follows without white space, with hyphens, dots and slashes inside. */
function nameBehind(tokens: readonly Token[], at: number, text: string, base: number): Located<string> | undefined {
  const [before, mark, first] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const isFree = !before || mark?.spaced === true || before.kind === 'open' || before.kind === 'separator';
  if (!mark || !isFree || !first || first.spaced || !(first.kind === 'word' || first.kind === 'id')) return undefined;
  let last = first;
  for (let next = at + 2; next < tokens.length; next++) {
    const token = tokens[next];
    if (!token || token.spaced) break;
    const joins = token.kind === 'dash' || token.text === '_' || token.text === '/' || token.text === '.';
    const goesOn = tokens[next + 1];
    if (token.kind === 'word' || token.kind === 'number' || token.kind === 'id') last = token;
    else if (!joins || !goesOn || goesOn.spaced || goesOn.kind === 'close') break;
  }
  return located(text, base, first.span.start, last.span.end);
}

/** Who stands in brackets behind a label that means an owner. */
function ownerInside(
  tokens: readonly Token[],
  at: number,
  text: string,
  base: number,
  { fields }: Vocabulary,
): Located<string> | undefined {
  const open = tokens[at];
  const colon = tokens.findIndex(({ text: mark }, index) => index > at && index <= at + 4 && mark === ':');
  const close = tokens.findIndex(({ kind }, index) => index > at && kind === 'close');
  const [mark, end] = [tokens[colon], tokens[close]];
  if (!open || !mark || !end || colon > close) return undefined;
  const label = text.slice(open.span.end - base, mark.span.start - base);
  if (fields.get(normalizeLabel(label)) !== 'owner') return undefined;
  const owner = located(text, base, mark.span.end, end.span.start);
  return owner.value === '' ? undefined : owner;
}

function located(text: string, base: number, start: number, end: number): Located<string> {
  return locate(text.slice(start - base, end - base), start);
}
