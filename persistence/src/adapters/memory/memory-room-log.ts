import type { Clock } from '@drawguess/game/clock';
import { createListeners, type Listeners } from '../../log/listeners.ts';
import { decodeRecord, encodeRecord } from '../../log/record-code.ts';
import {
  CodeTakenError,
  LeaseHeldError,
  LeaseLostError,
  LogReplacedError,
  NoSuchRoomError,
  type RoomLog,
} from '../../ports/index.ts';
import { createMemoryStore, type MemoryStore, type StoredRoom } from './memory-store.ts';

export type MemoryRoomLog = RoomLog & {
  /** The log as another process has it at the same time. */
  join(): MemoryRoomLog;
  /** The process stands still, as far as its log can tell: it does not say that it lives, and hears nothing. */
  pause(): void;
  /** It goes on, and hears what there was meanwhile. */
  resume(): void;
  /** The process dies: every call on this log rejects from now on, and its subscribers hear nothing more. */
  kill(): void;
  /**
   * The process dies, and what a new one in its place finds is returned.
   *
   * @param loss left out, everything that was stored is found again (kill -9). With `loseSinceMs`, records that are
   * younger than that and were not asked to be durable are gone for all processes (power loss of the store).
   */
  crash(loss?: { loseSinceMs: number }): MemoryRoomLog;
};

export type MemoryRoomLogOptions = {
  clock: Clock;
  /** Hears of a subscriber that threw. */
  onListenerError?: (error: unknown) => void;
};

/**
 * A log in memory, for tests and simulations: deterministic, shared by as many processes as are wanted, and able to
 * crash. Records are kept as bytes.
 */
export function createMemoryRoomLog(options: MemoryRoomLogOptions): MemoryRoomLog {
  return openMemoryRoomLog(options, createMemoryStore(options.clock));
}

function openMemoryRoomLog(options: MemoryRoomLogOptions, store: MemoryStore): MemoryRoomLog {
  const { rooms, liveness } = store;
  const { clock } = options;
  const processId = store.nextProcessId();
  const listeners = createListeners(options.onListenerError ?? (() => undefined));
  let ended: Error | undefined;
  /** What there was to hear while the process stood still. */
  let unheard: (() => void)[] | undefined;

  const hear = (task: () => void): void => {
    if (unheard === undefined) task();
    else unheard.push(task);
  };
  const ears: Listeners = {
    ...listeners,
    record: (roomId, record) => hear(() => listeners.record(roomId, record)),
    durable: (roomId, position) => hear(() => listeners.durable(roomId, position)),
    lost: (roomId, error) => hear(() => listeners.lost(roomId, error)),
    published: (...about) => hear(() => listeners.published(...about)),
  };

  const check = (): void => {
    if (ended !== undefined) throw ended;
  };

  const roomOf = (roomId: string): StoredRoom => {
    check();
    const room = rooms.get(roomId);
    if (room === undefined) throw new NoSuchRoomError(`There is no room ${roomId} in the log.`);
    return room;
  };

  const end = (error: Error): void => {
    ended ??= error;
    listeners.clear();
    store.leave(ears);
  };

  const kill = (): void => {
    if (ended === undefined) liveness.fallSilent(processId, clock.now());
    end(new Error('This process has crashed.'));
  };

  const join = (): MemoryRoomLog => openMemoryRoomLog(options, store);

  store.join(ears);
  liveness.begin(processId, clock.now());

  return {
    processId,
    async create({ roomId, code }, entries) {
      check();
      if (rooms.has(roomId)) throw new Error(`There is a room ${roomId} already.`);
      if ([...rooms.values()].some((room) => room.code === code))
        throw new CodeTakenError(`Code ${code} is taken.`);
      const room = store.addRoom({ roomId, code }, []);
      store.addRecord(room, entries);
      room.synced = 1;
    },

    async findByCode(code) {
      return [...rooms.values()].find((room) => room.code === code)?.roomId;
    },

    async rooms() {
      check();
      return [...rooms.values()].map(({ roomId, code, holder, listing }) => ({
        roomId,
        code,
        ...(holder !== undefined && { holder }),
        ...(listing !== undefined && { listing }),
      }));
    },

    async processes() {
      check();
      return liveness.aliveTo(processId, clock.now());
    },

    async append(roomId, entries, { epoch, durable = false } = {}) {
      const room = roomOf(roomId);
      if (epoch !== undefined) checkLease(room, epoch);
      const stored = store.addRecord(room, entries);
      if (durable) room.synced = stored.position;
      // Nobody hears of a record within the call that appends it, as in every real adapter.
      queueMicrotask(() => store.tell(roomId, decodeRecord(stored.bytes)));
      await Promise.resolve();
      if (roomOf(roomId) !== room) throw new LogReplacedError('The store has lost its last records.');
      return stored.position;
    },

    publish(roomId, document, update) {
      const copy = update.slice();
      queueMicrotask(() => {
        if (ended === undefined) store.publish(ears, roomId, document, copy);
      });
    },

    async read(roomId, after) {
      return roomOf(roomId)
        .records.filter((stored) => stored.position > after)
        .map((stored) => decodeRecord(stored.bytes));
    },

    async compact(roomId, position, entries, epoch) {
      const room = roomOf(roomId);
      checkLease(room, epoch);
      const replaced = room.records.find((stored) => stored.position === position);
      if (replaced === undefined)
        throw new RangeError(`Room ${roomId} has no record at position ${position}.`);
      const { at } = replaced;
      const later = room.records.filter((stored) => stored.position > position);
      room.records = [{ position, at, bytes: encodeRecord({ position, at, entries }) }, ...later];
      room.synced = Math.max(room.synced, position);
    },

    async takeLease(roomId, epoch) {
      const room = roomOf(roomId);
      const { holder = processId } = room;
      if (holder !== processId && liveness.aliveTo(processId, clock.now()).includes(holder))
        throw new LeaseHeldError(`Room ${roomId} is held by ${holder}, which is alive.`);
      if (epoch < room.epoch) throw new LeaseLostError(`Room ${roomId} is held by lease ${room.epoch}.`);
      room.epoch = epoch;
      room.holder = processId;
    },

    async releaseLease(roomId, epoch) {
      const room = roomOf(roomId);
      if (room.epoch === epoch) delete room.holder;
    },

    async list(roomId, epoch, listing) {
      const room = roomOf(roomId);
      checkLease(room, epoch);
      if (listing === undefined) delete room.listing;
      else room.listing = listing;
    },

    subscribe: (roomId, listener) =>
      listeners.add(roomId, listener, rooms.get(roomId)?.durability.position ?? 0),

    async delete(roomId) {
      store.deleteRoom(roomOf(roomId));
    },

    async close() {
      end(new Error('This log is closed.'));
      liveness.forget(processId);
    },

    join,
    pause() {
      unheard = [];
      liveness.fallSilent(processId, clock.now());
    },
    resume() {
      const missed = unheard ?? [];
      unheard = undefined;
      liveness.begin(processId, clock.now());
      for (const task of missed) task();
    },
    kill,
    crash(loss) {
      kill();
      if (loss !== undefined) store.lose(loss.loseSinceMs);
      return join();
    },
  };
}

function checkLease(room: StoredRoom, epoch: number): void {
  if (epoch === room.epoch) return;
  throw new LeaseLostError(`Room ${room.roomId} is held by lease ${room.epoch}, not ${epoch}.`);
}
