import type { EffortUnit } from '../plan/effort.ts';
import type { FieldRole } from '../plan/field.ts';
import type { OwnId } from '../plan/settings.ts';
import type { SectionRole } from '../plan/section.ts';
import type { State } from '../plan/state.ts';
import { type CueWords, Cues } from './cues.ts';
import { bookOf, type Meaning, type PhraseBook } from './phrases.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import he from './words/he.json' with { type: 'json' };
import ja from './words/ja.json' with { type: 'json' };
import ko from './words/ko.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };
import vi from './words/vi.json' with { type: 'json' };
import zh from './words/zh.json' with { type: 'json' };

/**
 * What the head of a column, or a word in it, says. `task`: titles of tasks; `title`: titles of anything; `epic`: large parts of
 * the work, where it stands first; `needs`: what must
 * be there first, where a label in the text would not say so; `kin`: other tasks that are not needed; `state`: ticks or days
 * of completion; `yes`, `no`: cells of such a column; `share`: parts of a whole; `other`: rows that are no tasks wherever it
 * stands; `subject`: the same, where it stands first.
 */
export type ColumnWord =
  | 'task'
  | 'title'
  | 'epic'
  | 'id'
  | 'phase'
  | 'milestone'
  | 'needs'
  | 'kin'
  | 'state'
  | 'yes'
  | 'no'
  | 'share'
  | 'risk'
  | 'response'
  | 'other'
  | 'subject';

/**
 * What a label says of its date: when something is to begin or end, when it did, when a text was written, changed or will be
 * looked at again; `either` where an end may have been planned or have
 * happened; `deadline` where something has to be done by it.
 */
export type DateWord = 'start' | 'end' | 'started' | 'ended' | 'created' | 'updated' | 'review' | 'either' | 'deadline';

