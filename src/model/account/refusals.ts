import { spanOf } from '../../parse.ts';
import type { Span } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { Document } from '../document/document.ts';
import type { OutlineSection } from '../document/outline.ts';
import { gateOfTitle, labelOfItem, purposeOfItem, purposeOfSection } from '../document/purpose.ts';
import type { Plan } from '../plan/plan.ts';
import type { RefusalReason, Refused } from '../plan/reading.ts';

/** Why no task is declared in a line, reading by reading; nothing where one is, or where the line is blank. */
export function refusalsIn(document: Document, plan: Plan, line: number): Refused[] {
  const { source } = document.parsed;
  const span = source.lineSpan(line);
  const isHere = ({ start }: Span) => source.lineAt(start) === line;
  const tasks = [...plan.tasks, ...plan.prerequisites];
  if (source.slice(span).trim() === '') return [];
  if (tasks.some(({ nameSpan, spellings }) => isHere(nameSpan) || spellings.some((name) => isHere(name.span))))
    return [];
  const holding = (spans: readonly Span[]) => spans.find(({ start, end }) => start <= span.start && span.end <= end);
  const code = holding(document.parsed.code);
  if (code) return [{ reading: undefined, span, reason: 'code', because: code }];
  const comment = holding(document.parsed.comments);
  if (comment) return [{ reading: undefined, span, reason: 'comment', because: comment }];
  const section = document.sections.find(({ depth, headingSpan }) => depth > 0 && isHere(headingSpan));
  if (section) return [ofHeading(section, document, plan)];
  const item = document.blocks.items.find((candidate) => isHere(candidate.span));
  if (item) return [ofItem(item, document, plan)];
  const table = document.blocks.tables.find(({ node }) => holding([spanOf(node)]));
  if (table) {
    const rows = tasks.filter(({ dialect, section }) => dialect === 'table' && section === table.section);
    const head = spanOf(table.node.children[0] ?? table.node);
    return [{ reading: 'task.table', span, reason: rows.length > 0 ? 'row' : 'columns', because: head }];
  }
  const task = tasks.findLast((candidate) => candidate.span.start <= span.start && span.end <= candidate.span.end);
  return [{ reading: proseReading(document, plan, line), span, reason: 'prose', because: task?.nameSpan }];
}

/** The reading that comes nearest to a line of prose: that of bold lines, of labels, or of what sentences say. */
function proseReading({ parsed: { source } }: Document, plan: Plan, line: number): string {
  const { start, end } = source.lineSpan(line);
  const text = source.text.slice(start, end).trimStart();
  if (plan.fields.some(({ place, label: { span } }) => place === 'text' && start <= span.start && span.start < end))
    return 'field.label';
  return text.startsWith('**') || text.startsWith('__') ? 'task.bold' : 'need.statement';
}

function ofHeading(section: OutlineSection, { vocabulary }: Document, plan: Plan): Refused {
  const because = (reason: RefusalReason, at?: Span): Refused => {
    return { reading: 'task.heading', span: section.titleSpan, reason, because: at };
  };
  if (gateOfTitle(section.title, vocabulary)) return because('gate');
  if (plan.phases.some((phase) => phase.section === section)) return because('phase');
  if (!section.declaration) return because('no-id');
  if (section.declaration.kind === 'phase') return because('phase');
  const { parent } = section;
  if (parent && purposeOfSection(parent, vocabulary) !== 'work') return because('purpose', parent.headingSpan);
  return because('weak-id', section.declaration.span);
}

function ofItem(item: Item, { vocabulary }: Document, plan: Plan): Refused {
  const box = plan.boxes.find(({ span }) => item.span.start <= span.start && span.end <= item.text.span.start);
  const refused = (reason: RefusalReason, because?: Span): Refused => {
    return { reading: 'task.checklist', span: item.text.span, reason, because };
  };
  if (!box) return refused('no-box');
  const step = plan.tasks.find(({ steps }) => steps.some((candidate) => candidate.box === box));
  if (step) return refused('step', step.nameSpan);
  if (box.kind === 'legend' || box.kind === 'choice') return refused(box.kind);
  const { byLabel } = purposeOfItem(item, vocabulary);
  return refused('purpose', byLabel ? labelOfItem(item) : item.section.headingSpan);
}
