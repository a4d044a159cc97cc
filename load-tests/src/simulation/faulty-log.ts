import type { Clock } from '@drawguess/game/clock';
import type { RoomLog } from '@drawguess/persistence/ports';
import type { RandomSource } from './random-source.ts';

/** What a log may do to those who use it without breaking its promises. */
export type LogFaults = { lose: number; repeat: number; delayMs: number; refuse: number };

/**
 * A log as an unlucky process sees it: appends take their time or fail before they are stored, notifications are lost,
 * repeated and out of order.
 */
export function createFaultyLog(
  log: RoomLog,
  clock: Clock,
  random: RandomSource,
  faults: LogFaults,
): RoomLog {
  const later = (mostMs: number): Promise<void> =>
    new Promise((resolve) => void clock.after(random.between(0, mostMs), resolve));
  /** Appends keep the order of their calls, as the port promises. */
  let turn: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const run = turn.then(async () => {
      await later(faults.delayMs);
      if (random.chance(faults.refuse)) throw new Error('The log refused an append (simulated).');
      return task();
    });
    turn = run.catch(() => undefined);
    return run;
  };

  return {
    ...log,
    append: (roomId, entries, options) => inOrder(() => log.append(roomId, entries, options)),
    compact: (roomId, position, entries, epoch) =>
      inOrder(() => log.compact(roomId, position, entries, epoch)),
    subscribe: (roomId, listener) =>
      log.subscribe(roomId, {
        onDurable: (position) => listener.onDurable(position),
        onLost: (error) => listener.onLost?.(error),
        onPublished(document, update) {
          const copies = random.chance(faults.lose) ? 0 : random.chance(faults.repeat) ? 2 : 1;
          for (let copy = 0; copy < copies; copy++)
            clock.after(random.between(0, 2 * faults.delayMs), () =>
              listener.onPublished?.(document, update),
            );
        },
        onRecord(record) {
          const copies = random.chance(faults.lose) ? 0 : random.chance(faults.repeat) ? 2 : 1;
          for (let copy = 0; copy < copies; copy++) {
            clock.after(random.between(0, faults.delayMs), () => listener.onRecord(record));
          }
        },
      }),
  };
}
