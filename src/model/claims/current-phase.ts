import type { Located } from '../../text.ts';
import { locate } from '../../text.ts';
import type { CurrentPhaseClaim } from '../plan/claim.ts';
import type { Phase, Task } from '../plan/task.ts';
import { stateOfValue } from '../language/state.ts';
import { combine } from '../work/task-state.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Ground, Statement } from './claim-context.ts';
import { planScope } from './claim-subject.ts';

/** `Current Phase: Phase 2`, `Current Task: Task 2.1`, `## Current Sprint: Week 1`. */
export function readCurrentPhase(statement: Statement, ground: Ground): CurrentPhaseClaim[] {
  const { field, label, value } = statement;
  const keyword = keywordOf(statement, ground);
  if (keyword === undefined && field?.role !== 'current-phase') return [];
  // A menu that nobody has chosen from.
  if (/\S\s*\|\s*\S/.test(value.value)) return [];
  const named = phaseIn(value, keyword, ground) ?? taskIn(value, ground);
  const found = named && isDirect(value, named) ? named : undefined;
  const isTask = found?.stated !== undefined && 'dialect' in found.stated;
  const right = isTask ? unfinishedTasks(ground) : unfinishedPhases(ground);
  const name = found?.name;
  const rest = name ? value.value.slice(name.span.end - value.span.start) : value.value;
  const over = stateOfValue(rest.replace(/^[\s:：–—(-]+/, ''), ground.document.vocabulary) === 'done';
  return [
    {
      kind: 'current-phase',
      label,
      value,
      scope: planScope(ground),
      stated: found?.stated,
      name,
      right,
      wrong: found !== undefined && !over && right.length > 0 && isWrong(found, right),
    },
  ];
}

/** What stands in a value for a phase or a task. */
interface Found {
  readonly stated: Phase | Task | undefined;
  readonly name: Located<string>;
}

/** Whether a value is about what it names, and names nothing besides: no "preparing for Phase 3", no "Phase 2 and 3". */
function isDirect({ value, span }: Located<string>, { name }: Found): boolean {
  const before = value.slice(0, name.span.start - span.start);
  const after = value.slice(name.span.end - span.start);
  return (
    !/\b(?:for|to|of|before|after|until|between|from|with|and)\b|[,&/]/i.test(before) &&
    !/^\s*(?:[,&/+]|and\b|to\b|und\b|[-–]\s?\d)/i.test(after)
  );
}

function isWrong({ stated }: Found, right: readonly (Phase | Task)[]): boolean {
  if (stated === undefined) return true;
  if ('dialect' in stated) return stated.state === 'done' || stated.state === 'dropped';
  return !right.includes(stated);
}

/** The keyword in a label that says what is current: `phase` in `Current Phase`. */
function keywordOf({ key }: Statement, { document: { vocabulary } }: Ground): string | undefined {
  const words = key.split(/\s+/);
  if (words.length > 4 || !words.some((word) => vocabulary.current.has(word))) return undefined;
  return words.find((word) => vocabulary.phaseKeywords.has(word) || vocabulary.taskKeywords.has(word));
}

const NAMED = /(?<!\p{L})(\p{L}+)\s+#?(\d+(?:\.\d+)*|[A-Z])(?![\p{L}\p{N}.])/u;
const NUMBER = /^[\s*_]*(\d+)(?![\p{N}.%])/u;

function phaseIn(value: Located<string>, keyword: string | undefined, ground: Ground): Found | undefined {
  const { index, reading } = ground;
  const named = NAMED.exec(value.value);
  if (named && index.isPhaseWord(named[1])) {
    const [text, word = '', id = ''] = named;
    const stated = index.phase(word, id);
    return stated || isOutside(word, id, ground)
      ? { stated, name: locate(text, value.span.start + named.index) }
      : undefined;
  }
  const bare = NUMBER.exec(value.value);
  const number = bare?.[1]?.replace(/^0+(?=\d)/, '');
  const word = keyword ?? 'phase';
  if (!bare || number === undefined || !index.isPhaseWord(word)) return undefined;
  const stated = reading.phases.find((phase) => phase.id === number);
  const name = locate(number, value.span.start + bare[0].length - number.length);
  return stated || isOutside(word, number, ground) ? { stated, name } : undefined;
}

/** Whether a number is none of the plan's phases, and cannot be one of a longer series: it comes before phases that are done. */
function isOutside(keyword: string, id: string, { index, reading }: Ground): boolean {
  if (index.isUnknownPhase(keyword, id)) return true;
  const alike = reading.phases.filter(
    ({ section }) => section.declaration?.keyword?.toLowerCase() === keyword.toLowerCase(),
  );
  const [first] = alike;
  const isDone = first !== undefined && combine(first.tasks.map(({ state }) => state)) === 'done';
  return isDone && alike.every((phase) => Number(phase.id) > Number(id));
}

function taskIn(value: Located<string>, { index, reading, document: { vocabulary } }: Ground): Found | undefined {
  const [anchor] = reading.tasks;
  const match = /^[\s*_[]*(?:(\p{L}+)\s+#?)?([A-Za-z]*[-_.]?\d[\w.-]*\w|[A-Za-z]*\d)(?![\p{L}%])/u.exec(value.value);
  const id = match?.[2];
  const isTask =
    match?.[1] === undefined ? !/^\d+$/.test(id ?? '') : vocabulary.taskKeywords.has(match[1].toLowerCase());
  if (!anchor || !id || !isTask) return undefined;
  const task = index.find(id, match[1], anchor);
  if (!task) return undefined;
  const text = match[0].replace(/^[\s*_[]+/, '');
  return { stated: task, name: locate(text, value.span.start + match[0].length - text.length) };
}

/** The first phase with an unfinished task, and every phase in progress. */
function unfinishedPhases({ reading: { phases } }: Ground): Phase[] {
  // What the phases say of themselves may be wrong; their tasks decide.
  const states = new Map(
    phases.map((phase) => [phase, combine(phase.tasks.filter(({ optional }) => !optional).map(({ state }) => state))]),
  );
  const filled = phases.filter((phase) => states.get(phase) !== 'unknown');
  const unfinished = filled.find((phase) => states.get(phase) !== 'done' && states.get(phase) !== 'dropped');
  return filled.filter((phase) => phase === unfinished || states.get(phase) === 'in-progress');
}

function unfinishedTasks({ reading: { tasks } }: Ground): Task[] {
  const isOpen = ({ state, children }: TaskNode): boolean =>
    children.length === 0 && (state === 'open' || state === 'in-progress' || state === 'blocked');
  const first = tasks.find((task) => isOpen(task) && !task.optional);
  return first ? [first] : [];
}
