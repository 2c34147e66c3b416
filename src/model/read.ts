import { keywordBefore } from './language/ids.ts';
import type { Refusal } from '../parse/limits.ts';
import type { Span } from '../text.ts';
import { readAccount, unsureTasks } from './account/account.ts';
import { refusalsIn } from './account/refusals.ts';
import { brokenAnchors } from './trace/anchors.ts';
import { readBlank } from './gaps/blank.ts';
import { readChange } from './changes/change.ts';
import { readClaims } from './claims/claims.ts';
import { isBroken } from './claims/unsettled.ts';
import { readDateOrders } from './checks/date-orders.ts';
import { readTableColumns } from './document/grid.ts';
import { readDates } from './document/dates.ts';

import { readDoneClaims } from './checks/done-claims.ts';
import { emptySections } from './checks/empty-sections.ts';
import { readFileMentions } from './trace/file-mentions.ts';
import { taskIdOfPath } from './document/formats.ts';
import { readGates } from './gates/gates.ts';
import { buildGraph } from './needs/graph.ts';
import { edgeRemoval } from './needs/edge-removal.ts';
import { withoutBlanksForLater } from './gaps/forms.ts';
import { withoutLater } from './gaps/deferred-gaps.ts';
import { foldLeftovers } from './gaps/leftovers.ts';
import { readMenus } from './template/menus.ts';
import { readMojibake } from './gaps/mojibake.ts';
import { readMisnumbering } from './checks/numbering.ts';
import { isOrderDependency } from './work/order.ts';
import { ownTask } from './work/file-task.ts';
import type { Box } from './plan/box.ts';
import type { Base, Change } from './plan/change.ts';
import type { ProgressClaim } from './plan/claim.ts';
import type { Files } from './plan/files.ts';
import type { Question } from './plan/gap.ts';
import type { Plan } from './plan/plan.ts';
import type { Account } from './plan/reading.ts';
import type { ReadSettings } from './plan/settings.ts';
import { isRefused, type Part, readPart } from './set/parsed-document.ts';
import { readPlaceholders } from './gaps/placeholders.ts';
import { makeSet, missingApprovals, partOf, reachedInSet, resolveElsewhere, Siblings } from './set/plan-set.ts';
import type { Sibling } from './set/sibling.ts';
import { readQuestions } from './gaps/questions.ts';
import { type Renaming, renamingOf } from './checks/renaming.ts';
import { readRisks } from './checks/risks.ts';
import { nameAt } from './needs/spelling.ts';
import { readStateConflicts } from './checks/state-conflicts.ts';
import { readStatusConflicts } from './checks/status-conflicts.ts';
import { isPutAwayDone, readLifecycle, readStatus } from './work/status.ts';
import { taskIndex } from './needs/task-index.ts';
import { keepTree } from './document/tree.ts';
import type { TaskNode, TaskReading } from './work/tasks.ts';
import type { Template } from './template/template.ts';
import { missingGates } from './gates/missing-gates.ts';
import { readUnreadable, unreadIds } from './checks/unreadable.ts';
import { missingSections } from './checks/missing-sections.ts';
import { misplacedSections } from './checks/section-order.ts';
import { chooseTemplate } from './template/template-match.ts';
import { readTemplateTexts } from './template/template-text.ts';
import { readTraceability } from './trace/traceability.ts';

/** What a plan is read with. */
export interface ReadOptions {
  /** Path of the document with forward slashes, relative to the project root where possible: folders and names mean something. */
  readonly path?: string;
  /** The template that was chosen, and by what. Without one the plan's own directive, path and headings decide. */
  readonly template?: { readonly template: Template; readonly how: 'option' | 'config' };
  readonly settings?: Partial<ReadSettings>;
  readonly files?: Files;
  /**
   * Other documents of the set that the plan belongs to. The same object stands for the same text: it is read once,
   * however many plans it is given to.
   */
  readonly siblings?: readonly Sibling[];
  /** The object that stands for this very text among the siblings of others. */
  readonly self?: Sibling;
  /** The version that the plan is compared with. */
  readonly base?: Base;
}

/** Something about the file itself rather than about the plan. */
export interface Notice {
  readonly id: 'parse-limit' | 'invalid-front-matter';
  readonly message: string;
  readonly span: Span;
}

/** A plan, or the reason why the text was not read. */
export type Reading =
  | { readonly plan: Plan; readonly notices: readonly Notice[] }
  | { readonly plan: undefined; readonly notices: readonly [Notice, ...Notice[]] };

const NO_FILES: Files = { has: () => undefined };

