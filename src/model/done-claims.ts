import { contains, type Located } from '../text.ts';
import type { FoundBox } from './boxes.ts';
import type { Document } from './document.ts';
import { phaseMarks, type PhaseNode } from './phases.ts';
import type { DoneClaim, State, Status } from './plan.ts';
import { gateOfTitle } from './purpose.ts';
import { plainText } from './plain-text.ts';
import { isArchived } from './status.ts';
import type { TaskNode } from './tasks.ts';

const isOpen = (state: State): boolean => state === 'open' || state === 'in-progress' || state === 'blocked';

/** Statements that the plan, a phase, a section or a task is finished, with what is still open inside. Claims that hold are left out. */
export function readDoneClaims(
  document: Document,
  {
    tasks,
    phases,
    boxes,
    status,
  }: { tasks: readonly TaskNode[]; phases: readonly PhaseNode[]; boxes: readonly FoundBox[]; status: Status },
): DoneClaim[] {
  const claims: DoneClaim[] = [];
  const open = openWork(tasks, boxes);
  const within = (span: { start: number; end: number }): Located<string>[] =>
    open.filter((work) => span.start <= work.span.start && work.span.end <= span.end);
  const all = { start: 0, end: document.parsed.source.text.length };
  const said = status.marks[0];
  if (said?.state === 'done')
    claims.push({
      scope: 'plan',
      name: 'The plan',
      folder: false,
      mark: { value: said.text, span: said.span },
      certainty: 'certain',
      open: within(all),
    });
  else if (isArchived(document.path, document.vocabulary) && status.state === 'unknown') {
    const title = document.sections.find((section) => section.depth === 1) ?? document.root;
    claims.push({
      scope: 'plan',
      name: 'The plan',
      folder: true,
      mark: { value: 'done', span: title.titleSpan },
      certainty: 'likely',
      open: within(all),
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
  for (const section of document.sections) {
    if (section.depth < 2 || taken.has(section) || gateOfTitle(section.title, document.vocabulary)) continue;
    const mark = phaseMarks(document, section).find(
      (candidate) => candidate.by === 'heading' && candidate.state === 'done',
    );
    const inside = () => tasks.filter((task) => contains(section.span, task.span));
    if (mark && isOfWork(mark.text, inside()))
      claims.push({
        scope: 'section',
        folder: false,
        name: `\`${section.title}\``,
        mark: { value: mark.text, span: mark.span },
        certainty: 'certain',
        open: within(section.span),
      });
  }
  for (const task of tasks) {
    const mark = task.marks[0];
    // A ticked box over open boxes is a contradiction of two boxes, which is reported as such.
    if (
      !mark ||
      task.state !== 'done' ||
      !(mark.by === 'status-field' || mark.by === 'heading' || (mark.by === 'box' && task.dialect === 'heading'))
    )
      continue;
    const inside = within(task.span).filter((work) => work.span.start !== task.title.span.start);
    claims.push({
      scope: 'task',
      folder: false,
      name: `\`${task.name}\``,
      mark: { value: mark.text, span: mark.span },
      certainty: 'certain',
      open: inside,
    });
  }
  return claims.filter((claim) => claim.open.length > 0);
}

/** `(100%)` over what nobody has begun says how many get it: `Rollout (10%)`, `(100%)`. */
function isOfWork(mark: string, tasks: readonly TaskNode[]): boolean {
  return (
    !/^[([]?\s*\d+\s*%\s*[)\]]?$/.test(mark) || tasks.some(({ state }) => state === 'done' || state === 'in-progress')
  );
}

/** Open steps and tasks that nobody may leave open: no optional ones, and of a box over boxes only the inner ones. */
function openWork(tasks: readonly TaskNode[], boxes: readonly FoundBox[]): Located<string>[] {
  const work: Located<string>[] = [];
  for (const box of boxes) {
    if (
      (box.kind !== 'task' && box.kind !== 'step' && !(box.kind === 'malformed' && box.place === 'item')) ||
      box.optional ||
      !isOpen(box.state)
    )
      continue;
    if (box.children.some((child) => (child.kind === 'step' || child.kind === 'task') && isOpen(child.state))) continue;
    const task = tasks.find((candidate) => candidate.box === box);
    if (task && (task.optional || !isOpen(task.state))) continue;
    const line = /^[^\r\n]*/.exec(box.text.value)?.[0] ?? '';
    const title = task
      ? task.title
      : { value: plainText(line), span: { start: box.text.span.start, end: box.text.span.start + line.length } };
    work.push(title);
  }
  for (const task of tasks) {
    if (task.box || task.optional || !isOpen(task.state) || task.steps.length > 0 || task.children.length > 0) continue;
    work.push(task.title.value === '' ? { value: task.name, span: task.nameSpan } : task.title);
  }
  return work.sort((a, b) => a.span.start - b.span.start);
}
