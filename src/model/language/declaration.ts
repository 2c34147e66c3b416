import type { Located, Span } from '../../text.ts';
import { locate } from '../../text.ts';
import { foldId } from './ids.ts';
import { countedLabel, kindOfKeyword } from './keyword.ts';
import type { Vocabulary } from './words.ts';

/** The beginning of a heading, item or cell that names a thing: `Task 1.1: Title`, `**T014** Title`, `- [x] T013 Title`. */
export interface Declaration {
  /** As written; undefined for a bare id. */
  readonly keyword: string | undefined;
  /** What the keyword stands for. */
  readonly kind: 'task' | 'phase' | undefined;
  readonly id: Located<string>;
  /** Keyword and id. */
  readonly span: Span;
  /** What follows the id. */
  readonly title: Located<string>;
  /**
   * How surely the beginning is an id. `strong`: keyword, zero-padded or hyphenated id; `weak`: an id shape with a
   * separator behind it, or a dotted number; a plan has to confirm it by using the shape more than once.
   */
  readonly strength: 'strong' | 'weak';
}

/** An id without keyword: letters and digits in groups, at least one digit. */
export const ID = /#?(?:[A-Za-z]+[A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*|\d+[A-Za-z]?(?:\.\d+[A-Za-z]?)*)/;

const DECORATION =
  /^(?:[\s*_~`>]|\p{Extended_Pictographic}|[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}✓✔✗✘☑☐]|\[[ xX~\-/!]?\]\*?(?=\s)|[-*+]\s)*/u;
const LEADING_ID = new RegExp(`^${ID.source}`);
const NUMBER_ID = /^\d+[a-z]?(?:\.\d+[a-z]?)*$/;
const NOT_IDS =
  /^(?:(?:UTF|SHA|ISO|RFC|HTTP|AES|MP|COVID|WCAG|ES|TLS|SSL|IPV|OAUTH|EC|K8S|MD|BASE|NODE|PYTHON|JAVA|CSS|HTML|ARM|X|GPT|CVE|ECMA|DIN|NIST|SOC|FR|NFR|SC|AC|UC|ADR|CHK|RISK|REQ|KEP|PEP|EIP|BIP)(?=[-_\d])|US\d|[A-LN-SU-Z]\d{1,2}$|M\d+$)/i;

/**
 * Reads a declaration from the beginning of a source slice that stands at `base`. Markup, emoji and boxes before it are
 * skipped. An id that is `known` from elsewhere counts whatever its shape.
 */
export function parseDeclaration(
  slice: string,
  base: number,
  vocabulary: Vocabulary,
  known?: ReadonlySet<string>,
): Declaration | undefined {
  const lead = DECORATION.exec(slice)?.[0].length ?? 0;
  const rest = slice.slice(lead);
  const at = base + lead;
  return (
    withKeyword(rest, at, vocabulary) ??
    withCount(rest, at, vocabulary) ??
    keywordLast(rest, at, vocabulary) ??
    ownIdFirst(rest, at, vocabulary) ??
    bracketed(rest, at, known) ??
    bare(rest, at, known)
  );
}

const KEYWORD_LAST = /^(final|last)[ \t]+(\p{L}+)(?![\p{L}\d])/iu;

/** `Final Phase: Title`. */
function keywordLast(rest: string, base: number, vocabulary: Vocabulary): Declaration | undefined {
  const [whole = '', id = '', keyword = ''] = KEYWORD_LAST.exec(rest) ?? [];
  if (!vocabulary.phaseKeywords.has(keyword.toLowerCase())) return undefined;
  const after = rest.slice(whole.length);
  if (!/^[*_~`]*\s*(?:[:：.)\]|]|[-–—]+(?=\s)|$|\()/.test(after)) return undefined;
  const title = titleOfKeyword(after, base + whole.length);
  return (
    title && {
      keyword,
      kind: 'phase',
      id: { value: id, span: { start: base, end: base + id.length } },
      span: { start: base, end: base + whole.length },
      title,
      strength: 'strong',
    }
  );
}

