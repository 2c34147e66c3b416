/**
 * Lists of ids in running text, read token by token from left to right: what one token has taken no other asks for again,
 * so that a row of thousands of ids joined by hyphens costs no more than its length.
 */

const WORD = /(?:tasks?|steps?|phases?|user stor(?:y|ies)|stor(?:y|ies)|features?|milestones?)\s+/iy;
const WORD_AT_END = /(?:tasks?|steps?|phases?|stor(?:y|ies)|features?|milestones?)$/i;
const NUMBER = /\d+[a-z]?(?:\.\d+)*/iy;
const RUN = /[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*/iy;
const JOINT = /\s*(?:,\s*and|,|\/|&|\+|and|[-–—~]|to|through)\s*#?/iy;
const ARROW = /\s*(?:→|⟶|➔|-+>|=+>)\s*/y;

/** Where a token that begins at an offset ends. */
export function endOf(token: RegExp, text: string, at: number): number | undefined {
  token.lastIndex = at;
  return token.test(text) ? token.lastIndex : undefined;
}

/** Where an id with letters in front ends (`T001`, `AUTH-1.2a`): behind the last figure of its run, with the letter it may have. */
function endOfShaped(text: string, at: number): number | undefined {
  const end = endOf(RUN, text, at);
  if (end === undefined) return undefined;
  const figure = /\d[^\d]*$/.exec(text.slice(at, end))?.index ?? 0;
  if (figure < 1) return undefined;
  const behind = at + figure + 1;
  return behind < end && /[A-Za-z]/.test(text.charAt(behind)) ? behind + 1 : behind;
}

/** Where one id that begins at an offset ends, with the word in front of it: `T001`, `Task 3`, `phase 2.1`. */
export function endOfId(text: string, at: number): number | undefined {
  const word = endOf(WORD, text, at);
  if (word !== undefined) {
    const id = text.charAt(word) === '#' ? word + 1 : word;
    const end = endOfShaped(text, id) ?? endOf(NUMBER, text, id);
    if (end !== undefined) return end;
  }
  return endOfShaped(text, at);
}

/** Where a list of ids that begins at an offset ends: `T001, T002 and 3`, `Phases 1-3`. */
export function endOfList(text: string, at: number): number | undefined {
  let end = endOfId(text, at);
  for (let next = end; next !== undefined;) {
    end = next;
    const joint = endOf(JOINT, text, end);
    next = joint === undefined ? undefined : (endOfId(text, joint) ?? endOf(NUMBER, text, joint));
  }
  return end;
}

/** A piece of a text with the offset at which it begins. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Chains of ids with arrows between them, each as its members: `T1 → T2 → T3`. */
export function arrowChains(text: string): (readonly Piece[])[] {
  const chains: (readonly Piece[])[] = [];
  let at = 0;
  while (at < text.length) {
    const members: Piece[] = [];
    let next = at;
    for (let start: number | undefined = at; start !== undefined; start = endOf(ARROW, text, next)) {
      const end = endOfId(text, start);
      if (end === undefined) break;
      members.push({ text: text.slice(start, end), start });
      next = end;
    }
    if (members.length > 1) chains.push(members);
    at = members.length > 1 ? next : nextStart(text, at);
  }
  return chains;
}

/** The next offset at which an id may begin that does not end where the one before did: behind the run, or at a word that ends it. */
function nextStart(text: string, at: number): number {
  const end = endOf(RUN, text, at) ?? 0;
  const word = WORD_AT_END.exec(text.slice(Math.max(at + 1, end - 10), Math.max(at + 1, end)))?.[0] ?? '';
  return Math.max(at + 1, end - word.length);
}
