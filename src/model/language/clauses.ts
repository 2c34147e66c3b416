import type { Meaning, Phrase, PhraseBook } from './phrases.ts';
import type { Token } from './tokens.ts';

/** Something that a text names: ids with their keywords, titles. */
export interface Thing {
  readonly start: number;
  readonly end: number;
}

/** One thing that is said of others: `T002 and T003 depend on T001`. */
export interface Clause<T extends Thing> {
  /**
   * `needs`: the subjects need the objects; `needed-by`: the other way round; `apart`: neither, whatever the words are;
   * `together`: the subjects go side by side.
   */
  readonly relation: 'needs' | 'needed-by' | 'apart' | 'together';
  /** The words that say so. */
  readonly span: { readonly start: number; readonly end: number };
  /** What they mean by themselves. */
  readonly meaning: Meaning;
  /** What it is said of; empty where the text does not say. */
  readonly subjects: readonly T[];
  /** Whether it is said of what stands further out: before a colon, a dash or a bracket. */
  readonly inherited: boolean;
  /** Whether a verb that says nothing of its own stands before it: "starts after". */
  readonly led: boolean;
  /** Things in brackets right behind the subjects. */
  readonly noted: readonly T[];
  /** Empty where nothing that is named stands behind the words. */
  readonly objects: readonly T[];
  /** Things in brackets right behind the objects. */
  readonly objectsNoted: readonly T[];
  /** What stands behind the words, up to the end of the clause. */
  readonly behind: { readonly start: number; readonly end: number };
  /** Whether the objects stand in brackets behind words of their own: "before the tests (T004-T007)". */
  readonly bracketed: boolean;
  /** Whether an object need only have begun. */
  readonly begun: boolean;
  /** How many words of their own stand between the subjects and what is said, before it where there are no subjects, and before the objects. */
  readonly gap: number;
  readonly objectGap: number;
}

/** A row of things with arrows between them: each stop may be several. */
export type Chain<T extends Thing> = readonly (readonly T[])[];

/** What a text says about the things in it. */
export interface Statements<T extends Thing> {
  readonly clauses: readonly Clause<T>[];
  readonly chains: readonly Chain<T>[];
}

/** How deep brackets are looked into. */
const DEEPEST = 6;

const RELATIONS = ['needs', 'after', 'once', 'until', 'blocks', 'before', 'apart'] as const;
/** Says nothing of its own between a thing and what is said of it. */
const LIGHT = ['light', 'weak', 'begun', 'finished'] as const;
const BEHIND = ['needed', 'begunAfter', 'blocked', 'beforehand', 'beside'] as const;

/** A group of things in a row, with what the last of them has in brackets. */
interface Group<T> {
  readonly kind: 'group';
  readonly things: T[];
  /** The last place before which a bare comma stands. */
  comma: number;
  readonly noted: T[];
  readonly bracketed: boolean;
  readonly start: number;
  end: number;
}

type Item<T extends Thing> =
  | Group<T>
  | { readonly kind: 'phrase'; readonly phrase: Phrase; readonly start: number; readonly end: number }
  | { readonly kind: 'bracket'; readonly items: readonly Item<T>[]; readonly start: number; readonly end: number }
  | {
      readonly kind: 'word' | 'joint' | 'colon' | 'dash' | 'arrow' | 'back' | 'end' | 'break' | 'mark';
      readonly start: number;
      readonly end: number;
      readonly token: Token;
    };

/** Reads what a text says of the things in it. Things come in order and do not overlap. */
export function readStatements<T extends Thing>(
  tokens: readonly Token[],
  things: readonly T[],
  book: PhraseBook,
): Statements<T> {
  const items = gather(tokens, things, book.find(tokens));
  const reader = new ClauseReader<T>();
  reader.read(items, undefined);
  return reader;
}

