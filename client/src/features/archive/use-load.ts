import { useCallback, useEffect, useState } from 'react';

export type Loaded<Value> =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown; retry: () => void }
  /** `isStale`: it could not be fetched anew the last time. */
  | { state: 'ready'; value: Value; isStale: boolean };

type Result<Value> = { value: Value; isStale: boolean } | { error: unknown };

/**
 * What `load` gives, once it is there.
 *
 * @param load the same function as long as the same is wanted
 * @param everyMs asks again after that time while the page is seen; what is there stays, also when that fails
 */
export function useLoad<Value>(load: () => Promise<Value>, everyMs?: number): Loaded<Value> {
  const [result, setResult] = useState<Result<Value>>();
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => {
    setResult(undefined);
    setAttempt((count) => count + 1);
  }, []);

  useEffect(() => {
    let wanted = true;
    const ask = (): void => {
      load().then(
        (value) => wanted && setResult({ value, isStale: false }),
        (error: unknown) =>
          wanted && setResult((kept) => (kept && 'value' in kept ? { ...kept, isStale: true } : { error })),
      );
    };
    const timer =
      everyMs === undefined
        ? undefined
        : setInterval(() => document.visibilityState === 'visible' && ask(), everyMs);
    ask();
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [load, attempt, everyMs]);

  if (result === undefined) return { state: 'loading' };
  if ('error' in result) return { state: 'failed', error: result.error, retry };
  return { state: 'ready', ...result };
}
