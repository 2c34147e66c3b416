import type { Vocabulary } from '../language/words.ts';
import { tokenize } from '../language/tokens.ts';
import { hasLetter, isDigits } from '../language/characters.ts';
import type { Span } from '../../text.ts';
import { distance } from 'fastest-levenshtein';
import { shapeOf } from '../work/dialects/heading.ts';
import type { Document } from '../document/document.ts';
import { isExternalId } from '../language/external-ids.ts';
import { foldId, foldPadding, titleWords, unpadId, countedId, numbersIn } from '../language/ids.ts';
import { singularKeyword } from '../language/keyword.ts';
import type { OutlineSection } from '../document/outline.ts';
import { Stories } from './stories.ts';
import { isOwnTask } from '../work/file-task.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { TaskNode, TaskReading } from '../work/tasks.ts';

/** Something that a name can mean. */
interface Named {
  readonly words: ReadonlySet<string>;
  readonly key: string;
  readonly at: number;
  readonly task: TaskNode | undefined;
  readonly section: OutlineSection | undefined;
}

type Owner = TaskNode | PhaseNode;

const indexes = new WeakMap<TaskReading, TaskIndex>();

/** The index of a reading, made once for all who look things up in it. */
export function taskIndex(document: Document, reading: TaskReading): TaskIndex {
  const known = indexes.get(reading);
  if (known) return known;
  const index = new TaskIndex(document, reading);
  indexes.set(reading, index);
  return index;
}

/** Looks up tasks, phases and sections by the ways in which plans name them. */
export class TaskIndex {
  readonly tasks: readonly TaskNode[];
  readonly #ids = new Map<string, TaskNode[]>();
  readonly #unpadded = new Map<string, TaskNode[]>();
  readonly #tails = new Map<string, TaskNode[]>();
  readonly #shapes = new Map<string, TaskNode[]>();
  readonly #named: Named[] = [];
  /** The keywords of tasks, in the singular. */
  readonly #keywords: ReadonlySet<string>;
  readonly phases: readonly PhaseNode[];
  readonly stories: Stories;
  readonly #document: Document;
  #series: Map<string, { readonly task: TaskNode; readonly number: number }[]> | undefined;
  /** Whether the plan calls its tasks A, B, C. */
  readonly #hasLetters: boolean;
  /** Whether most tasks have plain numbers for ids. */
  readonly hasNumbers: boolean;
  #slugs: boolean | undefined;
  #searches = 0;

