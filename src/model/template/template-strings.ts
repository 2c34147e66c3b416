import { spanOf } from '../../parse.ts';
import { contains, type Span } from '../../text.ts';
import { senseOf } from '../language/bracket.ts';
import {
  type Candidate,
  isTickPlace,
  neighboursOf,
  readCandidates,
  readHiddenCandidates,
  squeeze,
} from '../document/bracketed-spans.ts';
import type { Document } from '../document/document.ts';
import { hasCapital, isDigits } from '../language/characters.ts';
import codes from '../language/words/codes.json' with { type: 'json' };
import type { Vocabulary } from '../language/words.ts';
import { isFreeMenu, menuChoices, menuKey } from './menus.ts';
import type { OutlineSection } from '../document/outline.ts';
import { textOf } from '../document/inline-text.ts';

/** One place of a template where a plan puts text of its own. */
export interface Place {
  readonly where: Candidate['where'];
  /** Key of the label or column head under which it stands. */
  readonly under: string | undefined;
  /** The words before and behind it, by `neighboursOf`. */
  readonly neighbours: string;
  /** The characters right before and behind it. */
  readonly glue: string;
}

/** What a template has its writers replace. All else is kept: legends, labels, table heads, example titles. */
export interface TemplateStrings {
  /** Strings to be replaced (`[Feature Name]`, `{{name}}`) with their places. */
  readonly replace: ReadonlyMap<string, readonly Place[]>;
  /** Words to be replaced that stand without brackets (`FEATURE_NAME`, `TXXX`), with the number of their places. */
  readonly words: ReadonlyMap<string, number>;
  /** Menus by `menuKey`, with the number of their places. */
  readonly menus: ReadonlyMap<string, number>;
  /** Comments that tell the writer what to write, squeezed. */
  readonly comments: ReadonlySet<string>;
  /** Sentences that do so, in templates of a team's own. */
  readonly instructions: ReadonlySet<string>;
  /** Lines that hold code with something to replace. */
  readonly codeLines: ReadonlySet<string>;
}

type Keep = (span: Span) => boolean;

/** Reads what a template has its writers replace. */
export function readTemplateStrings(document: Document, builtIn: boolean): TemplateStrings {
  const kept = keptSpans(document);
  const keep: Keep = (span) => kept.some((outer) => contains(outer, span));
  const candidates = [...readCandidates(document), ...readHiddenCandidates(document)];
  const replaced = candidates.filter((candidate) => !keep(candidate.span) && isReplaced(candidate, document));
  const isMenu = ({ text }: Candidate) => menuChoices(text.slice(1, -1), 0, document.vocabulary) !== undefined;
  return {
    ...placesOf(
      replaced.filter((candidate) => !isMenu(candidate)),
      document,
    ),
    words: countWords(document, keep),
    menus: countMenus(document, replaced.filter(isMenu), keep),
    comments: readComments(document, keep),
    instructions: builtIn ? new Set() : readInstructions(document, keep, replaced),
  };
}

/** What `<!-- keep -->` protects: the section of its heading, the paragraph or item it stands in, else the next block. */
function keptSpans({ parsed, sections }: Document): Span[] {
  const { source } = parsed;
  return parsed.comments.flatMap((comment) => {
    if (source.slice(comment).slice(4, -3).trim() !== 'keep') return [];
    const section = sections.find(({ headingSpan }) => contains(headingSpan, comment));
    if (section) return [section.span];
    for (const owner of sections) {
      for (const [index, block] of owner.blocks.entries()) {
        const span = spanOf(block);
        if (!contains(span, comment)) continue;
        const next = owner.blocks[index + 1];
        if (block.type === 'html') return next ? [spanOf(next)] : [];
        return [innermostItem(block, comment) ?? span];
      }
    }
    return [];
  });
}

function innermostItem(node: OutlineSection['blocks'][number], inner: Span): Span | undefined {
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const span = spanOf(child);
    if (!contains(span, inner)) continue;
    const own = child.type === 'listItem' || child.type === 'tableRow' ? span : undefined;
    return innermostItem(child, inner) ?? own;
  }
  return undefined;
}

