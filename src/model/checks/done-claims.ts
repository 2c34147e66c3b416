import type { ReadingEntry } from '../plan/reading.ts';
import { tokenize } from '../language/tokens.ts';
import { isDigits, trimmedEnd } from '../language/characters.ts';
import { quote } from '../../quote.ts';
import { contains, type Located } from '../../text.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Document } from '../document/document.ts';
import { ownersOf, phaseMarks, type PhaseNode } from '../work/phases.ts';
import { ownTask } from '../work/file-task.ts';
import type { DoneClaim } from '../plan/conflict.ts';
import type { SetDocument } from '../plan/plan-set.ts';
import type { State, Status } from '../plan/state.ts';
import type { Task } from '../plan/task.ts';
import { gateOfSection } from '../document/purpose.ts';
import type { TaskNode } from '../work/tasks.ts';

const isOpen = (state: State): boolean => state === 'open' || state === 'in-progress' || state === 'blocked';

/** What claims are held against. */
interface Evidence {
  readonly tasks: readonly TaskNode[];
  readonly phases: readonly PhaseNode[];
  readonly boxes: readonly FoundBox[];
  readonly status: Status;
  /** Whether its folder says that it is done. */
  readonly archived: boolean;
  /** The document of the set that holds the work. */
  readonly work: SetDocument | undefined;
}

/**
 * Statements that the plan, a phase, a section or a task is finished, with what is still open inside. A document without
 * tasks speaks of those of its set. Claims that hold are left out.
 */
export function readDoneClaims(
  document: Document,
  { tasks, phases, boxes, status, archived, work }: Evidence,
): DoneClaim[] {
  const claims: DoneClaim[] = [];
  const open = openWork(tasks, boxes);
  const within = (span: { start: number; end: number }): Located<string>[] =>
    open.filter((work) => span.start <= work.span.start && work.span.end <= span.end);
  // What is to follow is no part of what is called done.
  const { next } = document.vocabulary;
  const mark = status.marks[0];
  const follows = document.sections.filter(
    ({ depth, key, span }) => depth > 1 && next.has(key) && !(mark && contains(span, mark.span)),
  );
  const ofPlan = open.filter(({ span }) => !follows.some((section) => contains(section.span, span)));
  const whole = ownTask(document, tasks);
  const name = whole ? quote(whole.name) : 'The plan';
  const said = status.marks[0];
  if (said?.state === 'done' && tasks.length === 0 && work)
    claims.push({
      scope: 'plan',
      name,
      folder: false,
      mark: { value: said.text, span: said.span },
      // A specification may be complete before it is built; what was built is done.
      certainty: document.vocabulary.cues.of('built').isIn(said.text) ? 'certain' : 'likely',
      open: openTasks(work.tasks),
      path: work.path,
    });
  else if (said?.state === 'done')
    claims.push({
      scope: 'plan',
      name,
      folder: false,
      mark: { value: said.text, span: said.span },
      certainty: 'certain',
      open: ofPlan,
    });
  // A list of boxes in some document that nobody had begun was put away as it was.
  else if (archived && status.state === 'unknown' && isPlanned(tasks)) {
    const title = document.sections.find((section) => section.depth === 1) ?? document.root;
    claims.push({
      scope: 'plan',
      name,
      folder: true,
      mark: { value: 'done', span: title.titleSpan },
      certainty: 'likely',
      open: ofPlan,
    });
  }
  for (const phase of phases) {
    const mark = phase.marks.find((candidate) => candidate.state === 'done');
    if (mark && phase.marks[0]?.state === 'done' && isOfWork(mark.text, phase.tasks)) {
      claims.push({
        scope: 'phase',
        folder: false,
        name: phase.name,
        mark: { value: mark.text, span: mark.span },
        certainty: 'certain',
        open: within(phase.section.span),
      });
    }
  }
  const taken = new Set<object>([
    ...phases.map((phase) => phase.section),
    ...tasks.filter((task) => task.dialect === 'heading').map((task) => task.section),
  ]);
  const owners = ownersOf(tasks);
  for (const section of document.sections) {
    if (section.depth < 2 || taken.has(section) || gateOfSection(section, document.vocabulary)) continue;
    // `When the parts are there ✅` says what is to be then.
    if (document.vocabulary.contrast.has(section.key.split(' ', 1)[0] ?? '')) continue;
    const mark = phaseMarks(document, section, owners).find(
      (candidate) => candidate.by === 'heading' && candidate.state === 'done',
    );
    const inside = () => tasks.filter((task) => contains(section.span, task.span));
    if (mark && isOfWork(mark.text, inside()))
      claims.push({
        scope: 'section',
        folder: false,
        name: quote(section.title),
        mark: { value: mark.text, span: mark.span },
        certainty: 'certain',
        open: within(section.span),
      });
  }
  for (const task of tasks) {
    const mark = task.marks[0];
    if (task === whole && said?.state === 'done') continue;
    // A ticked box over open boxes is a contradiction of two boxes, which is reported as such.
    if (
      !mark ||
      task.state !== 'done' ||
      !(mark.by === 'status-field' || mark.by === 'heading' || (mark.by === 'box' && task.dialect === 'heading'))
    )
      continue;
    const inside = within(task.span).filter(
      ({ span }) => span.start !== task.title.span.start && span.start !== task.nameSpan.start,
    );
    claims.push({
      scope: 'task',
      folder: false,
      name: quote(task.name),
      mark: { value: mark.text, span: mark.span },
      certainty: 'certain',
      open: inside,
    });
  }
  return claims.filter((claim) => claim.open.length > 0);
}