  constructor(document: Document, reading: TaskReading) {
    this.#document = document;
    this.phases = reading.phases;
    this.stories = new Stories(reading.phases, document.vocabulary);
    this.tasks = reading.tasks;
    this.#keywords = new Set(reading.tasks.flatMap(({ keyword }) => (keyword ? [singularKeyword(keyword)] : [])));
    for (const task of reading.nodes) {
      for (const id of [task.id, ...task.aliases]) {
        if (id === undefined) continue;
        push(this.#ids, foldId(id), task);
        push(this.#unpadded, unpadId(id), task);
        push(this.#shapes, shapeOf(unpadId(id)), task);
        if (task.keyword && isDigits(id)) push(this.#tails, `${task.keyword.charAt(0).toLowerCase()}${id}`, task);
        const tail = /(?:[-.]|(?<![-_.][^\W_]*)_)(\w*(?<=\d[A-Za-z]?))$/.exec(id)?.[1];
        if (tail) push(this.#tails, foldId(tail), task);
      }
      for (const title of namesIn(task.title.value)) {
        const words = titleWords(title);
        this.#named.push({
          words: new Set(words),
          key: words.join(' '),
          at: task.span.start,
          task,
          section: undefined,
        });
      }
    }
    const numbered = reading.tasks.filter(({ id }) => id !== undefined && /^\d+$/.test(id)).length;
    this.hasNumbers = numbered > 2 && numbered * 2 > reading.tasks.length;
    this.#hasLetters = ['a', 'b', 'c'].every((letter) => this.#ids.has(letter));
    const taskSections = new Set(
      reading.nodes.filter(({ dialect }) => dialect === 'heading').map(({ section }) => section),
    );
    for (const section of document.sections) {
      if (section.depth === 0 || section.depth === 1) continue;
      const title = section.declaration ? section.declaration.title.value : section.key;
      const words = titleWords(title);
      if (taskSections.has(section)) continue;
      this.#named.push({
        words: new Set(words),
        key: words.join(' '),
        at: section.headingSpan.start,
        task: undefined,
        section,
      });
    }
  }

  /** The text of a place. */
  textOf(span: Span): string {
    return this.#document.parsed.source.slice(span);
  }

  /** Whether something has an id, folded. */
  has(id: string): boolean {
    return this.#ids.has(id) || (id.length === 1 && this.#hasLetters) || this.#joined(id, undefined) !== undefined;
  }

  /** The task that an id means to somebody: in the same scope first, then the nearest one before, then any. */
  find(id: string, keyword: string | undefined, owner: Owner, context?: string): TaskNode | undefined {
    const all =
      this.#fitting(this.#ids.get(foldId(id)), keyword) ??
      this.#fitting(this.#tails.get(foldId(id)), keyword, true) ??
      this.#joined(id, keyword) ??
      this.#wholeFile(id, owner);
    if (!all) return undefined;
    const at = 'dialect' in owner ? owner.span.start : owner.section.span.start;
    const elsewhere =
      context === undefined
        ? undefined
        : all.find((task) => task.scope && isNamedIn(task.scope, context, this.vocabulary));
    if (elsewhere) return elsewhere;
    if ('dialect' in owner) {
      const same =
        all.find((task) => task.scope === owner.scope && task.scope !== undefined) ??
        (owner.phase && all.find((task) => task.phase === owner.phase));
      if (same) return same;
    }
    return all.findLast((task) => task.span.start < at) ?? all[0];
  }

  /** `Step-4` is step 4. */
  #joined(id: string, keyword: string | undefined): readonly TaskNode[] | undefined {
    const [, word, number] = keyword === undefined ? (JOINED.exec(id) ?? []) : [];
    return word && number && this.#keywords.has(singularKeyword(word))
      ? this.#fitting(this.#ids.get(foldId(number)), word)
      : undefined;
  }

  /** In a file that is one task `TASK-007` is `TASK-7`, as for the tools that make such files. */
  #wholeFile(id: string, owner: Owner): readonly TaskNode[] | undefined {
    if (!('dialect' in owner) || owner.dialect !== 'front-matter' || owner.id === undefined) return undefined;
    const isWhole = isOwnTask(this.#document, owner, owner.id);
    return isWhole && foldPadding(owner.id) === foldPadding(id) ? [owner] : undefined;
  }

