import { isRefusal, parseMarkdown, type Parsed, spanOf, withoutComments } from '../../parse.ts';
import { contains, Source, type Span } from '../../text.ts';
import { squeeze } from '../document/bracketed-spans.ts';
import { type Document, readDocument } from '../document/document.ts';
import { cellText } from '../document/cells.ts';
import { normalizeLabel } from '../document/labels.ts';
import { type OutlineSection, SUFFIX } from '../document/outline.ts';
import type { OwnWords } from '../plan/settings.ts';
import type { FieldRole } from '../plan/field.ts';
import { tokenize } from '../language/tokens.ts';
import type { WordSet } from '../language/word-set.ts';
import { gateOfTitle } from '../document/purpose.ts';
import { textOf } from '../document/inline-text.ts';
import { readTemplateStrings, type TemplateStrings } from './template-strings.ts';
import { sectionShape, titleKey } from './title-shape.ts';

/** A heading of a template and what it demands of a plan. */
export interface TemplateSection {
  readonly title: string;
  readonly key: string;
  readonly depth: number;
  readonly parent: TemplateSection | undefined;
  /** Where a number or placeholder makes any title of that shape fit: what such titles have in common. */
  readonly slot: string | undefined;
  /** Whether it stands inside a slot, where it is an example. */
  readonly inSlot: boolean;
  readonly optional: boolean;
  readonly mandatory: boolean;
  /** Whether it names the document rather than a part of it. */
  readonly isTitle: boolean;
  /** Whether it is left empty, to be filled in while the work goes on. */
  readonly empty: boolean;
  /** Whether what it asks for can be said only when the work is done. */
  readonly later: boolean;
}

/** A label that the tasks of a template have. */
export interface TemplateField {
  readonly label: string;
  readonly key: string;
  readonly role: FieldRole | undefined;
}

/** What a plan has to have and to replace, by its template. */
export interface TemplateSchema extends TemplateStrings {
  /** In document order. */
  readonly sections: readonly TemplateSection[];
  /** Labels that most of its tasks have. */
  readonly taskFields: readonly TemplateField[];
  /** Heads of its tables, by section key. */
  readonly columns: readonly { readonly section: string; readonly heads: readonly string[] }[];
  /** Keys of the sections that are gates. */
  readonly gates: readonly string[];
}

/** Derives what a template's text demands. */
export function deriveSchema(text: string, builtIn: boolean, words: OwnWords = {}): TemplateSchema {
  const document = readTemplate(text, words);
  if (!document) return EMPTY;
  return {
    ...readTemplateStrings(document, builtIn),
    sections: readSections(document),
    taskFields: readTaskFields(document),
    columns: readColumns(document),
    gates: document.sections
      .filter((section) => gateOfTitle(section.title, document.vocabulary) !== undefined)
      .map((section) => section.key),
  };
}

const EMPTY: TemplateSchema = {
  sections: [],
  replace: new Map(),
  words: new Map(),
  menus: new Map(),
  comments: new Set(),
  instructions: new Set(),
  codeLines: new Set(),
  taskFields: [],
  columns: [],
  gates: [],
};

function readTemplate(text: string, words: OwnWords): Document | undefined {
  const parsed = parseMarkdown(new Source(text));
  return isRefusal(parsed) ? undefined : readDocument(parsed, undefined, { words });
}

function readSections(document: Document): TemplateSection[] {
  const { parsed, sections } = document;
  const { cues } = document.vocabulary;
  const made = new Map<OutlineSection, TemplateSection>();
  const headings = sections.slice(1);
  const tops = headings.filter(({ depth }) => depth === 1);
  for (const section of headings) {
    const parent = section.parent && made.get(section.parent);
    const text = parsed.source.slice(section.headingSpan);
    const only = onlyText(document, section);
    made.set(section, {
      title: withoutComments(section.title).replace(SUFFIX, ''),
      key: titleKey(section),
      depth: section.depth,
      parent,
      slot: sectionShape(section, parsed.source.text),
      inSlot: parent !== undefined && (parent.slot !== undefined || parent.inSlot) && !parent.isTitle,
      optional:
        isBracketed(text, cues.of('applicable')) ||
        (only.startsWith('[') && only.endsWith(']') && cues.of('applicable').atStart(only) !== undefined) ||
        hasMark(parsed, section, 'optional'),
      mandatory: isBracketed(text, cues.of('mandatory')) || hasMark(parsed, section, 'mandatory'),
      isTitle: section.depth === 1 && tops.length === 1,
      later: (parent?.later ?? false) || hasMark(parsed, section, 'later'),
      empty: section.children.length === 0 && parsed.source.slice(section.bodySpan).trim() === '',
    });
  }
  return [...made.values()];
}

/** Whether one of some words stands alone in a round bracket. */
function isBracketed(text: string, words: WordSet): boolean {
  return words.find(text).some(({ start, end }) => text[start - 1] === '(' && text[end] === ')');
}

/** The text of a section that has no more than one paragraph and no sub-section. */
function onlyText({ parsed }: Document, section: OutlineSection): string {
  const [block, ...others] = section.blocks.filter(({ type }) => type !== 'thematicBreak');
  return block?.type === 'paragraph' && others.length === 0 && section.children.length === 0
    ? squeeze(parsed.source.slice(spanOf(block)))
    : '';
}

function hasMark(parsed: Parsed, { headingSpan, bodySpan }: OutlineSection, word: string): boolean {
  return parsed.comments.some(
    (comment) =>
      comment.start >= headingSpan.start &&
      comment.end <= bodySpan.end &&
      parsed.source.slice(comment).slice('<!--'.length, -'-->'.length).trim().toLowerCase() === word,
  );
}

/** The labels of fields that stand in more than half of the template's tasks. */
function readTaskFields(document: Document): TemplateField[] {
  const { sections, fields, vocabulary: words } = document;
  const isTask = (text: string) => {
    const [first, second] = tokenize(text, 0).filter(({ kind }) => kind !== 'box');
    if (first?.kind !== 'word' || !(words.taskKeywords.has(first.folded) || words.workLabels.has(first.folded)))
      return false;
    return second?.kind === 'number' || (second?.folded === ':' && first.strong);
  };
  const slots: Span[] = sections.filter(({ declaration }) => declaration?.kind === 'task').map(({ span }) => span);
  for (const item of textOf(document).blocks.items) if (isTask(item.text.value)) slots.push(item.span);
  const counts = new Map<string, { field: TemplateField; tasks: number }>();
  for (const span of slots) {
    const seen = new Set<string>();
    for (const field of fields) {
      if (
        field.place !== 'text' ||
        !contains(span, field.label.span) ||
        seen.has(field.key) ||
        words.workLabels.has(field.key)
      )
        continue;
      seen.add(field.key);
      const known = counts.get(field.key);
      if (known) known.tasks++;
      else counts.set(field.key, { field: { label: field.label.value, key: field.key, role: field.role }, tasks: 1 });
    }
  }
  return [...counts.values()].filter(({ tasks }) => tasks * 2 > slots.length).map(({ field }) => field);
}

function readColumns(document: Document): TemplateSchema['columns'] {
  return textOf(document).blocks.tables.map(({ node, section }) => ({
    section: section.key,
    heads: (node.children[0]?.children ?? []).map((cell) => normalizeLabel(cellText(document.parsed, cell).value)),
  }));
}
