import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';

/** Redis is asked no more often than this. */
const MIN_PAUSE_MS = 100;

export type ConfirmedDurability = {
  /** Up to this position everything in the room is durable; 0 while that is not known. */
  position(roomId: string): number;
  /** Everything up to this position is in Redis now. */
  heard(roomId: string, position: number): void;
  /** Resolves when the position, which was heard, is durable. */
  reached(roomId: string, position: number): Promise<void>;
  /** Nobody asks for the room any more, except those who wait. */
  forget(roomId: string): void;
  /** What was heard may be gone: those who wait are rejected. */
  reset(error: Error): void;
  close(error: Error): void;
};

type Room = {
  heard: { position: number; at: number }[];
  durable: number;
  waiting: { position: number; resolve: () => void; reject: (error: Error) => void }[];
  forgotten: boolean;
};

/**
 * Finds out what is durable where Redis syncs its file every second (SPEC ST-3): what was heard of at least
 * `LIMITS.durableAfterMs` ago, when the very server that had it then still answers. A silent one may be gone, and its
 * last second with it. Ages are counted from when this process heard, so that no other machine's clock matters.
 *
 * @param confirm resolves when the server that everything was heard of has answered a question asked now
 * @param announce is told each new durable position of a room, rising
 */
export function createConfirmedDurability(
  clock: Clock,
  confirm: () => Promise<unknown>,
  announce: (roomId: string, position: number) => void,
): ConfirmedDurability {
  const rooms = new Map<string, Room>();
  let cancel: (() => void) | undefined;
  let asking = false;
  let era = 0;

  const roomOf = (roomId: string): Room => {
    const room = rooms.get(roomId) ?? { heard: [], durable: 0, waiting: [], forgotten: true };
    rooms.set(roomId, room);
    return room;
  };

  const schedule = (pauseMs = 0): void => {
    if (asking || cancel !== undefined) return;
    let oldestAt = Infinity;
    for (const { heard } of rooms.values()) oldestAt = Math.min(oldestAt, heard[0]?.at ?? Infinity);
    if (oldestAt === Infinity) return;
    const delayMs = Math.max(pauseMs, oldestAt + LIMITS.durableAfterMs - clock.now());
    cancel = clock.after(delayMs, () => {
      cancel = undefined;
      void ask();
    });
  };

  const ask = async (): Promise<void> => {
    const before = clock.now() - LIMITS.durableAfterMs;
    const asked = era;
    asking = true;
    const confirmed = await confirm().then(
      () => true,
      () => false,
    );
    asking = false;
    if (confirmed && asked === era) for (const [roomId, room] of rooms) settle(roomId, room, before);
    schedule(MIN_PAUSE_MS);
  };

  const settle = (roomId: string, room: Room, before: number): void => {
    const young = room.heard.findIndex(({ at }) => at > before);
    const old = room.heard.splice(0, young === -1 ? room.heard.length : young).at(-1);
    if (old === undefined || old.position <= room.durable) return;
    room.durable = old.position;
    const reached = room.waiting.filter(({ position }) => position <= room.durable);
    room.waiting = room.waiting.filter(({ position }) => position > room.durable);
    for (const { resolve } of reached) resolve();
    announce(roomId, room.durable);
    if (room.forgotten && room.waiting.length === 0) rooms.delete(roomId);
  };

  const reset = (error: Error): void => {
    era += 1;
    cancel?.();
    cancel = undefined;
    const lost = [...rooms.values()];
    rooms.clear();
    for (const { waiting } of lost) for (const { reject } of waiting) reject(error);
  };

  const heard = (roomId: string, position: number): Room => {
    const room = roomOf(roomId);
    if (position > Math.max(room.durable, room.heard.at(-1)?.position ?? 0))
      room.heard.push({ position, at: clock.now() });
    schedule();
    return room;
  };

  return {
    position: (roomId) => rooms.get(roomId)?.durable ?? 0,
    heard(roomId, position) {
      heard(roomId, position).forgotten = false;
    },
    reached: (roomId, position) =>
      new Promise((resolve, reject) => {
        const room = heard(roomId, position);
        if (position <= room.durable) resolve();
        else room.waiting.push({ position, resolve, reject });
      }),
    forget(roomId) {
      const room = rooms.get(roomId);
      if (room === undefined) return;
      room.forgotten = true;
      if (room.waiting.length === 0) rooms.delete(roomId);
    },
    reset,
    close(error) {
      reset(error);
    },
  };
}
