import { leadOf } from '../language/characters.ts';
import type { Edit } from '../../problem.ts';
import { contains, type Source, type Span } from '../../text.ts';
import type { Edge, Reference } from '../plan/graph.ts';

const NOTE = /^\s*\([^()]*\)/;
const BEFORE = /(?:(?:(?<!\s)\s+)?(?:[,;、，]\s*(?:(?:and|und)\s+)?|\+\s*)|(?<!\s)\s+(?:and|und|y|et|e|[&/])\s+)$/;
const BEHIND = new RegExp(`^${BEFORE.source.slice(0, -1)}`);
/** `(depends on ` and `[depends: ` in front of the only thing that stands there. */
const OPENING = /(?:(?<!\s)\s+)?[([][\p{L}\s:]{2,24}$/u;

/** The edits that take all statements of an edge out of their lists; undefined where one of them is in no plain list. */
export function edgeRemoval(source: Source, references: readonly Reference[], edge: Edge): Edit[] | undefined {
  const statements = references.filter(
    ({ owner, direction, targets }) =>
      (direction === 'needs' ? owner === edge.from : owner === edge.to) &&
      targets.includes(direction === 'needs' ? edge.to : edge.from),
  );
  const edits: Edit[] = [];
  for (const statement of statements) {
    const next = statement.targets.length === 1 ? removal(source, references, statement) : undefined;
    const [last, first] = [edits.at(-1), next?.[0]];
    if (!next || (last && first && last.span.end > first.span.start)) return undefined;
    edits.push(...next);
  }
  return edits;
}

function removal(source: Source, references: readonly Reference[], self: Reference): Edit[] | undefined {
  const line = source.lineSpan(source.lineAt(self.span.start));
  const whole = dressed(source, self.span, line);
  const behind = source.text.slice(whole.end, line.end);
  const end = whole.end + (NOTE.exec(behind)?.[0].length ?? 0);
  const neighbours = references.filter(
    ({ owner, span }) => owner === self.owner && span !== self.span && contains(line, span),
  );
  const before = BEFORE.exec(source.text.slice(line.start, whole.start))?.[0].length;
  if (before !== undefined && neighbours.some(({ span }) => span.end < whole.start)) {
    const edit = { span: { start: whole.start - before, end }, text: '' };
    return [...singular(source, [self, ...neighbours]), edit];
  }
  const after = BEHIND.exec(source.text.slice(end, line.end))?.[0].length;
  const next = neighbours.find(({ span }) => span.start > self.span.start);
  if (after !== undefined && next) {
    // `Tasks 5, 9` without its first number keeps the word that the others live on.
    const kept = keyword(self) !== '' && keyword(next) === '';
    const start = kept ? self.span.end - (self.id?.length ?? 0) : whole.start;
    const edit = { span: { start, end: end + after }, text: '' };
    return [...singular(source, [self, ...neighbours]), edit];
  }
  const edit = neighbours.length === 0 ? alone(source, references, self, { start: whole.start, end }) : undefined;
  return edit && [edit];
}

/** `Tasks 5, 9` is one task once one of them has gone. */
function singular({ text }: Source, list: readonly Reference[]): Edit[] {
  const [first] = list.toSorted((a, b) => a.span.start - b.span.start);
  const own = first?.targets[0]?.keyword;
  if (!first || own === undefined || list.length !== 2) return [];
  const [plural, gap = ''] =
    /(?<!\p{L})\p{L}+s(\s+#?)$/u.exec(text.slice(Math.max(first.span.start - own.length - 4, 0), first.span.start)) ??
    [];
  if (plural?.trim().toLowerCase() !== `${own.toLowerCase()}s`) return [];
  const end = first.span.start - gap.length;
  return [{ span: { start: end - 1, end }, text: '' }];
}

/** With the emphasis, code marks or link around it. */
function dressed({ text }: Source, span: Span, line: Span): Span {
  let { start, end } = span;
  for (;;) {
    const link = text[start - 1] === '[' && /^\](?:\([^()\s]*\))?/.exec(text.slice(end, line.end))?.[0];
    if (link && link.length > 1) [start, end] = [start - 1, end + link.length];
    else if (start > 0 && '*_`~'.includes(text.charAt(start - 1)) && text[start - 1] === text[end])
      [start, end] = [start - 1, end + 1];
    else return { start, end };
  }
}

/** The only thing that its list names: the list says that it names nothing, or goes. */
function alone(source: Source, references: readonly Reference[], self: Reference, whole: Span): Edit | undefined {
  const { owner } = self;
  const rest = ({ span }: { readonly span: Span }) =>
    source.slice({ start: span.start, end: whole.start }) + source.slice({ start: whole.end, end: span.end });
  const field = 'fields' in owner ? owner.fields.find(({ value }) => contains(value.span, whole)) : undefined;
  if (field) {
    // In the author's own word.
    const none = references.find(({ kind, text }) => kind === 'none' && text.length <= 8)?.text ?? 'None';
    return leadOf(rest(field.value), '.') === rest(field.value).length ? { span: whole, text: none } : undefined;
  }
  const opening = OPENING.exec(source.text.slice(source.lineStart(source.lineAt(whole.start)), whole.start))?.[0];
  const closed = opening?.includes('(') ? ')' : ']';
  if (opening === undefined || source.text[whole.end] !== closed) return undefined;
  return { span: { start: whole.start - opening.length, end: whole.end + 1 }, text: '' };
}

function keyword({ text, id }: Reference): string {
  return id !== undefined && text.endsWith(id) ? text.slice(0, -id.length) : text;
}
