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
    if (!/^<!--\s*keep\s*-->$/.test(source.slice(comment))) return [];
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

/** Words in brackets that mark tasks and requirements in templates and are kept in plans. */
const MARKS = /^(?:P\??|ID|Story|US\d*#?)$/;
const DIMENSIONS =
  /^(?:Gap|Ambiguity|Conflict|Assumption|Completeness|Clarity|Consistency|Measurability|Coverage|Edge Case|Traceability)$/;
const BRACE = /^\{\p{L}(?=[\p{L}\p{N}',/-]* )[\p{L}\p{N}' ,/-]*\}$/u;
const ANGLE = /^<\p{L}[\p{L}\p{N}' ,_-]*>$/u;

/** Whether something in brackets, as it stands in a template, is there to be replaced. */
function isReplaced(candidate: Candidate, { vocabulary }: Document): boolean {
  const { kind, text, where, before, after } = candidate;
  if (kind === 'mustache' || kind === 'underscores') return true;
  if (kind === 'brace') return where === 'prose' && BRACE.test(text);
  if (kind === 'angle') return where === 'prose' && ANGLE.test(text) && /[ _-]|^<[A-Z]/.test(text);
  const inside = text.slice(1, -1);
  if (MARKS.test(inside.trim())) return false;
  if (DIMENSIONS.test(inside.trim()) && (before + after).trim() !== '') return false;
  const { kind: sense } = senseOf(inside, vocabulary);
  // One capital letter is an amount to come, unless it begins an item and so is a ticked box.
  if (sense === 'tick') return /^\[[XNY]\]$/.test(text) && !isTickPlace(candidate);
  if (sense === 'id')
    return /^\[[A-Z]\]$/.test(text) || /\p{L}{3,}/u.test(inside.replace(/(?<!\p{Lu})\p{Lu}+-?\d+/gu, ''));
  if (where === 'code') return isReplacedInCode(candidate);
  return sense !== 'question' && !/^[!@]/.test(inside);
}

/** Whether brackets in code are no index, list, attribute or table head of the language. */
function isReplacedInCode({ text, before, after, language = '' }: Candidate): boolean {
  const inside = text.slice(1, -1);
  if (/^\s*(?:['"\d]|\.\.\.|$)/.test(inside) || /[=(){};"']/.test(inside)) return false;
  if (/[\w)\]]$/.test(before) && /^\s*[=;,).[(+*<>?:&|-]/.test(after)) return false;
  if (/(?:[=(,]|\breturn|\bin)\s*$/.test(before) || /^\s*=(?!=)/.test(after)) return false;
  const phrase = /\s/.test(inside) && !inside.includes(',');
  if (before.trim() === '' && after.trim() === '') return phrase || /^\p{Lu}[\p{Lu}\d]*_/u.test(inside);
  return phrase || /\p{Lu}/u.test(inside) || !/^(?:ya?ml|jsonc?|json5|toml|ini)$/.test(language);
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

/** Comments that speak to tools. */
const DIRECTIVE =
  /^<!--\s*(?:keep|optional|mandatory|required|later|planvet|markdownlint|prettier|eslint|textlint|vale|remark|cspell|lint|toc|tocstop|\/toc|DEPENDS-ON|LOCK|(?:[A-Z_]+:)+[A-Z]+\s*-->|#|@|BEGIN|END|START|STOP)/i;

function readComments({ parsed }: Document, keep: Keep): Set<string> {
  const comments = parsed.comments.filter((span) => !keep(span)).map((span) => squeeze(parsed.source.slice(span)));
  return new Set(comments.filter((comment) => !DIRECTIVE.test(comment) && /\p{L}{2}/u.test(comment)));
}

/** Verbs by which a template says what to write. */
const TELLS =
  /^(?:briefly |please |in one (?:or two )?sentences?,? )?(?:describe|explain|say|summari[sz]e|mention|tell|list (?!of|view|page|item|component|box|endpoint)|name (?=the|who|what|each|every|all|any|one|people|those|your)|outline (?=the|how|what|any|each|your|all)|state (?=the|what|who|how|why|whether|any|your|each)|detail (?=the|how|what|any|each|your))\b/i;
/** More of them, but only for whole paragraphs: in lists they begin tasks. */
const TELLS_IN_TEXT =
  /^(?:briefly |please )?(?:add|define|document|enter|fill|give|identify|include|insert|note|provide|put|replace|specify|use this|write|what (?:is|are|does|do|will|problem)|why (?:is|are|do|does)|who (?:is|are|will)|how (?:will|do|does|is|are))\b/i;

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
    if (/[:：]$/.test(sentence) || text.labelAt({ start: span.start + start, end: span.start + start + 1 })) continue;
    if (TELLS.test(sentence) || (!item && TELLS_IN_TEXT.test(sentence))) found.add(squeeze(raw));
  }
  return found;
}
