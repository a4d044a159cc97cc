import { printTable } from './print-table.ts';

/** Something measured; without a limit it is there to compare with. */
export type Budgeted = {
  readonly what: string;
  readonly measured: number;
  readonly limit?: number | undefined;
};

/**
 * Prints a table of what was measured and what it may be, and the line of counts.
 *
 * @param format a number of a row with its unit
 * @param isOver whether a row with a limit misses it
 * @returns how many rows miss their limit
 */
export function reportBudgets<Row extends Budgeted>(
  rows: readonly Row[],
  format: (value: number, row: Row) => string,
  isOver: (measured: number, limit: number) => boolean,
): number {
  const misses = ({ measured, limit }: Row): boolean => limit !== undefined && isOver(measured, limit);
  const table = [
    ['what', 'measured', 'limit', ''],
    ...rows.map((row) => [
      row.what,
      format(row.measured, row),
      row.limit === undefined ? '' : format(row.limit, row),
      row.limit === undefined ? '' : misses(row) ? 'FAIL' : 'ok',
    ]),
  ];
  printTable(table);
  const judged = rows.filter(({ limit }) => limit !== undefined);
  const failed = judged.filter(misses).length;
  console.log(`${judged.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed;
}
