import type { Clock } from '@drawguess/game/clock';
import type { LogEntry } from '@drawguess/game/log';

const RETRY_MS = 500;

/** Appends entries in the order in which they were given, however slow or broken the log is. */
export type LogWriter = {
  /** Stores the entry within `delayMs`; entries given meanwhile go into the same record. */
  write(entry: LogEntry, delayMs: number): void;
  /** Resolves when everything given so far is stored. Rejects only once closed with entries left. */
  flush(): Promise<void>;
  /** Entries that are not stored yet. */
  waiting(): readonly LogEntry[];
  /** Nothing more is stored: neither what waits nor what is still given. */
  discard(): void;
  /** Stores what waits. Rejects when the log does not take it: then it is lost here. */
  close(): Promise<void>;
};

export function createLogWriter(
  append: (entries: readonly LogEntry[]) => Promise<unknown>,
  clock: Clock,
  onError: (error: unknown) => void,
): LogWriter {
  let buffer: LogEntry[] = [];
  let inFlight: readonly LogEntry[] = [];
  let running: Promise<void> | undefined;
  let dueAt = Infinity;
  let cancelTimer = (): void => {};
  let closed = false;
  let discarded = false;

  const schedule = (delayMs: number): void => {
    const at = clock.now() + delayMs;
    if (at >= dueAt) return;
    cancelTimer();
    dueAt = at;
    cancelTimer = clock.after(delayMs, () => void drain());
  };

  /** One append at a time: the log's order is the order of the writes. */
  const drain = (): Promise<void> => {
    cancelTimer();
    dueAt = Infinity;
    running ??= appendAll().finally(() => (running = undefined));
    return running;
  };

  const appendAll = async (): Promise<void> => {
    while (buffer.length > 0) {
      inFlight = buffer;
      buffer = [];
      try {
        await append(inFlight);
        inFlight = [];
      } catch (error) {
        buffer = discarded ? [] : [...inFlight, ...buffer];
        inFlight = [];
        onError(error);
        if (!closed && !discarded) schedule(RETRY_MS);
        return;
      }
    }
  };

  return {
    write(entry, delayMs) {
      if (discarded) return;
      buffer.push(entry);
      if (delayMs === 0) void drain();
      else schedule(delayMs);
    },
    async flush() {
      await drain();
      if (buffer.length > 0) throw new Error('The room log does not take what was written.');
    },
    waiting: () => [...inFlight, ...buffer],
    discard() {
      discarded = true;
      buffer = [];
      cancelTimer();
    },
    async close() {
      closed = true;
      await drain();
      cancelTimer();
      if (buffer.length > 0) throw new Error('The room log did not take what was written last.');
    },
  };
}
