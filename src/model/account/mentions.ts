import type { Reference } from '../plan/graph.ts';
import { spanOf } from '../../parse.ts';
import type { Span } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { foldId } from '../language/ids.ts';
import { singularKeyword } from '../language/keyword.ts';
import { stateOfValue } from '../language/state.ts';
import { readStatements, type Thing } from '../language/clauses.ts';
import { type Name, scanNames } from '../language/names.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { Field } from '../plan/field.ts';
import type { Evidence, Mention } from '../plan/reading.ts';
import type { Phase, Task } from '../plan/task.ts';

/** A mention, and what it names if it is an id. */
export interface FoundMention extends Mention {
  readonly names: Task | Phase | undefined;
  readonly field: Field | undefined;
  /** Set where the words around it say that it has nothing to do with what they are about. */
  readonly by?: Evidence;
}

/** The ids that a plan gives, as they are compared. */
export interface KnownIds {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly phases: ReadonlyMap<string, Phase>;
}

/** The ids of tasks and phases. */
export function knownIds(tasks: readonly Task[], phases: readonly Phase[]): KnownIds {
  const byId = new Map<string, Task>();
  for (const task of tasks)
    for (const id of [task.id, ...task.aliases])
      if (id !== undefined && !byId.has(foldId(id))) byId.set(foldId(id), task);
  return {
    tasks: byId,
    phases: new Map(phases.map((phase) => [phaseKey(phase.section.label?.keyword, phase.id), phase])),
  };
}

/** Roles whose value changes what is concluded of the plan. */
const TELLING: ReadonlySet<string> = new Set([
  'status',
  'progress',
  'dependencies',
  'blocks',
  'estimate',
  'current-phase',
]);

/** All mentions in headings, paragraphs, tables and fields, in document order. */
export function readMentions(document: Document, ids: KnownIds, needs: readonly Reference[]): FoundMention[] {
  const read = new Map(needs.map(({ span, by }) => [span.start, by] as const));
  const mentions = textsOf(document).flatMap((span) =>
    ofTokens(tokenize(document.parsed.source.slice(span), span.start), document, ids, read),
  );
  for (const field of document.fields) {
    if (!field.role || (field.place === 'cell' && !TELLING.has(field.role))) continue;
    // The head of a column is one label, its cells are many.
    const { text, span } =
      field.place === 'cell'
        ? { text: field.value.value, span: field.value.span }
        : { text: field.label.value, span: field.label.span };
    if (text !== '') mentions.push({ kind: 'label', text, span, names: undefined, field });
  }
  // The box of an item may be a part of a paragraph inside of it too.
  const seen = new Set<string>();
  return mentions
    .filter(({ kind, span }) => seen.size < seen.add(`${kind} ${span.start} ${span.end}`).size)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Everything that is prose: headings, paragraphs, tables. */
function textsOf({ sections, blocks }: Document): Span[] {
  return [
    ...sections.filter(({ depth }) => depth > 0).map(({ headingSpan }) => headingSpan),
    ...blocks.items.flatMap((item) => boxSpan(item.span, item.text.span)),
    ...blocks.paragraphs.map(({ span }) => span),
    ...blocks.tables.map(({ node }) => spanOf(node)),
  ];
}

/** The marker and box before the text of an item, which are no part of its paragraph. */
function boxSpan({ start }: Span, text: Span): Span[] {
  return text.start > start && text.start - start < 16 ? [{ start, end: text.start }] : [];
}

function ofTokens(
  tokens: readonly Token[],
  document: Document,
  ids: KnownIds,
  read: ReadonlyMap<number, Evidence>,
): FoundMention[] {
  const { vocabulary } = document;
  const found = scanNames(tokens, { vocabulary, known: (id) => /\d/.test(id) && ids.tasks.has(foldId(id)) });
  // A letter alone is a word of a sentence.
  const named = found.flatMap((name) => {
    const names = namedBy(name, ids);
    if (!names || tokens[name.from]?.code || (!name.keyword && !/\d/.test(name.id.value))) return [];
    return [{ ...name, start: name.span.start, end: name.span.end, names }];
  });
  const said = named.length > 0 ? saidIn(tokens, named, document, read) : new Map<object, Evidence>();
  const taken = new Set<number>();
  const mentions = named.map((name): FoundMention => {
    for (let at = name.from; at < name.to; at++) taken.add(at);
    const by = said.get(name);
    return {
      kind: 'id',
      text: textOf(name),
      span: name.span,
      names: name.names,
      field: undefined,
      ...(by ? { by } : {}),
    };
  });
  for (const [index, token] of tokens.entries()) {
    const kind = token.code || taken.has(index) ? undefined : kindOf(token, tokens[index + 1], document);
    if (kind) mentions.push({ kind, text: token.text, span: token.span, names: undefined, field: undefined });
  }
  return mentions;
}

/**
 * Names that a clause answers for though nothing was made of them: it says that they go side by side or that none needs the
 * other (`independent of T002`), or they are what a need that was read is said of (T002 in "T002 depends on T001").
 */
function saidIn(
  tokens: readonly Token[],
  named: readonly (Name & Thing)[],
  { vocabulary }: Document,
  read: ReadonlyMap<number, Evidence>,
): ReadonlyMap<object, Evidence> {
  const { clauses } = readStatements(tokens, named, vocabulary.relations);
  return new Map(
    clauses.flatMap(({ relation, begun, objects, objectsNoted, subjects }): (readonly [object, Evidence])[] => {
      if (relation === 'apart' || relation === 'together' || begun)
        return [...subjects, ...objects, ...objectsNoted].map(
          (name) => [name, { reading: 'need.apart', span: name.span }] as const,
        );
      const [need] = [...objects, ...objectsNoted].flatMap(({ span }) => read.get(span.start) ?? []);
      return need ? subjects.map((name) => [name, need] as const) : [];
    }),
  );
}

function textOf({ keyword, carried, id, last }: Name): string {
  const range = last ? `${id.value}-${last.value}` : id.value;
  return keyword && !carried ? `${keyword.value} ${range}` : range;
}

function kindOf(token: Token, next: Token | undefined, { vocabulary }: Document): Mention['kind'] | undefined {
  switch (token.kind) {
    case 'box':
      return 'state';
    case 'mark':
      return stateOfValue(token.text, vocabulary) ? 'state' : undefined;
    case 'percent':
      return 'percent';
    case 'number':
      return next?.kind === 'word' && vocabulary.counted.has(next.folded) ? 'count' : undefined;
    default:
      return undefined;
  }
}

/** The task or phase that a name means; the first one of a range. */
function namedBy({ keyword, kind, id }: Name, ids: KnownIds): Task | Phase | undefined {
  if (kind === 'phase') return ids.phases.get(phaseKey(keyword?.value, id.value));
  return ids.tasks.get(foldId(id.value));
}

/** `Week 2` is not `Phase 2`. */
function phaseKey(keyword: string | undefined, id: string): string {
  return `${singularKeyword(keyword ?? '')} ${foldId(id)}`;
}
