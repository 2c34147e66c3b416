import { scanNames } from './names.ts';
import { foldText, type Token, tokenize } from './tokens.ts';
import type { Vocabulary } from './words.ts';

/** What a checklist is passed for: to be finished, to begin, or to be judged afterwards by what was measured. */
export type GateKind = 'exit' | 'entry' | 'metrics';

/**
 * Whether a title names a checklist that work has to pass, and which sort. Read as: the name of a gate as a whole
 * (`Definition of Done`), several of them joined, or a noun for a list of conditions with a word beside it that says what
 * the list is for (`release checklist`, `criterios de salida`). The phase or task that it is for is left out first; one
 * with a colon behind it is called what follows (`Phase 3: Verification`), unless that can be nothing but a gate.
 */
export function gateKindOfTitle(title: string, vocabulary: Vocabulary): GateKind | undefined {
  const plain = tokenize(title, 0).filter(({ kind }) => kind !== 'mark' && kind !== 'box' && kind !== 'break');
  const outside = withoutBrackets(plain);
  const lead = scanNames(outside.slice(0, 8), { vocabulary })[0];
  if (lead?.kind && lead.from === 0 && isApart(outside, lead.to))
    return isOnlyGate(wordsOf(untilDash(outside.slice(lead.to + 1))), vocabulary) ? 'exit' : undefined;
  const tokens = untilDash(outside);
  const first = scanNames(tokens, { vocabulary }).find(({ kind }) => kind !== undefined);
  if (!first) return gateKindOfWords(wordsOf(tokens), vocabulary);
  const words = wordsOf([
    ...tokens.slice(0, first.from),
    ...restOf(tokens[first.to - 1], first.span.end),
    ...tokens.slice(first.to),
  ]);
  const bare = withoutParticles(words, vocabulary);
  // `Phase 1 checklist`: the list of a phase is what ends it, whatever it is called.
  if (bare.length === 1 && vocabulary.gateNouns.has(bare[0] ?? '')) return 'exit';
  return (
    gateKindOfWords(words, vocabulary) ?? (bare.length < words.length ? gateKindOfWords(bare, vocabulary) : undefined)
  );
}

/** What a token holds behind the name that ends in it: no space parts `\u7b2c\u4e00\u9636\u6bb5` from `\u9a8c\u6536\u6e05\u5355`. */
function restOf(token: Token | undefined, end: number): Token[] {
  if (!token || token.span.end <= end) return [];
  const text = token.text.slice(end - token.span.start);
  return [{ ...token, text, folded: foldText(text), span: { start: end, end: token.span.end } }];
}

/** Whether a colon, or a dash with spaces around it, parts a name from what follows. */
function isApart(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.folded === ':' || (token?.kind === 'dash' && token.spaced && tokens[at + 1]?.spaced === true);
}

/** `Completion Criteria`, `Definition of Done Checklist`: no phase is called so. */
function isOnlyGate(words: readonly string[], vocabulary: Vocabulary): boolean {
  const { gateOnly, gateNouns } = vocabulary;
  const parts = cut(words, vocabulary);
  // `Exit Criteria & Sign-off`
  if (parts.length > 1)
    return (
      parts.some((part) => isOnlyGate(part, vocabulary)) && parts.every((part) => gateKindOfWords(part, vocabulary))
    );
  return gateOnly.has(phrase(words)) || (gateNouns.has(words.at(-1) ?? '') && gateOnly.has(phrase(words.slice(0, -1))));
}

function withoutBrackets(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ kind }) => {
    if (kind === 'open') depth += 1;
    if (kind !== 'close') return depth === 0;
    depth = Math.max(0, depth - 1);
    return false;
  });
}

/** What stands before a dash with spaces around it. */
function untilDash(tokens: readonly Token[]): Token[] {
  const dash = tokens.findIndex((token, i) => i > 0 && token.kind === 'dash' && isApart(tokens, i));
  return dash < 0 ? [...tokens] : tokens.slice(0, dash);
}

/** Words, numbers and what joins words, hyphens as spaces; leading numbering is none of them. */
function wordsOf(tokens: readonly Token[]): string[] {
  const from = tokens.findIndex(({ kind }) => kind === 'word');
  if (from < 0) return [];
  return tokens.slice(from).flatMap(({ kind, folded }) => {
    if (kind === 'word' || kind === 'id' || kind === 'number') return folded.split(/[-\u2010\u2011]/).filter(Boolean);
    if (kind === 'separator' && folded !== ':') return [folded];
    return [];
  });
}

