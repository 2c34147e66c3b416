import type { Meaning, OwnId, OwnWords } from '../plan/settings.ts';
import { builtInWords, makeVocabulary, vocabulary, type Vocabulary, type Words } from './words.ts';

/** Everything that a word can mean, with an explanation for people. */
export const meanings: Readonly<Record<Meaning, string>> = {
  open: 'a state: not begun',
  'in-progress': 'a state: begun and not finished',
  done: 'a state: finished',
  dropped: 'a state: given up or put off',
  blocked: 'a state: held up',
  but: 'takes back a word for done: `done except ...`',
  draft: 'the status of a plan that is not decided yet',
  archived: 'the status of a plan that nobody works on any more',
  none: 'no dependencies',
  undecided: 'to be decided, instead of a value',
  optional: 'a task or item that may be left open',
  task: 'the word before the number of a task',
  phase: 'the word before the number of a phase',
  gate: 'the title of a checklist that must be ticked before work counts as finished',
  'entry-gate': 'the title of a checklist that must be ticked before work may begin',
  metrics: 'the title of a list of metrics that can be judged only later',
  id: 'a label: the id of a task',
  status: 'a label: the state of a task, phase or plan',
  progress: 'a label: how far the work is',
  'current-phase': 'a label: the phase that is worked on',
  dependencies: 'a label or title: what is needed first',
  blocks: 'a label: what needs this',
  estimate: 'a label: how long a task takes',
  'total-effort': 'a label: how long all tasks take together',
  'task-count': 'a label: how many tasks there are',
  'critical-path': 'a label or title: the longest chain of dependencies',
  requirements: 'a label or title: what is asked for',
  files: 'a label: files that a task changes',
  owner: 'a label: who does it',
  priority: 'a label: how urgent it is',
  created: 'a label: when the plan was written',
  updated: 'a label: when the plan was changed last',
  due: 'a label: when it is to be finished',
  template: 'a label: the template that the plan is written from',
  overview: 'a title: what the plan is about',
  scope: 'a title: what belongs to it and what does not',
  architecture: 'a title: how the system is built',
  approach: 'a title: how it is done',
  data: 'a title: data and its structure',
  tasks: 'a title: the work',
  prerequisites: 'a title: what must be there before',
  risks: 'a title: what may go wrong',
  testing: 'a title: how it is tested',
  rollout: 'a title: how it gets to its users',
  rollback: 'a title: how it is taken back',
  monitoring: 'a title: how it is watched',
  documentation: 'a title: what is written about it',
  success: 'a title: when it is a success',
  questions: 'a title: open questions',
  timeline: 'a title: when what is done',
  resources: 'a title: people and means',
  communication: 'a title: who is told what',
  security: 'a title: security',
  references: 'a title: what to read besides',
  changelog: 'a title: what was changed in the plan',
  legend: 'a title: what the marks mean',
  summary: 'a title: a list of what stands elsewhere in the plan',
};

const made = new WeakMap<OwnWords, Vocabulary>();
const madeForIds = new WeakMap<OwnId, WeakMap<Vocabulary, Vocabulary>>();

/** The vocabulary with a team's own words, which come first, and with its own ids. */
export function vocabularyWith(own: OwnWords | undefined, ownId?: OwnId): Vocabulary {
  const words = own === undefined || Object.keys(own).length === 0 ? vocabulary : withWords(own);
  if (ownId === undefined) return words;
  const forIds = madeForIds.get(ownId) ?? new WeakMap<Vocabulary, Vocabulary>();
  madeForIds.set(ownId, forIds);
  const known = forIds.get(words) ?? { ...words, ownId };
  forIds.set(words, known);
  return known;
}

function withWords(own: OwnWords): Vocabulary {
  const known = made.get(own) ?? makeVocabulary([wordsOf(own), ...builtInWords]);
  made.set(own, known);
  return known;
}

/** Own words as a language. A word is looked up in all the places where its meaning occurs. */
function wordsOf(own: OwnWords): Words {
  const folded = Object.entries(own).map(
    ([meaning, list]) => [meaning, list.map((word) => word.trim().toLowerCase())] as const,
  );
  const of = (meaning: Meaning) => folded.find(([other]) => other === meaning)?.[1] ?? [];
  // English has words for every meaning.
  const among = (known: object = {}) => Object.fromEntries(folded.filter(([meaning]) => Object.hasOwn(known, meaning)));
  const [english] = builtInWords;
  return {
    keywords: { task: of('task'), phase: of('phase') },
    states: among(english?.states),
    takesBack: of('but'),
    draft: of('draft'),
    archived: of('archived'),
    none: of('none'),
    undecided: of('undecided'),
    optional: of('optional'),
    fields: among(english?.fields),
    roles: among(english?.roles),
    gates: { exit: of('gate'), entry: of('entry-gate'), metrics: of('metrics') },
  };
}
