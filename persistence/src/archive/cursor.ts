/** A place in a list: what it is ordered by, highest first, then the id, so that no two items are equal. */
export type ListPlace = { by: number; id: string };

/** A page's cursor: the place of its last item. */
export const CURSOR_PATTERN = '^[0-9]{1,16}:[0-9A-Za-z]{1,64}$';

const encodeCursor = ({ by, id }: ListPlace): string => `${by}:${id}`;

/** @throws RangeError when the text is not a cursor */
export function decodeCursor(cursor: string): ListPlace {
  const [by, id] = cursor.split(':');
  if (!new RegExp(CURSOR_PATTERN).test(cursor) || id === undefined) {
    throw new RangeError('A cursor is what the page before ended with.');
  }
  return { by: Number(by), id };
}

/** Most items on one page. */
export const MAX_PAGE = 100;

/** @throws RangeError when `limit` is not an integer from 1 to `MAX_PAGE` */
export function checkLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new RangeError(`A page has 1 to ${MAX_PAGE} items.`);
  }
  return limit;
}

/**
 * The page of a list that begins after `before`, and the cursor with which it goes on.
 *
 * @param ordered items in their order that may follow; one more than asked for tells whether there is a next page
 */
export function cutPage<Item>(
  ordered: readonly Item[],
  limit: number,
  placeOf: (item: Item) => ListPlace,
): { items: Item[]; cursor?: string } {
  const items = ordered.slice(0, limit);
  const last = items.at(-1);
  if (last === undefined || ordered.length <= limit) return { items };
  return { items, cursor: encodeCursor(placeOf(last)) };
}

/** Whether a place comes after another one in the list. */
export const isAfter = (place: ListPlace, before: ListPlace): boolean =>
  place.by < before.by || (place.by === before.by && place.id < before.id);
