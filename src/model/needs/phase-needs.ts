import { locate, type Located } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { cellText } from '../document/cells.ts';
import { normalizeLabel } from '../document/labels.ts';
import { normalizeTitle, type OutlineSection } from '../document/outline.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { StatedNeed } from './stated-need.ts';
import type { TaskReading } from '../work/tasks.ts';
import { escapePattern } from '../language/pattern.ts';

/** Behind these words stands what is needed. */
const NEEDS =
  /(?<![\p{L}])(?:depends?\s+(?:up)?on|can\s+(?:only\s+)?(?:start|begin)\s+after|(?:starts?|begins?|independent)\s+after|must\s+follow|blocked\s+by|requires|needs|depende\s+de|requiere|requer|benötigt|hängt\s+ab\s+von|依赖于?|前提[:：]?)\s*/iu;
/** In front of these words stands what is needed. */
const AFTERWARDS = /(?:(?<!\s)\s+)?(?:완료\s*후|완료된\s*후|이후|完了後|の後に?|完成(?:之)?后|之后)/u;
/** Behind these words stands what needs this. */
const NEEDED =
  /(?<![\p{L}])(?:blocks|unblocks|enables|(?:is\s+)?(?:required|a\s+prerequisite)\s+(?:for|by)|블로킹|차단)\s*/iu;