/** Things, phrases and the tokens between them, with what stands in brackets as one item. */
function gather<T extends Thing>(
  tokens: readonly Token[],
  things: readonly T[],
  phrases: readonly Phrase[],
): Item<T>[] {
  const root: Item<T>[] = [];
  const open: Item<T>[][] = [];
  let items = root;
  let [thing, phrase] = [0, 0];
  let covered = -1;
  for (const [position, token] of tokens.entries()) {
    const { start, end } = token.span;
    // A word of a script without spaces may hold several phrases, and the keyword of a thing.
    for (;;) {
      const [nextThing, nextPhrase] = [things[thing], phrases[phrase]];
      const thingFirst = nextThing && nextThing.start < end && nextThing.start <= (nextPhrase?.start ?? Infinity);
      if (thingFirst) {
        addThing(items, nextThing);
        covered = Math.max(covered, nextThing.end);
        thing++;
      } else if (nextPhrase && nextPhrase.start < end) {
        if (nextPhrase.start >= covered) {
          items.push({ kind: 'phrase', phrase: nextPhrase, start: nextPhrase.start, end: nextPhrase.end });
          covered = Math.max(covered, nextPhrase.end);
        }
        phrase++;
      } else break;
    }
    if (start < covered) continue;
    if (token.kind === 'open') {
      if (open.length >= DEEPEST) continue;
      open.push(items);
      items = [];
    } else if (token.kind === 'close') {
      const outer = open.pop();
      if (!outer) continue;
      addBracket(outer, items, start, end);
      items = outer;
    } else if (token.kind !== 'break' || !goesOn(tokens[position + 1])) {
      if (kindOf(token) === 'colon') labelLast(items);
      items.push({ kind: kindOf(token), start, end, token });
    }
  }
  while (open.length > 0) {
    const outer = open.pop() ?? [];
    addBracket(outer, items, 0, tokens.at(-1)?.span.end ?? 0);
    items = outer;
  }
  return root;
}

/** `(prerequisites: T1)`: what stands before a colon may be the label of a field. */
function labelLast<T extends Thing>(items: Item<T>[]): void {
  const last = items.at(-1);
  if (last?.kind !== 'phrase') return;
  const { meanings } = last.phrase;
  const meaning = meanings.has('needsLabel') ? 'needs' : meanings.has('blocksLabel') ? 'blocks' : undefined;
  if (meaning && relationOf(last) === undefined)
    items[items.length - 1] = { ...last, phrase: { ...last.phrase, meanings: new Set([meaning]) } };
}

/** Whether a line goes on with what the one before said. */
function goesOn(next: Token | undefined): boolean {
  return next !== undefined && !next.strong && /^\p{Ll}/u.test(next.text);
}

function kindOf({
  kind,
  folded,
  spaced,
}: Token): 'word' | 'joint' | 'colon' | 'dash' | 'arrow' | 'back' | 'end' | 'break' | 'mark' {
  switch (kind) {
    case 'separator':
      if (folded === ':') return 'colon';
      return /^[;|·•]$/.test(folded) ? 'end' : 'joint';
    case 'dash':
      return spaced || folded !== '-' ? 'dash' : 'mark';
    case 'arrow':
      return folded === '<-' ? 'back' : 'arrow';
    case 'break':
      return 'break';
    case 'symbol':
      return /^[.!?]$/.test(folded) ? 'end' : 'mark';
    case 'mark':
    case 'box':
      return 'mark';
    default:
      return 'word';
  }
}

/** Joins a thing to the group before it if nothing but a comma or an "and" stands between. */
function addThing<T extends Thing>(items: Item<T>[], thing: T): void {
  let at = items.length - 1;
  let [comma, and, joints] = [false, false, 0];
  for (; at >= 0 && joints < 4; at--) {
    const item = items[at];
    if (item?.kind === 'joint') {
      if (item.token.folded === ',' || item.token.folded === '、') comma = true;
      else and = true;
      joints++;
    } else if (item?.kind === 'phrase' && item.phrase.meanings.has('and')) {
      and = true;
      joints++;
    } else if (item?.kind === 'break' && at === items.length - 1) continue;
    else break;
  }
  const before = items[at];
  if (before?.kind === 'group' && joints > 0 && joints < 4) {
    if (comma && !and) before.comma = before.things.length;
    before.things.push(thing);
    before.end = thing.end;
    items.length = at + 1;
    return;
  }
  items.push({
    kind: 'group',
    things: [thing],
    comma: 0,
    noted: [],
    bracketed: false,
    start: thing.start,
    end: thing.end,
  });
}

