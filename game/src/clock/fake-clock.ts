import type { Clock } from './clock.ts';

/** A clock that stands still until it is moved, for tests and simulations. */
export type FakeClock = Clock & {
  /** When the next task is due, in clock ms, or `undefined` while none is set. */
  nextDueAt(): number | undefined;
  /** Runs every task that is due now, earliest first, those that they set for now included. Promises are not awaited. */
  runDue(): void;
  /**
   * Moves the clock on by `ms`, from one due task to the next, and lets promises settle before, between and after
   * them. Tasks due at the same time run in the order in which they were set.
   */
  advance(ms: number): Promise<void>;
};

/**
 * @param startsAt first reading, in ms.
 * @param settle waits until everything that was set off has happened. The default sees chains of promises through, of up
 * to a hundred links; where real I/O takes part, give one that waits for it.
 */
export function createFakeClock(startsAt = 1_700_000_000_000, settle = settlePromises): FakeClock {
  let now = startsAt;
  /** In the order in which they will run. */
  const tasks: { dueAt: number; run: () => void }[] = [];

  const runNext = (until: number): boolean => {
    const next = tasks[0];
    if (next === undefined || next.dueAt > until) return false;
    tasks.shift();
    now = Math.max(now, next.dueAt);
    next.run();
    return true;
  };

  return {
    now: () => now,
    after(delayMs, run) {
      const task = { dueAt: now + Math.max(0, delayMs), run };
      const later = tasks.findIndex((other) => other.dueAt > task.dueAt);
      tasks.splice(later < 0 ? tasks.length : later, 0, task);
      return () => {
        const index = tasks.indexOf(task);
        if (index >= 0) tasks.splice(index, 1);
      };
    },
    nextDueAt: () => tasks[0]?.dueAt,
    runDue() {
      let ran = true;
      while (ran) ran = runNext(now);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      while (runNext(until)) await settle();
      now = until;
    },
  };
}

async function settlePromises(): Promise<void> {
  for (let link = 0; link < 100; link++) await Promise.resolve();
}