/** Where the thought ends: a dash, a full stop, a bracket with a "not" in it, a softer verb. */
const END = /\s[-–—]\s|[.;。；]|\((?:not|independent)\b|(?:,?\s(?:and|but))?\s(?:benefits?|can|may|could|but)\b|$/i;

/**
 * What list items and tables about dependencies say of whole phases: `- **Foundational (Phase 2)**: Depends on Setup, BLOCKS
 * all user stories`, `| US2 | US1 |`.
 */
export function readPhaseNeeds(document: Document, { phases }: TaskReading): StatedNeed[] {
  if (phases.length < 2) return [];
  const names = new PhaseNames(phases);
  return [...fromItems(document, names), ...fromTables(document, names)];
}

/** Whether a section is about dependencies or the order of execution. */
export function isAboutDependencies(section: OutlineSection): boolean {
  for (let at: OutlineSection | undefined = section; at; at = at.parent) {
    if (at.role === 'dependencies' || /\b(?:dependenc|execution order|phase order)/.test(at.key)) return true;
  }
  return false;
}

const LEAD = /^(?:\*\*([^*]+?)(?::\*\*|\*\*\s*(?:\([^()]*\)\s*)?[:：])|([^:：*`]{2,60}?)[:：])\s*/u;

function fromItems(document: Document, names: PhaseNames): StatedNeed[] {
  return document.blocks.items.flatMap((item): StatedNeed[] => {
    if (!isAboutDependencies(item.section)) return [];
    const line = item.text.value.split(/\r?\n/, 1)[0] ?? '';
    const lead = LEAD.exec(line);
    const owner = lead && names.only(lead[1] ?? lead[2] ?? '');
    if (!lead || !owner) return [];
    const at = item.text.span.start + lead[0].length;
    const said = line.slice(lead[0].length);
    return [
      ...needsOf(owner, locate(neededIn(said).text, at + neededIn(said).start), names, 'needs'),
      ...needsOf(owner, locate(behind(said, NEEDED).text, at + behind(said, NEEDED).start), names, 'needed-by'),
    ];
  });
}

interface Part {
  readonly text: string;
  readonly start: number;
}

/** The words that say what is needed first. */
function neededIn(said: string): Part {
  const found = behind(said, NEEDS);
  if (found.text !== '') return found;
  const after = AFTERWARDS.exec(said);
  const before = after ? said.slice(0, after.index) : '';
  return END.exec(before)?.[0] === '' ? { text: before, start: 0 } : { text: '', start: 0 };
}

/** The words behind a verb, up to where the thought ends. What is needed ends where it is said what needs it. */
function behind(said: string, verb: RegExp): Part {
  const match = verb.exec(said);
  if (!match) return { text: '', start: 0 };
  const start = match.index + match[0].length;
  const rest = said.slice(start);
  const other = verb === NEEDS ? NEEDED.exec(rest)?.index : undefined;
  return { text: rest.slice(0, Math.min(END.exec(rest)?.index ?? rest.length, other ?? rest.length)), start };
}

function needsOf(
  owner: PhaseNode,
  { value, span }: Located<string>,
  names: PhaseNames,
  direction: StatedNeed['direction'],
): StatedNeed[] {
  return names.all(value, owner, direction).map(({ phase, start, end }) => ({
    owner,
    value: { value: phase.name, span: { start: span.start + start, end: span.start + end } },
    direction,
  }));
}

/** A table whose rows are phases or stories, with a column for what they need. */
function fromTables(document: Document, names: PhaseNames): StatedNeed[] {
  return document.blocks.tables.flatMap(({ node, section }): StatedNeed[] => {
    const [head, ...rows] = node.children;
    const heads = (head?.children ?? []).map((cell) => normalizeLabel(cellText(document.parsed, cell).value));
    const column = heads.findIndex((key) => document.vocabulary.fields.get(key) === 'dependencies');
    if (column < 1 || !(isAboutDependencies(section) || isPhaseHead(heads[0], document))) return [];
    return rows.flatMap(({ children }) => {
      const [name, needed] = [children[0], children[column]];
      const label = name && cellText(document.parsed, name).value;
      const numbered = /^[\s*_]*(\d+(?:\.\d+)?)\s*[:.–—-]/.exec(label ?? '')?.[1];
      const owner = label === undefined ? undefined : names.only(numbered ? `Phase ${numbered}` : label);
      return owner && needed ? needsOf(owner, cellText(document.parsed, needed), names, 'needs') : [];
    });
  });
}

function isPhaseHead(head: string | undefined, { vocabulary }: Document): boolean {
  return head !== undefined && (vocabulary.columns.phase.has(head) || /^(?:user )?stor(?:y|ies)$/.test(head));
}

interface NamedPhase {
  readonly phase: PhaseNode;
  readonly start: number;
  readonly end: number;
}

const STORY = String.raw`(?:US[-\s]?|user\s+stor(?:y|ies)\s+)`;
const STORY_LABEL = new RegExp(`^[\\s*_\`]*${STORY}(\\d+)\\b`, 'i');
const NUMBERED_STORY = new RegExp(`^${STORY}(\\d+)`, 'i');
const STORIES = new RegExp(
  String.raw`(?<![\p{L}\d])${STORY}(\d+)((?:\s*(?:,|and|&|\+|[-–—~]|to|through)\s*(?:${STORY})?\d+)*)(?![\p{L}\d])`,
  'giu',
);
const PHASES =
  /(?<![\p{L}\d])phases?\s+(\d+(?:\.\d+)?)((?:\s*(?:,|and|&|\+|[-–—~]|to|through)\s*(?:phases?\s+)?\d+(?:\.\d+)?)*)(?![\p{L}\d])/giu;
const ALL_STORIES = /(?<![\p{L}])(?:all|모든|所有|すべての)[^,.;()]{0,30}?(?:user\s+stor(?:y|ies)|stories)/giu;
const ALL_PHASES = /(?<![\p{L}])all\s+(?:(?:previous|prior|other|preceding|earlier)\s+)?phases/giu;

/** Finds the phases that a text names, by number, by user story and by title. */
class PhaseNames {
  readonly #phases: readonly PhaseNode[];
  readonly #titles: readonly { readonly phase: PhaseNode; readonly pattern: RegExp }[];

  constructor(phases: readonly PhaseNode[]) {
    this.#phases = phases;
    this.#titles = phases.flatMap((phase) => {
      const key = titleOf(phase);
      const alone = key.length >= 4 && phases.every((other) => other === phase || titleOf(other) !== key);
      return alone ? [{ phase, pattern: wordsOf(key) }] : [];
    });
  }

  /** The one phase that a label stands for: `US2 Follow the plan (Phase 4)`, `Setup`. */
  only(label: string): PhaseNode | undefined {
    const number = /\bphase\s+(\d+(?:\.\d+)?)/i.exec(label)?.[1];
    if (number !== undefined) return this.#numbered(number);
    const story = STORY_LABEL.exec(label)?.[1];
    if (story !== undefined) return this.#story(story);
    const key = normalizeTitle(label.replace(/(?<!\([^()]*)\([^)]*\)/g, ''));
    return this.#titles.find(({ phase }) => titleOf(phase) === key)?.phase;
  }

  /** All phases that a text names, each once, its owner left out. */
  all(text: string, owner: PhaseNode, direction: StatedNeed['direction']): NamedPhase[] {
    const found = new Map<PhaseNode, NamedPhase>();
    const add = (phases: readonly (PhaseNode | undefined)[], start: number, length: number): void => {
      for (const phase of phases)
        if (phase && phase !== owner && !found.has(phase)) found.set(phase, { phase, start, end: start + length });
    };
    for (const { index, 0: whole } of text.matchAll(ALL_STORIES)) add(this.#stories(), index, whole.length);
    for (const { index, 0: whole } of text.matchAll(ALL_PHASES)) {
      const other = (phase: PhaseNode) =>
        direction === 'needs' ? phase.index < owner.index : phase.index > owner.index;
      add(this.#phases.filter(other), index, whole.length);
    }
    for (const match of text.matchAll(STORIES))
      add(
        listed(match).map((id) => this.#story(id)),
        match.index,
        match[0].length,
      );
    for (const match of text.matchAll(PHASES))
      add(
        listed(match).map((id) => this.#numbered(id)),
        match.index,
        match[0].length,
      );
    for (const { phase, pattern } of this.#titles) {
      const match = pattern.exec(text);
      if (match) add([phase], match.index, match[0].length);
    }
    return [...found.values()].toSorted((a, b) => a.start - b.start || a.phase.index - b.phase.index);
  }

  #numbered(id: string): PhaseNode | undefined {
    return this.#phases.find((phase) => phase.id === id);
  }

  #stories(): PhaseNode[] {
    return this.#phases.filter(({ title }) => NUMBERED_STORY.test(title));
  }

  #story(id: string): PhaseNode | undefined {
    return this.#phases.find(({ title }) => NUMBERED_STORY.exec(title)?.[1] === id);
  }
}

/** The numbers of a list or range: `1, 2`, `1-4`. */
function listed([, first = '', more = '']: RegExpMatchArray): string[] {
  const ids = [first];
  for (const [, joint = '', id = ''] of more.matchAll(/(,|and|&|\+|[-–—~]|to|through)[^\d]*(\d+(?:\.\d+)?)/gi)) {
    const from = Number(ids.at(-1));
    const isRange = /^(?:[-–—~]|to|through)$/i.test(joint) && Number(id) > from && Number(id) - from < 100;
    if (isRange) for (let between = from + 1; between < Number(id); between++) ids.push(String(between));
    ids.push(id);
  }
  return ids;
}

function titleOf({ title }: PhaseNode): string {
  return normalizeTitle(title.replace(/[(（][^()（）]*[)）]/gu, ''));
}

/** A title inside a text, whatever stands between its words. */
function wordsOf(key: string): RegExp {
  const escaped = key.split(/\s+/).map(escapePattern);
  return new RegExp(`(?<![\\p{L}\\d])${escaped.join('\\s+')}(?![\\p{L}\\d])`, 'iu');
}
