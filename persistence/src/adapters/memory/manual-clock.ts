import type { Clock } from '@drawguess/game/clock';

/** A clock that stands still until it is told to move: for tests and simulations. */
export type ManualClock = Clock & {
  /**
   * Moves the clock by `ms`, running every task when its time has come, in order of time; tasks set meanwhile run too.
   * Between tasks, and before and after them, promises that are ready run their continuations.
   */
  advance(ms: number): Promise<void>;
};

/** @param startMs the first reading, ms since the Unix epoch */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  let now = startMs;
  let order = 0;
  const timers = new Map<number, { due: number; task: () => void }>();

  const nextDue = (until: number): [number, { due: number; task: () => void }] | undefined =>
    [...timers].filter(([, { due }]) => due <= until).sort((a, b) => a[1].due - b[1].due || a[0] - b[0])[0];

  return {
    now: () => now,
    after(delayMs, task) {
      const id = order++;
      timers.set(id, { due: now + Math.max(0, delayMs), task });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let next = nextDue(until); next !== undefined; next = nextDue(until)) {
        const [id, { due, task }] = next;
        timers.delete(id);
        now = Math.max(now, due);
        task();
        await settle();
      }
      now = until;
    },
  };
}

/** All promise continuations that are ready, and those that they make ready, run before an immediate does. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
