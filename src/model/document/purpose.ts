import type { ReadingEntry } from '../plan/reading.ts';
import type { Item } from './blocks.ts';
import { isUnspaced } from '../language/characters.ts';
import { parseDeclaration } from '../language/declaration.ts';
import { type GateKind, gateKindOfTitle } from '../language/gate-title.ts';
import { normalizeTitle, type OutlineSection, roleOfWords } from './outline.ts';
import type { Vocabulary } from '../language/words.ts';

/** What the boxes of a place are for. */
export type Purpose =
  | 'work'
  | 'exit-gate'
  | 'entry-gate'
  | 'metrics'
  | 'risk'
  | 'question'
  | 'prerequisite'
  | 'dependency'
  | 'legend'
  | 'log'
  | 'choice';

/** "How can this be switched off?": the boxes behind it are answers. */
const QUESTION = /^(?:how|does|do|is|are|will|can|would|should|has|have|which)\b[^?]*\?$/i;

/** Whether a title names a checklist that work has to pass, and which sort. */
export function gateOfTitle(title: string, vocabulary: Vocabulary): GateKind | undefined {
  const known = kinds.get(vocabulary) ?? new Map<string, GateKind | undefined>();
  kinds.set(vocabulary, known);
  if (known.has(title)) return known.get(title);
  if (known.size > 5000) known.clear();
  const kind = gateKindOfTitle(title, vocabulary);
  known.set(title, kind);
  return kind;
}

/** What titles were found to be, since the same ones are asked for again and again. */
const kinds = new WeakMap<Vocabulary, Map<string, GateKind | undefined>>();

/**
 * Whether a heading names a checklist that work has to pass. An id in front decides before the words behind it:
 * `T-02 - Phase 3 gate` is a task.
 */
export function gateOfSection(
  { title, declaration }: Pick<OutlineSection, 'title' | 'declaration'>,
  vocabulary: Vocabulary,
): GateKind | undefined {
  const named =
    declaration?.strength === 'strong' && declaration.keyword === undefined && /\p{L}/u.test(declaration.id.value);
  return named && !vocabulary.gateOnly.has(normalizeTitle(declaration.title.value))
    ? undefined
    : gateOfTitle(title, vocabulary);
}

/** Whether a title speaks of the time behind a launch. */
function isAfterwards(key: string, vocabulary: Vocabulary): boolean {
  const spaced = key.replaceAll('-', ' ');
  return vocabulary.afterwards.some((word) => spaced === word || spaced.startsWith(`${word} `));
}

function purposeOfTitle(
  title: string,
  key: string,
  vocabulary: Vocabulary,
  gate = gateOfTitle(title, vocabulary),
): Purpose | undefined {
  if (isStanding(key, vocabulary)) return 'legend';
  if (gate) return gate === 'exit' ? 'exit-gate' : gate === 'entry' ? 'entry-gate' : 'metrics';
  switch (roleOfWords(key, vocabulary)) {
    case 'risks':
      return 'risk';
    case 'questions':
      return 'question';
    case 'prerequisites':
      return 'prerequisite';
    case 'dependencies':
      return 'dependency';
    case 'legend':
      return 'legend';
    case 'changelog':
      return 'log';
    case 'success':
      return 'exit-gate';
    case 'metrics':
      return 'metrics';
    case 'tasks':
      return 'work';
    default:
      return QUESTION.test(title) ? 'choice' : undefined;
  }
}

/** "Checklist for every task": it stands there to be copied, and nobody ticks it. */
function isStanding(key: string, { checklists, each }: Vocabulary): boolean {
  const has = (words: ReadonlySet<string>) => [...words].some((word) => hasWord(key, word));
  return has(checklists) && has(each);
}

/** Whether a title has a word as a whole; in scripts without spaces anywhere. */
function hasWord(key: string, word: string): boolean {
  const at = key.indexOf(word);
  if (at < 0) return false;
  const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  return (
    isUnspaced(word.charAt(0)) ||
    (!isLetter(key[at - 1]) && !isLetter(key[at + word.length])) ||
    hasWord(key.slice(at + 1), word)
  );
}

/** Whether the heading declares work: a task, a phase, or a section of tasks. */
function declaresWork(section: OutlineSection, vocabulary: Vocabulary): boolean {
  return section.declaration?.kind !== undefined && gateOfSection(section, vocabulary) === undefined;
}

/**
 * What the boxes of a section are for, by its own title or the nearest title above that says it. A phase or task named
 * under a gate ("Completion Checklist / Phase 1 Complete") belongs to the gate.
 */
export function purposeOfSection(section: OutlineSection, vocabulary: Vocabulary): Purpose {
  const known = purposes.get(section);
  if (known) return known;
  const purpose = findPurpose(section, vocabulary);
  purposes.set(section, purpose);
  return purpose;
}

/** Says what the boxes of a section are for, whatever its title says. */
export function declarePurpose(section: OutlineSection, purpose: Purpose): void {
  purposes.set(section, purpose);
}

