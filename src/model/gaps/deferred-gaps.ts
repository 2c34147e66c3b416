import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Placeholder } from '../plan/gap.ts';
import type { Lifecycle } from '../plan/state.ts';
import type { Template } from '../template/template.ts';
import { titleKey } from '../template/title-shape.ts';

/** Placeholders without those that the template has for later, as long as the work is not done. */
export function withoutLater(
  { sections }: Document,
  template: Template | undefined,
  lifecycle: Lifecycle,
  placeholders: readonly Placeholder[],
): readonly Placeholder[] {
  if (lifecycle === 'done' || lifecycle === 'archived' || placeholders.length === 0) return placeholders;
  const keys = new Set(template?.schema.sections.flatMap(({ later, key }) => (later ? [key] : [])));
  if (keys.size === 0) return placeholders;
  const spans = sections.filter((section: OutlineSection) => keys.has(titleKey(section))).map(({ span }) => span);
  return placeholders.filter(({ span: { start } }) => !spans.some((span) => span.start <= start && start < span.end));
}
