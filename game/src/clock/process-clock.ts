import type { Clock } from './clock.ts';

/** The clock of one of several processes, for tests and simulations. */
export type ProcessClock = Clock & {
  /** The process stands still: what is due meanwhile waits. */
  pause(): void;
  /** It goes on, and all that was due is late. */
  resume(): void;
  /** The process is dead: nothing runs any more. */
  stop(): void;
};

export function createProcessClock(clock: Clock): ProcessClock {
  let late: (() => void)[] | undefined;
  let dead = false;

  return {
    now: () => clock.now(),
    after(delayMs, task) {
      let cancelled = false;
      const run = (): void => {
        if (!cancelled && !dead) task();
      };
      const cancel = clock.after(delayMs, () => {
        if (late === undefined) run();
        else late.push(run);
      });
      return () => {
        cancelled = true;
        cancel();
      };
    },
    pause() {
      late ??= [];
    },
    resume() {
      const due = late ?? [];
      late = undefined;
      for (const task of due) task();
    },
    stop() {
      dead = true;
    },
  };
}