/** The vocabulary of one language, as it stands in `words/<language>.json`. Every entry is optional. */
export interface Words {
  readonly keywords?: {
    readonly task?: readonly string[];
    readonly phase?: readonly string[];
    /** Those of tasks that count anew inside another task. */
    readonly step?: readonly string[];
    /** Those of stories, which the phases of a plan may be named after. */
    readonly story?: readonly string[];
    /** Plurals that do not follow from the English rules, with the word they are the plural of. */
    readonly plural?: Readonly<Record<string, string>>;
  };
  /** Words between the last two things of a list. */
  readonly and?: readonly string[];
  /** Small words between two nouns: `Checklist for Phase 1`. */
  readonly particles?: readonly string[];
  /** What stands before a keyword instead of a number: `Final Phase`. */
  readonly last?: readonly string[];
  /** Words between the first and the last of a range. */
  readonly through?: readonly string[];
  readonly states?: Readonly<Partial<Record<Exclude<State, 'unknown'>, readonly string[]>>>;
  readonly takesBack?: readonly string[];
  readonly draft?: readonly string[];
  readonly archived?: readonly string[];
  readonly archiveFolders?: readonly string[];
  /** What files and folders are called that documents are made from. */
  readonly templates?: readonly string[];
  readonly none?: readonly string[];
  readonly undecided?: readonly string[];
  readonly optional?: readonly string[];
  /** Titles of sections whose work nobody waits for. */
  readonly later?: readonly string[];
  /** Titles of sections about what follows once the plan is done. */
  readonly next?: readonly string[];
  readonly parallel?: readonly string[];
  readonly fields?: Readonly<Partial<Record<FieldRole, readonly string[]>>>;
  /** Phrases that say who needs whom, and the words around them. */
  readonly relations?: Readonly<Partial<Record<Meaning, readonly string[]>>>;
  readonly labels?: { readonly work?: readonly string[] };
  /** Heads of columns that no label in the text shares. */
  readonly columns?: Readonly<Partial<Record<ColumnWord, readonly string[]>>>;
  /** How words begin that say what is done about a risk. */
  readonly responses?: readonly string[];
  /** States of a risk that nothing need be done about any more. */
  readonly settled?: readonly string[];
  readonly roles?: Readonly<Partial<Record<SectionRole, readonly string[]>>>;
  readonly gates?: {
    readonly exit?: readonly string[];
    readonly entry?: readonly string[];
    readonly metrics?: readonly string[];
    /** Nouns for a list of conditions, which are gates with one of the words below beside them. */
    readonly nouns?: readonly string[];
    readonly passed?: readonly string[];
    readonly begun?: readonly string[];
    readonly measured?: readonly string[];
    /** Nouns that need no word beside them. */
    readonly strong?: readonly string[];
    /** What neither a phase nor a task is called. */
    readonly only?: readonly string[];
  };
  /** Units of work as they stand behind a number. */
  readonly units?: Readonly<Partial<Record<EffortUnit, readonly string[]>>>;
  /** What stands before a number that is a rough one. */
  readonly about?: readonly string[];
  /** What stands between the two numbers of `3 of 5`. */
  readonly of?: readonly string[];
  /** Nouns behind a number of tasks, and of steps. */
  readonly counted?: { readonly task?: readonly string[]; readonly step?: readonly string[] };
  /** The first cell of a row, or the label of an item, that sums up the others. */
  readonly totals?: readonly string[];
  /** Time that is kept back. */
  readonly reserves?: readonly string[];
  /** Words that say that an amount of time is no sum of work. */
  readonly elapsed?: readonly string[];
  /** What is worked on now. */
  readonly current?: readonly string[];
  /** Words in titles over what was true once. */
  readonly history?: readonly string[];
  /** What statements in figures are made of. */
  readonly claims?: Readonly<Partial<Record<ClaimWord, readonly string[]>>> & {
    /** Numbers in words. */
    readonly numerals?: Readonly<Record<string, number>>;
  };
  /** Words that turn one of `takesBack` round: "no remaining". */
  readonly negates?: readonly string[];
  /** Words that take a word for done back where they stand before it: "mostly complete". */
  readonly nearly?: readonly string[];
  /** Words that make the opposite of a word for done. */
  readonly not?: readonly string[];
  /** Words that change nothing about a word for done. */
  readonly fully?: readonly string[];
  /** State words that describe a thing where another word follows: "new shelf". */
  readonly describing?: readonly string[];
  /** What may follow a word for done: when, by whom, with what. */
  readonly behindState?: readonly string[];
  /** State words that say what is hoped for: "complete by June". */
  readonly wishes?: readonly string[];
  /** Words that begin what takes a statement back. */
  readonly contrast?: readonly string[];
  /** Words beside "status" that say that it is the one of the whole plan. */
  readonly whole?: readonly string[];
  /** Words that join two nouns. */
  readonly joining?: readonly string[];
  /** Words for what can be done next. */
  readonly readyFor?: readonly string[];
  /** The work itself, where a plan is ready for it: "complete, ready for implementation". */
  readonly toBegin?: readonly string[];
  /** What a later phase stands behind where work waits for it. */
  readonly putOff?: readonly string[];
  /** Labels of the time from the beginning of a task to its end. */
  readonly durations?: readonly string[];
  /** Values that leave open who does something, or when; of a state they say that it is open. */
  readonly unsettled?: readonly string[];
  /** Words for a list of things to check. */
  readonly checklists?: readonly string[];
  /** Labels and heads of dates, by what they say of the date. */
  readonly dates?: Readonly<Partial<Record<DateWord, readonly string[]>>>;
  /** Names of months by their number. */
  readonly months?: Readonly<Record<string, readonly string[]>>;
  /** Words that say what the text is about that they stand in or beside. */
  readonly cues?: CueWords;
  /** Words that say that something is for all things of a kind, one by one. */
  readonly each?: readonly string[];
}

/**
 * What a word does in a statement in figures. `particles` never narrow down the noun behind them; `narrowing` does so behind a
 * noun; `neutral` leaves it the whole of them; `counters` stand between number and noun; `left` is what is still to do; a number
 * behind `series` counts nothing; `targets` are wanted, not reached; `whole` leaves progress that of all; `subjects` are what
 * plans call themselves, `here` what only this one is called; `comprises` says that something has parts; `general` is in titles
 * over the plan as a whole; `ofWork` leaves a total one of work; `samples` and `wishes` are in titles over what is not (yet) so;
 * `be` joins a subject to its state; `to` the ends of a range; `each` makes an amount one of a part; `included` says that parts
 * are in a figure; `backlog` is in titles over what is left to do; `parallel` narrows tasks down to
 * those that are marked so; `tally` says in a label that a number of things follows;
 * `all` makes a statement one about each of them; `contents` behind a name leave it the whole of that; `upcoming` is worked on
 * next; `across` joins an amount to the number of things that it is for.
 */
export type ClaimWord =
  | 'particles'
  | 'narrowing'
  | 'neutral'
  | 'counters'
  | 'left'
  | 'series'
  | 'targets'
  | 'whole'
  | 'subjects'
  | 'here'
  | 'comprises'
  | 'general'
  | 'ofWork'
  | 'samples'
  | 'wishes'
  | 'be'
  | 'to'
  | 'each'
  | 'included'
  | 'backlog'
  | 'parallel'
  | 'tally'
  | 'all'
  | 'contents'
  | 'upcoming'
  | 'across';

