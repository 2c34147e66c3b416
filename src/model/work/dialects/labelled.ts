import type { ReadingEntry } from '../../plan/reading.ts';
import type { Blocks, Item } from '../../document/blocks.ts';
import type { FoundBox } from '../../document/boxes.ts';
import type { Declaration } from '../../language/declaration.ts';
import type { Document } from '../../document/document.ts';
import { normalizeLabel } from '../../document/labels.ts';
import type { OutlineSection } from '../../document/outline.ts';
import { locate } from '../../../text.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

const LABEL = /^(\*\*|__)([^*_\r\n]{1,40}?)(?:[:：]\s*\1|\1\s*[:：])\s*/;

/** Items that are the only labelled task under a numbered heading, with what the heading declares: the number is theirs. */
export function numberedBySection(
  document: Document,
  { items }: Blocks,
  boxOf: ReadonlyMap<Item, FoundBox>,
): ReadonlyMap<Item, Declaration> {
  const perSection = new Map<OutlineSection, Item[]>();
  for (const item of items) {
    const box = boxOf.get(item);
    if (!box || !isLabelled(document, box)) continue;
    const same = perSection.get(item.section);
    if (same) same.push(item);
    else perSection.set(item.section, [item]);
  }
  // Where one heading has several tasks, headings group them.
  if (perSection.size < 2 || [...perSection.values()].some((found) => found.length > 1)) return new Map();
  return new Map(
    [...perSection].flatMap(([{ declaration }, [only]]) =>
      only && declaration && /^\d+(?:\.\d+)+$/.test(declaration.id.value) && !declaration.keyword
        ? [[only, declaration] as const]
        : [],
    ),
  );
}

function isLabelled({ vocabulary }: Document, { text }: FoundBox): boolean {
  const match = LABEL.exec(text.value);
  return match !== null && vocabulary.workLabels.has(normalizeLabel(match[2] ?? ''));
}

/** `- [ ] **Task**: Title` with its fields nested below: a bold word for a kind of work, no id but that of its heading. */
export function labelledTask(
  document: Document,
  item: Item,
  box: FoundBox,
  heading: Declaration | undefined,
): TaskDraft | undefined {
  const match = LABEL.exec(box.text.value);
  if (!match || !document.vocabulary.workLabels.has(normalizeLabel(match[2] ?? ''))) return undefined;
  const title = titleOnLine(locate(box.text.value.slice(match[0].length), box.text.span.start + match[0].length));
  if (title.value === '') return undefined;
  return {
    dialect: 'labelled',
    kind: 'task',
    declaration: heading,
    title,
    nameSpan: heading?.span ?? title.span,
    span: item.span,
    section: item.section,
    item,
    box,
    cells: undefined,
  };
}

/** What is read here, by name. */
export const labelledTaskReading: ReadingEntry = {
  id: 'task.labelled',
  title: 'an item with a box whose label says that it is work',
  file: 'work/dialects/labelled.ts',
  example: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] **Task**: Dredge\n  - **File**: `harbour.md`\n',
  counterExample: '# Ferry\n\n## Phase 1: Harbour\n\n- [ ] **Note**: Dredge\n  - **File**: `harbour.md`\n',
};
