import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { createDurability, type Durability } from '../../log/durability.ts';
import type { Listeners } from '../../log/listeners.ts';
import { encodeRecord } from '../../log/record-code.ts';
import { LogReplacedError, type ListedRoom, type RoomEntry } from '../../ports/index.ts';
import { createLiveness } from './liveness.ts';

export type StoredRecord = { position: number; at: number; bytes: Uint8Array };

export type StoredRoom = ListedRoom & {
  records: StoredRecord[];
  last: number;
  epoch: number;
  synced: number;
  durability: Durability;
};

/** What processes with a log in memory share, and who of them listens. */
export type MemoryStore = ReturnType<typeof createMemoryStore>;

export function createMemoryStore(clock: Clock) {
  const rooms = new Map<string, StoredRoom>();
  const listeners = new Set<Listeners>();
  let starts = 0;

  const addRoom = ({ roomId, code }: RoomEntry, records: StoredRecord[], epoch = 0): StoredRoom => {
    const durability = createDurability(clock, (position) => {
      for (const each of listeners) each.durable(roomId, position);
    });
    const last = records.at(-1)?.position ?? 0;
    const room: StoredRoom = { roomId, code, records, last, epoch, synced: last, durability };
    rooms.set(roomId, room);
    for (const { position, at } of records) durability.stored(position, at);
    durability.synced(last);
    return room;
  };

  return {
    rooms,
    liveness: createLiveness(LIMITS.processTtlMs),
    nextProcessId: (): string => `process-${++starts}`,

    tell(roomId: string, record: LogRecord): void {
      for (const each of listeners) each.record(roomId, record);
    },
    publish(from: Listeners, roomId: string, document: string, update: Uint8Array): void {
      for (const each of listeners) if (each !== from) each.published(roomId, document, update);
    },
    join: (one: Listeners) => void listeners.add(one),
    leave: (one: Listeners) => void listeners.delete(one),

    addRoom,
    /** Stores the entries as the room's next record. */
    addRecord(room: StoredRoom, entries: readonly LogEntry[]): StoredRecord {
      const position = room.last + 1;
      const at = clock.now();
      const stored = { position, at, bytes: encodeRecord({ position, at, entries }) };
      room.records.push(stored);
      room.last = position;
      room.durability.stored(position, at);
      room.durability.synced(position);
      return stored;
    },
    deleteRoom(room: StoredRoom): void {
      room.durability.close();
      rooms.delete(room.roomId);
    },

    /** A power loss: records that are younger than `sinceMs` and were not asked to be durable are gone. */
    lose(sinceMs: number): void {
      const keptAt = clock.now() - sinceMs;
      for (const room of rooms.values()) {
        room.durability.close();
        const kept = room.records.filter(({ position, at }) => position <= room.synced || at <= keptAt);
        const { holder } = room;
        Object.assign(addRoom(room, kept, room.epoch), holder !== undefined && { holder });
        for (const each of listeners)
          each.lost(room.roomId, new LogReplacedError('The store has lost its last records.'));
      }
    },
  };
}