/** The words of all languages, ready to be looked up in lower case. */
export interface Vocabulary {
  readonly taskKeywords: ReadonlySet<string>;
  readonly phaseKeywords: ReadonlySet<string>;
  /** The first words of keywords of several words, in the singular and the plural. */
  readonly keywordStarts: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, Exclude<State, 'unknown'>>;
  readonly takesBack: ReadonlySet<string>;
  readonly draft: ReadonlySet<string>;
  readonly archived: ReadonlySet<string>;
  readonly archiveFolders: ReadonlySet<string>;
  readonly none: ReadonlySet<string>;
  readonly undecided: ReadonlySet<string>;
  readonly optional: ReadonlySet<string>;
  readonly later: ReadonlySet<string>;
  readonly next: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, FieldRole>;
  readonly relations: PhraseBook;
  readonly workLabels: ReadonlySet<string>;
  readonly columns: Readonly<Record<ColumnWord, ReadonlySet<string>>>;
  readonly responses: ReadonlySet<string>;
  readonly settled: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, SectionRole>;
  readonly gates: ReadonlyMap<string, 'exit' | 'entry' | 'metrics'>;
  readonly gateNouns: ReadonlySet<string>;
  readonly gateWords: ReadonlyMap<string, 'exit' | 'entry' | 'metrics'>;
  readonly strongGates: ReadonlySet<string>;
  readonly gateOnly: ReadonlySet<string>;
  /** What titles about the time behind a launch begin with. */
  readonly afterwards: readonly string[];
  readonly particles: ReadonlySet<string>;
  readonly ownId: OwnId;
  readonly and: ReadonlySet<string>;
  readonly through: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, EffortUnit>;
  readonly about: ReadonlySet<string>;
  readonly of: ReadonlySet<string>;
  readonly counted: ReadonlyMap<string, 'task' | 'step'>;
  readonly totals: ReadonlySet<string>;
  readonly reserves: ReadonlySet<string>;
  readonly elapsed: ReadonlySet<string>;
  readonly current: ReadonlySet<string>;
  readonly history: ReadonlySet<string>;
  readonly claims: ReadonlyMap<string, ReadonlySet<ClaimWord>>;
  readonly numerals: ReadonlyMap<string, number>;
  readonly plurals: ReadonlyMap<string, string>;
  readonly negates: ReadonlySet<string>;
  readonly nearly: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
  readonly fully: ReadonlySet<string>;
  readonly describing: ReadonlySet<string>;
  readonly behindState: ReadonlySet<string>;
  readonly wishes: ReadonlySet<string>;
  readonly contrast: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
  readonly joining: ReadonlySet<string>;
  readonly putOff: ReadonlySet<string>;
  readonly durations: ReadonlySet<string>;
  readonly unsettled: ReadonlySet<string>;
  readonly readyFor: ReadonlySet<string>;
  readonly toBegin: ReadonlySet<string>;
  readonly checklists: ReadonlySet<string>;
  readonly each: ReadonlySet<string>;
  readonly cues: Cues;
}

function gather(languages: readonly Words[], pick: (words: Words) => readonly string[] | undefined): Set<string> {
  return new Set(languages.flatMap((words) => pick(words) ?? []));
}

function index<K extends string>(
  languages: readonly Words[],
  pick: (words: Words) => Readonly<Partial<Record<K, readonly string[]>>> | undefined,
) {
  const map = new Map<string, K>();
  for (const words of languages) {
    for (const [meaning, list] of Object.entries(pick(words) ?? {}) as [K, readonly string[]][]) {
      for (const word of list) if (!map.has(word)) map.set(word, meaning);
    }
  }
  return map;
}

/** What each word does in statements in figures, in any of the languages. */
function claimWords(languages: readonly Words[]): Map<string, Set<ClaimWord>> {
  const map = new Map<string, Set<ClaimWord>>();
  for (const { claims } of languages) {
    const { numerals: _, ...lists } = claims ?? {};
    for (const [does, words] of Object.entries(lists) as [ClaimWord, readonly string[]][]) {
      for (const word of words) map.set(word, (map.get(word) ?? new Set<ClaimWord>()).add(does));
    }
  }
  return map;
}

function columnsOf(languages: readonly Words[]): Vocabulary['columns'] {
  const of = (word: ColumnWord) => gather(languages, (words) => words.columns?.[word]);
  return {
    task: of('task'),
    title: of('title'),
    epic: of('epic'),
    id: of('id'),
    phase: of('phase'),
    milestone: of('milestone'),
    needs: of('needs'),
    kin: of('kin'),
    state: of('state'),
    yes: of('yes'),
    no: of('no'),
    share: of('share'),
    risk: of('risk'),
    response: of('response'),
    other: of('other'),
    subject: of('subject'),
  };
}
/** Titles as their words, without hyphens and what joins the rest: `go/no-go` is `go no go`. */
const spaced = (titles: readonly string[] = []): string[] =>
  titles.flatMap((title) => [title, title.replace(/[-/]/g, ' ')]);