/** Whether tasks have ids, or some of them were begun. */
function isPlanned(tasks: readonly TaskNode[]): boolean {
  return tasks.some(
    ({ id, state, steps }) =>
      id !== undefined || state === 'done' || state === 'in-progress' || steps.some((step) => step.state === 'done'),
  );
}

function openTasks(tasks: readonly Task[]): Located<string>[] {
  const open = tasks.filter(({ state, optional, children }) => isOpen(state) && !optional && children.length === 0);
  return open.map(nameOf);
}

/** How a task is spoken of: by its id, unless that is a bare number, else by its words without the colon before a list. */
function nameOf({ id, name, nameSpan, title, box }: Task): Located<string> {
  return (id !== undefined && !isDigits(name)) || title.value === ''
    ? { value: name, span: nameSpan }
    : { value: box?.words ?? trimmedEnd(title.value, ':：'), span: title.span };
}

/** `(100%)` over what nobody has begun says how many get it: `Rollout (10%)`, `(100%)`. */
function isOfWork(mark: string, tasks: readonly TaskNode[]): boolean {
  const [share, ...others] = tokenize(mark, 0).filter(({ kind }) => kind !== 'open' && kind !== 'close');
  const isShare = share?.kind === 'percent' && others.length === 0;
  return !isShare || tasks.some(({ state }) => state === 'done' || state === 'in-progress');
}

/** Open steps and tasks that nobody may leave open: no optional ones, and of a box over boxes only the inner ones. */
function openWork(tasks: readonly TaskNode[], boxes: readonly FoundBox[]): Located<string>[] {
  const work: Located<string>[] = [];
  const taskOf = new Map(tasks.map((task) => [task.box, task]));
  for (const box of boxes) {
    if (
      (box.kind !== 'task' && box.kind !== 'step' && !(box.kind === 'malformed' && box.place === 'item')) ||
      box.optional ||
      box.words === '' ||
      !isOpen(box.state)
    )
      continue;
    if (box.children.some((child) => (child.kind === 'step' || child.kind === 'task') && isOpen(child.state))) continue;
    const task = taskOf.get(box);
    if (task && (task.optional || !isOpen(task.state))) continue;
    work.push(task ? nameOf(task) : { value: box.words, span: box.text.span });
  }
  for (const task of tasks) {
    if (task.box || task.optional || !isOpen(task.state) || task.steps.length > 0 || task.children.length > 0) continue;
    work.push(nameOf(task));
  }
  return work.sort((a, b) => a.span.start - b.span.start);
}

/** What is read here, by name. */
export const doneClaimsReading: ReadingEntry = {
  id: 'claim.done',
  title: 'words that say that a part of the plan is finished',
  file: 'checks/done-claims.ts',
  example: '# Ferry\n\n**Status**: Completed\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
  counterExample: '# Ferry\n\n**Status**: Draft\n\n## Phase 1: Harbour\n\n- [ ] Dredge\n',
};
