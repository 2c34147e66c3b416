import { trimmedEnd } from '../language/characters.ts';
import { firstLineOf, type Located, type Span } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Declaration } from '../language/declaration.ts';
import type { OutlineSection } from '../document/outline.ts';
import type { Field } from '../plan/field.ts';
import type { Dialect } from '../plan/task.ts';

/** A task as a dialect found it, before ids are compared, states weighed and parents known. */
export interface TaskDraft {
  readonly dialect: Dialect;
  readonly kind: 'task' | 'prerequisite';
  readonly declaration: Pick<Declaration, 'keyword' | 'id' | 'span'> | undefined;
  readonly title: Located<string>;
  /** Id with keyword, else the title. */
  readonly nameSpan: Span;
  /** Everything that belongs to the task: its section, its item, its row. */
  readonly span: Span;
  readonly section: OutlineSection;
  readonly item: Item | undefined;
  readonly box: FoundBox | undefined;
  /** The cells of a row; tasks of other dialects get the fields in their span. */
  readonly cells: readonly Field[] | undefined;
  /** Whether the list says of its other items how far they are, and not of this one. */
  readonly isUnmarked?: boolean;
}

/** A box that is a task without an id of its own. */
export function boxTask(
  item: Item,
  box: FoundBox | undefined,
  title: Located<string>,
  dialect: 'plain' | 'prerequisite',
): TaskDraft {
  return {
    dialect,
    kind: dialect === 'plain' ? 'task' : 'prerequisite',
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

/** The title behind a declaration, cut to its line and freed of the markup around it. */
export function titleOnLine(title: Located<string>): Located<string> {
  const line = trimmedEnd(firstLineOf(title.value), '*_~`');
  const value = (line.endsWith(':') || line.endsWith('：') ? line.slice(0, -1) : line).trimEnd();
  return { value, span: { start: title.span.start, end: title.span.start + value.length } };
}