const KEYWORD_FORM =
  /^([\p{L}][\p{L}-]*?(?:[ \t][\p{L}][\p{L}-]*?)?)[ \t]*(?:[#№][ \t]*)?(\d+[A-Za-z]?(?:[.-]\d+[A-Za-z]?)*|[A-Za-z]{1,6}[-_]?\d+[A-Za-z]?(?:[.-]\d+)*|(?<![一二三四五六七八九十])[一二三四五六七八九十]+(?=[:：、.\s–—-]|$)|(?<=[ \t])[A-Z](?![\p{L}\d]))(?![\p{L}\d%])/u;

function withKeyword(rest: string, base: number, vocabulary: Vocabulary): Declaration | undefined {
  const match = KEYWORD_FORM.exec(rest);
  if (!match) return undefined;
  const [whole, keyword = '', id = ''] = match;
  const word = keyword.toLowerCase().replace(/\s+/g, ' ');
  const kind = vocabulary.taskKeywords.has(word) ? 'task' : vocabulary.phaseKeywords.has(word) ? 'phase' : undefined;
  if (!kind) return undefined;
  const title = titleOfKeyword(rest.slice(whole.length), base + whole.length);
  if (!title) return undefined;
  const idStart = base + whole.length - id.length;
  return {
    keyword,
    kind,
    id: { value: id, span: { start: idStart, end: idStart + id.length } },
    span: { start: base, end: base + whole.length },
    title,
    strength: 'strong',
  };
}

/** `第一阶段：基础`, `1단계: 기반`: the number stands before its word. */
function withCount(rest: string, base: number, vocabulary: Vocabulary): Declaration | undefined {
  const label = countedLabel(rest, vocabulary);
  if (label?.start !== 0) return undefined;
  const { keyword, id, end } = label;
  const title = titleOfKeyword(rest.slice(end), base + end);
  if (!title || /^[\p{L}\p{N}]/u.test(rest.slice(end))) return undefined;
  return {
    keyword,
    kind: kindOfKeyword(keyword, vocabulary),
    id: locate(id, base + rest.indexOf(id)),
    span: { start: base, end: base + end },
    title,
    strength: 'strong',
  };
}

/** What follows a keyword and its id. Undefined where a sentence goes on with them ("Step 1 of the rollout", "Week 2 and later"). */
function titleOfKeyword(after: string, base: number): Located<string> | undefined {
  const tail = /^[*_~`]*\s*(?:[:：.)\]|]|[-–—]+(?=\s)|$|\()?/.exec(after)?.[0] ?? '';
  const separated = /[:：.)\]|–—-]$|\($/.test(tail.trim()) || after.trim() === '' || /^[*_~`]{1,3}/.test(after);
  if (!separated && !/^\s+\p{Lu}/u.test(after) && !/^\s*[^\p{L}\s]/u.test(after)) return undefined;
  return titleAfter(after, tail.endsWith('(') ? tail.length - 1 : tail.length, base);
}

/** `PLAT/12: Title`, `[PLAT/12] Title`, by the patterns of a team. */
function ownIdFirst(rest: string, base: number, vocabulary: Vocabulary): Declaration | undefined {
  const inside = /^\[([^[\]]+)\](?![([])/.exec(rest)?.[1];
  const length = vocabulary.ownId(inside ?? rest);
  if (length === 0 || (inside !== undefined && length < inside.length)) return undefined;
  const bracket = inside === undefined ? 0 : 1;
  const span = { start: base + bracket, end: base + bracket + length };
  const after = rest.slice(length + 2 * bracket);
  const tail = /^[*_~`]*\s*(?:[:：.)\]|]|[-–—]+(?=\s))?/.exec(after)?.[0].length ?? 0;
  return {
    keyword: undefined,
    kind: undefined,
    id: { value: rest.slice(bracket, bracket + length), span },
    span,
    title: titleAfter(after, tail, span.end + bracket),
    strength: 'strong',
  };
}

/** `[T077] Title`, `[T077](t077.md): Title`; story tags such as `[US1]` are none. */
function bracketed(rest: string, base: number, known: ReadonlySet<string> | undefined): Declaration | undefined {
  const match = /^\[(?!US\d)([A-Za-z](?=[\w.-]*\d)[\w.-]*)\](?:\([^()\s]*\)\s*:?)?(?![([])/.exec(rest);
  if (!match?.[1]) return undefined;
  const declaration = bare(match[1], base + 1, known);
  return declaration && { ...declaration, title: titleAfter(rest.slice(match[0].length), 0, base + match[0].length) };
}

function bare(rest: string, base: number, known: ReadonlySet<string> | undefined): Declaration | undefined {
  const match = LEADING_ID.exec(rest);
  const id = match?.[0].replace(/(?<![-_.])[-_.]+$/, '');
  if (!id || !/\d/.test(id)) return undefined;
  const after = rest.slice(id.length);
  const tail = /^(?:[*_~`]*\s*(?:[:：)\]|]|\.(?=\s|$|[*_])|[-–—]+(?=\s))?[*_~`]*)/.exec(after)?.[0] ?? '';
  if (!/^(?:$|[\s*_~`:：.)\]|–—-])/.test(after)) return undefined;
  const separated = /[:：.)\]|–—-]/.test(tail) || /^[*_~`]+/.test(after) || after.trim() === '';
  const isKnown = /[A-Za-z]/.test(id) && known?.has(foldId(id)) === true;
  const strength = isKnown ? 'strong' : strengthOf(id, separated);
  if (!strength) return undefined;
  return {
    keyword: undefined,
    kind: undefined,
    id: { value: id, span: { start: base, end: base + id.length } },
    span: { start: base, end: base + id.length },
    title: titleAfter(after, tail.length, base + id.length),
    strength,
  };
}

function strengthOf(id: string, separated: boolean): Declaration['strength'] | undefined {
  if (NUMBER_ID.test(id)) return id.includes('.') || separated ? 'weak' : undefined;
  if (/^#\d+$/.test(id)) return 'weak';
  if (NOT_IDS.test(id)) return undefined;
  // `F019 Payments` may be anything that is numbered; `F019: Payments` is an id where the plan has more of them.
  if (/^[A-LN-SU-Z]\d{3,4}$/.test(id)) return separated ? 'weak' : undefined;
  if (/^[A-Z]{1,3}\d{3,4}[A-Za-z]?$/.test(id)) return 'strong';
  if (/^T\d{1,2}[a-z]?$|^[A-Z]\.\d+$/.test(id)) return 'weak';
  if (/^[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*-\d+[A-Za-z]?(?:\.\d+)*$/.test(id)) return 'strong';
  if (/^[A-Z]+\d*-[A-Z]+\d+[a-z]?$/.test(id)) return 'strong';
  if (/^[A-Z]+\d+(?:\.[A-Z]*\d+)+[A-Za-z]?$/.test(id)) return 'strong';
  if (/^[A-Z]{1,3}\d{1,2}[a-z]?$/.test(id) && separated) return 'weak';
  if (/^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d+$/.test(id) && separated) return 'weak';
  return undefined;
}

function titleAfter(after: string, skip: number, base: number): Located<string> {
  const title = locate(
    after.slice(skip).replace(/(?<![\s*_~`])[\s*_~`]+$/, (tail) => ' '.repeat(tail.length)),
    base + skip,
  );
  const lead = /^[\s*_~`]*/.exec(title.value)?.[0].length ?? 0;
  return { value: title.value.slice(lead), span: { start: title.span.start + lead, end: title.span.end } };
}
