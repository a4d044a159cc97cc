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
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  for (const [what = '', ...cells] of table) {
    const columns = cells.map((cell, index) => cell.padStart(widths[index + 1] ?? 0));
    console.log([what.padEnd(widths[0] ?? 0), ...columns].join('  ').trimEnd());
  }
  const judged = rows.filter(({ limit }) => limit !== undefined);
  const failed = judged.filter(misses).length;
  console.log(`${judged.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed;
}
