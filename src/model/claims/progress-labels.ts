import type { OutlineSection } from '../document/outline.ts';
import type { ClaimScope } from '../plan/claim.ts';
import type { FieldRole } from '../plan/field.ts';
import { stateOfValue } from '../language/state.ts';
import { isOfPlan } from '../work/status.ts';
import type { Ground, Statement } from './claim-context.ts';
import { holdsTasks } from './claim-subject.ts';

const PROGRESSIVE: ReadonlySet<FieldRole | undefined> = new Set(['progress', 'status']);

/** Whether a label says that what follows is progress: by its role, or by such a word among others (`Phase 2 Progress`). */
export function isProgressLabel({ field, key }: Statement, { document: { vocabulary } }: Ground): boolean {
  if (field?.role === 'progress' || vocabulary.fields.get(key) === 'progress') return true;
  if (field?.role !== undefined) return false;
  // "In progress" is a state.
  const words = wordsOf(key.replace(/\bin progress\b/g, ''));
  return (
    words.length <= 6 &&
    words.some((word) => PROGRESSIVE.has(vocabulary.fields.get(word)) && !vocabulary.states.has(word))
  );
}

const TARGET = /\b(?:targets?|goals?|expected|projected|planned|required|minimum|threshold|expectation)\b/;

/** Whether a label speaks of what is wanted rather than of what is. */
export function isOfTarget({ field, key }: Statement): boolean {
  return field?.role !== 'progress' && TARGET.test(key);
}

const WHOLE =
  /^(?:overall|total|current|project|plan|implementation|development|task|tasks|phase|sprint|general|geral|global|percent|percentage|complete|completed|rate|%|status|of|the|\d+)$/;

/** Whether nothing in a label narrows the progress down to a part (`Documentation Progress`). */
export function isOfWhole({ key, field }: Statement, { document: { vocabulary } }: Ground): boolean {
  if (field?.role === 'progress') return true;
  return wordsOf(key).every(
    (word) => WHOLE.test(word) || vocabulary.fields.get(word) === 'progress' || vocabulary.current.has(word),
  );
}

/** Whether a status speaks for the plan, or for the phase or section in which it stands. */
export function speaksForWhole(
  { field, section }: Statement,
  place: ClaimScope,
  { document, reading }: Ground,
): boolean {
  if (!field) return false;
  return holdsTasks(section, place) || (place.kind === 'plan' && isOfPlan(document, field, reading.nodes));
}

const MARKS = /[✅☑✔✓🔄🚧⏳⌛🟢🟡🔴⬜🔲]/u;

/** Whether a heading has the mark of a state. */
export function isMarked({ titleSpan }: OutlineSection, { document: { parsed } }: Ground): boolean {
  return MARKS.test(parsed.source.slice(titleSpan));
}

/** Whether a line stands among others about progress: by a title above it, by a mark of a state, or by a state at its end. */
export function isAboutProgress({ section, label, value }: Statement, { document }: Ground): boolean {
  const { vocabulary, parsed } = document;
  const titles = [section, section.parent].flatMap((each: OutlineSection | undefined) =>
    each && each.depth > 1 ? wordsOf(each.key) : [],
  );
  if (titles.some((word) => PROGRESSIVE.has(vocabulary.fields.get(word)))) return true;
  const line = parsed.source.slice(parsed.source.lineSpan(parsed.source.lineAt(label.span.start)));
  if (MARKS.test(line)) return true;
  return /\p{L}/u.test(value.value.slice(-12)) && stateOfValue(value.value, vocabulary) !== undefined;
}

function wordsOf(key: string): string[] {
  return key.split(/[^\p{L}\p{N}%-]+/u).filter(Boolean);
}
