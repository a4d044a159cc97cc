import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';

/** Finds out up to which position of one room everything is durable (SPEC ST-3). */
export type Durability = {
  /** Everything up to this position is durable; 0 while nothing is. */
  readonly position: number;
  /** A record was stored at server time `at` (ms). Called in the order of positions. */
  stored(position: number, at: number): void;
  /** Everything up to this position would survive a power loss. */
  synced(position: number): void;
  close(): void;
};

/**
 * A position is durable when it is synced and at least `LIMITS.durableAfterMs` old. The age leaves a writer the time to
 * hear of a disk that lied about syncing, before it forgets what it still holds.
 *
 * @param announce is told each new durable position, rising
 */
export function createDurability(clock: Clock, announce: (position: number) => void): Durability {
  const waiting: { position: number; at: number }[] = [];
  let synced = 0;
  let durable = 0;
  let cancel: (() => void) | undefined;

  const check = (): void => {
    cancel = undefined;
    const oldAt = clock.now() - LIMITS.durableAfterMs;
    const ready = waiting.findIndex(({ position, at }) => position > synced || at > oldAt);
    const gone = waiting.splice(0, ready === -1 ? waiting.length : ready);
    const next = waiting[0];
    if (next !== undefined && next.position <= synced) cancel = clock.after(next.at - oldAt, check);
    const last = gone.at(-1);
    if (last === undefined) return;
    durable = last.position;
    announce(durable);
  };

  return {
    get position() {
      return durable;
    },
    stored: (position, at) => void waiting.push({ position, at }),
    synced(position) {
      synced = Math.max(synced, position);
      if (cancel === undefined) check();
    },
    close() {
      cancel?.();
      // A closed log announces nothing more, whatever else it still finishes.
      waiting.length = 0;
    },
  };
}
