import type { Clock } from '@drawguess/game/clock';
import { DEFAULT_SETTINGS, type Settings } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { createRoomState, findMember, type CommandRefusal, type RoomState } from '@drawguess/game/rules';
import type { Word } from '@drawguess/game/words';
import { CodeTakenError, NoSuchRoomError, type Archive, type RoomLog } from '../ports/index.ts';
import { createArchivist } from './archivist.ts';
import { openRoom, type OpenRoom } from './open-room.ts';

export type RefereeOptions = {
  log: RoomLog;
  archive: Archive;
  clock: Clock;
  nextClientId: () => Promise<number>;
  /** Cryptographic. */
  randomBytes(count: number): Uint8Array;
  hashCanvas: (operations: readonly string[]) => string;
  /** Words for every room made here, in place of the packs. */
  words?: readonly Word[];
  onError: (error: unknown) => void;
};

export type PublicRoom = {
  roomId: string;
  code: string;
  name: string;
  players: number;
  maxPlayers: number;
  language: string;
};

/** Why somebody is not let into a room that there is. */
export type JoinRefusal = Exclude<CommandRefusal, 'unknown-player'>;

export type Referee = {
  /** Opens every room of the log: their timers go on where they were. */
  start(): Promise<void>;
  createRoom(about: {
    name?: string;
    settings?: Partial<Settings>;
  }): Promise<{ roomId: string; code: string }>;
  /** Lets a player in. A `playerId` that is in the room comes back as the same player, any other as a new one. */
  join(about: {
    code: string;
    nickname: string;
    playerId?: string;
    /** Of somebody new: `player` unless it says otherwise. */
    role?: 'player' | 'spectator';
    /** Of somebody new (`isAvatar`). */
    avatar?: string;
  }): Promise<
    { roomId: string; playerId: string; nickname: string } | { refusal: 'unknown-room' | JoinRefusal }
  >;
  publicRooms(): PublicRoom[];
  /** The judge's own view of an open room, secret word included: for tests and simulations. */
  inspect(roomId: string): RoomState | undefined;
  readonly roomsOpen: number;
  /** Commands that have had their effect since the start, in all rooms. */
  readonly commands: number;
  /** Turns and games that the archive has not confirmed. */
  readonly unarchived: number;
  close(): Promise<void>;
};

const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_CHARS = 5;
const ID_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const ID_CHARS = 12;
const REOPEN_MS = 500;
const LONGEST_REOPEN_MS = 30_000;
const SWEEP_MS = 60_000;

