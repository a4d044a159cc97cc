import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Clock } from '@drawguess/game/clock';
import { createDurability, type Durability } from '../../log/durability.ts';
import { createListeners } from '../../log/listeners.ts';
import { CodeTakenError, NoSuchRoomError, type RoomListing, type RoomLog } from '../../ports/index.ts';
import { openDirectory } from './directory.ts';
import { LOG_ENDING, openRoomFiles } from './open-room-files.ts';
import { createRoomFile, writeRoomFile, type RoomFile, type RoomFileContent } from './room-file.ts';

/** Files with new records are synced to disk this often. */
const SYNC_MS = 500;
/** Syncs at a time; each one holds a thread of the pool that appends need too. */
const SYNC_LANES = 2;

const ROOM_ID = /^[0-9A-Za-z]{1,32}$/;

export type FileRoomLogOptions = {
  /** `DATA_DIR`; made if it is not there. One process at a time uses it. */
  directory: string;
  clock: Clock;
  log?: { warn(message: string): void; error(message: string): void };
};

/**
 * The log in files: `rooms/{roomId}.log`, one for each room, append-only, compacted by putting a new file in the place
 * of the old one (SPEC ST-1 … ST-4). A record is stored when the operating system has it, which survives kill -9; it is
 * durable once it was synced.
 *
 * @throws Error with one line that names `DATA_DIR`, when it cannot be used or another process uses it
 */
export async function openFileRoomLog(options: FileRoomLogOptions): Promise<RoomLog> {
  const { clock } = options;
  const report = (error: unknown): void =>
    options.log?.error(error instanceof Error ? error.message : String(error));
  const directory = await openDirectory(resolve(options.directory));
  const roomsDirectory = join(directory.path, 'rooms');

  const processId = randomUUID();
  type Room = {
    file: RoomFile;
    durability: Durability;
    /** The lease that was taken last, until it is given back. */
    heldUnder?: number | undefined;
    listing?: RoomListing | undefined;
  };
  const rooms = new Map<string, Room>();
  const codes = new Map<string, string>();
  const listeners = createListeners(report);
  let unsynced = new Set<Room>();
  let restingNext = new Set<Room>();
  let cancelSync: (() => void) | undefined;
  let closing: Promise<void> | undefined;

  const roomOf = (roomId: string): Room => {
    if (closing !== undefined) throw new Error('This log is closed.');
    const room = rooms.get(roomId);
    if (room === undefined) throw new NoSuchRoomError(`There is no room ${roomId} in the log.`);
    return room;
  };

  const pathOf = (roomId: string): string => join(roomsDirectory, roomId + LOG_ENDING);

  const addRoom = (content: RoomFileContent): Room => {
    const { roomId } = content.room;
    const durability = createDurability(clock, (position) => listeners.durable(roomId, position));
    const file = createRoomFile({
      ...content,
      path: pathOf(roomId),
      clock,
      onStored(records) {
        for (const record of records) {
          durability.stored(record.position, record.at);
          listeners.record(roomId, record);
        }
        syncLater(room);
      },
      onSynced: (position) => durability.synced(position),
    });
    const room: Room = { file, durability };
    for (const { position, at } of content.records) durability.stored(position, at);
    rooms.set(roomId, room);
    codes.set(content.room.code, roomId);
    syncLater(room);
    return room;
  };

  const syncLater = (room: Room): void => {
    unsynced.add(room);
    if (closing === undefined) cancelSync ??= clock.after(SYNC_MS, () => void syncAll());
  };

  const syncAll = async (): Promise<void> => {
    const resting = [...restingNext].filter((room) => !unsynced.has(room));
    const dirty = unsynced;
    unsynced = new Set();
    restingNext = dirty;
    const left = dirty.values();
    const lane = async (): Promise<void> => {
      for (const room of left)
        await room.file.sync().catch((error: unknown) => reportUnlessGone(room, error));
    };
    await Promise.all(Array.from({ length: SYNC_LANES }, lane));
    for (const room of resting)
      await room.file.rest().catch((error: unknown) => reportUnlessGone(room, error));
    cancelSync = undefined;
    if (closing === undefined && unsynced.size + restingNext.size > 0) {
      cancelSync = clock.after(SYNC_MS, () => void syncAll());
    }
  };

  const reportUnlessGone = (room: Room, error: unknown): void => {
    if (closing === undefined && rooms.get(room.file.room.roomId) === room) report(error);
  };

  const close = async (): Promise<void> => {
    cancelSync?.();
    listeners.clear();
    const outcomes = await Promise.allSettled([...rooms.values()].map((room) => room.file.close()));
    for (const room of rooms.values()) room.durability.close();
    await directory.close();
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };

  try {
    const found = await openRoomFiles(roomsDirectory, (message) => options.log?.warn(message));
    for (const content of found) addRoom(content);
  } catch (error) {
    await directory.close();
    throw error;
  }

  return {
    processId,
    async create(room, entries) {
      if (closing !== undefined) throw new Error('This log is closed.');
      const { roomId, code } = room;
      if (!ROOM_ID.test(roomId)) throw new RangeError('A room id is 1 to 32 letters and digits.');
      if (rooms.has(roomId)) throw new Error(`There is a room ${roomId} already.`);
      if (codes.has(code)) throw new CodeTakenError(`Code ${code} is taken.`);
      codes.set(code, '');
      try {
        addRoom(await writeRoomFile(pathOf(roomId), room, { position: 1, at: clock.now(), entries }));
      } catch (error) {
        codes.delete(code);
        throw error;
      }
    },

    async findByCode(code) {
      // A room that is being made has its code, but cannot be entered yet.
      return codes.get(code) || undefined;
    },

    async rooms() {
      return [...rooms.values()].map(({ file, heldUnder, listing }) => ({
        ...file.room,
        ...(heldUnder !== undefined && { holder: processId }),
        ...(listing !== undefined && { listing }),
      }));
    },

    // The directory lets no other one in.
    processes: async () => [processId],

    async append(roomId, entries, { epoch, durable = false } = {}) {
      const { file } = roomOf(roomId);
      const position = await file.append(entries, epoch);
      if (durable) await file.sync();
      return position;
    },

    // One process at a time uses the directory: there is nobody else to tell.
    publish: () => undefined,
    read: async (roomId, after) => roomOf(roomId).file.read(after),
    compact: async (roomId, position, entries, epoch) =>
      roomOf(roomId).file.compact(position, entries, epoch),
    async takeLease(roomId, epoch) {
      const room = roomOf(roomId);
      await room.file.takeLease(epoch);
      room.heldUnder = epoch;
    },
    async releaseLease(roomId, epoch) {
      const room = roomOf(roomId);
      if (room.heldUnder === epoch) room.heldUnder = undefined;
    },
    async list(roomId, epoch, listing) {
      const room = roomOf(roomId);
      room.file.checkLease(epoch);
      room.listing = listing;
    },
    subscribe: (roomId, listener) =>
      listeners.add(roomId, listener, rooms.get(roomId)?.durability.position ?? 0),

    async delete(roomId) {
      const { file, durability } = roomOf(roomId);
      rooms.delete(roomId);
      durability.close();
      await file.delete();
      codes.delete(file.room.code);
    },

    close: () => (closing ??= close()),
  };
}
