import { squeeze } from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import codes from '../language/words/codes.json' with { type: 'json' };
import type { TemplateText } from '../plan/gap.ts';
import { textOf } from '../document/inline-text.ts';
import type { Template } from './template.ts';

const NONE: Pick<Template['schema'], 'comments' | 'instructions'> = { comments: new Set(), instructions: new Set() };
/** Sentences and comments by which the template told its writer what to write, left as they were. */
export function readTemplateTexts(document: Document, template: Template | undefined): TemplateText[] {
  const { parsed } = document;
  const { comments, instructions } = template?.schema ?? NONE;
  const found: TemplateText[] = [];
  for (const span of parsed.comments) {
    const text = parsed.source.slice(span);
    if (isInstruction(text) || comments.has(squeeze(text))) found.push({ span, text, kind: 'comment' });
  }
  if (instructions.size > 0) {
    for (const { span } of textOf(document).blocks.paragraphs) {
      if (instructions.has(squeeze(parsed.source.slice(span))))
        found.push({ span, text: parsed.source.slice(span), kind: 'instruction' });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Whether a comment begins as spec-kit tells the writer what to do, in every version and language of its templates. */
function isInstruction(comment: string): boolean {
  const text = comment.slice('<!--'.length).replaceAll('=', ' ').trimStart();
  return codes.instructions.some((instruction) => text.startsWith(instruction));
}
