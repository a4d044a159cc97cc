import type { Clock } from '@drawguess/game/clock';
import { createMemoryRoomLog, type MemoryRoomLog } from '@drawguess/persistence/adapters/memory';
import { LogReplacedError, type RoomListener, type RoomLog } from '@drawguess/persistence/ports';
import { createFaultyLog, type LogFaults } from '../simulation/faulty-log.ts';
import type { RandomSource } from '../simulation/random-source.ts';
import { createLogWatch, type LogWatch } from '../simulation/watched-log.ts';

/** One log that several processes share, each through a handle that misbehaves as far as it may. */
export type SharedLog = {
  readonly watch: LogWatch;
  join(clock: Clock): ProcessLog;
  /** What every process has before it. */
  read: RoomLog['read'];
  /** The store comes back without what is younger than this; everybody hears that it is another one. */
  lose(loseSinceMs: number): void;
};

export type ProcessLog = { log: RoomLog; crash(): void };

type Handle = { inner: MemoryRoomLog; faulty: RoomLog; listeners: Set<RoomListener>; clock: Clock };

export function createSharedLog(
  clock: Clock,
  random: RandomSource,
  faults: LogFaults,
  onListenerError: (error: unknown) => void,
): SharedLog {
  const watch = createLogWatch(() => undefined);
  let store = watch.watch(createMemoryRoomLog({ clock, onListenerError }));
  const handles = new Set<Handle>();

  const open = (handle: Omit<Handle, 'inner' | 'faulty'>, inner: MemoryRoomLog): Handle => ({
    ...handle,
    inner,
    faulty: createFaultyLog(inner, handle.clock, random, faults),
  });

  return {
    watch,
    read: (roomId, after) => store.read(roomId, after),

    join(processClock) {
      const handle = open({ listeners: new Set(), clock: processClock }, store.join());
      handles.add(handle);
      const { processId } = handle.inner;
      return {
        log: {
          processId,
          create: (...about) => handle.faulty.create(...about),
          findByCode: (code) => handle.faulty.findByCode(code),
          rooms: () => handle.faulty.rooms(),
          processes: () => handle.faulty.processes(),
          releaseLease: (...about) => handle.faulty.releaseLease(...about),
          list: (...about) => handle.faulty.list(...about),
          append: (...about) => handle.faulty.append(...about),
          publish: (...about) => handle.faulty.publish(...about),
          read: (...about) => handle.faulty.read(...about),
          compact: (...about) => handle.faulty.compact(...about),
          takeLease: (...about) => handle.faulty.takeLease(...about),
          delete: (roomId) => handle.faulty.delete(roomId),
          close: () => handle.faulty.close(),
          subscribe(roomId, listener) {
            handle.listeners.add(listener);
            const end = handle.faulty.subscribe(roomId, listener);
            return () => {
              handle.listeners.delete(listener);
              end();
            };
          },
        },
        crash() {
          handles.delete(handle);
          handle.inner.kill();
        },
      };
    },

    lose(loseSinceMs) {
      store = store.crash({ loseSinceMs });
      for (const handle of handles) {
        // What was asked of the store before is refused by the one that comes back.
        handle.inner.kill();
        Object.assign(handle, open(handle, store.join()));
        for (const listener of handle.listeners) listener.onLost?.(new LogReplacedError('replaced'));
      }
    },
  };
}
