import type { Refusal } from '../parse.ts';
import type { Span } from '../text.ts';
import { brokenAnchors } from './anchors.ts';
import { readBlank } from './blank.ts';
import { readClaims } from './claims/claims.ts';
import { readDateOrders } from './date-orders.ts';
import { readDates } from './dates.ts';
import { readDoneClaims } from './done-claims.ts';
import { readFileMentions } from './file-mentions.ts';
import { readGates } from './gates.ts';
import { buildGraph } from './graph.ts';
import { foldLeftovers } from './leftovers.ts';
import { readMenus } from './menus.ts';
import { readMojibake } from './mojibake.ts';
import { readMisnumbering } from './numbering.ts';
import { isOrderDependency } from './order.ts';
import type { Box, Files, Plan, ProgressClaim, Question, ReadSettings } from './plan.ts';
import { isRefused, type Part, readPart } from './part.ts';
import { readPlaceholders } from './placeholders.ts';
import { makeSet, partOf, reachedInSet, resolveElsewhere, Siblings } from './plan-set.ts';
import type { Sibling } from './sibling.ts';
import { readQuestions } from './questions.ts';
import { readRisks } from './risks.ts';
import { readStatusConflicts } from './status-conflicts.ts';
import { isArchived, readLifecycle, readStatus } from './status.ts';
import { taskIndex } from './task-index.ts';
import type { TaskNode } from './tasks.ts';
import type { Template } from './template.ts';
import { missingGates } from './missing-gates.ts';
import { missingSections } from './missing-sections.ts';
import { misplacedSections } from './section-order.ts';
import { chooseTemplate } from './template-match.ts';
import { readTemplateTexts } from './template-text.ts';
import { readTraceability } from './traceability.ts';

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
  const claims = readClaims(document, reading);
  const progress = claims.filter((claim): claim is ProgressClaim => claim.kind === 'progress');
  const archived = isArchived(options.path, document.vocabulary);
  const references = resolveElsewhere(part.references, siblings);
  const index = taskIndex(document, reading);
  const choice = chooseTemplate(document, { chosen: options.template });
  const ticks = boxes.filter(({ kind, place }) => kind !== 'prose' || place !== 'text');
  const placeholders = readPlaceholders(document, choice.template, ticks);
  const menus = readMenus(document, choice.template);
  const templateTexts = readTemplateTexts(document, choice.template);
  const gates = reachedInSet(
    readGates(document, boxes, { tasks, phases, status, lifecycle, archived, claims: progress }),
    status.state === 'dropped' ? undefined : siblings,
    part,
  );
  const dates = readDates(document);
  const tasksStarted = tasks.some(({ state }) => state === 'done' || state === 'in-progress');
  const blank = readBlank(document, choice.template, { placeholders, menus, templateTexts, tasksStarted });
  const plan: Plan = {
    source,
    path: options.path,
    settings,
    root,
    sections: sections.slice(1),
    fields,
    status,
    statusConflicts: readStatusConflicts(document, reading, gates, siblings?.work),
    lifecycle,
    phases,
    tasks,
    prerequisites,
    boxes,
    gates,
    references,
    graph: buildGraph(nodes, phases, references),
    orderIsDependency: isOrderDependency(document, choice.use),
    claims,
    dates,
    dateOrders: readDateOrders(document, dates, reading.nodes),
    misnumbering: readMisnumbering(document, tasks, phases),
    doneClaims: readDoneClaims(document, { tasks, phases, boxes, status }),
    placeholders: blank ? placeholders : foldLeftovers(document, placeholders),
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
    risks: readRisks(document, boxes),
    brokenAnchors: brokenAnchors(document.parsed),
    missingGates: missingGates(document, choice, { phases, gates }),
    taskFields: choice.template?.schema.taskFields ?? [],
    misplacedSections: misplacedSections(document, choice),
    blank,
    files: options.files ?? NO_FILES,
    set: siblings && makeSet(siblings, references),
    ...readTraceability(part, () => siblings?.traces ?? []),
    fileMentions: readFileMentions(document, tasks),
    duplicates,
    nearestTask: (reference) =>
      reference.id === undefined
        ? undefined
        : index.nearest(reference.id, /^\p{L}+(?=\s)/u.exec(reference.text)?.[0], reference.owner as TaskNode),
  };
  return { plan, notices: frontMatter.error ? [{ id: 'invalid-front-matter', ...frontMatter.error }] : [] };
}

function readOnce(text: string, { path, settings, self }: ReadOptions): Part | Refusal {
  if (self && self.path === path && self.text === text) return partOf(self, settings);
  return readPart(text, path, settings);
}

/** Open boxes of a section for open questions. */
function openQuestions(boxes: readonly Box[]): Question[] {
  const open = boxes.filter(({ kind, state, optional }) => kind === 'question' && state === 'open' && !optional);
  return open.map(({ span, text }) => ({ kind: 'box', span, text: text.value }));
}

/** Whether a document is a plan at all: it names its template or is recognised, or it has two or more tasks and a phase, dependency or gate. */
export function isPlan(plan: Plan): boolean {
  if (plan.template && plan.template.how !== 'option' && plan.template.how !== 'config') return true;
  return plan.tasks.length >= 2 && (plan.phases.length > 0 || plan.graph.edges.length > 0 || plan.gates.length > 0);
}
