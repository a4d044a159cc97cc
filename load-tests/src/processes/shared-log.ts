import type { Clock } from '@drawguess/game/clock';
import { createMemoryRoomLog } from '@drawguess/persistence/adapters/memory';
import { LogReplacedError, type RoomLog } from '@drawguess/persistence/ports';
import { createFaultyLog, type LogFaults } from '../simulation/faulty-log.ts';
import type { RandomSource } from '../simulation/random-source.ts';
import { createLogWatch, type LogWatch } from '../simulation/watched-log.ts';

/** One log that several processes share, each through a handle that misbehaves as far as it may. */
export type SharedLog = {
  readonly watch: LogWatch;
  join(clock: Clock): { log: RoomLog; crash(): void };
  read: RoomLog['read'];
  /** The store comes back without what is younger than this; everybody hears that it is another one. */
  lose(loseSinceMs: number): void;
};

export function createSharedLog(
  clock: Clock,
  random: RandomSource,
  faults: LogFaults,
  onListenerError: (error: unknown) => void,
): SharedLog {
  const watch = createLogWatch(() => undefined);
  let store = watch.watch(createMemoryRoomLog({ clock, onListenerError }));
  let losses = 0;

  return {
    watch,
    read: (roomId, after) => store.read(roomId, after),

    join(processClock) {
      const inner = store.join();
      const open = () => {
        const born = losses;
        /** What was asked of the store before it was lost is refused by the one that comes back. */
        const only = <Result>(task: () => Promise<Result>): Promise<Result> =>
          born === losses ? task() : Promise.reject(new LogReplacedError('replaced'));
        const held: RoomLog = {
          ...inner,
          append: (...about) => only(() => inner.append(...about)),
          compact: (...about) => only(() => inner.compact(...about)),
        };
        return { born, log: createFaultyLog(held, processClock, random, faults) };
      };
      let opened = open();
      const faulty = (): RoomLog => {
        if (opened.born !== losses) opened = open();
        return opened.log;
      };
      return {
        log: {
          ...inner,
          append: (...about) => faulty().append(...about),
          compact: (...about) => faulty().compact(...about),
          subscribe: (...about) => faulty().subscribe(...about),
        },
        crash: () => inner.kill(),
      };
    },

    lose(loseSinceMs) {
      losses += 1;
      store = store.crash({ loseSinceMs });
    },
  };
}