/** A bracket with nothing but things is a note of what stands before it, or stands for the words before it. */
function addBracket<T extends Thing>(outer: Item<T>[], inside: Item<T>[], start: number, end: number): void {
  const [only] = inside;
  const before = outer.at(-1);
  if (inside.some((item) => hasMeaning(item, 'narrow'))) {
    const [narrowed, wide] = [
      inside.find(({ kind }) => kind === 'group'),
      outer.slice(-8).findLast(({ kind }) => kind === 'group'),
    ];
    if (narrowed?.kind === 'group' && wide?.kind === 'group') replaceAll(wide.things, narrowed.things);
    return;
  }
  if (inside.length === 1 && only?.kind === 'group') {
    const wide = outer.slice(-8).findLast((item) => !isLight(item));
    if (before?.kind === 'group') for (const thing of only.things) before.noted.push(thing);
    // "Phase 2 tasks (T005-T011)"
    else if (wide?.kind === 'group' && !wide.bracketed) replaceAll(wide.things, only.things);
    else {
      const joined = bracketBefore(outer);
      if (joined) for (const thing of only.things) joined.things.push(thing);
      else outer.push({ ...only, bracketed: true });
    }
  } else outer.push({ kind: 'bracket', items: inside, start, end });
}

function replaceAll<T>(list: T[], others: readonly T[]): void {
  list.length = 0;
  for (const other of others) list.push(other);
}

/** "US1 (T012-T016) and US2 (T017-T020)": lists in brackets that stand side by side, a few words between. */
function bracketBefore<T extends Thing>(outer: readonly Item<T>[]): Group<T> | undefined {
  let joints = 0;
  for (let at = outer.length - 1; at >= Math.max(0, outer.length - 8); at--) {
    const item = outer[at];
    if (item?.kind === 'group') return item.bracketed && joints > 0 ? item : undefined;
    if (item?.kind === 'joint' || (item?.kind === 'phrase' && item.phrase.meanings.has('and'))) joints++;
    else if (item?.kind !== 'word') return undefined;
  }
  return undefined;
}

/** Splits a run at full stops, semicolons and line ends that end a statement. */
function sentences<T extends Thing>(items: readonly Item<T>[]): Item<T>[][] {
  const all: Item<T>[][] = [[]];
  for (const item of items) {
    const current = all.at(-1);
    if (item.kind === 'end') {
      // A question states nothing.
      if (item.token.folded === '?') current?.splice(0);
      all.push([]);
    } else if (item.kind === 'break') {
      const last = current?.at(-1);
      const goesOn = last?.kind === 'joint' || last?.kind === 'phrase' || last?.kind === 'arrow';
      if (!goesOn) all.push([]);
    } else current?.push(item);
  }
  return all.filter((sentence) => sentence.length > 0);
}

function hasMeaning<T extends Thing>(item: Item<T> | undefined, meaning: Meaning): boolean {
  return item?.kind === 'phrase' && item.phrase.meanings.has(meaning);
}

/** The relation that a phrase states of what stands behind it. */
function relationOf<T extends Thing>(item: Item<T> | undefined): (typeof RELATIONS)[number] | undefined {
  return item?.kind === 'phrase' ? RELATIONS.find((meaning) => item.phrase.meanings.has(meaning)) : undefined;
}

/** Says nothing of its own between a thing and what is said of it. */
function isLight<T extends Thing>(item: Item<T> | undefined): boolean {
  return hasMeaning(item, 'light') && relationOf(item) === undefined;
}

/**
 * Lists that hold what is said of their last things: "T3 depends on T1, T2 depends on T1", "after T001, T002 and T003 can
 * start".
 */