/** Reads a text into a plan. Never throws; a text over the limits is refused with a `parse-limit` notice. */
export function readPlan(text: string, options: ReadOptions = {}): Reading {
  const part = readOnce(text, options);
  if (isRefused(part)) return { plan: undefined, notices: [{ id: 'parse-limit', ...part }] };
  const { source, document, boxes, reading } = part;
  const { sections, root, fields, frontMatter, settings } = document;
  const siblings = options.siblings && new Siblings(part, options.siblings, options.settings);
  const { tasks, phases, prerequisites, nodes, duplicates } = reading;
  const status = readStatus(document, nodes);
  const lifecycle = readLifecycle(document, status, tasks);
  const own = ownTask(document, tasks);
  const speaksOfWork = part.place?.role === 'requirements' || part.place?.role === 'design';
  const claims = readClaims(document, own ? withoutOwn(reading, own) : reading, boxes);
  const progress = claims.filter((claim): claim is ProgressClaim => claim.kind === 'progress');
  const archived = isPutAwayDone(document, tasks, boxes);
  const references = resolveElsewhere(part.references, siblings);
  const index = taskIndex(document, reading);
  const choice = chooseTemplate(document, { chosen: options.template });
  const ticks = boxes.filter(({ kind, place }) => kind !== 'prose' || place !== 'text');
  const menus = readMenus(document, choice.template);
  const templateTexts = readTemplateTexts(document, choice.template);
  const gates = reachedInSet(
    readGates(document, boxes, { tasks, phases, status, lifecycle, archived, claims: progress }),
    status.state === 'dropped' ? undefined : siblings,
    part,
  );
  const dates = readDates(document);
  const tasksStarted = tasks.some(({ state }) => state === 'done' || state === 'in-progress');
  const placeholders = withoutBlanksForLater(
    document,
    readPlaceholders(document, choice.template, ticks),
    tasksStarted || tasks.length === 0,
    lifecycle === 'draft',
  );
  const blank = readBlank(document, choice.template, { placeholders, menus, templateTexts, tasksStarted });
  const unreadable = readUnreadable(document, reading);
  let account: Account | undefined;
  let renaming: Renaming | undefined;
  let change: Change | undefined;
  const plan: Plan = {
    source,
    path: options.path,
    directives: document.directives,
    managedBlocks: document.managedBlocks,
    settings,
    root,
    sections: sections.slice(1),
    emptySections: emptySections(document, choice.template, { lifecycle, tasksStarted }),
    fields,
    columns: readTableColumns(document.grids),
    status,
    stateConflicts: readStateConflicts(document, reading, references, siblings),
    statusConflicts: readStatusConflicts(document, reading, gates, siblings?.work),
    lifecycle,
    phases,
    tasks,
    ownTask: own,
    prerequisites,
    boxes,
    brokenBoxes: boxes.filter(isBroken),
    gates,
    missingApprovals: missingApprovals(siblings, part),
    references,
    parallels: part.parallels,
    graph: buildGraph(nodes, phases, references),
    orderIsDependency: isOrderDependency(document, choice.use),
    claims,
    dates,
    dateOrders: readDateOrders(document, dates, reading.nodes),
    misnumbering: readMisnumbering(document, tasks, phases),
    doneClaims: readDoneClaims(document, {
      tasks,
      phases,
      boxes,
      status,
      archived,
      work: speaksOfWork ? siblings?.work : undefined,
    }),
    placeholders: blank
      ? placeholders
      : foldLeftovers(document, withoutLater(document, choice.template, lifecycle, placeholders)),
    menus,
    templateTexts,
    questions: [...readQuestions(document), ...openQuestions(boxes)].sort((a, b) => a.span.start - b.span.start),
    mojibake: readMojibake(document),
    template: choice.use,
    closestTemplate: choice.runnerUp && {
      name: choice.runnerUp.template.name,
      found: choice.runnerUp.found,
      of: choice.runnerUp.of,
    },
    missingSections: missingSections(document, choice, settings.sections),
    unreadable,
    unreadIds: unreadIds(document, reading, unreadable),
    risks: readRisks(document, boxes),
    brokenAnchors: brokenAnchors(document.parsed),
    missingGates: missingGates(document, choice, { phases, gates }),
    taskFields: choice.template?.schema.taskFields ?? [],
    misplacedSections: misplacedSections(document, choice),
    blank,
    files: options.files ?? NO_FILES,
    set: siblings && makeSet(siblings, references, own),
    ...readTraceability(part, () => siblings?.traces ?? []),
    fileMentions: readFileMentions(document, tasks),
    duplicates,
    refusalsIn: (line) => refusalsIn(document, plan, line),
    removalOf: (edge) => edgeRemoval(source, references, edge),
    get change() {
      return options.base && (change ??= readChange(plan, options.base));
    },
    get account() {
      return (account ??= readAccount(document, plan));
    },
    get unread() {
      return plan.account.unread;
    },
    get unsure() {
      return unsureTasks(plan.account);
    },
    get renaming() {
      return (renaming ??= renamingOf(plan));
    },
    nameAt: (task, place) => nameAt({ source, references }, task, place),
    nearTasks: (reference) =>
      reference.id === undefined
        ? []
        : index.near(reference.id, keywordBefore(reference.text), reference.owner as TaskNode),
  };
  keepTree(plan, document.parsed.tree);
  return { plan, notices: frontMatter.error ? [{ id: 'invalid-front-matter', ...frontMatter.error }] : [] };
}

/** What a document that is one task says of its tasks is said of those inside, if there are any. */
function withoutOwn(reading: TaskReading, own: TaskNode): TaskReading {
  const without = (tasks: readonly TaskNode[]) => (tasks.length > 1 ? tasks.filter((task) => task !== own) : tasks);
  return { ...reading, tasks: without(reading.tasks), nodes: without(reading.nodes) };
}

function readOnce(text: string, { path, settings, self }: ReadOptions): Part | Refusal {
  if (self && self.path === path && self.text === text) return partOf(self, settings);
  return readPart(text, path, settings);
}

/** Open boxes of a section for open questions. */
function openQuestions(boxes: readonly Box[]): Question[] {
  const open = boxes.filter(({ kind, state, optional }) => kind === 'question' && state === 'open' && !optional);
  return open.map(({ span, words }) => ({ kind: 'box', span, text: words }));
}

/**
 * Whether a document is a plan at all: it names its template or is recognised, it is a task by its name and its title or
 * front matter, or it has two or more tasks and a phase, dependency or gate.
 */
export function isPlan(plan: Plan): boolean {
  if (plan.template && plan.template.how !== 'option' && plan.template.how !== 'config') return true;
  if (plan.ownTask && plan.path !== undefined && taskIdOfPath(plan.path) !== undefined) return true;
  return plan.tasks.length >= 2 && (plan.phases.length > 0 || plan.graph.edges.length > 0 || plan.gates.length > 0);
}
