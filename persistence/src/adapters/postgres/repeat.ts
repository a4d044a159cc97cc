import type { Clock } from '@drawguess/game/clock';

/** Attempts to write: with the pauses between, 4 take up to 0.7 s. Whoever needs it later than that asks again. */
const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 100;

export type Repeat = {
  /** Runs `attempt` until it resolves, or rejects with what does not pass, or for the last time. */
  <Result>(
    attempt: () => Promise<Result>,
    passes: (error: unknown) => boolean,
    maxAttempts?: number,
  ): Promise<Result>;
};

/**
 * Repeats with a pause that doubles, of which half is chance: processes that failed together do not come back together.
 *
 * @param options random: from 0 to 1
 */
export function createRepeat(options: { clock: Clock; random(): number }): Repeat {
  const pause = (pauseMs: number): Promise<void> =>
    new Promise((resolve) => {
      options.clock.after((pauseMs * (1 + options.random())) / 2, resolve);
    });

  return async (attempt, passes, maxAttempts = MAX_ATTEMPTS) => {
    for (let made = 1; ; made++) {
      try {
        return await attempt();
      } catch (error) {
        if (made >= maxAttempts || !passes(error)) throw error;
      }
      await pause(FIRST_PAUSE_MS * 2 ** (made - 1));
    }
  };
}