/** Hosts rooms under leases (DESIGN §3): opens them, opens them again when they fail, and deletes those long unused. */
export function createReferee(options: RefereeOptions): Referee {
  const { log, clock } = options;
  const rooms = new Map<string, Promise<OpenRoom>>();
  const hosted = new Map<string, OpenRoom>();
  const retries = new Set<() => void>();
  const archivist = createArchivist(options);
  let closed = false;
  let commands = 0;

  const open = (roomId: string): Promise<OpenRoom> => {
    const known = rooms.get(roomId);
    if (known !== undefined) return known;
    const opened = openRoom({
      log,
      roomId,
      clock,
      nextClientId: options.nextClientId,
      hashCanvas: options.hashCanvas,
      onArchive: (item) => archivist.take(item),
      onCommit: () => void commands++,
      onFailure(error) {
        options.onError(error);
        rooms.delete(roomId);
        hosted.delete(roomId);
        reopenLater(roomId);
      },
    });
    rooms.set(roomId, opened);
    opened.then(
      (room) => rooms.get(roomId) === opened && hosted.set(roomId, room),
      () => rooms.delete(roomId),
    );
    return opened;
  };

  const openOrRetry = async (roomId: string, retryMs = REOPEN_MS): Promise<void> => {
    try {
      await open(roomId);
    } catch (error) {
      if (error instanceof NoSuchRoomError) return;
      options.onError(error);
      reopenLater(roomId, retryMs);
    }
  };

  const reopenLater = (roomId: string, delayMs = REOPEN_MS): void => {
    if (closed) return;
    const cancel = clock.after(delayMs, () => {
      retries.delete(cancel);
      void openOrRetry(roomId, Math.min(delayMs * 2, LONGEST_REOPEN_MS));
    });
    retries.add(cancel);
  };

  const text = (alphabet: string, chars: number): string =>
    // 58 and 32 against 256: the bias of a remainder is too small to help anyone guess.
    Array.from(options.randomBytes(chars), (byte) => alphabet[byte % alphabet.length]).join('');

  const sweep = async (): Promise<void> => {
    for (const [roomId, room] of hosted) {
      const idle = clock.now() - room.host.state.activeAt > LIMITS.roomTimeToLiveMs;
      if (!idle || room.host.unarchived().length > 0) continue;
      rooms.delete(roomId);
      hosted.delete(roomId);
      await room.close();
      await log.delete(roomId);
    }
  };

  const sweepLater = (): (() => void) =>
    clock.after(SWEEP_MS, () => {
      sweep().catch(options.onError);
      cancelSweep = sweepLater();
    });
  let cancelSweep = sweepLater();

  const createRoom: Referee['createRoom'] = async ({ name = '', settings }) => {
    const roomId = text(ID_ALPHABET, ID_CHARS);
    const seed = Buffer.from(options.randomBytes(32)).toString('hex');
    for (;;) {
      const code = text(CODE_ALPHABET, CODE_CHARS);
      const state = createRoomState({
        roomId,
        code,
        name,
        seed,
        settings: { ...DEFAULT_SETTINGS, ...settings },
        ...(options.words && { words: options.words }),
        now: clock.now(),
      });
      try {
        await log.create({ roomId, code }, [{ type: 'state', epoch: 0, state }]);
      } catch (error) {
        if (error instanceof CodeTakenError) continue;
        throw error;
      }
      // Hosted at once, so that it is deleted in time even if nobody ever joins.
      await openOrRetry(roomId);
      return { roomId, code };
    }
  };

  const join: Referee['join'] = async ({ code, nickname, playerId: former = '', role, avatar }) => {
    const roomId = await log.findByCode(code);
    if (roomId === undefined) return { refusal: 'unknown-room' };
    const { host } = await open(roomId);
    // Who has left comes back as somebody new: their old outbox would have its effect a second time.
    const { state } = host;
    const isKnown = findMember(state, former) !== undefined || state.bans.includes(former);
    const playerId = isKnown ? former : text(ID_ALPHABET, ID_CHARS);
    const refusal = await host.perform({
      type: 'join',
      playerId,
      nickname,
      ...(role && { role }),
      ...(avatar && { avatar }),
    });
    if (refusal !== undefined && refusal !== 'unknown-player') return { refusal };
    return { roomId, playerId, nickname: findMember(host.state, playerId)?.nickname ?? nickname };
  };

  return {
    async start() {
      // One room that cannot be read must not keep the others from being played.
      for (const { roomId } of await log.rooms()) await openOrRetry(roomId);
    },
    createRoom,
    join,
    publicRooms: () =>
      [...hosted.values()].flatMap(({ host: { state } }) =>
        state.settings.isPublic && !state.locked && state.players.length > 0
          ? [
              {
                roomId: state.roomId,
                code: state.code,
                name: state.name,
                players: state.players.length,
                maxPlayers: state.settings.maxPlayers,
                language: state.settings.language,
              },
            ]
          : [],
      ),
    inspect: (roomId) => hosted.get(roomId)?.host.state,
    get roomsOpen() {
      return hosted.size;
    },
    get commands() {
      return commands;
    },
    get unarchived() {
      return [...hosted.values()].reduce((sum, { host }) => sum + host.unarchived().length, 0);
    },
    async close() {
      closed = true;
      cancelSweep();
      for (const cancel of retries) cancel();
      const opened = await Promise.allSettled(rooms.values());
      await Promise.all(opened.map(async (room) => room.status === 'fulfilled' && room.value.close()));
      archivist.close();
    },
  };
}
