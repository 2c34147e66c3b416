import { contains } from '../../text.ts';
import { dateRoles } from '../language/date-words.ts';
import { textOf } from '../document/inline-text.ts';
import type { Document } from '../document/document.ts';
import type { Field } from '../plan/field.ts';
import type { Placeholder } from '../plan/gap.ts';

/**
 * The placeholders of a plan without those blanks that are filled in as work goes on, where it has not begun: `Actual:
 * ___`. A blank that comes three times under one label (`Assigned To: ___` in each task) belongs to a form, and is no more
 * than likely to be forgotten by then. So is a day that is still to come, and a draft may well leave it open.
 */
export function withoutBlanksForLater(
  document: Document,
  placeholders: readonly Placeholder[],
  started: boolean,
  isDraft: boolean,
): Placeholder[] {
  const blanks = started
    ? []
    : placeholders.filter(({ kind, fromTemplate }) => kind === 'underscores' && !fromTemplate);
  const later = new Set(
    placeholders.filter((each) => OPEN.has(each.kind) && !each.fromTemplate && isOfLaterDay(document, each)),
  );
  const labels = new Map(blanks.map((blank) => [blank, labelOf(document, blank)] as const));
  const forms = [...labels.values()];
  return placeholders.flatMap((placeholder): Placeholder[] => {
    if (later.has(placeholder)) return isDraft ? [] : [{ ...placeholder, certainty: 'likely' }];
    const label = labels.get(placeholder);
    if (label === undefined) return [placeholder];
    if (document.vocabulary.cues.of('results').isIn(label)) return [];
    const isForm = forms.filter((other) => other === label).length > 2;
    return [isForm ? { ...placeholder, certainty: 'likely' } : placeholder];
  });
}

const OPEN: ReadonlySet<Placeholder['kind']> = new Set(['tbd', 'underscores']);

/** Whether a gap is a day that is still to come: in a column of beginnings or ends, of the days of a timeline, or a review. */
function isOfLaterDay(document: Document, placeholder: Placeholder): boolean {
  const field = textOf(document).fieldAt(placeholder.span);
  const role = field && dateRoles.get(field.key);
  if (field?.place !== 'cell') return role === 'review';
  return (
    role === 'review' ||
    role === 'start' ||
    role === 'end' ||
    (field.role === 'created' && isScheduled(document, field))
  );
}

/** Whether the row of a cell says when a phase or a milestone is due: by the section, or a column of those. */
function isScheduled(
  { parsed: { source }, fields, vocabulary: { columns } }: Document,
  { section, value }: Field,
): boolean {
  if (section.role === 'timeline') return true;
  const line = source.lineSpan(source.lineAt(value.span.start));
  return fields.some(
    (cell) =>
      cell.place === 'cell' &&
      (columns.phase.has(cell.key) || columns.milestone.has(cell.key)) &&
      contains(line, cell.value.span),
  );
}

/** The label or column head of a blank, else the words before it in its line. */
function labelOf(document: Document, { span }: Placeholder): string {
  const { source } = document.parsed;
  const before = () => source.text.slice(source.lineStart(source.lineAt(span.start)), span.start);
  return textOf(document).fieldAt(span)?.key ?? before().toLowerCase();
}
