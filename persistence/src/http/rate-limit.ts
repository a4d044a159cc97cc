import type { Clock } from '@drawguess/game/clock';

export type RateLimit = {
  /** Takes one token. Returns 0, or after how many ms the next one is there. */
  take(key: string): number;
  /** After how many ms a token is there, without taking it. */
  wait(key: string): number;
};

/**
 * A bucket of tokens for each key, which fills again one by one.
 *
 * @param capacity tokens of a full bucket
 * @param refillMs time in which one token comes back
 * @param maxKeys buckets kept; those unused for longest are forgotten, and so full again
 */
export function createRateLimit(options: {
  capacity: number;
  refillMs: number;
  maxKeys: number;
  clock: Pick<Clock, 'now'>;
}): RateLimit {
  const { capacity, refillMs, maxKeys, clock } = options;
  /** When each bucket is full again, in ms; the least recently used key first. */
  const fullAt = new Map<string, number>();

  /** When the bucket is full again after one more token is taken. */
  const nextFullAt = (key: string, now: number): number => Math.max(now, fullAt.get(key) ?? now) + refillMs;
  const waitFor = (next: number, now: number): number => Math.max(0, next - now - capacity * refillMs);

  return {
    wait(key) {
      const now = clock.now();
      return waitFor(nextFullAt(key, now), now);
    },
    take(key) {
      const now = clock.now();
      const next = nextFullAt(key, now);
      const waitMs = waitFor(next, now);
      if (waitMs > 0) return waitMs;
      fullAt.delete(key);
      fullAt.set(key, next);
      if (fullAt.size > maxKeys) for (const oldest of [...fullAt.keys()].slice(0, 1)) fullAt.delete(oldest);
      return 0;
    },
  };
}