/** A section is made for one reading with one vocabulary, so its purpose can be kept with it. */
const purposes = new WeakMap<OutlineSection, Purpose>();

function findPurpose(section: OutlineSection, vocabulary: Vocabulary): Purpose {
  let work = false;
  let late = false;
  for (let at: OutlineSection | undefined = section; at; at = at.parent) {
    const purpose = purposeOfTitle(at.title, at.key, vocabulary);
    late ||= isAfterwards(at.key, vocabulary);
    if (late && purpose === 'exit-gate') return 'metrics';
    if (purpose === 'work' || (purpose === undefined && declaresWork(at, vocabulary))) work = true;
    else if (purpose && (!work || (at.depth > 1 && GATES.has(purpose)))) return purpose;
  }
  return 'work';
}

const GATES: ReadonlySet<Purpose> = new Set(['exit-gate', 'entry-gate', 'metrics', 'legend', 'log']);

const CHOOSE = /\b(?:choose|pick|select) (?:one|exactly one|either|only one)\b/i;

/** The label that introduces the list of an item, or the item it is nested in. */
export function labelOfItem(
  item: Item,
): { readonly text: string; readonly start: number; readonly end: number; readonly hasText: boolean } | undefined {
  for (let at: Item | undefined = item; at; at = at.parent) {
    if (at.lead)
      return { text: at.lead.value, start: at.lead.span.start, end: at.lead.span.end, hasText: at.lead.hasText };
    const { parent } = at;
    if (parent && typeof parent.node.checked !== 'boolean') {
      const line = parent.text.value.split(/\r?\n/)[0] ?? '';
      const label = /^(\*\*|__)?[^*_:：]{2,60}(?:[:：]\1?|\1[:：]?)\s*$/.exec(line.trim());
      if (label)
        return { text: line, start: parent.text.span.start, end: parent.text.span.start + line.length, hasText: false };
    }
  }
  return undefined;
}

/** What the box of an item is for: its list's label says it, else its section. */
export function purposeOfItem(
  item: Item,
  vocabulary: Vocabulary,
): { readonly purpose: Purpose; readonly byLabel: boolean } {
  const label = followsItsOwn(item, vocabulary) ? undefined : labelOfItem(item);
  if (label) {
    if (CHOOSE.test(label.text)) return { purpose: 'choice', byLabel: true };
    const title = label.text.replace(/[*_:：]+/g, ' ').trim();
    // A label with a value of its own is a field, unless it names a gate ("**Checkpoint**: it runs").
    const purpose =
      label.hasText && !gateOfTitle(title, vocabulary)
        ? undefined
        : purposeOfTitle(title, normalizeTitle(label.text), vocabulary);
    if (purpose) return { purpose, byLabel: true };
  }
  if (CHOOSE.test(item.section.title)) return { purpose: 'choice', byLabel: false };
  const purpose = purposeOfSection(item.section, vocabulary);
  // `6.1 Run the tests` under `## 6. Verification` is numbered work.
  const { number } = item.section;
  const numbered =
    number !== undefined &&
    new RegExp(`^(?:\\[.?\\]\\s*)?\\**${number.replaceAll('.', '\\.')}\\.\\d`).test(item.text.value);
  return { purpose: purpose === 'exit-gate' && numbered ? 'work' : purpose, byLabel: false };
}

/**
 * Whether an item with an id of its own and a box stands in a list that begins without either: the label over the list is
 * for what it begins with (`**Constitution check**:` over two sentences, and then the tasks).
 */
function followsItsOwn({ list, text, node }: Item, vocabulary: Vocabulary): boolean {
  const [first] = list.children;
  if (typeof first?.checked === 'boolean' || typeof node.checked !== 'boolean' || first === node) return false;
  const declared = parseDeclaration(text.value.replace(/^\[.\]\s+/, ''), 0, vocabulary);
  return declared?.strength === 'strong' && /^[A-Z]{1,4}\d{3,}$/.test(declared.id.value);
}

/** What is read here, by name. */
export const purposeReadings: readonly ReadingEntry[] = [
  {
    id: 'box.gate-item',
    title: 'a box in a checklist that work has to pass',
    file: 'document/purpose.ts',
    example: '# Ferry\n\n## Completion Criteria\n\n- [ ] Depth measured\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
  {
    id: 'box.risk',
    title: 'a box among risks',
    file: 'document/purpose.ts',
    example: '# Ferry\n\n## Risks\n\n- [ ] Storm\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
  {
    id: 'box.question',
    title: 'a box among open questions',
    file: 'document/purpose.ts',
    example: '# Ferry\n\n## Open Questions\n\n- [ ] Which barge?\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
  {
    id: 'box.metric',
    title: 'a box that can only be judged later',
    file: 'document/purpose.ts',
    example: '# Ferry\n\n## Success Metrics\n\n- [ ] 400 passengers a day\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
  {
    id: 'box.choice',
    title: 'boxes of which one is to be chosen',
    file: 'document/purpose.ts',
    example: '# Ferry\n\n## Barge (choose one)\n\n- [ ] Rent\n- [ ] Buy\n',
    counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  },
];
