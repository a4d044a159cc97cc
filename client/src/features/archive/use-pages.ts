import { useEffect, useState } from 'react';

type Page<Item> = { items: Item[]; cursor?: string };

export type Pages<Item> = {
  items: readonly Item[];
  state: 'loading' | 'ready' | 'failed';
  error: unknown;
  hasMore: boolean;
  /** Asks for the next page, or again for the one that did not come. */
  more(): void;
};

/**
 * A list that comes in pages, as long as somebody wants more.
 *
 * @param load the same function for the same list; gives the first page without a cursor
 */
export function usePages<Item>(load: (before?: string) => Promise<Page<Item>>): Pages<Item> {
  const [items, setItems] = useState<readonly Item[]>([]);
  const [state, setState] = useState<Pages<Item>['state']>('loading');
  const [error, setError] = useState<unknown>();
  const [cursor, setCursor] = useState<string>();

  const take = (before: readonly Item[], page: Page<Item>): void => {
    setItems([...before, ...page.items]);
    setCursor(page.cursor);
    setState('ready');
  };
  const fail = (reason: unknown): void => {
    setError(reason);
    setState('failed');
  };

  useEffect(() => {
    let wanted = true;
    load().then(
      (page) => wanted && take([], page),
      (reason: unknown) => wanted && fail(reason),
    );
    return () => {
      wanted = false;
    };
  }, [load]);

  return {
    items,
    state,
    error,
    hasMore: cursor !== undefined,
    more() {
      setState('loading');
      load(cursor).then((page) => take(items, page), fail);
    },
  };
}
