import type { Item } from './blocks.ts';
import { labelWithin, UNSPACED } from '../language/keyword.ts';
import { normalizeTitle, type OutlineSection } from './outline.ts';
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

const UNSPACED_WORD = new RegExp(`^${UNSPACED}+$`, 'u');
const NUMBERED = /^\p{L}+\s+\d+(?:\.\d+)*(\s*[:.–—-])?\s+/u;
const CHECKLIST =
  /(?:launch|release|deploy(?:ment)?|go[- ]live|go\/no-go|review|acceptance|verification|validation|quality|completion|security|qa|test|testing|production|sign-?off|readiness|exit|compliance|milestone|gate|done)(?: [\p{L}-]+)? checklist$/u;
const CHECKLIST_OF =
  /^checklist\b.*\b(?:deploy|release|launch|lançamento|lanzamiento|despliegue|entrega|qualidade|calidad|validação|validación)\b/u;
const GATE_ENDING =
  /(?:completion criteria|acceptance criteria|definition of done|exit criteria|success criteria|quality gates?|acceptance tests|verification checklist|done criteria|phase gate|sign-?off|(?:^|\s)gate)$/;
/** What a phase or task is not called unless it is a gate. */
const WHOLE_GATE = /^(?:completion|acceptance|exit|success|done) criteria$|^definition of done$/;
const GATE_NUMBER = /^(?:quality |exit |phase )?(?:gate|checkpoint) [\da-z]+\b/;
const POST_LAUNCH = /^(?:monitoring )?(?:post|pós|pos)-?\s?(?:launch|release|deploy(?:ment)?|lançamento|lanzamiento)\b/;
/** "How can this be switched off?": the boxes behind it are answers. */
const QUESTION = /^(?:how|does|do|is|are|will|can|would|should|has|have|which)\b[^?]*\?$/i;
const ENTRY_ENDING = /(?:entry criteria|definition of ready)$/;
const METRICS_ENDING = /(?:success metrics|kpis|business metrics|adoption metrics)$/;

/** Whether a title names a checklist that work has to pass, and which sort. The phase it may begin with is left out first. */
export function gateOfTitle(title: string, vocabulary: Vocabulary): 'exit' | 'entry' | 'metrics' | undefined {
  const key = normalizeTitle(title).replace(/(?:(?<!\s)\s+)?(?<![(（][^)）(（]*)[(（][^)）]*[)）]/g, '');
  const phase = NUMBERED.exec(key);
  const keyword = /^\p{L}+/u.exec(key)?.[0] ?? '';
  if (phase?.[1]?.includes(':') && (vocabulary.phaseKeywords.has(keyword) || vocabulary.taskKeywords.has(keyword))) {
    return WHOLE_GATE.test(key.slice(phase[0].length)) ? 'exit' : undefined;
  }
  const spaced = key.replaceAll('-', ' ').replace(/ (?:for|of) (?:the )?\p{L}+ \d+(?:\.\d+)*$/u, '');
  if (spaced !== key && gateOfKey(spaced, vocabulary)) return gateOfKey(spaced, vocabulary);
  const head = key.split(/(?<!\s)\s+[-–—]\s+/)[0] ?? key;
  if (isChecklistOfPhase(key, vocabulary)) return 'exit';
  return (
    gateOfKey(key, vocabulary) ??
    gateOfPhaseKey(key, vocabulary) ??
    (head === key ? undefined : gateOfKey(head, vocabulary)) ??
    gateBesideLabel(key, vocabulary)
  );
}

/**
 * Whether a heading names a checklist that work has to pass. An id in front decides before the words behind it:
 * `T-02 - Phase 3 gate` is a task.
 */
export function gateOfSection(
  { title, declaration }: Pick<OutlineSection, 'title' | 'declaration'>,
  vocabulary: Vocabulary,
): 'exit' | 'entry' | 'metrics' | undefined {
  const named =
    declaration?.strength === 'strong' && declaration.keyword === undefined && /\p{L}/u.test(declaration.id.value);
  return named && !WHOLE_GATE.test(normalizeTitle(declaration.title.value))
    ? undefined
    : gateOfTitle(title, vocabulary);
}

/** "Checklist for tests, Phase 2", in whatever language the rest of it is. */
function isChecklistOfPhase(key: string, vocabulary: Vocabulary): boolean {
  if (!/(?<!\p{L})checklist(?!\p{L})/u.test(key)) return false;
  const [, word = ''] = /(?<!\p{L})(\p{L}+) \d+(?:\.\d+)*$/u.exec(key) ?? [];
  return vocabulary.phaseKeywords.has(word);
}

