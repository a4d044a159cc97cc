/** What the pages of the archive are ordered by: newest first, then by id, so that no two items are equal. */
export type ArchivePlace = { id: string; endedAt: number };

/** A page's cursor: the place of its last item. */
export const CURSOR_PATTERN = '^[0-9]{1,16}:[0-9A-Za-z]{1,64}$';

export const encodeCursor = ({ id, endedAt }: ArchivePlace): string => `${endedAt}:${id}`;

/** @throws RangeError when the text is not a cursor */
export function decodeCursor(cursor: string): ArchivePlace {
  const [endedAt, id] = cursor.split(':');
  if (!new RegExp(CURSOR_PATTERN).test(cursor) || id === undefined) {
    throw new RangeError('A cursor is what the page before ended with.');
  }
  return { id, endedAt: Number(endedAt) };
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