function splitLists<T extends Thing>(part: readonly Item<T>[]): Item<T>[] {
  const split: Item<T>[] = [];
  let relation: (typeof RELATIONS)[number] | undefined;
  let hasSubject = false;
  for (const [at, item] of part.entries()) {
    relation = relationOf(item) ?? relation;
    if (item.kind !== 'group') {
      split.push(item);
      continue;
    }
    const cut = relation === undefined ? 0 : cutOf(item, part, at, hasSubject || !isFront(relation));
    hasSubject ||= relation === undefined;
    if (cut === 0) split.push(item);
    else
      split.push(
        { ...item, things: item.things.slice(0, cut), comma: 0, noted: [] },
        { ...item, things: item.things.slice(cut), comma: 0 },
      );
  }
  return split;
}

function cutOf<T extends Thing>(list: Group<T>, part: readonly Item<T>[], at: number, hasSubject: boolean): number {
  if (list.things.length < 2) return 0;
  let next = at + 1;
  while (isLight(part[next])) next++;
  if (relationOf(part[next]) !== undefined) return list.things.length - 1;
  const goesOn =
    (next > at + 1 && !hasMeaning(part[at + 1], 'finished')) ||
    hasMeaning(part[next], 'weak') ||
    hasMeaning(part[next], 'together');
  return !hasSubject && goesOn ? list.comma : 0;
}

/** Whether a relation may stand in front of what it is said of: "after T1, T2 starts". */
function isFront(meaning: Meaning): boolean {
  return meaning === 'after' || meaning === 'once' || meaning === 'before';
}

/** Whether behind the object of a relation something else follows that it can be said of. */
function subjectFollows<T extends Thing>(part: readonly Item<T>[], at: number): boolean {
  let groups = 0;
  for (const item of part.slice(at + 1)) {
    if (relationOf(item) !== undefined && !isLight(item)) break;
    if (item.kind === 'group' && ++groups > 1) return true;
  }
  return false;
}

/** What a clause is made of until its end is seen. */
interface Draft<T extends Thing> {
  readonly phrase: Phrase;
  readonly meaning: Meaning;
  denied: boolean;
  negative: boolean;
  readonly weak: boolean;
  readonly gap: number;
  /** Whether what it is said of is still to come. */
  readonly fronted: boolean;
  readonly inherited: boolean;
  readonly led: boolean;
  subject: Group<T> | undefined;
  object: Group<T> | undefined;
  objectGap: number;
  /** Where what stands behind it begins. */
  behind: number;
  begun: boolean;
  finished: boolean;
}

class ClauseReader<T extends Thing> implements Statements<T> {
  readonly clauses: Clause<T>[] = [];
  readonly chains: Chain<T>[] = [];

  /** Reads a run of items; what has no subject of its own is about `about`. */
  read(items: readonly Item<T>[], about: Group<T> | undefined, depth = 0): void {
    let subject = about;
    for (const sentence of sentences(items)) {
      this.#readChain(sentence, depth);
      const colon = sentence.findIndex(
        (item, at) => item.kind === 'colon' && relationOf(sentence[at - 1]) === undefined,
      );
      const label = colon < 0 ? [] : sentence.slice(0, colon);
      if (colon >= 0 && label.every((item) => relationOf(item) === undefined)) {
        const named = label.filter((item) => item.kind === 'group');
        subject = named.length === 1 || label.find(({ kind }) => kind !== 'mark')?.kind === 'group' ? named[0] : about;
        for (const item of label) if (item.kind === 'bracket') this.read(item.items, subject, depth + 1);
        this.#readParts(sentence.slice(colon + 1), subject, depth);
      } else this.#readParts(sentence, subject, depth);
    }
  }

