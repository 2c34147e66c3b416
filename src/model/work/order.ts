import codes from '../language/words/codes.json' with { type: 'json' };
import type { Document } from '../document/document.ts';
import type { TemplateUse } from '../plan/template-use.ts';

const PLACE = /(?:^|\/)\.kiro\/specs\/(?:.*\/)?tasks\.md$|(?:^|\/)docs\/superpowers\/plans\//;

/** Whether the format of a plan makes every task need the ones before it, so that only exceptions are written down. */
export function isOrderDependency({ path }: Document, template: TemplateUse | undefined): boolean {
  return (template !== undefined && codes.inOrder.includes(template.name)) || PLACE.test(path ?? '');
}
