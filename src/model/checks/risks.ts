import type { Located, Span } from '../../text.ts';
import { contains, firstLine, locate } from '../../text.ts';
import type { Item } from '../document/blocks.ts';
import type { FoundBox } from '../document/boxes.ts';
import type { Document } from '../document/document.ts';
import { cellText } from '../document/cells.ts';
import { normalizeLabel } from '../document/labels.ts';
import { normalizeTitle, type OutlineSection } from '../document/outline.ts';
import { plainText } from '../language/plain-text.ts';
import type { Risk } from '../plan/risk.ts';
import { purposeOfSection } from '../document/purpose.ts';
import { stateOfValue } from '../language/state.ts';

const RISK =
  /^(?:(?:identified |potential |key |main |top )?risks?(?: description| item| factor| name)?|risiko|risiken|riesgos?|risques?|riscos?|风险|风险项|リスク|위험|위험 요소|리스크|риски?|rủi ro|סיכון)$/;
const RESPONSE =
  /mitigat|mitiga|contingen|respon[sd]|countermeasure|fallback|prevention|workaround|treatment|maßnahme|abhilfe|atténu|parade|缓解|应对|对策|措施|対策|対応|軽減|緩和|대응|완화|대책|митиг|снижен|giảm thiểu|khắc phục|biện pháp|מענה|הפחתה|התמודדות/i;
/** "Action" and "strategy" answer a risk only as the head of a column. */
const RESPONSE_HEAD = /^(?:strategy|strategies|actions?|plan|solution|handling|how to avoid)$/;
const OWNER =
  /^(?:risk )?(?:owner|responsible|verantwortlich|responsable|responsável|负责人|担当|담당자?|ответственный)$/;

/** The risks that a plan names where its form asks for a response: rows of a register, items and headings beside others that have one. */
export function readRisks(document: Document, boxes: readonly FoundBox[]): Risk[] {
  const risks = [...rows(document), ...items(document, boxes), ...headings(document)];
  return risks.sort((a, b) => a.name.span.start - b.name.span.start);
}

/** Rows of tables with a column for risks and one for what is done about them. */
function rows(document: Document): Risk[] {
  const { parsed, blocks, vocabulary } = document;
  return blocks.tables.flatMap(({ node, section }) => {
    const [head, ...body] = node.children;
    const heads = (head?.children ?? []).map((cell) => normalizeLabel(cellText(parsed, cell).value));
    const at = heads.findIndex((key) => RISK.test(key));
    const responses = indices(heads, (key, index) => index !== at && (RESPONSE.test(key) || RESPONSE_HEAD.test(key)));
    const owner = heads.findIndex((key) => OWNER.test(key));
    const status = heads.findIndex((key) => vocabulary.fields.get(key) === 'status');
    if (at < 0 || responses.length === 0) return [];
    return body.flatMap((row): Risk[] => {
      const cells = row.children.map((cell) => cellText(parsed, cell));
      const name = cells[at];
      if (!name || isNothing(name)) return [];
      const answers = responses.map((index) => cells[index]).filter((cell) => cell && !isNothing(cell));
      return [
        {
          name: named(name),
          section,
          certainty: 'certain',
          hasResponse: answers.length > 0,
          hasOwner: owner < 0 ? undefined : cells[owner] !== undefined && !isNothing(cells[owner]),
          over: isOver(document, cells[status]?.value),
        },
      ];
    });
  });
}

function indices(heads: readonly string[], test: (key: string, index: number) => boolean): number[] {
  return heads.flatMap((key, index) => (test(key, index) ? [index] : []));
}

