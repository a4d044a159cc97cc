/**
 * Resolves when `holds`, which is looked at now and after every change.
 * @param subscribe calls `look` after every change; returns a function that ends it
 * @throws Error that names `what` when it does not hold within `timeoutMs`
 */
export function waitUntil(
  subscribe: (look: () => void) => () => void,
  what: string,
  holds: () => boolean,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      unsubscribe();
      finish();
    };
    const look = (): void => {
      if (holds()) end(resolve);
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`${what}: not within ${timeoutMs / 1_000} s`))),
      timeoutMs,
    );
    const unsubscribe = subscribe(look);
    look();
  });
}