/** Builds the look-ups for a list of languages; earlier ones win. */
export function makeVocabulary(languages: readonly Words[]): Vocabulary {
  return {
    taskKeywords: gather(languages, (words) => words.keywords?.task),
    phaseKeywords: gather(languages, (words) => words.keywords?.phase),
    keywordStarts: new Set(
      languages
        .flatMap(({ keywords }) => [
          ...(keywords?.task ?? []),
          ...(keywords?.phase ?? []),
          ...Object.keys(keywords?.plural ?? {}),
        ])
        .filter((keyword) => keyword.includes(' '))
        .map((keyword) => keyword.slice(0, keyword.indexOf(' '))),
    ),
    states: index(languages, (words) => words.states),
    takesBack: gather(languages, (words) => words.takesBack),
    draft: gather(languages, (words) => words.draft),
    archived: gather(languages, (words) => words.archived),
    archiveFolders: gather(languages, (words) => words.archiveFolders),
    none: gather(languages, (words) => words.none),
    undecided: gather(languages, (words) => words.undecided),
    optional: gather(languages, (words) => words.optional),
    later: gather(languages, (words) => words.later),
    next: gather(languages, (words) => words.next),
    fields: index(languages, (words) => words.fields),
    relations: bookOf(
      languages.map(({ relations, and, fields }) => ({
        ...relations,
        and,
        needsLabel: fields?.dependencies,
        blocksLabel: fields?.blocks,
      })),
    ),
    workLabels: gather(languages, (words) => words.labels?.work),
    columns: columnsOf(languages),
    responses: gather(languages, (words) => words.responses),
    settled: gather(languages, (words) => words.settled),
    roles: index(languages, (words) => words.roles),
    gates: index(languages, ({ gates = {} }) => ({
      exit: spaced(gates.exit),
      entry: spaced(gates.entry),
      metrics: spaced(gates.metrics),
    })),
    gateNouns: gather(languages, (words) => words.gates?.nouns),
    gateWords: index(languages, ({ gates = {} }) => ({
      exit: spaced(gates.passed),
      entry: spaced(gates.begun),
      metrics: spaced(gates.measured),
    })),
    strongGates: gather(languages, (words) => words.gates?.strong),
    afterwards: languages.flatMap(({ gates = {} }) => spaced(gates.measured)),
    gateOnly: gather(languages, (words) => spaced(words.gates?.only)),
    particles: gather(languages, (words) => words.particles),
    ownId: () => 0,
    and: gather(languages, (words) => words.and),
    through: gather(languages, (words) => words.through),
    last: gather(languages, (words) => words.last),
    units: index(languages, (words) => words.units),
    about: gather(languages, (words) => words.about),
    of: gather(languages, (words) => words.of),
    counted: index(languages, (words) => words.counted),
    totals: gather(languages, (words) => words.totals),
    reserves: gather(languages, (words) => words.reserves),
    elapsed: gather(languages, (words) => words.elapsed),
    current: gather(languages, (words) => words.current),
    history: gather(languages, (words) => words.history),
    claims: claimWords(languages),
    numerals: new Map(languages.flatMap((words) => Object.entries(words.claims?.numerals ?? {}))),
    plurals: new Map(languages.flatMap((words) => Object.entries(words.keywords?.plural ?? {}))),
    negates: gather(languages, (words) => words.negates),
    nearly: gather(languages, (words) => words.nearly),
    not: gather(languages, (words) => words.not),
    fully: gather(languages, (words) => words.fully),
    describing: gather(languages, (words) => words.describing),
    behindState: gather(languages, (words) => words.behindState),
    wishes: gather(languages, (words) => words.wishes),
    contrast: gather(languages, (words) => words.contrast),
    whole: gather(languages, (words) => words.whole),
    joining: gather(languages, (words) => words.joining),
    putOff: gather(languages, (words) => words.putOff),
    durations: gather(languages, (words) => words.durations),
    unsettled: gather(languages, (words) => words.unsettled),
    readyFor: gather(languages, (words) => words.readyFor),
    toBegin: gather(languages, (words) => words.toBegin),
    checklists: gather(languages, (words) => words.checklists),
    each: gather(languages, (words) => words.each),
    cues: new Cues(languages.map(({ cues }) => cues)),
  };
}

/** The languages that come with planvet. */
export const builtInWords: readonly Words[] = [en, de, es, fr, pt, zh, ja, ko, he, vi, ru];

/** The vocabulary of the languages that come with planvet. */
export const vocabulary: Vocabulary = makeVocabulary(builtInWords);
