import type { Located } from '../../text.ts';
import { readEffort, unitIn } from '../language/effort.ts';
import { isMarkedOptional } from '../language/optional-mark.ts';
import type { Claim, ClaimScope, EffortClaim, ProgressClaim, TaskCount, TaskCountClaim } from '../plan/claim.ts';
import type { EffortUnit } from '../plan/effort.ts';
import { countsOf, progressOf } from './countings.ts';
import type { Count, Ratio, Share } from './figure.ts';
import { readFigures, readWording } from './figures.ts';
import type { Ground } from './claim-context.ts';
import { nounInLabel } from './nouns.ts';
import { isPast, scopeOfPlace } from './claim-subject.ts';
import { phasesNamed } from './subjects.ts';
import { measured } from './shares.ts';
import { isLike, isTimePassing, type Part, sumOf, sumsOfTasks } from './sums.ts';
import { readRows, type Column, type Row, type Rows } from './table-rows.ts';

/** What rows about phases, and rows that sum up the others, claim. */
export function readTables(ground: Ground): Claim[] {
  return ground.document.grids.flatMap((grid): Claim[] => {
    const table = readRows(grid, ground);
    return table.rows.flatMap((row) => [
      ...countClaims(row, table, ground),
      ...effortClaims(row, table, ground),
      ...progressClaims(row, table, ground),
    ]);
  });
}

/** A cell that is nothing but a number, or a number with its noun. */
function countIn(cell: Located<string> | undefined, ground: Ground): Count | undefined {
  if (
    !cell ||
    !/^[\s*_~≈]*\d[\d,]*\+?[\s*_]*(?:\p{L}[\p{L}\s-]*(?:[*_][\s*_]*)?)?(?:\([^)]*\)[\s*_]*)?$/u.test(cell.value)
  )
    return undefined;
  const [figure, other] = readFigures(cell, ground.document);
  return figure?.kind === 'count' && !other ? figure : undefined;
}

function isNamed(row: Row, cell: Located<string>): boolean {
  return cell.span.start === row.name.span.start;
}

function countClaims(row: Row, { heads, columns, rows }: Rows, ground: Ground): TaskCountClaim[] {
  const { scope } = row;
  if (
    !scope ||
    (scope.kind === 'unknown' && !row.isTotal && !phasesNamed(readWording(row.name, ground.document), ground))
  )
    return [];
  return columns.flatMap((column, index): TaskCountClaim[] => {
    const [cell, head] = [row.cells[index], heads[index]];
    if (!head || !cell || isNamed(row, cell)) return [];
    if (column !== 'count' && !(column === 'total' && columns.includes('done'))) return [];
    const count = countIn(cell, ground);
    if (!count || count.noun?.class === 'other') return [];
    const noun = column === 'count' ? nounInLabel(head.value, ground.document.vocabulary) : undefined;
    const sum = row.isTotal ? columnSum(rows, index, row, ground) : undefined;
    return [
      {
        kind: 'task-count',
        label: labelOf(row, scope),
        value: cell,
        scope,
        stated: count.count,
        most: count.most,
        approximate: count.approximate,
        atLeast: count.atLeast,
        counts: sum ? [sum] : countsOf(count.count.value, noun, scope, ground),
      },
    ];
  });
}

/** What a row is called: a bare number by what it counts, `Phase 1`. */
function labelOf({ name }: Row, scope: ClaimScope): Located<string> {
  const isNumber = /^[\d\s*_.]+$/.test(name.value) && scope.kind === 'phase';
  return isNumber ? { value: scope.name, span: name.span } : name;
}

/** The rows above a total that are none themselves. */
function rowsAbove(total: Row, rows: readonly Row[]): readonly Row[] {
  return rows.slice(0, rows.indexOf(total)).filter(({ isTotal, isGroup }) => !isTotal && !isGroup);
}

/** The rows between a total and the title or total before it. */
function rowsOfGroup(total: Row, rows: readonly Row[]): readonly Row[] {
  const above = rows.slice(0, rows.indexOf(total));
  return above.slice(above.findLastIndex(({ isTotal, isGroup }) => isTotal || isGroup) + 1);
}

/** What the cells above a total sum to, where all of them are numbers. */
function columnSum(rows: readonly Row[], column: number, total: Row, ground: Ground): TaskCount | undefined {
  const cells = rowsAbove(total, rows).map((row) => row.cells[column]);
  const figures = cells.map((cell) => countIn(cell, ground)?.count);
  const isOther = figures.some((figure, index) => !figure && !/^[\s*_–—-]*$/.test(cells[index]?.value ?? ''));
  if (figures.length < 2 || isOther) return undefined;
  const parts = figures.filter((figure) => figure !== undefined);
  const count = parts.reduce((sum, { value }) => sum + value, 0);
  return { count, what: 'in its rows', of: 'the table', loose: false, parts };
}