  /** Tasks whose keyword fits the reference's, if both have one. An abbreviation counts only where it is unambiguous. */
  #fitting(
    tasks: readonly TaskNode[] | undefined,
    keyword: string | undefined,
    unambiguous = false,
  ): readonly TaskNode[] | undefined {
    const wanted = keyword && singularKeyword(keyword);
    const fitting = tasks?.filter(
      (task) => !wanted || !task.keyword || sameKeyword(singularKeyword(task.keyword), wanted),
    );
    return fitting && fitting.length > 0 && !(unambiguous && fitting.length > 1) ? fitting : undefined;
  }

  /** Whether a word such as `Phases` stands for phases here. */
  isPhaseWord(keyword: string | undefined): boolean {
    if (!keyword) return false;
    const word = singularKeyword(keyword);
    const { vocabulary } = this.#document;
    return vocabulary.phaseKeywords.has(word) && !this.#keywords.has(word);
  }

  /** The phase with a keyword and id. */
  phase(keyword: string, id: string): PhaseNode | undefined {
    const word = singularKeyword(keyword);
    if (!this.#document.vocabulary.phaseKeywords.has(word)) return undefined;
    const fitting = this.phases.filter((phase) => foldId(phase.id) === foldId(id));
    return fitting.find((phase) => singularKeyword(phase.section.declaration?.keyword ?? word) === word);
  }

  /** The words that the document is read with. */
  get vocabulary(): Vocabulary {
    return this.#document.vocabulary;
  }

  /** The phase of an id that has letters of its own: `V52`. */
  phaseOfId(id: string): PhaseNode | undefined {
    return /^[A-Za-z]+[-_.]?\d/.test(id) ? this.phases.find((phase) => foldId(phase.id) === foldId(id)) : undefined;
  }

  /** The task at the end of a range: `T012-15` ends at `T015`. */
  endOfRange(first: string, last: string, keyword: string | undefined, owner: Owner): TaskNode | undefined {
    const found = this.find(last, keyword, owner);
    if (found || !isDigits(last)) return found;
    const { head, digits } = countedId(first) ?? { head: first, digits: '' };
    return this.find(head + last.padStart(digits.length, '0'), keyword, owner);
  }

  /** Whether a number lies outside the phases of a plan that counts them from its first on. */
  isUnknownPhase(keyword: string | undefined, id: string): boolean {
    const word = keyword && singularKeyword(keyword);
    const alike = this.phases.filter(
      ({ section }) => section.declaration && singularKeyword(section.declaration.keyword ?? '') === word,
    );
    const numbers = alike.map((phase) => Number(phase.id));
    return (
      isDigits(id) &&
      numbers.length > 1 &&
      numbers.every((number) => Number.isInteger(number)) &&
      Math.min(...numbers) <= 1 &&
      !isExternalId(this.#document.settings.external, id, keyword)
    );
  }

  /** The phases from one id to another, both included. */
  phasesBetween(first: string, last: string): PhaseNode[] {
    return this.phases.filter((phase) => Number(phase.id) >= Number(first) && Number(phase.id) <= Number(last));
  }

  /** The tasks from one to another: by number where both count one series, else by their place in the document. */
  between(from: TaskNode, to: TaskNode): TaskNode[] {
    const [first, last] = [seriesOf(from), seriesOf(to)];
    if (first && last && first.prefix === last.prefix) {
      const [least, most] = first.number <= last.number ? [first, last] : [last, first];
      return (this.#seriesOf(first.prefix) ?? []).flatMap(({ task, number }) =>
        number >= least.number && number <= most.number && task.scope === from.scope ? [task] : [],
      );
    }
    const [low, high] = from.span.start <= to.span.start ? [from, to] : [to, from];
    const level = this.depthOf(from);
    return this.tasks.filter(
      (task) =>
        task.id !== undefined &&
        task.span.start >= low.span.start &&
        task.span.start <= high.span.start &&
        (this.depthOf(task) === level || task === to),
    );
  }

  /** The tasks of one series in the order of the plan. */
  #seriesOf(prefix: string): readonly { readonly task: TaskNode; readonly number: number }[] | undefined {
    if (!this.#series) {
      this.#series = new Map();
      for (const task of this.tasks) {
        const own = seriesOf(task);
        if (!own) continue;
        const known = this.#series.get(own.prefix);
        if (known) known.push({ task, number: own.number });
        else this.#series.set(own.prefix, [{ task, number: own.number }]);
      }
    }
    return this.#series.get(prefix);
  }

  /** How deep an id is nested: the number of its dotted parts. */
  depthOf(task: TaskNode): number {
    return (task.id ?? '').split('.').length;
  }

  /**
   * Whether an id that names nothing has the shape of the plan's own ids, so that it must be a mistake. A plan whose
   * numbers begin beyond 1 is a slice of a longer series and refers outside it freely (ruling 17).
   */
  isUnknown(id: string, keyword: string | undefined): boolean {
    const [, word, number] =
      keyword === undefined && !this.#shapes.has(shapeOf(unpadId(id))) ? (JOINED.exec(id) ?? []) : [];
    if (word && number && this.#keywords.has(singularKeyword(word))) return this.isUnknown(number, word);
    const wanted = keyword && singularKeyword(keyword);
    if (/^[A-Z]$/.test(id) && this.#hasLetters) return !this.#ids.has(foldId(id));
    if (/^[A-Za-z]$/.test(id) || isExternalId(this.#document.settings.external, id, keyword)) return false;
    const alike = (this.#shapes.get(shapeOf(unpadId(id))) ?? []).filter(
      (task) => samePrefix(task.id ?? '', id) && task.kind === 'task',
    );
    const declared = alike.filter(
      (task) => !wanted || !task.keyword || sameKeyword(singularKeyword(task.keyword), wanted),
    );
    if (declared.length < 2) return false;
    // "Task 9" speaks of headings called "Task"; a bare number may be anything unless the plan's ids are bare numbers.
    const numbers = declared.map((task) => leadingNumber(task.id ?? '')).sort((a, b) => a - b);
    const least = numbers[0] ?? 0;
    const most = numbers.at(-1) ?? 0;
    const own = leadingNumber(id);
    return least <= 1 || (own >= least && own <= most);
  }

  /** Whether the tasks are given names in fields of their own: `- **Task ID**: build-list`, `🆔 list1`. */
  get hasSlugs(): boolean {
    if (this.#slugs === undefined) {
      const named = this.tasks.filter(({ id }) => id !== undefined);
      const given = named.filter(({ id, fields }) =>
        fields.some(
          // A table may well leave out what is finished.
          ({ role, key, place, value }) =>
            place !== 'cell' && (role === 'id' || key === 'id') && value.value.includes(id ?? ''),
        ),
      );
      const isSign = ({ fields }: TaskNode) =>
        fields.some(({ key, label }) => key === 'id' && !/\p{L}/u.test(label.value));
      this.#slugs = given.length >= (given.every(isSign) ? 2 : 3) && given.length * 2 > named.length;
    }
    return this.#slugs;
  }

  /** Whether a name that nothing has must be a mistake, since all tasks have such names. */
  isUnknownSlug(id: string): boolean {
    if (!this.hasSlugs || !/^\p{L}[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*$/u.test(id)) return false;
    return !this.has(foldId(id)) && !isExternalId(this.#document.settings.external, id, undefined);
  }

  /** Whether some task or section has exactly this name. */
  hasName(text: string): boolean {
    const key = titleWords(text).join(' ');
    return this.#named.some((entry) => entry.key === key);
  }

  /** The thing of exactly this name: the nearest before, else the first behind. */
  exact(words: readonly string[], at: number, owner: Owner): Named | undefined {
    const key = words.join(' ');
    const same = this.#named.filter((entry) => entry.key === key && entry.task !== owner).sort((a, b) => a.at - b.at);
    const withTasks = same.filter(
      (entry) => entry.task || this.tasks.some((task) => entry.section && inside(task, entry.section)),
    );
    const chosen = withTasks.length > 0 ? withTasks : same;
    return chosen.findLast((entry) => entry.at < at) ?? chosen[0];
  }

  /** The nearest preceding task or section whose title contains all the words. */
  containing(words: readonly string[], at: number, owner: Owner): Named | undefined {
    let best: Named | undefined;
    for (const entry of this.#named) {
      if (entry.at >= at || entry.task === owner || entry.words.size < words.length) continue;
      if (entry.section && entry.section.span.start <= at && at < entry.section.span.end) continue;
      if (entry.task && isParentOf(entry.task, owner)) continue;
      if (words.every((word) => entry.words.has(word)) && (!best || entry.at > best.at)) best = entry;
    }
    return best;
  }

  /**
   * The declared tasks whose ids are closest to one that names nothing: those that differ in zero padding only, else those
   * with the fewest typing errors, at most two, and of these the nearest by number; several where nothing tells them apart.
   */
  near(id: string, keyword: string | undefined, owner: Owner): readonly TaskNode[] {
    const [padded] = this.#fitting(this.#unpadded.get(unpadId(id)), keyword) ?? [];
    if (padded) return padded === owner ? [] : [padded];
    // Looking through all ids for each of thousands of mistakes helps nobody.
    if (++this.#searches > 300) return [];
    const own = leadingNumber(id);
    const found = this.tasks.flatMap((task) => {
      if (task.id === undefined || task === owner || !samePrefix(task.id, id)) return [];
      if (!isNearNumber(task.id, id)) return [];
      const edits = distance(foldId(task.id), foldId(id));
      if (edits > Math.min(2, Math.max(1, Math.floor(id.length / 2)))) return [];
      // Ids without a number are told apart by their letters alone.
      const apart = Math.abs(leadingNumber(task.id) - own) || 0;
      const far = apart * 10 + Math.abs(lastNumber(task.id) - lastNumber(id));
      return [{ task, score: edits * 1000 + far }];
    });
    const best = found.reduce((least, { score }) => Math.min(least, score), Infinity);
    return found.filter(({ score }) => score === best).map(({ task }) => task);
  }
}

/** A title as it is, and without what stands in brackets at its end. */
function namesIn(title: string): string[] {
  const bare = title.replace(/(?<!\s)\s*[([（][^()[\]（）]*[)\]）]\s*$/, '');
  return bare === title || bare === '' ? [title] : [title, bare];
}

/** A keyword and its number in one word. */
const JOINED = /^(\p{L}{3,})-(\d+(?:\.\d+)*)$/u;

/** The series that an id counts in: `1.` and 2 of `1.2`, `T` and 14 of `T014a`. */
function seriesOf({ id }: TaskNode): { readonly prefix: string; readonly number: number } | undefined {
  const whole = id ?? '';
  const counted = countedId(whole) ?? (hasLetter(whole.slice(-1)) ? countedId(whole.slice(0, -1)) : undefined);
  return counted && { prefix: foldId(counted.head), number: Number(counted.digits) };
}

/** Whether words around a reference name the section that an id is scoped to: `Step 2 of 4.1`, `Backend step 2`. */
function isNamedIn(
  section: OutlineSection,
  context: string,
  { taskKeywords, phaseKeywords, cues }: Vocabulary,
): boolean {
  const tokens = tokenize(context, 0);
  if (section.number !== undefined && tokens.some(({ folded }) => folded === section.number)) return true;
  const words = new Set(titleWords(context));
  const isCommon = (word: string) =>
    taskKeywords.has(word) || phaseKeywords.has(word) || cues.listed('vague').has(word);
  return titleWords(section.key).some((word) => word.length > 3 && !isCommon(word) && words.has(word));
}

function isParentOf(task: TaskNode, owner: Owner): boolean {
  if (!('dialect' in owner)) return false;
  for (let at = owner.parent; at; at = at.parent) if (at === task) return true;
  return false;
}

function inside(task: TaskNode, section: OutlineSection): boolean {
  return section.span.start <= task.span.start && task.span.start < section.span.end;
}

function push(map: Map<string, TaskNode[]>, key: string, task: TaskNode): void {
  const list = map.get(key);
  if (list) list.push(task);
  else map.set(key, [task]);
}

function sameKeyword(a: string, b: string): boolean {
  return a === b || a.endsWith(` ${b}`) || b.endsWith(` ${a}`);
}

function samePrefix(a: string, b: string): boolean {
  const prefix = (id: string): string => foldId(id).replace(/[-_]?\d.*/, '');
  return prefix(a) === prefix(b);
}

/** Of numbers with one or two digits, `2.9` is not a slip of the pen for `2.4`; a neighbour may be. */
function isNearNumber(a: string, b: string): boolean {
  const digits = (id: string): string => numbersIn(id).at(-1) ?? '';
  if (digits(a).length > 1 || digits(b).length > 1) return true;
  const same = (id: string): string => id.slice(0, id.length - digits(id).length);
  return same(a) !== same(b) || Math.abs(Number(digits(a)) - Number(digits(b))) <= 1;
}

function leadingNumber(id: string): number {
  return Number(numbersIn(foldId(id))[0] ?? Number.NaN);
}

function lastNumber(id: string): number {
  return Number(numbersIn(id).at(-1) ?? 0);
}