const phrase = (words: readonly string[]): string => words.join(' ');

function withoutParticles(words: readonly string[], vocabulary: Vocabulary): string[] {
  let [from, to] = [0, words.length];
  while (from < to && vocabulary.particles.has(words[from] ?? '')) from += 1;
  while (to > from && vocabulary.particles.has(words[to - 1] ?? '')) to -= 1;
  return words.slice(from, to);
}

function gateKindOfWords(words: readonly string[], vocabulary: Vocabulary): GateKind | undefined {
  if (words.length === 0 || words.length > 9) return undefined;
  const name = phrase(words.filter((word) => word !== '/'));
  const whole = vocabulary.gates.get(name) ?? vocabulary.gates.get(name.replace(/s$/, ''));
  if (whole) return whole;
  const parts = cut(words, vocabulary);
  if (parts.length > 1) {
    const kinds = parts.map((part) => gateKindOfWords(part, vocabulary));
    return kinds[0] && kinds.every((kind) => kind === kinds[0]) ? kinds[0] : qualified(words, vocabulary);
  }
  return numbered(words, vocabulary) ?? qualified(words, vocabulary) ?? unspaced(words, vocabulary);
}

/** Cuts at `and`, `/`, `&` and commas. */
function cut(words: readonly string[], vocabulary: Vocabulary): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (vocabulary.and.has(word) || /^[,/&+|\u3001]$/.test(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0);
}

/** `Gate 2`, `Quality gate A`, `Checkpoint 3`: the name of a gate with a number behind it. */
function numbered(words: readonly string[], vocabulary: Vocabulary): GateKind | undefined {
  const at = words.findIndex((word, i) => i > 0 && /^(?:\d+(?:\.\d+)*|[a-z])$/.test(word));
  return at > 0 ? vocabulary.gates.get(phrase(words.slice(0, at))) : undefined;
}

/** A noun for a list of conditions, last or first, and among the words beside it one that says what the list is for. */
function qualified(words: readonly string[], vocabulary: Vocabulary): GateKind | undefined {
  const { gateNouns, gateWords } = vocabulary;
  if (measured(words, vocabulary)) return 'metrics';
  for (const noun of [words.length - 1, 0]) {
    if (!gateNouns.has(words[noun] ?? '')) continue;
    const kind = kindBeside(
      words.filter((_, i) => i !== noun),
      gateWords,
    );
    if (kind) return kind;
    if (vocabulary.strongGates.has(words[noun] ?? '') && words.length < 4) return 'exit';
  }
  return undefined;
}

/** What the first one or two words say that a list is for. */
function kindBeside(words: readonly string[], gateWords: Vocabulary['gateWords']): GateKind | undefined {
  for (let count = 2; count > 0; count--) {
    for (let at = 0; at + count <= words.length; at++) {
      const kind = gateWords.get(phrase(words.slice(at, at + count)));
      if (kind) return kind;
    }
  }
  return undefined;
}

/** `Monitoring post deploy`: two of the words for what is judged afterwards. */
function measured(words: readonly string[], { gateWords }: Vocabulary): boolean {
  let found = 0;
  for (let at = 0; at < words.length; at++) {
    const two = gateWords.get(phrase(words.slice(at, at + 2))) === 'metrics' && at + 1 < words.length;
    if (!two && gateWords.get(words[at] ?? '') !== 'metrics') continue;
    found += 1;
    if (two) at += 1;
  }
  return found > 1;
}

/** `\u767b\u5f55\u529f\u80fd\u9a8c\u6536\u6e05\u5355`: where no spaces part the words, a noun at the end and one of the words before it. */
function unspaced(words: readonly string[], { gateNouns, gateWords, gates }: Vocabulary): GateKind | undefined {
  const last = words.at(-1) ?? '';
  if (last.charCodeAt(last.length - 1) < 0x1100) return undefined;
  for (let from = 0; from < last.length; from++) {
    const end = last.slice(from);
    const whole = gates.get(end);
    if (whole) return whole;
    if (!gateNouns.has(end)) continue;
    for (const [word, kind] of gateWords)
      if (word.charCodeAt(0) >= 0x1100 && last.slice(0, from).includes(word)) return kind;
  }
  return undefined;
}
