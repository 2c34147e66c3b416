import type { Located } from '../../text.ts';
import { contains, locate } from '../../text.ts';
import { spanOf } from '../../parse.ts';
import type { CurrentPhaseClaim } from '../plan/claim.ts';
import type { Phase, Task } from '../plan/task.ts';
import { stateOfValue } from '../language/state.ts';
import { combine } from '../work/task-state.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Ground, Statement } from './claim-context.ts';
import { planScope } from './claim-subject.ts';
import { beginsWith } from './figures.ts';
import { isWord } from './nouns.ts';
import { isOfPlan } from '../work/status.ts';

/** `Current Phase: Phase 2`, `Current Task: Task 2.1`, `## Current Sprint: Week 1`, `Next Phase: 3`, what stands under `## Current Phase`. */
export function readCurrentPhase(statement: Statement, ground: Ground): CurrentPhaseClaim[] {
  const { field, label, value, section, item } = statement;
  const marked = markedCurrent(statement, ground);
  if (marked) return [marked];
  const ahead = readyFor(statement, ground);
  if (ahead) return [ahead];
  const own = keywordOf(statement.key, ground);
  const isLabelled = own !== undefined || field?.role === 'current-phase';
  const titled = isLabelled ? undefined : titleOver(statement, ground);
  if (!isLabelled && !titled) return [];
  // A menu that nobody has chosen from.
  if (/\S\s*\|\s*\S/.test(value.value)) return [];
  const text = titled && label.value !== '' ? wholeOf(statement, ground) : value;
  const keyword = titled ? keywordOf(section.key, ground) : own;
  const named = phaseIn(text, keyword, ground) ?? (titled ? undefined : taskIn(text, ground));
  const found = named && isDirect(text, named) ? named : undefined;
  // Under a title only what begins with a phase says which it is.
  if (titled && !(found && beginsWith(text, found.name))) return [];
  const what = titled ? { label: titled, value: text } : { label, value };
  const upcoming = isUpcoming(titled ? section.key : statement.key, ground);
  // What is next without a number is prose; of several that are listed any may be the first.
  if (upcoming && !found) return [];
  return [claimOf(what, found, upcoming || (titled !== undefined && item !== undefined), ground)];
}

function claimOf(
  { label, value }: Pick<Statement, 'label' | 'value'>,
  found: Found | undefined,
  upcoming: boolean,
  ground: Ground,
): CurrentPhaseClaim {
  const isTask = found?.stated !== undefined && 'dialect' in found.stated;
  const right = isTask ? unfinishedTasks(ground) : unfinishedPhases(ground, upcoming);
  const name = found?.name;
  const rest = name ? value.value.slice(name.span.end - value.span.start) : value.value;
  const over = stateOfValue(rest.replace(/^[\s:：–—(-]+/, ''), ground.document.vocabulary) === 'done';
  return {
    kind: 'current-phase',
    label,
    value,
    scope: planScope(ground),
    stated: found?.stated,
    name,
    right,
    wrong: found !== undefined && !over && right.length > 0 && isWrong(found, right),
  };
}

/** `## Phase 1: Core (current)`: the phase says it of itself. */
function markedCurrent({ place, section, body }: Statement, ground: Ground): CurrentPhaseClaim | undefined {
  const phase = place === 'heading' ? ground.phaseOf.get(section) : undefined;
  const { words } = body;
  const at = words.findIndex(({ kind }, index) => kind === 'close' && words[index - 2]?.kind === 'open');
  const word = words[at - 1];
  if (!phase || !word?.senses.does.has('current')) return undefined;
  const name = locate(ground.document.parsed.source.slice(word.span), word.span.start);
  return claimOf({ label: name, value: name }, { stated: phase, name }, false, ground);
}

/** `Status: Ready for Phase 2`: that is next. */
function readyFor({ field, label, value, body }: Statement, ground: Ground): CurrentPhaseClaim | undefined {
  if (field?.role !== 'status' || !isOfPlan(ground.document, field, ground.reading.nodes)) return undefined;
  const [first, second, ...others] = body.words.filter(isWord);
  const { vocabulary } = ground.document;
  const isReady = first && second && vocabulary.readyFor.has(`${first.text} ${second.text}`);
  const [phase] = others;
  if (!isReady || !phase || !ground.index.isPhaseWord(phase.text)) return undefined;
  const found = phaseIn(
    locate(value.value.slice(phase.span.start - value.span.start), phase.span.start),
    undefined,
    ground,
  );
  return found?.stated && claimOf({ label, value }, found, true, ground);
}

/** The title over a statement that says that it is about what is current or next. */
function titleOver({ place, section, value }: Statement, ground: Ground): Located<string> | undefined {
  if (place === 'heading' || section.declaration !== undefined || section.depth < 2) return undefined;
  const [first] = section.blocks;
  const isFirst = first !== undefined && contains(spanOf(first), value.span);
  const says = ground.document.vocabulary.fields.get(section.key) === 'current-phase' || keywordOf(section.key, ground);
  return isFirst && says ? { value: section.title, span: section.titleSpan } : undefined;
}

/** A statement from its label on. */
function wholeOf({ label, value }: Statement, { document: { parsed } }: Ground): Located<string> {
  return locate(parsed.prose.slice(label.span.start, value.span.end), label.span.start);
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
  // Of a phase without tasks, or without any state, nobody knows.
  return !right.includes(stated) && combine(stated.tasks.map(({ state }) => state)) !== 'unknown';
}

/** The keyword in a label that says what is current or next: `phase` in `Current Phase`. */
function keywordOf(key: string, ground: Ground): string | undefined {
  const { vocabulary } = ground.document;
  const words = key.split(/\s+/);
  if (words.length > 4) return undefined;
  const isPhase = (word: string): boolean => vocabulary.phaseKeywords.has(word);
  if (words.some((word) => vocabulary.current.has(word)))
    return words.find((word) => isPhase(word) || vocabulary.taskKeywords.has(word));
  // The next steps are prose.
  return isUpcoming(key, ground) ? words.find(isPhase) : undefined;
}

function isUpcoming(key: string, { document: { vocabulary } }: Ground): boolean {
  return key.split(/\s+/).some((word) => vocabulary.claims.get(word)?.has('upcoming') === true);
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

/** The first phase with an unfinished task, and every phase in progress; of those that may be next all that are not finished. */
function unfinishedPhases({ reading: { phases } }: Ground, upcoming: boolean): Phase[] {
  // What the phases say of themselves may be wrong; their tasks decide.
  const states = new Map(
    phases.map((phase) => [phase, combine(phase.tasks.filter(({ optional }) => !optional).map(({ state }) => state))]),
  );
  const filled = phases.filter((phase) => states.get(phase) !== 'unknown');
  const unfinished = filled.find((phase) => states.get(phase) !== 'done' && states.get(phase) !== 'dropped');
  return filled.filter((phase) => {
    const state = states.get(phase);
    return phase === unfinished || state === 'in-progress' || (upcoming && state !== 'done' && state !== 'dropped');
  });
}

function unfinishedTasks({ reading: { tasks } }: Ground): Task[] {
  const isOpen = ({ state, children }: TaskNode): boolean =>
    children.length === 0 && (state === 'open' || state === 'in-progress' || state === 'blocked');
  const first = tasks.find((task) => isOpen(task) && !task.optional);
  return first ? [first] : [];
}
