import type { Item } from '../blocks.ts';
import type { FoundBox } from '../boxes.ts';
import type { Document } from '../document.ts';
import { normalizeLabel } from '../fields.ts';
import { locate } from '../../text.ts';
import { type TaskDraft, titleOnLine } from '../task-draft.ts';

const LABEL = /^(\*\*|__)([^*_\r\n]{1,40}?)(?:[:：]\s*\1|\1\s*[:：])\s*/;

/** `- [ ] **Task**: Title` with its fields nested below: a bold word for a kind of work, no id. */
export function labelledTask(document: Document, item: Item, box: FoundBox): TaskDraft | undefined {
  const match = LABEL.exec(box.text.value);
  if (!match || !document.vocabulary.workLabels.has(normalizeLabel(match[2] ?? ''))) return undefined;
  const title = titleOnLine(locate(box.text.value.slice(match[0].length), box.text.span.start + match[0].length));
  if (title.value === '') return undefined;
  return {
    dialect: 'labelled',
    kind: 'task',
    declaration: undefined,
    title,
    nameSpan: title.span,
    span: item.span,
    section: item.section,
    item,
    box,
    cells: undefined,
  };
}
