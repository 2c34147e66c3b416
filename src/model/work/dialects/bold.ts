import type { ReadingEntry } from '../../plan/reading.ts';
import type { Vocabulary } from '../../language/words.ts';
import { tokenize } from '../../language/tokens.ts';
import { phraseOf } from '../../language/phrase.ts';
import type { Blocks, TextBlock } from '../../document/blocks.ts';
import { type Declaration, parseDeclaration } from '../../language/declaration.ts';
import type { Document } from '../../document/document.ts';
import { isLettered, letteredIds } from '../../language/lettered-ids.ts';
import { isStepWord } from '../../language/keyword.ts';
import { purposeOfSection } from '../../document/purpose.ts';
import { firstLineOf, locate } from '../../../text.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';
import { shapeOf } from './heading.ts';
import { BOLD, isInWork, saysWork } from './named-items.ts';

const BOLD_LINE =
  /^(?=[^\r\n]*$)(?:\p{Extended_Pictographic}|[\u{FE0F} ])*(?:~~)?(\*\*|__)(?=\S)([^\r\n]+?)\1(?:~~)?[ \t]*(?:(?:[([\uFF08\u2013\u2014✓-]|\p{Extended_Pictographic})[^\r\n]*|[:：][ \t]*)?$/u;

/** A paragraph whose first line is nothing but a bold declaration. */
interface BoldLine {
  readonly block: TextBlock;
  readonly declaration: Declaration;
}

/** `**TASK-001: Title**` as a paragraph, its fields and steps behind it up to the next such line or heading. */
export function readBoldTasks(document: Document, blocks: Blocks): TaskDraft[] {
  const lines: BoldLine[] = [];
  const ids = new Set(letteredIds(textsOf(document, blocks)));
  for (const block of blocks.paragraphs) {
    if (block.item) continue;
    const declaration = declarationOf(document, block, ids);
    if (declaration && purposeOfSection(block.section, document.vocabulary) === 'work')
      lines.push({ block, declaration });
  }
  const shapes = lines.map(({ declaration }) => shapeOf(declaration.id.value));
  // `**T1: Title**` counts where two others look like it.
  const isOfWork = saysOfMost(document, lines) || hasFields(document, lines);
  const confirmed = lines.filter(
    ({ declaration }, index) =>
      (isOfWork || !isLettered(declaration.id.value) || !ids.has(declaration.id.value.toLowerCase())) &&
      (declaration.strength === 'strong' ||
        /^[\d.]+[a-z]?$/.test(declaration.id.value) ||
        shapes.filter((shape) => shape === shapes[index]).length > 2),
  );
  const isSeries = confirmed.length > 2 && saysOfMost(document, confirmed);
  return confirmed.flatMap(({ block, declaration }, index): TaskDraft[] => {
    const next = confirmed[index + 1]?.block;
    const end = next && next.section === block.section ? next.span.start : block.section.bodySpan.end;
    const span = { start: block.span.start, end };
    if (!hasBody(document, block, end) && !isSeries) return [];
    return [
      {
        dialect: 'bold',
        kind: 'task',
        declaration,
        title: titleOnLine(declaration.title),
        nameSpan: declaration.span,
        span,
        section: block.section,
        item: undefined,
        box: undefined,
        cells: undefined,
      },
    ];
  });
}

function declarationOf(
  { parsed, vocabulary }: Document,
  { span }: TextBlock,
  ids: ReadonlySet<string>,
): Declaration | undefined {
  const text = parsed.source.slice(span);
  const line = firstLineOf(text);
  const bold = BOLD_LINE.exec(line.trimEnd());
  if (!bold) return undefined;
  const inner = locate(bold[2] ?? '', span.start + line.indexOf(bold[1] ?? '') + 2);
  const declaration = parseDeclaration(inner.value, inner.span.start, vocabulary, ids);
  if (!declaration || declaration.kind === 'phase') return undefined;
  // `**2. Add the commands** (Depends on: 1)`: a plain number needs the word.
  // Of the weaker ids it is those like T1; "H.3 is closed" is a remark.
  const isPlain = !/^[A-Z]{1,3}\d{1,3}[a-z]?$/.test(declaration.id.value);
  if (declaration.strength !== 'strong' && isPlain && !saysNeed(line, vocabulary)) return undefined;
  // `**Step 1: Write the test**` heads the steps of a task.
  return isStepWord(declaration.keyword) || /^day$/i.test(declaration.keyword ?? '') ? undefined : declaration;
}

/** Whether a line says in a bracket what it needs, or that it needs nothing. */
function saysNeed(line: string, { relations, none }: Vocabulary): boolean {
  const tokens = tokenize(line, 0);
  const isOpen = (at: number) => tokens[at]?.kind === 'open';
  const needs = relations.find(tokens).some(({ meanings, from }) => meanings.has('needs') && isOpen(from - 1));
  return needs || tokens.some((_, at) => isOpen(at) && none.has(phraseOf(tokens.slice(at + 1)).text));
}

/** Whether most of the lines stand where work is listed, or say what is only said of work. */
function saysOfMost({ parsed: { source }, vocabulary }: Document, lines: readonly BoldLine[]): boolean {
  const saying = lines.filter(({ block: { section, span } }) => {
    if (isInWork(section)) return true;
    return saysWork(firstLineOf(source.slice(span)), vocabulary);
  });
  return saying.length * 2 >= lines.length;
}

/** Whether as many fields as half of the lines say what is only said of work. */
function hasFields({ fields }: Document, lines: readonly BoldLine[]): boolean {
  const sections = new Set<unknown>(lines.map(({ block }) => block.section));
  const said = fields.filter(
    ({ section, role }) =>
      sections.has(section) && (role === 'status' || role === 'estimate' || role === 'dependencies'),
  );
  return said.length * 2 >= lines.length;
}

/** What the bold paragraphs of work begin with. */
function textsOf({ parsed: { source }, vocabulary }: Document, { paragraphs }: Blocks): string[] {
  return paragraphs.flatMap(({ item, section, span }) => {
    const text = item ? '' : source.slice(span);
    return BOLD.test(text) && purposeOfSection(section, vocabulary) === 'work' ? [text] : [];
  });
}

/** A bold line alone is a label; a task has something behind it. */
function hasBody({ parsed }: Document, { span }: TextBlock, end: number): boolean {
  const rest = parsed.source.text.slice(span.start, end);
  return rest.slice(firstLineOf(rest).length).trim() !== '';
}

/** What is read here, by name. */
export const boldTaskReading: ReadingEntry = {
  id: 'task.bold',
  title: 'a bold line that is nothing but an id and a title, over what belongs to it',
  file: 'work/dialects/bold.ts',
  example:
    '# Ferry\n\n## Phase 1: Harbour\n\n**TASK-001: Dredge**\n\n- Depth: 6 m\n\n**TASK-002: Mark**\n\n- Buoys: 12\n',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n**Note: Dredge**\n\n- Depth: 6 m\n',
};