const BRACE = /^\{\p{L}(?=[\p{L}\p{N}',/-]* )[\p{L}\p{N}' ,/-]*\}$/u;
const ANGLE = /^<\p{L}[\p{L}\p{N}' ,_-]*>$/u;

/** Whether something in brackets, as it stands in a template, is there to be replaced. */
function isReplaced(candidate: Candidate, { vocabulary }: Document): boolean {
  const { kind, text, where, before, after } = candidate;
  if (kind === 'mustache' || kind === 'underscores') return true;
  if (kind === 'brace') return where === 'prose' && BRACE.test(text);
  if (kind === 'angle') return where === 'prose' && ANGLE.test(text) && /[ _-]|^<[A-Z]/.test(text);
  const inside = text.slice(1, -1);
  const bare = inside.trim();
  // Marks of tasks and requirements are kept in plans.
  if (codes.tasks.includes(bare) || (bare.startsWith('US') && isDigits(bare.slice(2)))) return false;
  if (codes.dimensions.includes(bare) && (before + after).trim() !== '') return false;
  const { kind: sense } = senseOf(inside, vocabulary);
  // One capital letter is an amount to come, unless it begins an item and so is a ticked box.
  if (sense === 'tick') return /^\[[XNY]\]$/.test(text) && !isTickPlace(candidate);
  if (sense === 'id')
    return /^\[[A-Z]\]$/.test(text) || /\p{L}{3,}/u.test(inside.replace(/(?<!\p{Lu})\p{Lu}+-?\d+/gu, ''));
  if (where === 'code') return isReplacedInCode(candidate);
  return sense !== 'question' && !inside.startsWith('!') && !inside.startsWith('@');
}

/** Whether brackets in code are no index, list, attribute or table head of the language. */
function isReplacedInCode({ text, before, after, language = '' }: Candidate): boolean {
  const inside = text.slice(1, -1);
  if (/^\s*(?:['"\d]|\.\.\.|$)/.test(inside) || /[=(){};"']/.test(inside)) return false;
  if (/[\w)\]]$/.test(before) && /^\s*[=;,).[(+*<>?:&|-]/.test(after)) return false;
  if (/(?:[=(,]|\breturn|\bin)\s*$/.test(before) || /^\s*=(?!=)/.test(after)) return false;
  const phrase = /\s/.test(inside) && !inside.includes(',');
  if (before.trim() === '' && after.trim() === '') return phrase || /^\p{Lu}[\p{Lu}\d]*_/u.test(inside);
  return phrase || hasCapital(inside) || !codes.data.includes(language);
}

function placesOf(
  candidates: readonly Candidate[],
  { parsed: { source } }: Document,
): Pick<TemplateStrings, 'replace' | 'codeLines'> {
  const replace = new Map<string, Place[]>();
  const codeLines = new Set<string>();
  for (const candidate of candidates) {
    const { text, where, field, before, after, span } = candidate;
    const place = {
      where,
      under: field?.key,
      neighbours: neighboursOf(candidate),
      glue: `${before.at(-1) ?? ''}|${after[0] ?? ''}`,
    };
    replace.set(text, [...(replace.get(text) ?? []), place]);
    if (where === 'code') codeLines.add(source.slice(source.lineSpan(source.lineAt(span.start))).trim());
  }
  return { replace, codeLines };
}

function countMenus({ fields, vocabulary }: Document, brackets: readonly Candidate[], keep: Keep): Map<string, number> {
  const menus = new Map<string, number>();
  const count = (key: string) => menus.set(key, (menus.get(key) ?? 0) + 1);
  for (const { value } of fields) {
    if (!keep(value.span) && (menuChoices(value.value, 0, vocabulary) ?? isFreeMenu(value.value)))
      count(menuKey(value.value));
  }
  for (const { text } of brackets) count(menuKey(text));
  return menus;
}

const BARE_WORD =
  /(?<![\p{L}\p{N}_/.$[{<-])(?:\p{Lu}{2,}(?:_\p{Lu}+)+|(?:\p{Lu}+-)*\p{Lu}?XXX+|YYYY-MM-DD)(?![\p{L}\p{N}_/(-]|\.[\p{L}\p{N}])/gu;

function countWords({ parsed }: Document, keep: Keep): Map<string, number> {
  const found = new Map<string, number>();
  for (const { 0: word, index } of parsed.prose.matchAll(BARE_WORD)) {
    if (!keep({ start: index, end: index + word.length })) found.set(word, (found.get(word) ?? 0) + 1);
  }
  return found;
}

/** Whether a comment speaks to a tool: `<!-- prettier-ignore -->`, `<!-- ANCHOR:PLACE -->`. */
function isDirective(comment: string): boolean {
  const text = comment.slice(4, -3).trim();
  return codes.directives.some((name) => text.toLowerCase().startsWith(name)) || /^(?:[A-Z_]+:)+[A-Z]+$/.test(text);
}

function readComments({ parsed }: Document, keep: Keep): Set<string> {
  const comments = parsed.comments.filter((span) => !keep(span)).map((span) => squeeze(parsed.source.slice(span)));
  return new Set(comments.filter((comment) => !isDirective(comment) && /\p{L}{2}/u.test(comment)));
}

/** Whether a sentence begins with a verb by which a template says what to write; in lists some of these verbs begin tasks. */
function tellsWriter(sentence: string, inText: boolean, { cues }: Vocabulary): boolean {
  const polite = cues.of('politely').atStart(sentence);
  const bare = polite?.from === 0 ? sentence.slice(polite.end) : sentence;
  if (cues.of('namesThings').atStart(bare)) return false;
  return (
    cues.of('tellsWriter').atStart(bare) !== undefined ||
    (inText && cues.of('tellsWriterInText').atStart(bare) !== undefined)
  );
}

/** Paragraphs and items without a box that tell the writer what to write. What has something to replace in it is judged by that. */
function readInstructions(document: Document, keep: Keep, replaced: readonly Candidate[]): Set<string> {
  const { parsed } = document;
  const text = textOf(document);
  const found = new Set<string>();
  for (const { span, item } of text.blocks.paragraphs) {
    const raw = parsed.source.slice(span);
    const start = raw.search(/[^\s*_]/);
    const box = typeof item?.node.checked === 'boolean' && item.text.span.start === span.start;
    if (start < 0 || box || keep(span) || replaced.some((other) => contains(span, other.span))) continue;
    const sentence = squeeze(raw.slice(start).replace(/(?<![*_])[*_]+$/, ''));
    if (
      sentence.endsWith(':') ||
      sentence.endsWith('：') ||
      text.labelAt({ start: span.start + start, end: span.start + start + 1 })
    )
      continue;
    if (tellsWriter(sentence, !item, document.vocabulary)) found.add(squeeze(raw));
  }
  return found;
}
