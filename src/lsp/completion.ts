import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-protocol';
import type { Field } from '../model/plan/field.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Task } from '../model/plan/task.ts';
import { keywordBefore } from '../model/language/ids.ts';
import { printable } from '../report/printable.ts';
import { stateName } from '../report/show-words.ts';
import type { Span } from '../text.ts';
import type { OpenDocument } from './open-document.ts';

/** The characters behind which an editor asks by itself. */
export const completionTriggers: readonly string[] = [' ', ',', '#'];

/** Words for states where a plan has none of its own yet. */
const STATES = ['Not started', 'In progress', 'Blocked', 'Done'];

/** What could be written at a place: ids where a dependency is named, states, sections that the template has. */
export function completions(plan: Plan, open: OpenDocument, position: unknown): CompletionItem[] {
  const offset = open.positions.offsetAt(position);
  const line = plan.source.lineSpan(plan.source.lineAt(offset));
  const before = plan.source.text.slice(line.start, offset);
  const heading = /^#{1,6}[ \t]*/.exec(before);
  if (heading) return sections(plan, open, { start: line.start, end: line.end });
  const field = plan.fields.find((one) => isIn(one, offset, plan));
  if (field?.role === 'status') return states(plan, field, open);
  const reference = plan.references.find(({ span }) => span.start <= offset && offset <= span.end);
  const isNeed = field?.role === 'dependencies' || field?.role === 'blocks' || reference !== undefined;
  return isNeed ? ids(plan, open, offset, before) : [];
}

/** Whether a place is in the value of a field, or right behind a label without one. */
function isIn({ value, items, label, place }: Field, offset: number, { source }: Plan): boolean {
  if (place === 'cell' && value.value === '') return value.span.start <= offset && offset <= value.span.end;
  if ([value, ...items].some(({ span, value: text }) => text !== '' && span.start <= offset && offset <= span.end))
    return true;
  // Behind a comma at the end, or where nothing is written yet.
  const end = source.lineSpan(source.lineAt(value.span.end)).end;
  const from = value.value === '' ? label.span.end + 1 : value.span.end;
  const rest = source.text.slice(Math.min(from, offset), offset);
  const behind = source.text.slice(offset, end);
  if (offset < from || offset > end || !/^[\s*_:,、，]*$/u.test(rest)) return false;
  return (value.value === '' || /,\s*$/.test(source.text.slice(value.span.start, offset))) && /^[\s*_|]*$/.test(behind);
}

function ids(plan: Plan, open: OpenDocument, offset: number, before: string): CompletionItem[] {
  const own = taskAround(plan, offset);
  const typed = /(?:(\p{L}{1,40})[ \t]{1,8})?(#?[\p{L}\p{N}][\p{L}\p{N}._-]{0,80})?$/u.exec(before);
  const keywords = new Set(plan.tasks.flatMap(({ keyword }) => keyword?.toLowerCase() ?? []));
  const [whole = '', keyword, id = ''] = typed ?? [];
  const isNamed = keyword !== undefined && keywords.has(keyword.toLowerCase());
  const written = isNamed ? whole : id;
  const range = open.positions.rangeOf({ start: offset - written.length, end: offset });
  const bare = plan.references.filter((one) => one.id !== undefined && keywordBefore(one.text) === undefined).length;
  const isBare = bare * 2 > plan.references.filter((one) => one.id !== undefined).length;
  return plan.tasks
    .map((task, index) => ({ task, index }))
    .filter(({ task }) => task !== own && task.id !== undefined && !(own && plan.graph.leadsTo(task, own)))
    .map(({ task, index }): CompletionItem => {
      const label = isBare && !isNamed ? (task.id ?? '') : plan.nameAt(task, { start: offset, end: offset });
      return {
        label: printable(label),
        kind: CompletionItemKind.Reference,
        detail: printable(`${stateName(task.state)}: ${task.title.value}`),
        filterText: isNamed || id === '' ? label : `${task.id} ${label} ${task.title.value}`,
        sortText: `${rank(task)}${String(index).padStart(6, '0')}`,
        textEdit: { range, newText: label },
      };
    });
}

/** Open ones first, what was given up last. */
function rank({ state }: Task): number {
  if (state === 'dropped') return 2;
  return state === 'done' ? 1 : 0;
}

function taskAround({ tasks }: Plan, offset: number): Task | undefined {
  const around = tasks.filter(({ span }) => span.start <= offset && offset <= span.end);
  return around.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
}

/** The words that the plan has for states, else usual ones. */
function states(plan: Plan, { value }: Field, open: OpenDocument): CompletionItem[] {
  const own = plan.fields.filter((field) => field.role === 'status' && field.value.value !== value.value);
  const words = [
    ...new Set(own.map((field) => field.value.value.trim()).filter((word) => word !== '' && word.length < 30)),
  ];
  const line = plan.source.lineSpan(plan.source.lineAt(value.span.start));
  const span =
    value.value === ''
      ? emptyAt(plan, value.span)
      : { start: value.span.start, end: Math.min(value.span.end, line.end) };
  const range = open.positions.rangeOf(span);
  return [...words, ...STATES.filter((word) => !words.some((one) => one.toLowerCase() === word.toLowerCase()))].map(
    (word, index) => ({
      label: printable(word),
      kind: CompletionItemKind.EnumMember,
      sortText: String(index).padStart(4, '0'),
      textEdit: {
        range,
        newText: span.start > 0 && /[:*_]/.test(plan.source.text[span.start - 1] ?? '') ? ` ${word}` : word,
      },
    }),
  );
}

/** Where a value that is missing would begin: behind what closes its label, and one blank. */
function emptyAt({ source }: Plan, { start }: Span): Span {
  const end = source.lineSpan(source.lineAt(start)).end;
  const [lead = ''] = /^[:*_]*[ \t]?/.exec(source.text.slice(start, end)) ?? [];
  return { start: start + lead.length, end: start + lead.length };
}

function sections(plan: Plan, open: OpenDocument, line: Span): CompletionItem[] {
  const range = open.positions.rangeOf(line);
  return plan.missingSections.map(({ title, depth, under }, index) => ({
    label: printable(title),
    kind: CompletionItemKind.Module,
    detail: printable(under === undefined ? 'a section of the template' : `a section of the template, under ${under}`),
    filterText: (/^[#\s]*/.exec(plan.source.slice(line))?.[0] ?? '') + title,
    sortText: String(index).padStart(4, '0'),
    textEdit: { range, newText: `${'#'.repeat(depth)} ${title}` },
  }));
}
