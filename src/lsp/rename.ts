import { type Range, type WorkspaceEdit, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
import { applyEdits } from '../engine/edits.ts';
import { foldId } from '../model/language/ids.ts';
import { taskIdOfPath } from '../model/document/formats.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';
import type { Edit } from '../problem.ts';
import type { Linted } from './analysis.ts';
import type { Abilities } from './client-settings.ts';
import { uriOf } from './diagnostics.ts';
import { type EditsOfFile, textEdits, workspaceEdit } from './edits.ts';
import { taskAt } from './navigation.ts';
import type { OpenDocument } from './open-document.ts';
import type { OpenFiles } from './open-files.ts';
import { Positions } from './positions.ts';
import { type Declared, declared, plansWith, readAgain, type SetPlan, usesIn } from './task-uses.ts';

/** The id at a place that can be renamed; null where there is none. */
export function prepareRename(
  { plan }: Linted,
  open: OpenDocument,
  position: unknown,
): { range: Range; placeholder: string } | null {
  const offset = open.positions.offsetAt(position);
  const task = plan && taskAt(plan, offset);
  const of = plan && task && declared(task, plan);
  const span = of && usesIn(plan, of).find(({ start, end }) => start <= offset && offset <= end);
  return plan && span ? { range: open.positions.rangeOf(span), placeholder: plan.source.slice(span) } : null;
}

/**
 * Gives the task at a place another id, wherever the plans of its set name it. It is proved by reading them again: the same
 * tasks need the same tasks. Throws where that is not so, with the reason.
 */
export function rename(
  linted: Linted,
  open: OpenDocument,
  { position, newName }: { readonly position: unknown; readonly newName: unknown },
  files: OpenFiles,
  client: Abilities,
): WorkspaceEdit | null {
  const { plan } = linted;
  const task = plan && taskAt(plan, open.positions.offsetAt(position));
  const of = plan && task && declared(task, plan);
  if (!plan || !of) return null;
  const id = checked(newName, of, plan);
  const changed = [...plansWith(linted, plan, of.id)].flatMap((one) => {
    const edits = usesIn(one.plan, of).map((span): Edit => ({ span, text: id }));
    const after = edits.length === 0 ? undefined : applyEdits(one.plan.source.text, edits);
    return after === undefined ? [] : [{ ...one, edits, after }];
  });
  if (!changed.some((one) => one.plan.path === of.path)) throw refusal(`the declaration of ${of.id} was not found`);
  const texts = new Map(changed.map(({ document, after }) => [document.projectPath ?? document.path, after] as const));
  for (const one of changed) {
    const again = readAgain({ ...one, document: withTexts(one.document, texts) }, one.after);
    const why = again ? difference(one, again, { of, id }) : 'the plan could not be read then';
    if (why !== undefined) throw refusal(`${of.id} cannot be renamed to ${id}: ${why}`);
  }
  return workspaceEdit(
    changed.map(({ document, plan: { source }, edits }): EditsOfFile => {
      const { filePath } = document;
      const isOwn = document === linted.document;
      const other = filePath === undefined ? undefined : files.at(filePath);
      const positions = new Positions(source, open.encoding);
      return {
        uri: isOwn || filePath === undefined ? open.uri : uriOf(filePath, files),
        version: isOwn ? open.version : (other?.version ?? null),
        edits: textEdits(edits, positions),
      };
    }),
    client,
  );
}

/** A new id without the keyword that the old one has. */
function checked(newName: unknown, { id: old, keyword = '', path }: Declared, plan: Plan): string {
  const name = typeof newName === 'string' ? newName.trim() : '';
  const bare =
    keyword !== '' && name.toLowerCase().startsWith(`${keyword.toLowerCase()} `)
      ? name.slice(keyword.length).trim()
      : name;
  if (!/^[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*$/u.test(bare))
    throw refusal(`\`${name}\` is no id: letters and digits, with . _ or - between them`);
  const taken = plan.tasks.find((task) => task.id !== undefined && foldId(task.id) === foldId(bare));
  if (taken && foldId(bare) !== foldId(old)) throw refusal(`${bare} is the id of "${taken.title.value}"`);
  if (path !== undefined && foldId(taskIdOfPath(path) ?? '') === foldId(old))
    throw refusal(`${old} is the name of its file; rename the file`);
  return bare;
}

function withTexts(document: SetPlan['document'], texts: ReadonlyMap<string, string>): SetPlan['document'] {
  const { self: _, siblings, ...rest } = document;
  if (!siblings) return rest;
  return {
    ...rest,
    siblings: siblings.map((sibling) => {
      const text = texts.get(sibling.path);
      if (text === undefined) return sibling;
      const { path, filePath, shown } = sibling;
      return { path, text, ...(filePath === undefined ? {} : { filePath }), ...(shown === undefined ? {} : { shown }) };
    }),
  };
}

/** What would be otherwise in a plan besides the id; undefined where nothing is. */
function difference(
  { plan }: SetPlan,
  again: Plan,
  { of, id }: { readonly of: Declared; readonly id: string },
): string | undefined {
  const renamed = (task: Task, inPlan: Plan) =>
    inPlan.path === of.path && inPlan === plan && task.nameSpan.start === of.start ? id : task.id;
  const [before, after] = [plan, again].map((one) => [...one.tasks, ...one.prerequisites]) as [Task[], Task[]];
  if (before.length !== after.length) return 'other tasks would be read';
  const wrong = before.findIndex((task, index) => {
    const now = after[index];
    return (
      !now ||
      (renamed(task, plan) ?? '') !== (now.id ?? '') ||
      task.state !== now.state ||
      task.phase?.id !== now.phase?.id
    );
  });
  if (wrong >= 0) return `${after[wrong]?.name ?? 'a task'} would be read in place of ${before[wrong]?.name ?? 'one'}`;
  if (needs(plan) !== needs(again)) return 'other dependencies would be read';
  return undefined;
}

/** Who needs whom, by the places of tasks among others. */
function needs(plan: Plan): string {
  const tasks = [...plan.tasks, ...plan.prerequisites];
  const indexes = new Map(tasks.map((task, index) => [task, index]));
  const name = (task: Task) => {
    const other = plan.set?.documentOf(task);
    return other ? `${other.path} ${other.tasks.indexOf(task)}` : String(indexes.get(task));
  };
  const edges = [...plan.graph.edges, ...(plan.set?.edges ?? [])].map(
    ({ from, to, via }) => `${name(from)} ${via} ${name(to)}`,
  );
  return JSON.stringify([edges.toSorted(), plan.graph.unknown.length, plan.graph.phaseEdges.length]);
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
