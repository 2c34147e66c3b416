import type { OutlineSection } from '../document/outline.ts';
import type { ClaimScope } from '../plan/claim.ts';
import { type Lexeme, readLexemes } from '../language/lexemes.ts';
import { tokenize } from '../language/tokens.ts';
import { isWord } from './nouns.ts';
import { stateOfValue } from '../language/state.ts';
import { isOfPlan } from '../work/status.ts';
import type { Ground, Statement } from './claim-context.ts';
import { holdsTasks } from './claim-subject.ts';

/** Whether a word says that something is about progress; "done" and "in progress" are states. */
function isProgressive({ senses }: Lexeme): boolean {
  return senses.role !== undefined && senses.state === undefined;
}

/** Whether a label says that what follows is progress: by its role, or by such a word among others (`Phase 2 Progress`). */
export function isProgressLabel({ field, key, head }: Statement, { document: { vocabulary } }: Ground): boolean {
  if (field?.role === 'progress' || vocabulary.fields.get(key) === 'progress') return true;
  if (field?.role !== undefined) return false;
  const words = head.words.filter(isWord);
  return words.length <= 6 && words.some(isProgressive);
}

/** Whether a label speaks of what is wanted rather than of what is. */
export function isOfTarget({ field, head }: Statement): boolean {
  return field?.role !== 'progress' && head.words.some(({ senses }) => senses.does.has('targets'));
}

/** Whether nothing in a label narrows the progress down to a part (`Documentation Progress`). */
export function isOfWhole({ head, field }: Statement): boolean {
  if (field?.role === 'progress') return true;
  return head.words
    .filter((word) => isWord(word) || word.kind === 'number')
    .every(
      ({ kind, senses: { does, role } }) =>
        kind === 'number' || role !== undefined || does.has('whole') || does.has('current') || does.has('total'),
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
    each && each.depth > 1 ? readLexemes(tokenize(each.key, 0), vocabulary) : [],
  );
  if (titles.some(({ senses }) => senses.role !== undefined)) return true;
  const line = parsed.source.slice(parsed.source.lineSpan(parsed.source.lineAt(label.span.start)));
  if (MARKS.test(line)) return true;
  return /\p{L}/u.test(value.value.slice(-12)) && stateOfValue(value.value, vocabulary) !== undefined;
}
