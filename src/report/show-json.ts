import type { Finding } from '../engine/finding.ts';
import { readyTasks } from '../engine/status/ready-tasks.ts';
import type { Claim } from '../model/plan/claim.ts';
import type { GateScope } from '../model/plan/gate.ts';
import type { Reference } from '../model/plan/graph.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';
import type { Span } from '../text.ts';
import { claimTruth } from './claim-truth.ts';
import { hoursOf } from './graph-json.ts';

/** All that planvet reads in a plan, as data. Keys are those of the graph; lines and columns are 1-based. */
export function showJson(plan: Plan, findings: readonly Finding[]): object {
  const { source, graph } = plan;
  const { ready, unsure } = readyTasks(plan);
  const at = (span: Span) => source.positionAt(span.start);
  const lineOf = (span: Span) => source.lineAt(span.start);
  const task = (task: Task) => ({
    key: task.key,
    id: task.id ?? null,
    kind: task.kind,
    title: task.title.value,
    state: task.state,
    dialect: task.dialect,
    phase: task.phase?.key ?? null,
    parent: task.parent?.key ?? null,
    line: lineOf(task.nameSpan),
    steps: task.steps.map((step) => ({ title: step.title.value, state: step.state, line: lineOf(step.box.span) })),
    effort: task.effort && { least: task.effort.least, most: task.effort.most, text: task.effort.text },
    estimateHours: hoursOf(task.effort),
    optional: task.optional,
    parallel: task.parallel,
  });
  return {
    path: plan.path ?? null,
    title: plan.sections[0]?.title ?? null,
    template: plan.template ?? null,
    lifecycle: plan.lifecycle,
    status: { state: plan.status.state, stated: plan.status.stated?.value ?? null },
    blank: plan.blank ?? null,
    phases: plan.phases.map(({ key, id, title, state, tasks, section }) => ({
      key,
      id,
      title,
      state,
      tasks: tasks.map(({ key }) => key),
      line: lineOf(section.headingSpan),
    })),
    tasks: plan.tasks.map(task),
    prerequisites: plan.prerequisites.map(task),
    edges: graph.edges.map(({ from, to, via, reference }) => ({
      from: from.key,
      to: to.key,
      via,
      ...at(reference.span),
    })),
    phaseEdges: graph.phaseEdges.map(({ from, to, reference }) => ({
      from: from.key,
      to: to.key,
      ...at(reference.span),
    })),
    cycles: graph.cycles.map(({ tasks }) => tasks.map(({ key }) => key)),
    criticalPath: graph.criticalPath.tasks.map(({ key }) => key),
    ready: ready.map(({ key }) => key),
    unsure: unsure.map(({ key }) => key),
    references: plan.references.map((reference) => ({
      text: reference.text,
      kind: reference.kind,
      ...at(reference.span),
      owner: reference.owner.key,
      direction: reference.direction,
      targets: targetsOf(reference),
    })),
    unread: plan.unread.map(({ kind, text, span, reason, task }) => ({
      kind,
      text,
      reason,
      ...at(span),
      task: task?.key ?? null,
    })),
    set: plan.set ? { documents: plan.set.paths } : null,
    requirements: plan.requirements.map(({ kind, id, name, title, nameSpan, parent }) => ({
      kind,
      id: id ?? null,
      name,
      title: title.value,
      parent: parent?.name ?? null,
      line: lineOf(nameSpan),
    })),
    requirementReferences: plan.requirementReferences.map(({ text, kind, span, targets, owner }) => ({
      text,
      kind,
      ...at(span),
      owner: owner?.key ?? null,
      targets: targets.map(({ name }) => name),
    })),
    gates: plan.gates.map((gate) => ({
      title: gate.title.value,
      kind: gate.kind,
      scope: scopeOf(gate.scope),
      reached: gate.reached ? { because: gate.reached.because, certainty: gate.reached.certainty } : null,
      line: lineOf(gate.title.span),
      items: gate.items.map(({ title, state, optional, box }) => ({
        title: title.value,
        state,
        optional,
        line: lineOf(box.span),
      })),
    })),
    boxes: plan.boxes.map(({ span, kind, state, mark }) => ({ ...at(span), kind, state, mark })),
    claims: plan.claims.map((claim) => ({
      kind: claim.kind,
      label: claim.label.value,
      value: claim.value.value,
      ...at(claim.value.span),
      ...truthOf(claim, findings),
    })),
    doneClaims: plan.doneClaims.map(({ scope, name, mark, certainty, open }) => ({
      scope,
      name,
      mark: mark.value,
      ...at(mark.span),
      certainty,
      open: open.length,
    })),
    placeholders: plan.placeholders.map(({ text, kind, certainty, inCode, fromTemplate, span }) => ({
      text,
      kind,
      certainty,
      inCode,
      fromTemplate,
      ...at(span),
    })),
    menus: plan.menus.map(({ text, choices, of, span }) => ({
      text,
      choices: choices.map(({ value }) => value),
      of: of ?? null,
      ...at(span),
    })),
    questions: plan.questions.map(({ text, kind, span }) => ({ text, kind, ...at(span) })),
    missingSections: plan.missingSections.map(({ title, depth, under, certainty }) => ({
      title,
      depth,
      under: under ?? null,
      certainty,
    })),
  };
}

/** What a gate stands behind, as a word or with the key of the phase or task. */
function scopeOf(scope: GateScope): object {
  if (scope.kind === 'plan') return { kind: 'plan' };
  return { kind: scope.kind, key: scope.kind === 'phase' ? scope.phase.key : scope.task.key };
}

function targetsOf({ targets, phases }: Reference): string[] {
  return [...targets, ...phases].map(({ key }) => key);
}

function truthOf(claim: Claim, findings: readonly Finding[]): object {
  const { against, truth } = claimTruth(claim, findings);
  const holds = against !== undefined ? false : truth !== undefined || null;
  return { holds, against: against ?? null, truth: truth ?? null };
}
