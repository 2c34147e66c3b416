import type { Location } from 'vscode-languageserver-protocol';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';
import type { Source, Span } from '../text.ts';
import type { Document } from '../engine/lint.ts';
import type { Linted } from './analysis.ts';
import { uriOf } from './diagnostics.ts';
import type { OpenDocument } from './open-document.ts';
import type { OpenFiles } from './open-files.ts';
import { Positions } from './positions.ts';
import { declared, plansWith, usesIn } from './task-uses.ts';
import { type Thing, thingAt } from './thing-at.ts';

/** Where the things at a place are declared. */
export function definition(linted: Linted, open: OpenDocument, position: unknown, files: OpenFiles): Location[] {
  const { plan, document } = linted;
  const thing = plan && thingAt(plan, open.positions.offsetAt(position));
  if (!plan || !thing) return [];
  const locate = locator(document, open, files);
  return declarations(thing, plan).flatMap(({ path, source, span }) => locate(path, source, span) ?? []);
}

/** Where the task at a place is named in the plans of its set. */
export function references(
  linted: Linted,
  open: OpenDocument,
  { position, withDeclaration }: { readonly position: unknown; readonly withDeclaration: boolean },
  files: OpenFiles,
): Location[] {
  const { plan } = linted;
  const task = plan && taskAt(plan, open.positions.offsetAt(position));
  const of = plan && task && declared(task, plan);
  if (!plan || !of) return [];
  return [...plansWith(linted, plan, of.id)].flatMap((other) => {
    const locate = locator(other.document, open, files);
    const isDeclared = ({ start }: Span) => other.plan.path === of.path && isInName(other.plan, of.start, start);
    return usesIn(other.plan, of)
      .filter((span) => withDeclaration || !isDeclared(span))
      .flatMap((span) => locate(other.plan.path, other.plan.source, span) ?? []);
  });
}

/** The task that a place is about, if it is about just one. */
export function taskAt(plan: Plan, offset: number): Task | undefined {
  const thing = thingAt(plan, offset);
  if (thing?.kind === 'task') return thing.of;
  return thing?.kind === 'reference' && thing.of.targets.length === 1 ? thing.of.targets[0] : undefined;
}

function isInName({ tasks, prerequisites }: Plan, start: number, at: number): boolean {
  const task = [...tasks, ...prerequisites].find(({ nameSpan }) => nameSpan.start === start);
  return task !== undefined && task.nameSpan.start <= at && at < task.nameSpan.end;
}

interface Place {
  readonly path: string | undefined;
  readonly source: Source;
  readonly span: Span;
}

function declarations(thing: Thing, plan: Plan): Place[] {
  const here = (span: Span): Place => ({ path: plan.path, source: plan.source, span });
  const ofTask = (task: Task): Place => {
    const other = plan.set?.documentOf(task);
    return { path: other?.path ?? plan.path, source: other?.source ?? plan.source, span: task.nameSpan };
  };
  switch (thing.kind) {
    case 'task':
      return [ofTask(thing.of)];
    case 'reference': {
      const { targets, phases, section } = thing.of;
      const sections = section && targets.length === 0 ? [here(section.headingSpan)] : [];
      return [...targets.map(ofTask), ...phases.map((phase) => here(phase.section.headingSpan)), ...sections];
    }
    case 'phase':
      return [here(thing.of.section.headingSpan)];
    case 'gate': {
      const { scope } = thing.of;
      if (scope.kind === 'phase') return [here(scope.phase.section.headingSpan)];
      return scope.kind === 'task' ? [ofTask(scope.task)] : [here(thing.of.title.span)];
    }
    case 'claim': {
      const { phase, tasks } = thing.of.scope;
      return phase ? [here(phase.section.headingSpan)] : tasks.length === 1 ? tasks.map(ofTask) : [];
    }
    case 'requirement':
      return [here(thing.of.nameSpan)];
    case 'cited':
      return thing.of.targets.flatMap(({ path, nameSpan }) => {
        const source = path === undefined || path === plan.path ? plan.source : plan.set?.documentAt(path)?.source;
        return source ? [{ path, source, span: nameSpan }] : [];
      });
  }
}

/** Finds the location of a span in a document of the set. */
function locator(document: Document, open: OpenDocument, files: OpenFiles) {
  const { siblings = [], self, projectPath, filePath } = document;
  return (path: string | undefined, source: Source, span: Span): Location | undefined => {
    const isOwn = path === undefined || path === projectPath;
    const found = isOwn
      ? filePath
      : [...siblings, ...(self ? [self] : [])].find((other) => other.path === path)?.filePath;
    const uri = found === undefined ? (isOwn ? open.uri : undefined) : uriOf(found, files);
    return uri === undefined ? undefined : { uri, range: new Positions(source, open.encoding).rangeOf(span) };
  };
}
