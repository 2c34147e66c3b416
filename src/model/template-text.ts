import { squeeze } from './candidates.ts';
import type { Document } from './document.ts';
import type { TemplateText } from './plan.ts';
import { textOf } from './runs.ts';
import type { Template } from './template.ts';

/** Sentences and comments by which the template told its writer what to write, left as they were. */
export function readTemplateTexts(document: Document, template: Template | undefined): TemplateText[] {
  if (!template) return [];
  const { parsed } = document;
  const { comments, instructions } = template.schema;
  const found: TemplateText[] = [];
  if (comments.size > 0) {
    for (const span of parsed.comments) {
      if (comments.has(squeeze(parsed.source.slice(span))))
        found.push({ span, text: parsed.source.slice(span), kind: 'comment' });
    }
  }
  if (instructions.size > 0) {
    for (const { span } of textOf(document).blocks.paragraphs) {
      if (instructions.has(squeeze(parsed.source.slice(span))))
        found.push({ span, text: parsed.source.slice(span), kind: 'instruction' });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
