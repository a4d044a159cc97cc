import type { RoomState } from '@drawguess/game/rules';
import { LeaseHeldError, LeaseLostError, NoSuchRoomError } from '../ports/index.ts';
import type { ListedRoom, RoomListing } from '../ports/index.ts';
import { openRoom, type OpenRoom, type OpenRoomOptions } from './open-room.ts';

export type HostedRoomsOptions = Omit<OpenRoomOptions, 'roomId' | 'onFailure'> & {
  onError(error: unknown): void;
};

/** The rooms that this process hosts, and those that it could host. */
export type HostedRooms = {
  readonly open: ReadonlyMap<string, OpenRoom>;
  /** All rooms of the log, as they were when it was looked at last. */
  readonly known: readonly ListedRoom[];
  /** Hosts the room from now on, unless another process does. What goes wrong is reported, and tried again. */
  host(roomId: string): Promise<void>;
  /** Hosts every room that no living process hosts, and lets go those that another one has taken (SPEC ST-18). */
  look(): Promise<void>;
  delete(roomId: string): Promise<void>;
  /** Gives all rooms back. */
  close(): Promise<void>;
};

/** Less than 3 s with the time after which a process counts as dead, and that to read a log. */
const LOOK_MS = 500;
const LONGEST_RETRY_MS = 30_000;
/** Rooms that are opened at a time: each waits for the log several times. */
const LANES = 4;

export function createHostedRooms(options: HostedRoomsOptions): HostedRooms {
  const { log, clock, onError } = options;
  const open = new Map<string, OpenRoom>();
  const opening = new Map<string, Promise<void>>();
  const failures = new Map<string, { retryAt: number; delayMs: number }>();
  let known: ListedRoom[] = [];
  let closed = false;

  const host = (roomId: string): Promise<void> => {
    const running = opening.get(roomId) ?? tryToHost(roomId).finally(() => opening.delete(roomId));
    opening.set(roomId, running);
    return running;
  };

  const tryToHost = async (roomId: string): Promise<void> => {
    if (open.has(roomId) || closed) return;
    let failed = false;
    try {
      const room = await openRoom({
        ...options,
        roomId,
        onFailure(error) {
          failed = true;
          open.delete(roomId);
          onError(error);
        },
      });
      failures.delete(roomId);
      if (!failed) open.set(roomId, room);
    } catch (error) {
      if (error instanceof NoSuchRoomError || error instanceof LeaseHeldError) return;
      const delayMs = Math.min((failures.get(roomId)?.delayMs ?? LOOK_MS / 2) * 2, LONGEST_RETRY_MS);
      failures.set(roomId, { retryAt: clock.now() + delayMs, delayMs });
      onError(error);
    }
  };

  const hostAll = async (roomIds: readonly string[]): Promise<void> => {
    const left = roomIds.values();
    const lane = async (): Promise<void> => {
      for (const roomId of left) await host(roomId);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };

  const look = async (): Promise<void> => {
    // Those that another process has by then, it has taken from this one.
    const held = [...open];
    const [processes, found] = await Promise.all([log.processes(), log.rooms()]);
    known = found;
    const live = new Set(processes);
    const holders = new Map(found.map(({ roomId, holder }) => [roomId, holder]));
    for (const [roomId, room] of held) {
      if ((holders.get(roomId) ?? log.processId) !== log.processId) await letGo(roomId, room);
      else room.host.heed(live);
    }
    for (const [roomId, room] of open) {
      const isLost = await room.list(listingOf(room.host.state)).then(() => false, isOfLostRoom);
      if (isLost) await letGo(roomId, room);
    }
    const isFree = ({ roomId, holder = log.processId }: ListedRoom): boolean =>
      !open.has(roomId) &&
      (holder === log.processId || !live.has(holder)) &&
      (failures.get(roomId)?.retryAt ?? 0) <= clock.now();
    await hostAll(found.filter(isFree).map(({ roomId }) => roomId));
    for (const roomId of failures.keys()) if (!holders.has(roomId)) failures.delete(roomId);
  };

  const isOfLostRoom = (error: unknown): boolean => {
    if (error instanceof LeaseLostError || error instanceof NoSuchRoomError) return true;
    onError(error);
    return false;
  };

  const letGo = async (roomId: string, room: OpenRoom): Promise<void> => {
    if (open.get(roomId) === room) open.delete(roomId);
    await room.close();
  };

  const lookLater = (): (() => void) =>
    clock.after(LOOK_MS, () => {
      void look()
        .catch((error: unknown) => closed || onError(error))
        .then(() => {
          if (!closed) cancelLook = lookLater();
        });
    });
  let cancelLook = lookLater();

  return {
    open,
    get known() {
      return known;
    },
    host,
    look,
    async delete(roomId) {
      const room = open.get(roomId);
      open.delete(roomId);
      await room?.delete();
    },
    async close() {
      closed = true;
      cancelLook();
      await Promise.all(opening.values());
      const rooms = [...open.values()];
      open.clear();
      await Promise.all(rooms.map((room) => room.close()));
    },
  };
}

/** SPEC RM-7, RM-16: what is told of a public room that can be entered. */
export function listingOf({ settings, locked, players, name }: RoomState): RoomListing | undefined {
  if (!settings.isPublic || locked || players.length === 0) return undefined;
  return { name, players: players.length, maxPlayers: settings.maxPlayers, language: settings.language };
}
