import { contains, type Span } from '../../text.ts';
import type { Cell } from '../document/cells.ts';
import type { Document } from '../document/document.ts';
import { isBoxPicture, stateOfPicture } from '../language/marks.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { StateMark } from '../plan/state.ts';
import type { TaskNode } from './tasks.ts';

/**
 * Gives rows with ids the states that pictures in their cells of ids and titles state, where no column says how far they
 * are: `✅ T1` does; `✅ Shelves` does if the titles of other such rows do not begin with a picture.
 */
export function takeFromRows({ grids }: Document, nodes: readonly TaskNode[]): void {
  const nodeAt = new Map(nodes.filter(({ dialect }) => dialect === 'table').map((node) => [node.span.start, node]));
  if (nodeAt.size === 0) return;
  const silent: TaskNode[] = [];
  const titled: { readonly node: TaskNode; readonly mark: StateMark }[] = [];
  let ticked = false;
  for (const { id, title, rows, columns } of grids) {
    if (columns.some(({ role }) => role === 'status' || role === 'progress' || role === 'finished')) continue;
    for (const { cells, span } of rows) {
      const node = nodeAt.get(span.start);
      if (!node || node.id === undefined || node.marks.length > 0) continue;
      const own = id && cells[id.index];
      const besideId = own && contains(own.span, node.nameSpan) ? markBesideId(own, node.nameSpan) : undefined;
      const beforeTitle = markBeforeTitle(title && cells[title.index]);
      if (besideId) node.marks.push(besideId);
      else if (beforeTitle) titled.push({ node, mark: beforeTitle });
      else silent.push(node);
      ticked ||= (besideId ?? beforeTitle)?.state === 'done';
    }
  }
  if (!ticked || silent.length === 0) return;
  for (const { node, mark } of titled) node.marks.push({ ...mark, inferred: 'majority' });
  for (const node of silent) node.marks.push({ state: 'open', by: 'unmarked', span: node.nameSpan, text: '' });
}

/** `✅ T1`, `T1 ✅`: a picture and the id, and nothing besides. */
function markBesideId({ value, span }: Cell, id: Span): StateMark | undefined {
  const marks = tokenize(value, span.start).filter(({ kind, span: at }) => kind === 'mark' && !contains(id, at));
  return marks.length === 1 ? markOf(marks[0]) : undefined;
}

function markBeforeTitle(cell: Cell | undefined): StateMark | undefined {
  const [first, second] = cell ? tokenize(cell.value, cell.span.start) : [];
  return first?.kind === 'mark' && second?.kind !== 'mark' ? markOf(first) : undefined;
}

function markOf(token: Token | undefined): StateMark | undefined {
  const state = token && isBoxPicture(token.text) ? stateOfPicture(token.text) : undefined;
  return token && state && { state, by: 'picture', span: token.span, text: token.text };
}