function effortClaims(row: Row, { heads, columns, rows, section }: Rows, ground: Ground): EffortClaim[] {
  const scope = row.isTotal ? scopeOfPlace({ section, label: row.name, value: row.name }, ground) : row.scope;
  if (!scope || (!row.isTotal && scope.kind === 'unknown')) return [];
  return columns.flatMap((column, index): EffortClaim[] => {
    const [cell, head] = [row.cells[index], heads[index]];
    if (column !== 'effort' || !head || !cell || isNamed(row, cell)) return [];
    const unit = unitIn(head.value, ground.document.vocabulary);
    const written = readEffort(cell, ground.document, unit);
    if (!written) return [];
    const { effort: stated, figure } = written;
    const elapsed = isTimePassing(head.value, stated.unit, scope, ground);
    if (!row.isTotal && elapsed) return [];
    const above = row.isTotal ? [rowsAbove(row, rows), rowsOfGroup(row, rows)] : [];
    const ofRows = above.flatMap((list, at) =>
      at > 0 && list.length === above[0]?.length
        ? []
        : (sumOf(
            list.map((other) => partOf(other, index, stated.unit, ground)),
            'row',
            'above it',
          ) ?? []),
    );
    // A total sums up what stands above it, if all of that has a figure.
    const [only, ...others] = above[0] ?? [];
    const isOnly = only && others.length === 0 && partOf(only, index, stated.unit, ground).effort?.most === stated.most;
    const whole = isOnly === true || ofRows.some((sum) => sum.withoutEstimate === 0);
    const sums = [...ofRows, ...(elapsed || whole ? [] : sumsOfTasks(scope, stated.unit))];
    return [{ kind: 'effort', label: labelOf(row, scope), value: cell, scope, stated, figure, elapsed, sums }];
  });
}

function partOf({ cells, name }: Row, column: number, unit: EffortUnit, ground: Ground): Part {
  const cell = cells[column];
  const { vocabulary } = ground.document;
  const effort = (cell && readEffort(cell, ground.document, unit)?.effort) ?? null;
  return {
    effort: effort && isLike(effort.unit, unit) ? effort : null,
    optional: cells.some(({ value }) => isMarkedOptional(value, vocabulary)),
    reserve: name.value
      .toLowerCase()
      .split(/[^\p{L}\p{N}-]+/u)
      .some((word) => vocabulary.reserves.has(word)),
  };
}

/** A cell with the figure that was found in it. */
interface Found<F> {
  readonly cell: Located<string>;
  readonly figure: F;
}

function progressClaims(row: Row, { columns, section }: Rows, ground: Ground): ProgressClaim[] {
  const { scope } = row;
  if (!scope) return [];
  const cellOf = (wanted: Column): Located<string> | undefined => row.cells[columns.indexOf(wanted)];
  const shares = row.cells.filter((cell, index) => columns[index] === 'share' && !isNamed(row, cell));
  const ratio = ratioIn([...shares, ...[cellOf('done') ?? []].flat()], ground);
  const share = shareIn(shares, ground);
  const [doneCell, totalCell] = [cellOf('done'), cellOf('total') ?? cellOf('count')];
  const counted = { done: countIn(doneCell, ground)?.count, total: countIn(totalCell, ground)?.count };
  const { done, total } =
    ratio?.figure ?? (counted.done && counted.total ? counted : { done: undefined, total: undefined });
  const cell = ratio?.cell ?? (done ? doneCell : share?.cell);
  if (!cell || (!done && !share)) return [];
  const noun = ratio?.figure.noun;
  const counts = progressOf(noun, scope, ground);
  // A number of tasks that is wrong is reported by itself.
  const isMiscounted =
    !ratio &&
    columns.includes('count') &&
    counts.length > 0 &&
    counts.every((counting) => counting.total !== total?.value);
  return [
    measured({
      kind: 'progress',
      label: labelOf(row, scope),
      value: cell,
      scope,
      approximate: share?.figure.approximate ?? false,
      percent: share?.figure.percent,
      done,
      total: isMiscounted ? undefined : total,
      complete: undefined,
      past: isPast(section, scope, ground),
      unit: noun?.class === 'other' ? noun.word : undefined,
      counts:
        total === undefined || noun || isMiscounted
          ? counts
          : counts.filter((counting) => counting.total === total.value),
    }),
  ];
}

function ratioIn(cells: readonly Located<string>[], { document }: Ground): Found<Ratio> | undefined {
  for (const cell of cells) {
    const figure = readFigures(cell, document).find(({ kind }) => kind === 'ratio');
    if (figure?.kind === 'ratio') return { cell, figure };
  }
  return undefined;
}

function shareIn(cells: readonly Located<string>[], { document }: Ground): Found<Share> | undefined {
  for (const cell of cells) {
    const figure = readFigures(cell, document).find(({ kind }) => kind === 'share');
    if (figure?.kind === 'share' && figure.of !== 'other') return { cell, figure };
  }
  return undefined;
}
