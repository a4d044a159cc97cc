/** What was opened, to be closed in reverse. */
export type Closers = {
  /** Closes it with the others. Returns it. */
  add<Opened extends { close(): Promise<void> | void }>(opened: Opened): Opened;
  /** Closes all of it, the last opened first. Whatever cannot be closed, the rest is. Idempotent. */
  close(): Promise<void>;
};

/**
 * Opens several things of which each may fail: those opened before it are closed then.
 *
 * @throws what `open` throws
 */
export async function openTogether<Result>(open: (closers: Closers) => Promise<Result>): Promise<Result> {
  const closers = createClosers();
  try {
    return await open(closers);
  } catch (error) {
    // Why it could not be opened is what counts.
    await closers.close().catch(() => undefined);
    throw error;
  }
}

function createClosers(): Closers {
  const opened: { close(): Promise<void> | void }[] = [];
  let closing: Promise<void> | undefined;

  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const one of opened.toReversed()) {
      try {
        await one.close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };

  return {
    add(one) {
      opened.push(one);
      return one;
    },
    close: () => (closing ??= closeAll()),
  };
}
