import type { Document } from '../document/document.ts';
import type { TemplateUse } from '../plan/template-use.ts';

const IN_ORDER = new Set(['kiro-tasks', 'superpowers-plan', 'superpowers']);
const PLACE = /(?:^|\/)\.kiro\/specs\/(?:.*\/)?tasks\.md$|(?:^|\/)docs\/superpowers\/plans\//;

/** Whether the format of a plan makes every task need the ones before it, so that only exceptions are written down. */
export function isOrderDependency({ path }: Document, template: TemplateUse | undefined): boolean {
  return (template !== undefined && IN_ORDER.has(template.name)) || PLACE.test(path ?? '');
}
