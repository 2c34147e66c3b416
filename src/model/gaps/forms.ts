import { textOf } from '../document/inline-text.ts';
import type { Document } from '../document/document.ts';
import type { Placeholder } from '../plan/gap.ts';

/**
 * The placeholders of a plan without those blanks that are filled in as work goes on, where it has not begun: `Actual:
 * ___`. A blank that comes three times under one label (`Assigned To: ___` in each task) belongs to a form, and is no more
 * than likely to be forgotten by then.
 */
export function withoutBlanksForLater(
  document: Document,
  placeholders: readonly Placeholder[],
  started: boolean,
): Placeholder[] {
  const blanks = started
    ? []
    : placeholders.filter(({ kind, fromTemplate }) => kind === 'underscores' && !fromTemplate);
  const labels = new Map(blanks.map((blank) => [blank, labelOf(document, blank)] as const));
  const forms = [...labels.values()];
  return placeholders.flatMap((placeholder): Placeholder[] => {
    const label = labels.get(placeholder);
    if (label === undefined) return [placeholder];
    if (document.vocabulary.cues.of('results').isIn(label)) return [];
    const isForm = forms.filter((other) => other === label).length > 2;
    return [isForm ? { ...placeholder, certainty: 'likely' } : placeholder];
  });
}

/** The label or column head of a blank, else the words before it in its line. */
function labelOf(document: Document, { span }: Placeholder): string {
  const { source } = document.parsed;
  const before = () => source.text.slice(source.lineStart(source.lineAt(span.start)), span.start);
  return textOf(document).fieldAt(span)?.key ?? before().toLowerCase();
}
