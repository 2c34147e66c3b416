import { spanOf } from '../../parse.ts';
import { contains, isOneLine, type Span } from '../../text.ts';
import { cellText } from '../document/cells.ts';
import type { Document } from '../document/document.ts';
import { textOf } from '../document/inline-text.ts';
import type { Placeholder } from '../plan/gap.ts';

/**
 * What is left of the template in one block (the rows of a table, the lines of a fence) is one thing to see to: the first
 * stands for the others. A row counts only where nothing in it was filled in.
 */
export function foldLeftovers(document: Document, placeholders: readonly Placeholder[]): Placeholder[] {
  const fromTemplate = placeholders.filter((placeholder) => placeholder.fromTemplate);
  const folded = new Map<Placeholder, Placeholder[]>();
  for (const span of [...untouchedRows(document, fromTemplate), ...fences(document)]) {
    const [first, ...others] = fromTemplate.filter((placeholder) => contains(span, placeholder.span));
    if (first && others.length > 0) folded.set(first, others);
  }
  const hidden = new Set([...folded.values()].flat());
  return placeholders
    .filter((placeholder) => !hidden.has(placeholder))
    .map((placeholder) => {
      const others = folded.get(placeholder);
      if (!others) return placeholder;
      const certainty = isConditional(document, placeholder) ? 'likely' : placeholder.certainty;
      return { ...placeholder, certainty, others: others.map(({ span }) => span) };
    });
}

/** Whether words above a block say that it is filled in only on some condition: `> Fill ONLY if there are violations`. */
function isConditional(document: Document, { span }: Placeholder): boolean {
  const section = textOf(document).sectionAt(span.start);
  const { parsed, vocabulary } = document;
  const lead = section && parsed.prose.slice(section.bodySpan.start, span.start).toLowerCase();
  return lead !== undefined && vocabulary.cues.of('applicable').isIn(lead);
}

/** The body rows of tables of which at least two rows in a row are the template's from the first cell to the last. */
function untouchedRows({ blocks, parsed }: Document, placeholders: readonly Placeholder[]): Span[] {
  return blocks.tables.flatMap(({ node }) => {
    const rows = node.children.slice(1);
    const untouched = rows.filter((row) =>
      row.children.every((cell) => {
        const span = spanOf(cell);
        const { value: text } = cellText(parsed, cell);
        return placeholders.some((placeholder) => contains(span, placeholder.span) && placeholder.text === text);
      }),
    );
    const [first, last] = [untouched[0], untouched.at(-1)];
    if (!first || !last || first === last || rows.indexOf(last) - rows.indexOf(first) !== untouched.length - 1)
      return [];
    return [{ start: spanOf(first).start, end: spanOf(last).end }];
  });
}

function fences({ parsed: { code, source } }: Document): Span[] {
  return code.filter((span) => !isOneLine(source.slice(span)));
}
