import { squeezed } from '../language/characters.ts';
import { isIdShaped } from '../language/id-shape.ts';
import { parseDeclaration } from '../language/declaration.ts';
import type { ClaimWord, Vocabulary } from '../language/words.ts';
import { type Cell, isBlank, isId } from './cells.ts';
import type { Column } from './column.ts';

/**
 * What a row stands for: one of the things that the table lists; `total`: the sum of others; `reserve`: what is kept back;
 * `phase`: a phase or story as a whole; `share`: how a whole is divided; `group`: a title over the rows that follow.
 */
export type RowKind = 'entry' | 'total' | 'reserve' | 'phase' | 'share' | 'group';

interface Read {
  readonly columns: readonly Column[];
  readonly id: Column | undefined;
  readonly title: Column | undefined;
}

interface Written {
  readonly cells: readonly Cell[];
}

/** Finds out what each row stands for, by its first words. A row with an id of its own is an entry, whatever its title says. */
export function readRowKinds(
  rows: readonly Written[],
  { columns, id, title }: Read,
  vocabulary: Vocabulary,
  phases: ReadonlySet<string>,
): RowKind[] {
  const isOfPhases = areKeyedByPhase(rows, columns, id, phases);
  const filled = rows.map(({ cells }) => cells.filter((cell) => !isBlank(cell) && cell.plain !== ''));
  const full = filled.filter((cells) => cells.length > 1).length;
  return rows.map(({ cells }, index): RowKind => {
    const own = id && cells[id.index];
    if (own && isId(own, vocabulary) && !isStory(own.plain)) return 'entry';
    const [first, ...others] = filled[index] ?? [];
    if (!first) return 'entry';
    const named = title && cells[title.index];
    const keys = named && named !== first && !isBlank(named) ? [first, named] : [first];
    if (keys.some(({ plain }) => isTotalName(plain, vocabulary) || isAmount(plain, vocabulary))) return 'total';
    if (keys.some(({ plain }) => isReserveName(plain, vocabulary))) return 'reserve';
    if (/^%|^[％]/.test(first.plain)) return 'share';
    const isAlone = others.length === 0 && columns.length > 2 && full * 2 > rows.length;
    if (isAlone && (isPhase(first, vocabulary) || /^(?:\*\*|__|<b>|<strong>)/.test(first.value))) return 'group';
    if (named && named !== first && isPhase(first, vocabulary) && isListOfIds(named.plain)) return 'phase';
    return isOfPhases || isPhase(own && !isBlank(own) ? own : (named ?? first), vocabulary) ? 'phase' : 'entry';
  });
}

/** `TASK-001, TASK-002`, `T1 and T2`: the tasks of a phase. */
function isListOfIds(plain: string): boolean {
  const parts = squeezed(plain).split(/[,;/&+]| (?:\p{Ll}{1,3}|[-–—~]) /u);
  return parts.length > 1 && parts.every((part) => isIdShaped(part.trim()));
}

/** Rows about stories say how those hang together. */
function isStory(plain: string): boolean {
  return /^US-?\d{1,2}$/i.test(plain);
}

function isPhase({ value, plain, span }: Cell, vocabulary: Vocabulary): boolean {
  if (isStory(plain.split(' ', 1)[0] ?? '')) return true;
  const declaration = parseDeclaration(value, span.start, vocabulary);
  if (declaration?.kind === 'phase') return true;
  return declaration?.kind === 'task' && /^user stor(?:y|ies)$/i.test(declaration.keyword ?? '');
}

/** Whether the first column has the numbers of phases that the plan declares, each once. */
function areKeyedByPhase(
  rows: readonly Written[],
  columns: readonly Column[],
  id: Column | undefined,
  phases: ReadonlySet<string>,
): boolean {
  const [first] = columns;
  if (first?.role !== 'phase' || id) return false;
  const keys = rows.flatMap(({ cells: [cell] }) => (cell && /^\d+(?:\.\d+)?\.?$/.test(cell.plain) ? [cell.plain] : []));
  const distinct = new Set(keys.map((key) => key.replace(/\.$/, '')));
  return keys.length > 0 && distinct.size === keys.length && [...distinct].every((key) => phases.has(key));
}

/** Whether words say that what stands beside them sums up others: `Total`, `Subtotal Phase 1`, `Phase 1 Total`, `All tasks`. */
export function isTotalName(name: string, vocabulary: Vocabulary): boolean {
  const text = bare(name);
  if (vocabulary.totals.has(text)) return true;
  const words = text.split(' ');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (words.length > 4 || words.length < 2) return isJoinedTotal(text, vocabulary);
  const rest = vocabulary.totals.has(first) ? words.slice(1) : vocabulary.totals.has(last) ? words.slice(0, -1) : [];
  return rest.length > 0 && isOfWhole(rest, vocabulary);
}

/** `第一阶段合计`, `阶段1小计`: written without a space. */
function isJoinedTotal(text: string, { totals }: Vocabulary): boolean {
  return [...totals].some(
    (total) =>
      /^[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}\p{sc=Hangul}]+$/u.test(total) &&
      total.length > 1 &&
      text.length <= 12 &&
      text !== total &&
      (text.endsWith(total) || text.startsWith(total)),
  );
}

/** Whether words beside "total" leave it a total: units, words for work, a phase with its number. */
function isOfWhole(words: readonly string[], vocabulary: Vocabulary): boolean {
  return words.every(
    (word) =>
      /^[\d.]+$|^[(（]/.test(word) ||
      vocabulary.totals.has(word) ||
      vocabulary.units.has(word) ||
      vocabulary.phaseKeywords.has(word) ||
      vocabulary.counted.has(word) ||
      vocabulary.fields.get(word) === 'estimate' ||
      vocabulary.reserves.has(word) ||
      isOfWork(vocabulary.claims.get(word)),
  );
}

function isOfWork(does: ReadonlySet<ClaimWord> | undefined): boolean {
  return does !== undefined && (does.has('ofWork') || does.has('whole') || does.has('particles'));
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/[([（][^)\]）]*[)\]）]?/g, ' ')
    .replace(/[:：*_`]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Time that is kept back: `Buffer (20%)`, `Risk contingency`. */
function isReserveName(name: string, { reserves }: Vocabulary): boolean {
  const words = bare(name)
    .replace(/(?<!\d)\d+\s*%/g, ' ')
    .trim()
    .split(' ');
  return (
    reserves.has(words.join(' ')) ||
    (words.length <= 3 && reserves.has(words.at(-1) ?? '')) ||
    (words.length <= 2 && reserves.has(words[0] ?? ''))
  );
}

/** A sum at the foot of a column: `~40 hours`. */
function isAmount(plain: string, { units }: Vocabulary): boolean {
  const [, unit] = /^[~≈]?\d+(?:[.,]\d+)?\s*(\p{L}+)/u.exec(plain) ?? [];
  // `2D` may be the number of a phase.
  return unit !== undefined && (unit.length > 1 || unit === 'h') && units.has(unit.toLowerCase());
}
