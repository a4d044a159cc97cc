import { checkLimit, cutPage, decodeCursor, isAfter, type ListPlace } from '../../archive/index.ts';
import type { PageOf } from '../../ports/index.ts';

/** One page of a list in memory, by place, highest first. */
export function pageOf<Item>(
  all: readonly Item[],
  placeOf: (item: Item) => ListPlace,
  { limit, before }: PageOf,
): { items: Item[]; cursor?: string } {
  const place = before === undefined ? undefined : decodeCursor(before);
  const left = all
    .filter((item) => place === undefined || isAfter(placeOf(item), place))
    .sort((a, b) => (isAfter(placeOf(a), placeOf(b)) ? 1 : -1));
  return cutPage(left, checkLimit(limit), placeOf);
}
