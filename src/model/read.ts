import { isRefusal, parseMarkdown } from '../parse.ts';
import { Source, type Span } from '../text.ts';
import { readBlank } from './blank.ts';
import { readBoxes } from './boxes.ts';
import { readClaims } from './claims.ts';
import { readDocument } from './document.ts';
import { readDoneClaims } from './done-claims.ts';
import { readGates } from './gates.ts';
import { buildGraph } from './graph.ts';
import { readMenus } from './menus.ts';
import { readMojibake } from './mojibake.ts';
import type { Box, Files, Plan, ProgressClaim, Question, ReadSettings } from './plan.ts';
import { readPlaceholders } from './placeholders.ts';
import { readQuestions } from './questions.ts';
import { readReferences } from './references.ts';
import { isArchived, readLifecycle, readStatus } from './status.ts';
import { readDrafts } from './task-drafts.ts';
import { TaskIndex } from './task-index.ts';
import { assembleTasks, type TaskNode } from './tasks.ts';
import type { Template } from './template.ts';
import { missingSections } from './missing-sections.ts';
import { chooseTemplate } from './template-match.ts';
import { readTemplateTexts } from './template-text.ts';
import { vocabulary } from './words.ts';

/** What a plan is read with. */
export interface ReadOptions {
  /** Path of the document with forward slashes, relative to the project root where possible: folders and names mean something. */
  readonly path?: string;
  /** The template that was chosen, and by what. Without one the plan's own directive, path and headings decide. */
  readonly template?: { readonly template: Template; readonly how: 'option' | 'config' };
  readonly settings?: Partial<ReadSettings>;
  readonly files?: Files;
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
  const source = new Source(text);
  const parsed = parseMarkdown(source);
  if (isRefusal(parsed)) return { plan: undefined, notices: [{ id: 'parse-limit', ...parsed }] };
  const document = readDocument(parsed, options.path, options.settings);
  const { sections, root, blocks, fields, frontMatter, settings } = document;
  const boxes = readBoxes(parsed, blocks, sections, vocabulary);
  const reading = assembleTasks(document, readDrafts(document, blocks, boxes, frontMatter.todos));
  const { tasks, phases, prerequisites, nodes, duplicates } = reading;
  const status = readStatus(document, nodes);
  const lifecycle = readLifecycle(document, status, tasks);
  const claims = readClaims(document, reading);
  const progress = claims.filter((claim): claim is ProgressClaim => claim.kind === 'progress');
  const archived = isArchived(options.path, vocabulary);
  const references = readReferences(document, reading);
  const index = new TaskIndex(document, reading);
  const choice = chooseTemplate(document, { chosen: options.template });
  const ticks = boxes.filter(({ kind, place }) => kind !== 'prose' || place !== 'text');
  const placeholders = readPlaceholders(document, choice.template, ticks);
  const menus = readMenus(document, choice.template);
  const templateTexts = readTemplateTexts(document, choice.template);
  const tasksStarted = tasks.some(({ state }) => state === 'done' || state === 'in-progress');
  const plan: Plan = {
    source,
    path: options.path,
    settings,
    root,
    sections: sections.slice(1),
    fields,
    status,
    lifecycle,
    phases,
    tasks,
    prerequisites,
    boxes,
    gates: readGates(document, boxes, { tasks, phases, status, lifecycle, archived, claims: progress }),
    references,
    graph: buildGraph(nodes, phases, references),
    claims,
    doneClaims: readDoneClaims(document, { tasks, phases, boxes, status }),
    placeholders,
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
    blank: readBlank(document, choice.template, { placeholders, menus, templateTexts, tasksStarted }),
    files: options.files ?? NO_FILES,
    duplicates,
    nearestTask: (reference) =>
      reference.id === undefined
        ? undefined
        : index.nearest(reference.id, /^\p{L}+(?=\s)/u.exec(reference.text)?.[0], reference.owner as TaskNode),
  };
  return { plan, notices: frontMatter.error ? [{ id: 'invalid-front-matter', ...frontMatter.error }] : [] };
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
