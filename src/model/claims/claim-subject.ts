import { spanOf } from '../../parse.ts';
import { contains, within } from '../../text.ts';
import type { OutlineSection } from '../document/outline.ts';
import { tellsThePast } from '../document/history-section.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { ClaimScope } from '../plan/claim.ts';
import { readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import type { TaskNode } from '../work/tasks.ts';
import type { Ground, Statement } from './claim-context.ts';

/** All tasks of the plan. */
export function planScope({ reading }: Ground): ClaimScope {
  return { kind: 'plan', key: 'plan', name: 'the plan', phase: undefined, tasks: reading.tasks };
}

/** A phase of the plan. */
export function phaseScope(phase: PhaseNode): ClaimScope {
  return { kind: 'phase', key: phase.name.toLowerCase(), name: phase.name, phase, tasks: phase.tasks };
}

/** Some tasks, by how a text names them. */
export function tasksScope(name: string, tasks: readonly TaskNode[]): ClaimScope {
  return { kind: 'tasks', key: name.toLowerCase(), name, phase: undefined, tasks };
}

/** Something of which nobody knows which tasks it has. */
export function unknownScope(name: string): ClaimScope {
  return { kind: 'unknown', key: name.toLowerCase().trim(), name, phase: undefined, tasks: [] };
}

/** What stands in a section. */
export function sectionScope(section: OutlineSection, tasks: readonly TaskNode[]): ClaimScope {
  return {
    kind: 'section',
    key: `section ${section.headingSpan.start}`,
    name: `\`${section.title}\``,
    phase: undefined,
    tasks,
  };
}

/**
 * What a statement in a section is about: the innermost part of the plan with tasks around it; the plan where the section
 * speaks for all of it; else something unknown.
 */
export function scopeOfPlace({ section, label, value }: Place, ground: Ground): ClaimScope {
  const { tasks } = ground.reading;
  const at = Math.min(label.span.start, value.span.start);
  // What follows the last rule and the last task is a footer.
  if (ground.end < at && isBehindRule(section, at, ground)) return planScope(ground);
  for (let around: OutlineSection | undefined = section; around && around.depth > 1; around = around.parent) {
    const phase = ground.phaseOf.get(around);
    if (phase) return phaseScope(phase);
    const inside = tasksIn(around, tasks);
    if (inside.length === 0) continue;
    return inside.length === tasks.length ? planScope(ground) : sectionScope(around, inside);
  }
  const isOfPlan = speaksForPlan(section, ground) || isBehindRule(section, at, ground);
  return isOfPlan ? planScope(ground) : unknownScope(section.title);
}

/** What a place in the plan is known by. */
type Place = Pick<Statement, 'section' | 'label' | 'value'>;

/** Whether an offset lies behind the last rule of the document, which Markdown counts to the last section. */
function isBehindRule(section: OutlineSection, at: number, { document: { sections } }: Ground): boolean {
  const rule = section === sections.at(-1) ? section.blocks.find(({ type }) => type === 'thematicBreak') : undefined;
  return rule !== undefined && spanOf(rule).end <= at;
}

/**
 * What a statement that names no part of the plan may be about: what stands around it, and behind the last task, where a new
 * paragraph may have begun, the whole plan as well.
 */
export function scopesOfPlace(statement: Statement, own: ClaimScope, ground: Ground): ClaimScope[] {
  const isUnnamed = own.kind === 'section' || own.phase?.section === statement.section;
  const isAfter = isUnnamed && statement.place !== 'heading' && isBehindAll(statement, ground);
  return isAfter ? [own, planScope(ground)] : [own];
}

/** Whether a statement stands behind the last task, so that it may sum up all of them. */
export function isBehindAll({ label, value }: Statement, { end }: Ground): boolean {
  return end < Math.min(label.span.start, value.span.start);
}

/** Whether a section without tasks is about the plan as a whole: the header, a summary, a footer, a section about time or progress. */
function speaksForPlan(section: OutlineSection, { document }: Ground): boolean {
  const { sections, vocabulary } = document;
  if (section.depth <= 1) return true;
  if (section.declaration !== undefined) return false;
  const first = sections.find(({ depth }) => depth === 2);
  if (section === first) return true;
  const words = readLexemes(tokenize(section.key, 0), vocabulary);
  if (words.some(({ senses }) => senses.does.has('general'))) return true;
  const role = vocabulary.fields.get(section.key);
  if (role === 'progress' || role === 'status' || role === 'total-effort' || role === 'task-count') return true;
  return ['overview', 'summary', 'timeline', 'tasks'].includes(section.role ?? '');
}

/** Whether a scope is just what stands under a heading. */
export function holdsTasks({ headingSpan }: OutlineSection, { kind, key, phase }: ClaimScope): boolean {
  return kind === 'phase'
    ? phase?.section.headingSpan.start === headingSpan.start
    : key === `section ${headingSpan.start}`;
}

/** The tasks that stand in a section. */
export function tasksIn({ span }: OutlineSection, tasks: readonly TaskNode[]): TaskNode[] {
  return within(tasks, span, (task) => task.span).filter((task) => contains(span, task.nameSpan));
}

/** Whether a statement in a section may have been true only once. A phase speaks of now, whatever its title. */
export function isPast(section: OutlineSection, scope: ClaimScope, { document: { vocabulary } }: Ground): boolean {
  return scope.phase?.section !== section && tellsThePast(section, vocabulary);
}
