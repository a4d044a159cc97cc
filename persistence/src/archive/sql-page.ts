import type { PageOf } from '../ports/index.ts';
import { checkLimit, cutPage, decodeCursor, type ListPlace } from './cursor.ts';
import type { Row } from './sql-rows.ts';
import type { Sql } from './sql.ts';

/**
 * Reads one page of rows, by a column and an id, highest first.
 *
 * @param about from: columns and tables · conditions: each holds `$` where one of its values goes
 * @throws RangeError when the page is none
 */
export async function readPage<Item>(
  sql: Pick<Sql, 'query'>,
  about: {
    from: string;
    by: string;
    id: string;
    conditions: readonly (readonly [condition: string, ...values: unknown[]])[];
    placeOf(item: Item): ListPlace;
    toItem(row: Row): Item;
  },
  { limit, before }: PageOf,
): Promise<{ items: Item[]; cursor?: string }> {
  const { from, by, id, conditions, placeOf, toItem } = about;
  const place = before === undefined ? undefined : decodeCursor(before);
  const all = [
    ...conditions,
    ...(place === undefined ? [] : [[`(${by}, ${id}) < ($, $)`, place.by, place.id] as const]),
  ];
  const values: unknown[] = [checkLimit(limit) + 1];
  const written = all.map(([condition, ...given]) => {
    let next = values.length;
    values.push(...given);
    return condition.replaceAll('$', () => `$${(next += 1)}`);
  });
  const { rows } = await sql.query(
    `SELECT ${from} ${written.length === 0 ? '' : `WHERE ${written.join(' AND ')}`}
     ORDER BY ${by} DESC, ${id} DESC LIMIT $1`,
    values,
  );
  return cutPage(rows.map(toItem), limit, placeOf);
}
