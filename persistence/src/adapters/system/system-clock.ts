import type { Clock } from '@drawguess/game/clock';

/** The machine's clock. A task that is waited for keeps the process alive: whoever set it cancels it on closing. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