  /** The parts of a sentence between dashes. What has no subject is about that of the part before. */
  #readParts(sentence: readonly Item<T>[], about: Group<T> | undefined, depth: number): void {
    let subject = about;
    let from = 0;
    for (let at = 0; at <= sentence.length; at++) {
      if (at < sentence.length && sentence[at]?.kind !== 'dash') continue;
      subject = this.#readPart(splitLists(sentence.slice(from, at)), subject, depth) ?? subject;
      from = at + 1;
    }
  }

  /** Reads one part; gives what it is about. */
  #readPart(part: readonly Item<T>[], about: Group<T> | undefined, depth: number): Group<T> | undefined {
    const drafts: Draft<T>[] = [];
    /** Whether a condition stands before. */
    let denied = false;
    let current: Draft<T> | undefined;
    let subject: Group<T> | undefined;
    /** What stands before, and is not the object of anything. */
    let group: Group<T> | undefined;
    let last: Group<T> | undefined;
    /** What stands before that. */
    let earlier: Group<T> | undefined;
    /** Whether a comma stands behind it. */
    let closed = false;
    let [gap, negative, near, weak, led] = [0, false, false, false, false];
    for (const [at, item] of part.entries()) {
      if (item.kind === 'group') {
        if (current && !current.object) {
          current.object = item;
          current.objectGap = gap;
        } else {
          group = item;
          if (current?.fronted && !current.subject) current.subject = item;
        }
        earlier = last;
        last = item;
        closed = false;
        [gap, negative, near, weak, led] = [0, false, false, false, false];
        continue;
      }
      if (item.kind === 'bracket') {
        this.read(item.items, last ?? subject ?? about, depth + 1);
        continue;
      }
      if (item.kind !== 'phrase') {
        if (item.kind === 'word') gap++;
        if (item.kind === 'colon' && current && !current.object && gap === 0) current.behind = item.end;
        if (item.kind === 'word' || item.kind === 'joint') near = false;
        if (item.kind === 'joint') {
          closed = true;
          // In "(jars, after T001)" what is said begins behind the comma.
          if (!group && !current) gap = 0;
        }
        continue;
      }
      const { meanings } = item.phrase;
      const relation = relationOf(item);
      const behind = BEHIND.find((meaning) => meanings.has(meaning));
      if (
        current?.object &&
        last === current.object &&
        !closed &&
        relationOf({ kind: 'phrase', ...current, start: 0, end: 0 }) !== undefined &&
        gap === 0 &&
        (meanings.has('begun') || meanings.has('finished'))
      ) {
        if (meanings.has('finished')) current.finished = true;
        else current.begun = true;
        continue;
      }
      if (relation !== undefined && !(current && !current.object && meanings.has('light'))) {
        const fronted = !group && isFront(relation) && subjectFollows(part, at);
        current = {
          phrase: item.phrase,
          meaning: relation,
          denied,
          negative: relation === 'after' ? near : negative,
          weak,
          gap,
          fronted,
          inherited: !group && !fronted && !subject,
          led,
          subject: group ?? (fronted ? undefined : (subject ?? about)),
          object: undefined,
          objectGap: 0,
          behind: item.phrase.end,
          begun: false,
          finished: false,
        };
        subject = group ?? subject;
        drafts.push(current);
        group = undefined;
        [gap, negative, near, weak, led] = [0, false, false, false, false];
      } else if (behind !== undefined && last && gap === 0) {
        const owner = current ? subject : (earlier ?? about);
        current = {
          phrase: item.phrase,
          meaning: behind,
          denied,
          negative: false,
          weak: false,
          gap: 0,
          fronted: !owner,
          inherited: owner !== undefined && owner === about,
          led: false,
          subject: owner,
          object: last,
          objectGap: 0,
          behind: item.phrase.end,
          begun: behind === 'begunAfter',
          finished: false,
        };
        subject = owner ?? subject;
        drafts.push(current);
        group = undefined;
      } else if (meanings.has('if')) {
        denied = true;
        if (current && !current.object) current.denied = true;
      } else if (meanings.has('not')) {
        [negative, near] = [true, true];
        // "T006 requires no T001"
        if (current && !current.object) current.denied = true;
      } else if (meanings.has('together')) {
        const side = group ?? (current ? undefined : about);
        if (side && !denied && !negative && gap === 0) this.#addTogether(item.phrase, side, []);
      } else {
        weak ||= meanings.has('weak');
        if (LIGHT.some((meaning) => meanings.has(meaning))) led = true;
        else if (!meanings.has('and') && !meanings.has('self')) gap++;
        near = false;
      }
    }
    const end = part.reduce((most, item) => Math.max(most, item.end), 0);
    for (const draft of drafts) this.#finish(draft, end);
    return subject ?? group;
  }

  #finish(draft: Draft<T>, end: number): void {
    const { phrase, meaning, subject, object, gap, objectGap, begun, finished, inherited, led } = draft;
    const { denied } = draft;
    const relation = denied ? 'apart' : relationOfDraft(draft);
    this.clauses.push({
      relation,
      span: { start: phrase.start, end: phrase.end },
      meaning,
      subjects: subject?.things ?? [],
      inherited,
      led,
      noted: subject?.noted ?? [],
      objects: object?.things ?? [],
      objectsNoted: object?.noted ?? [],
      behind: { start: draft.behind, end },
      bracketed: object?.bracketed ?? false,
      begun: begun && !finished,
      gap,
      objectGap,
    });
    const isBeside = object && (meaning === 'apart' || meaning === 'beside');
    if (
      isBeside &&
      subject &&
      !denied &&
      !draft.negative &&
      gap === 0 &&
      objectGap === 0 &&
      phrase.meanings.has('together')
    )
      this.#addTogether(phrase, subject, object.things);
  }

  #addTogether(phrase: Phrase, { things, noted }: Group<T>, others: readonly T[]): void {
    this.clauses.push({
      relation: 'together',
      span: { start: phrase.start, end: phrase.end },
      meaning: 'together',
      subjects: [...things, ...others],
      inherited: false,
      led: false,
      noted,
      objects: [],
      objectsNoted: [],
      behind: { start: phrase.end, end: phrase.end },
      bracketed: false,
      begun: false,
      gap: 0,
      objectGap: 0,
    });
  }

  /** `T1 → T2 (a note) → T3, T4`: what stands between two arrows has to name something first. */
  #readChain(sentence: readonly Item<T>[], depth: number): void {
    if (!sentence.some(({ kind }) => kind === 'arrow' || kind === 'back')) return;
    const backwards = sentence.some(({ kind }) => kind === 'back');
    let chain: (readonly T[])[] = [];
    let stop: Group<T> | undefined;
    let isOpen = true;
    const close = (): void => {
      // "Phase 1 (T001 → T003)" names the first and the last of the phase.
      if (chain.length > (depth > 0 ? 2 : 1)) this.chains.push(backwards ? chain.toReversed() : chain);
      chain = [];
    };
    for (const item of [...sentence, undefined]) {
      if (item?.kind === 'group' && isOpen) [stop, isOpen] = [item, false];
      else if (item?.kind === 'colon') {
        // `Phase 0: T1 → T2`, but also `T1 → T2: first this, then that`.
        if (stop && chain.length > 0) chain.push(stop.things);
        close();
        [stop, isOpen] = [undefined, chain.length === 0];
      } else if (item === undefined || item.kind === 'arrow' || item.kind === 'back') {
        if (stop) chain.push(stop.things);
        else close();
        [stop, isOpen] = [undefined, true];
      } else if (item.kind === 'word') isOpen = false;
    }
    close();
  }
}

function relationOfDraft<T extends Thing>({
  meaning,
  negative,
  weak,
  begun,
  finished,
}: Draft<T>): 'needs' | 'needed-by' | 'apart' {
  switch (meaning) {
    case 'needs':
      return negative || weak ? 'apart' : 'needs';
    case 'blocks':
      return negative || weak ? 'apart' : 'needed-by';
    case 'after':
      return negative ? 'apart' : 'needs';
    case 'once':
      return begun || finished ? 'needs' : 'apart';
    case 'until':
      return negative ? 'needs' : 'apart';
    case 'before':
    case 'beforehand':
      // "T3 must not start before T2", but "T3 can run before T2".
      return negative ? 'needs' : weak ? 'apart' : 'needed-by';
    case 'needed':
    case 'begunAfter':
      return 'needs';
    case 'blocked':
      return 'needed-by';
    default:
      return 'apart';
  }
}
