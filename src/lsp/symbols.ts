import { type DocumentSymbol, type SymbolInformation, SymbolKind, SymbolTag } from 'vscode-languageserver-protocol';
import type { Plan } from '../model/plan/plan.ts';
import type { Section } from '../model/plan/section.ts';
import type { Task } from '../model/plan/task.ts';
import { printable } from '../report/printable.ts';
import { stateName } from '../report/show-words.ts';
import type { Span } from '../text.ts';
import type { OpenDocument } from './open-document.ts';
import { phaseProgress } from './phase-progress.ts';
import type { Positions } from './positions.ts';

/** Sections, phases, gates and tasks, one inside the other. */
export function documentSymbols(plan: Plan, positions: Positions): DocumentSymbol[] {
  const make = (name: string, kind: SymbolKind, detail: string, span: Span, at: Span): DocumentSymbol => ({
    name: printable(name.trim()) || '(without a title)',
    kind,
    ...(detail === '' ? {} : { detail: printable(detail) }),
    range: positions.rangeOf({ start: Math.min(span.start, at.start), end: Math.max(span.end, at.end) }),
    selectionRange: positions.rangeOf(at),
    children: [],
  });
  const ofTask = (task: Task): DocumentSymbol => ({
    ...make(nameOf(task), SymbolKind.Function, stateName(task.state), task.span, task.nameSpan),
    ...(task.state === 'dropped' ? { tags: [SymbolTag.Deprecated] } : {}),
    children: task.children.map(ofTask),
  });
  const isOf = (section: Section, task: Task) =>
    section.headingSpan.start <= task.nameSpan.start && task.nameSpan.end <= section.headingSpan.end;
  const ofSection = (section: Section): DocumentSymbol => {
    const own = plan.tasks.find((task) => isOf(section, task));
    const phase = plan.phases.find((one) => one.section === section);
    const isGate = plan.gates.some((gate) => gate.section === section && gate.items.length > 0);
    const symbol = own
      ? ofTask(own)
      : make(
          section.title,
          phase ? SymbolKind.Module : isGate ? SymbolKind.Interface : SymbolKind.String,
          (phase && phaseProgress(plan, phase)) ?? '',
          section.span,
          section.headingSpan,
        );
    return { ...symbol, children: within(section, own) };
  };
  /** The tasks and sections right below a section. */
  const within = (section: Section, own?: Task): DocumentSymbol[] => {
    const headed = new Set(section.children.flatMap((child) => plan.tasks.filter((task) => isOf(child, task))));
    const tasks = plan.tasks.filter(
      (task) =>
        task !== own &&
        !headed.has(task) &&
        (task.parent === undefined || task.parent === own) &&
        contains(section, task) &&
        !section.children.some((child) => contains(child, task)),
    );
    const all = [...tasks.map(ofTask), ...section.children.map(ofSection)];
    return all.toSorted((a, b) => a.range.start.line - b.range.start.line);
  };
  return within(plan.root);
}

/** The same for editors that know no such tree. */
export function flatSymbols(
  symbols: readonly DocumentSymbol[],
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...flatSymbols(children, uri, name),
  ]);
}

/** The tasks and phases of a plan whose names have all the words of a query. */
export function symbolsLike(plan: Plan, query: string, uri: string, positions: Positions): SymbolInformation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isLike = (name: string) => words.every((word) => name.toLowerCase().includes(word));
  return [
    ...plan.phases.map(({ name, title, section }) => ({
      name: `${name}: ${title}`,
      kind: SymbolKind.Module,
      span: section.headingSpan,
    })),
    ...plan.tasks.map((task) => ({ name: nameOf(task), kind: SymbolKind.Function, span: task.nameSpan })),
  ]
    .filter(({ name }) => isLike(name))
    .map(({ name, kind, span }) => ({
      name: printable(name),
      kind,
      location: { uri, range: positions.rangeOf(span) },
      ...(plan.path === undefined ? {} : { containerName: plan.path }),
    }));
}

function contains(section: Section, task: Task): boolean {
  return section.span.start <= task.nameSpan.start && task.nameSpan.start < section.span.end;
}

function nameOf({ id, name, title }: Task): string {
  return id === undefined || title.value === '' ? name : `${name}: ${title.value}`;
}

/** What can be folded: sections, tasks of several lines, front matter. */
export function foldings(plan: Plan, { positions }: OpenDocument): { startLine: number; endLine: number }[] {
  const { source } = plan;
  const front = /^(---|\+\+\+)[ \t]*\r?\n[^]*?\n\1[ \t]*(?=\r?\n|$)/.exec(source.text);
  const spans = [
    ...(front ? [{ start: 0, end: front[0].length }] : []),
    ...plan.sections.map(({ span }) => span),
    ...plan.tasks.filter(({ dialect }) => dialect !== 'heading').map(({ span }) => span),
  ];
  const found = new Map<number, { startLine: number; endLine: number }>();
  for (const { start, end } of spans) {
    const last = start + source.text.slice(start, end).trimEnd().length;
    const [startLine, endLine] = [positions.positionAt(start).line, positions.positionAt(last).line];
    if (endLine > startLine && (found.get(startLine)?.endLine ?? -1) < endLine)
      found.set(startLine, { startLine, endLine });
  }
  return [...found.values()].toSorted((a, b) => a.startLine - b.startLine);
}
