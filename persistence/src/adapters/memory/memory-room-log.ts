import type { Clock } from '@drawguess/game/clock';
import type { LogEntry } from '@drawguess/game/log';
import { createDurability, type Durability } from '../../log/durability.ts';
import { createListeners, type Listeners } from '../../log/listeners.ts';
import { decodeRecord, encodeRecord } from '../../log/record-code.ts';
import {
  CodeTakenError,
  LeaseLostError,
  LogReplacedError,
  NoSuchRoomError,
  type RoomEntry,
  type RoomLog,
} from '../../ports/index.ts';

export type MemoryRoomLog = RoomLog & {
  /** The log as another process has it at the same time. */
  join(): MemoryRoomLog;
  /**
   * The process dies: every call on this log rejects from now on, its subscribers hear nothing more, and what a
   * restarted process would find is returned as a new log.
   *
   * @param loss left out, everything that was stored is found again (kill -9). With `loseSinceMs`, records that are
   * younger than that and were not asked to be durable are gone (power loss): other processes' subscriptions end.
   */
  crash(loss?: { loseSinceMs: number }): MemoryRoomLog;
};

type Stored = { position: number; at: number; bytes: Uint8Array };
type Room = RoomEntry & {
  records: Stored[];
  last: number;
  leaseEpoch: number;
  synced: number;
  durability: Durability;
};

export type MemoryRoomLogOptions = {
  clock: Clock;
  /** Hears of a subscriber that threw. */
  onListenerError?: (error: unknown) => void;
};

/** A log in memory, for tests and simulations: deterministic, and able to crash. Records are kept as bytes. */
export function createMemoryRoomLog(options: MemoryRoomLogOptions): MemoryRoomLog {
  return openMemoryRoomLog(options, { rooms: new Map(), processes: new Set(), starts: 0 });
}

/** What the processes share. */
type Store = { rooms: Map<string, Room>; processes: Set<Listeners>; starts: number };

function openMemoryRoomLog(options: MemoryRoomLogOptions, store: Store): MemoryRoomLog {
  const { clock } = options;
  const { rooms, processes } = store;
  const listeners = createListeners(options.onListenerError ?? (() => undefined));
  processes.add(listeners);
  store.starts += 1;
  let ended: Error | undefined;

  const roomOf = (roomId: string): Room => {
    if (ended !== undefined) throw ended;
    const room = rooms.get(roomId);
    if (room === undefined) throw new NoSuchRoomError(`There is no room ${roomId} in the log.`);
    return room;
  };

  const addRoom = ({ roomId, code }: RoomEntry, records: Stored[]): Room => {
    const durability = createDurability(clock, (position) => {
      for (const process of processes) process.durable(roomId, position);
    });
    const last = records.at(-1)?.position ?? 0;
    const room: Room = { roomId, code, records, last, leaseEpoch: 0, synced: last, durability };
    rooms.set(roomId, room);
    for (const { position, at } of records) durability.stored(position, at);
    durability.synced(last);
    return room;
  };

  const addRecord = (room: Room, position: number, entries: readonly LogEntry[]): Stored => {
    const at = clock.now();
    const stored = { position, at, bytes: encodeRecord({ position, at, entries }) };
    room.records.push(stored);
    room.last = position;
    room.durability.stored(position, at);
    room.durability.synced(position);
    return stored;
  };

  const end = (error: Error): void => {
    ended = error;
    listeners.clear();
    processes.delete(listeners);
    if (processes.size === 0) for (const room of rooms.values()) room.durability.close();
  };

  const lose = (loseSinceMs: number): void => {
    const keptAt = clock.now() - loseSinceMs;
    for (const room of rooms.values()) {
      room.durability.close();
      addRoom(
        room,
        room.records.filter(({ position, at }) => position <= room.synced || at <= keptAt),
      );
      for (const process of processes)
        process.lost(room.roomId, new LogReplacedError('The store has lost its last records.'));
    }
  };

  return {
    processId: `process-${store.starts}`,
    async create({ roomId, code }, entries) {
      if (ended !== undefined) throw ended;
      if (rooms.has(roomId)) throw new Error(`There is a room ${roomId} already.`);
      if ([...rooms.values()].some((room) => room.code === code))
        throw new CodeTakenError(`Code ${code} is taken.`);
      const room = addRoom({ roomId, code }, []);
      addRecord(room, 1, entries);
      room.synced = 1;
    },

    async findByCode(code) {
      return [...rooms.values()].find((room) => room.code === code)?.roomId;
    },

    async rooms() {
      return [...rooms.values()].map(({ roomId, code }) => ({ roomId, code }));
    },

    async append(roomId, entries, { epoch, durable = false } = {}) {
      const room = roomOf(roomId);
      if (epoch !== undefined) checkLease(room, epoch);
      const stored = addRecord(room, room.last + 1, entries);
      if (durable) room.synced = stored.position;
      // Nobody hears of a record within the call that appends it, as in every real adapter.
      await Promise.resolve();
      for (const process of processes) process.record(roomId, decodeRecord(stored.bytes));
      roomOf(roomId);
      return stored.position;
    },

    publish(roomId, document, update) {
      const copy = update.slice();
      queueMicrotask(() => {
        if (ended !== undefined) return;
        for (const process of processes) if (process !== listeners) process.published(roomId, document, copy);
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
      if (epoch < room.leaseEpoch)
        throw new LeaseLostError(`Room ${roomId} is held by lease ${room.leaseEpoch}.`);
      room.leaseEpoch = epoch;
    },

    subscribe: (roomId, listener) =>
      listeners.add(roomId, listener, rooms.get(roomId)?.durability.position ?? 0),

    async delete(roomId) {
      roomOf(roomId).durability.close();
      rooms.delete(roomId);
    },

    async close() {
      end(new Error('This log is closed.'));
    },

    join: () => openMemoryRoomLog(options, store),

    crash(loss) {
      const next = openMemoryRoomLog(options, store);
      end(new Error('This process has crashed.'));
      if (loss !== undefined) lose(loss.loseSinceMs);
      return next;
    },
  };

  function checkLease(room: Room, epoch: number): void {
    if (epoch === room.leaseEpoch) return;
    throw new LeaseLostError(`Room ${room.roomId} is held by lease ${room.leaseEpoch}, not ${epoch}.`);
  }
}