/** `阶段 1 完成标准`, `Criterios de finalización de la Fase 1`: the name of a gate before or behind the phase, in any language. */
function gateBesideLabel(key: string, vocabulary: Vocabulary): 'exit' | 'entry' | 'metrics' | undefined {
  const label = labelWithin(key, vocabulary);
  if (!label) return undefined;
  if (label.start === 0) return vocabulary.gates.get(key.slice(label.end).trim());
  if (label.end < key.length) return undefined;
  const words = key
    .slice(0, label.start)
    .split(/[\s:：,–—-]+/u)
    .filter(Boolean);
  // "de la", "for the": what joins the two names.
  for (const joining of [0, 1, 2]) {
    const known = vocabulary.gates.get(words.slice(0, words.length - joining).join(' '));
    if (known) return known;
  }
  return undefined;
}

const BEFORE_WORK = /^pre ?(?:implementation|development|work|start|kick ?off|coding)\b.*\b(?:checklist|checks)$/;
const BEFORE_HANDOVER =
  /^pre ?(?:merge|commit|push|launch|deploy(?:ment)?|release|flight|production|ship)\b.*\b(?:checklist|checks|validation|verification)$/;

function gateOfKey(key: string, vocabulary: Vocabulary): 'exit' | 'entry' | 'metrics' | undefined {
  const spaced = key.replaceAll('-', ' ');
  if (BEFORE_WORK.test(spaced)) return 'entry';
  if (BEFORE_HANDOVER.test(spaced)) return 'exit';
  const known = vocabulary.gates.get(key) ?? vocabulary.gates.get(key.replace(/s$/, ''));
  if (known) return known;
  const named = /^(.+?) (\p{L}+) \d+$/u.exec(key);
  if (named?.[1] && vocabulary.phaseKeywords.has(named[2] ?? '') && vocabulary.gates.has(named[1]))
    return vocabulary.gates.get(named[1]);
  if (key.endsWith(' checklist') && vocabulary.gates.has(key.slice(0, -10)))
    return vocabulary.gates.get(key.slice(0, -10));
  const parts = key.split(/(?:(?<!\s)\s+)?(?:\/|,|\band\b)\s*/);
  if (
    parts.length > 1 &&
    parts.every((part) => (vocabulary.gates.get(part) ?? vocabulary.gates.get(part.replace(/s$/, ''))) === 'exit')
  )
    return 'exit';
  if (POST_LAUNCH.test(key) && /checklist|checks|metrics|criteria|monitoring/.test(key)) return 'metrics';
  if (ENTRY_ENDING.test(key)) return 'entry';
  if (METRICS_ENDING.test(key)) return 'metrics';
  return CHECKLIST.test(key) || CHECKLIST_OF.test(key) || GATE_ENDING.test(key) || GATE_NUMBER.test(key)
    ? 'exit'
    : undefined;
}

/** "Phase 1 Completion Criteria" names a gate of the phase; "Phase 3: Verification" is a phase of that title. */
function gateOfPhaseKey(key: string, vocabulary: Vocabulary): 'exit' | 'entry' | 'metrics' | undefined {
  const word = /^\p{L}+/u.exec(key)?.[0] ?? '';
  const lead = NUMBERED.exec(key);
  if (!lead || !(vocabulary.phaseKeywords.has(word) || vocabulary.taskKeywords.has(word))) return undefined;
  const rest = key.slice(lead[0].length);
  if (lead[1]) return !lead[1].includes(':') && (GATE_ENDING.test(rest) || CHECKLIST.test(rest)) ? 'exit' : undefined;
  return rest === 'checklist' ? 'exit' : gateOfKey(rest, vocabulary);
}

function purposeOfTitle(
  title: string,
  key: string,
  vocabulary: Vocabulary,
  gate = gateOfTitle(title, vocabulary),
): Purpose | undefined {
  if (isStanding(key, vocabulary)) return 'legend';
  if (gate) return gate === 'exit' ? 'exit-gate' : gate === 'entry' ? 'entry-gate' : 'metrics';
  switch (vocabulary.roles.get(key)) {
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
    UNSPACED_WORD.test(word) ||
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
    const purpose = purposeOfTitle(at.title, at.key, vocabulary, gateOfSection(at, vocabulary));
    late ||= POST_LAUNCH.test(at.key);
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
      const label = /^(\*\*|__)?[^*_:：]{2,60}(?:[:：]\1?|\1[:：]?)$/.exec(line.trim());
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
  const label = labelOfItem(item);
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