function isNothing({ value }: Located<string>): boolean {
  return (
    /^[\s*_~`\-–—?.…]*$/.test(value) ||
    /^(?:none|nothing|no|keine?|ninguna|aucune?|nenhuma|无|なし|없음)$/i.test(value.trim())
  );
}

function isOver({ vocabulary }: Document, status: string | undefined): boolean {
  if (status === undefined) return false;
  const state = stateOfValue(status, vocabulary);
  return (
    state === 'done' || state === 'dropped' || /\b(?:accepted|mitigated|retired|avoided|transferred)\b/i.test(status)
  );
}

/** Items that call themselves a risk, and those in a list of risks of which at least half have a response nested below. */
function items(document: Document, boxes: readonly FoundBox[]): Risk[] {
  const { blocks } = document;
  const lists = new Map<object, Item[]>();
  for (const item of blocks.items) {
    if (!isAboutRisks(document, item.section) || !nothingAbove(item)) continue;
    lists.set(item.list, [...(lists.get(item.list) ?? []), item]);
  }
  return [...lists.values()].flatMap((list) => {
    const answered = new Set(list.filter((item) => answers(document, item.span, item.text.span)));
    const called = new Set(list.filter(callsItselfRisk));
    const risks = isUsual(document, list) ? list : [...called].filter((item) => item.children.length > 0);
    return risks.map((item): Risk => {
      const box = boxes.find(({ span }) => contains(item.span, span) && span.start <= item.text.span.start);
      return {
        name: named(unboxed(item.text)),
        section: item.section,
        certainty: called.has(item) ? 'certain' : 'likely',
        hasResponse: answered.has(item),
        hasOwner: undefined,
        over: box?.state === 'done' || box?.state === 'dropped' || isStruck(unboxed(item.text).value),
      };
    });
  });
}

/** Not nested in another item of the same register. */
function nothingAbove({ parent }: Item): boolean {
  return parent === undefined || /[:：]\**\s*$/.test(parent.text.value);
}

function callsItselfRisk({ text }: Item): boolean {
  const label = /^[*_]*(\p{L}+)(?:\s*#?\d+)?\s*[:：]/u.exec(unboxed(text).value)?.[1];
  return label !== undefined && RISK.test(label.toLowerCase());
}

/** Sub-sections of a section about risks of which at least half have a response. */
function headings(document: Document): Risk[] {
  return document.sections
    .filter((section) => section.children.length >= 2 && isAboutRisks(document, section))
    .flatMap(({ children }) => {
      const answered = new Set(children.filter((child) => answers(document, child.span, child.headingSpan)));
      const single = children.filter(
        ({ children: below, empty, role, title }) =>
          below.length === 0 && !empty && role === undefined && !RESPONSE.test(title),
      );
      if (!isUsual(document, children) || single.length < children.length) return [];
      return children.map((section): Risk => ({
        name: { value: section.title, span: section.titleSpan },
        section,
        certainty: 'likely',
        hasResponse: answered.has(section),
        hasOwner: undefined,
        over: isStruck(section.title) || /[✅✔☑]/u.test(section.title),
      }));
    });
}

/** Whether at least half of the parts of a register have a label for the response: then it is missed where there is none. */
function isUsual({ fields, parsed: { source } }: Document, parts: readonly { readonly span: Span }[]): boolean {
  const labelled = parts.filter(
    ({ span }) =>
      fields.some(({ label }) => contains(span, label.span) && RESPONSE.test(label.value)) ||
      LABEL.test(source.slice(span)),
  );
  return labelled.length >= 2 && labelled.length * 2 >= parts.length;
}

/** `*Mitigation*: ...` in the middle of a line. */
const LABEL = new RegExp(`(?:${RESPONSE.source})[\\p{L} ]{0,20}[*_]{0,3}\\s?[:：]`, 'iu');

/** Whether something in a span, its name left out, says what is done about it. */
function answers({ parsed: { source } }: Document, span: Span, name: Span): boolean {
  const line = source.lineSpan(source.lineAt(name.start)).end;
  const own = source.text.slice(name.start, Math.min(line, span.end));
  const below = source.text.slice(Math.min(line, span.end), span.end);
  return RESPONSE.test(below) || /→|⇒|=>|->/.test(own + below) || (RESPONSE.test(own) && /[:：]/.test(own));
}

function isAboutRisks({ vocabulary }: Document, section: OutlineSection): boolean {
  return (
    section.role === 'risks' ||
    RISK.test(normalizeTitle(section.title)) ||
    purposeOfSection(section, vocabulary) === 'risk'
  );
}

function isStruck(text: string): boolean {
  return /^\s*\**~~/.test(text);
}

/** The first line without its box. */
function unboxed({ value, span }: Located<string>): Located<string> {
  const box = /^\[[^\]]?\]\*?\s+/.exec(value)?.[0].length ?? 0;
  return firstLine(locate(value.slice(box), span.start + box));
}

/** The bold beginning of a text, where there is one: the name of the risk, its description left out. */
function named({ value, span }: Located<string>): Located<string> {
  const bold = /^(\*\*|__)(.+?)\1/.exec(value);
  const label = bold?.[2] ?? value;
  const start = span.start + (bold ? 2 : 0);
  const lead = /^\p{L}+(?:\s*#?\d+)?\s*[:：]\s*(?=\S)/u.exec(label)?.[0] ?? '';
  const rest = bold && lead && !label.slice(lead.length).trim() ? label : label.slice(lead.length);
  const bare = rest.replace(/(?:(?<!\s)\s+)?[:：]\s*$/, '');
  const from = start + (label.length - rest.length);
  return { value: plainText(bare), span: { start: from, end: from + bare.length } };
}
