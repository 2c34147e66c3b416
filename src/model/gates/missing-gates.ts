import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { PhaseNode } from '../work/phases.ts';
import type { Gate, MissingGate } from '../plan/gate.ts';
import type { TemplateUse } from '../plan/template-use.ts';
import { gateOfTitle } from '../document/purpose.ts';
import type { Template } from '../template/template.ts';
import type { TemplateSection } from '../template/template-schema.ts';

/** How a template closes its phases: in a section inside of each, or in one elsewhere that names the phase. */
interface Closing {
  readonly inside: boolean;
  /** What stands behind the phase's name ("Completion Criteria"), or the whole title of a section inside. */
  readonly title: string;
  readonly depth: number;
}

/** Phases that lack the gate that the template gives each of its phases. */
export function missingGates(
  document: Document,
  choice: { readonly template: Template | undefined; readonly use: TemplateUse | undefined },
  { phases, gates }: { readonly phases: readonly PhaseNode[]; readonly gates: readonly Gate[] },
): MissingGate[] {
  const closing = choice.template && closingOf(choice.template.schema.sections, document);
  if (!closing) return [];
  const certainty = choice.use?.how === 'recognised' ? 'likely' : 'certain';
  return phases
    .filter(
      (phase) => phase.section.declaration?.kind === 'phase' && phase.tasks.length > 0 && phase.state !== 'dropped',
    )
    .filter((phase) => !hasGate(document, phase, gates))
    .map((phase) => ({
      phase,
      title: closing.inside ? closing.title : `${phase.name} ${closing.title}`,
      depth: closing.inside ? Math.min(phase.section.depth + 1, 6) : closing.depth,
      insertAt: closing.inside ? phase.section.span.end : placeBeside(document, phase),
      certainty,
    }));
}

function closingOf(sections: readonly TemplateSection[], { vocabulary }: Document): Closing | undefined {
  const isPhase = (slot: string | undefined) =>
    slot !== undefined && slot.endsWith(' #') && vocabulary.phaseKeywords.has(slot.slice(0, -2));
  const phases = sections.filter(({ slot }) => isPhase(slot));
  const apart = sections.filter(({ slot, title }) => {
    const behind = slot?.split(' # ') ?? [];
    return behind.length === 2 && isPhase(`${behind[0]} #`) && gateOfTitle(title, vocabulary) === 'exit';
  });
  const inside = sections.filter(
    ({ parent, title, slot }) =>
      slot === undefined && isPhase(parent?.slot) && gateOfTitle(title, vocabulary) === 'exit',
  );
  const [found] = apart.length > 0 ? apart : inside;
  if (!found || Math.max(apart.length, new Set(inside.map(({ parent }) => parent)).size) < phases.length)
    return undefined;
  const title = found.title.replace(/^\p{L}+\s+\S+\s+/u, '');
  return apart.length > 0
    ? { inside: false, title, depth: found.depth }
    : { inside: true, title: found.title, depth: found.depth };
}

/** With boxes or without, as a section or a label in the phase, or elsewhere under its name. */
function hasGate({ sections, fields, vocabulary }: Document, phase: PhaseNode, gates: readonly Gate[]): boolean {
  if (gates.some(({ scope }) => scope.kind === 'phase' && scope.phase === phase)) return true;
  const { span } = phase.section;
  const isInside = (start: number) => span.start < start && start < span.end;
  const name = phase.name.toLowerCase();
  return (
    sections.some(
      (section) =>
        gateOfTitle(section.title, vocabulary) === 'exit' &&
        (isInside(section.headingSpan.start) || namesPhase(section, name)),
    ) || fields.some(({ label }) => isInside(label.span.start) && gateOfTitle(label.value, vocabulary) === 'exit')
  );
}

function namesPhase({ title }: OutlineSection, name: string): boolean {
  const at = title.toLowerCase().indexOf(name);
  return at >= 0 && !/^[\d.]/.test(title.slice(at + name.length));
}

/** Behind the gate of the phase before, or in front of the one behind. */
function placeBeside({ sections, vocabulary }: Document, phase: PhaseNode): number | undefined {
  const keyword = phase.section.declaration?.keyword?.toLowerCase();
  const number = Number(phase.id);
  const beside = sections.filter(
    ({ title, declaration }) =>
      declaration?.keyword?.toLowerCase() === keyword && gateOfTitle(title, vocabulary) === 'exit',
  );
  const numberOf = ({ declaration }: OutlineSection) => Number(declaration?.id.value);
  const before = beside.findLast((section) => numberOf(section) < number);
  return before?.span.end ?? beside.find((section) => numberOf(section) > number)?.headingSpan.start;
}
