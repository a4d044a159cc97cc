import type { Clock } from '@drawguess/game/clock';
import { DEFAULT_SETTINGS, type Settings } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { createRoomState, findMember, type CommandRefusal, type RoomState } from '@drawguess/game/rules';
import type { Word } from '@drawguess/game/words';
import {
  CodeTakenError,
  type Archive,
  type RoomEntry,
  type RoomListing,
  type RoomLog,
} from '../ports/index.ts';
import { createArchivist } from './archivist.ts';
import { askReferee } from './ask.ts';
import { createHostedRooms, listingOf } from './hosted-rooms.ts';

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

export type PublicRoom = RoomEntry & RoomListing;

/** Why somebody is not let into a room that there is; `unanswered`: its referee was not there, for now. */
export type JoinRefusal = Exclude<CommandRefusal, 'unknown-player'> | 'unanswered';

export type Referee = {
  /** Opens every room of the log that no other process hosts: their timers go on where they were. */
  start(): Promise<void>;
  createRoom(about: {
    name?: string;
    settings?: Partial<Settings>;
  }): Promise<{ roomId: string; code: string }>;
  /**
   * Lets a player in, also to a room that another process hosts (SPEC ST-17). A `playerId` that is in the room comes back
   * as the same player, any other as a new one.
   */
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
  /** Those that other processes host as they were a moment ago (SPEC ST-19). */
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
const SWEEP_MS = 60_000;

/**
 * Hosts rooms under leases (DESIGN §3), beside others: opens those that nobody hosts, again when they fail, and deletes
 * those long unused.
 */
export function createReferee(options: RefereeOptions): Referee {
  const { log, clock } = options;
  const archivist = createArchivist(options);
  let commands = 0;
  const rooms = createHostedRooms({
    ...options,
    onArchive: (item) => archivist.take(item),
    onCommit: () => void commands++,
  });

  const text = (alphabet: string, chars: number): string =>
    // 58 and 32 against 256: the bias of a remainder is too small to help anyone guess.
    Array.from(options.randomBytes(chars), (byte) => alphabet[byte % alphabet.length]).join('');

  const sweep = async (): Promise<void> => {
    for (const [roomId, { host }] of rooms.open) {
      const idle = clock.now() - host.state.activeAt > LIMITS.roomTimeToLiveMs;
      if (idle && host.unarchived().length === 0) await rooms.delete(roomId);
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
      await rooms.host(roomId);
      return { roomId, code };
    }
  };

  const join: Referee['join'] = async ({ code, nickname, playerId: former, role, avatar }) => {
    const roomId = await log.findByCode(code);
    if (roomId === undefined) return { refusal: 'unknown-room' };
    const fresh = text(ID_ALPHABET, ID_CHARS);
    const answer = await askReferee(options, roomId, fresh, {
      type: 'join',
      playerId: fresh,
      nickname,
      ...(former && { former }),
      ...(role && { role }),
      ...(avatar && { avatar }),
    });
    if ('state' in answer) {
      const member = findMember(answer.state, former ?? fresh) ?? findMember(answer.state, fresh);
      return { roomId, playerId: member?.playerId ?? fresh, nickname: member?.nickname ?? nickname };
    }
    const { refusal } = answer;
    return { refusal: refusal === 'too-late' || refusal === 'unknown-player' ? 'unanswered' : refusal };
  };

  return {
    start: () => rooms.look(),
    createRoom,
    join,
    publicRooms: () => [
      ...[...rooms.open.values()].flatMap(({ host: { state } }) => {
        const listing = listingOf(state);
        return listing === undefined ? [] : [{ roomId: state.roomId, code: state.code, ...listing }];
      }),
      ...rooms.known.flatMap(({ roomId, code, listing }) =>
        listing === undefined || rooms.open.has(roomId) ? [] : [{ roomId, code, ...listing }],
      ),
    ],
    inspect: (roomId) => rooms.open.get(roomId)?.host.state,
    get roomsOpen() {
      return rooms.open.size;
    },
    get commands() {
      return commands;
    },
    get unarchived() {
      return [...rooms.open.values()].reduce((sum, { host }) => sum + host.unarchived().length, 0);
    },
    async close() {
      cancelSweep();
      await rooms.close();
      archivist.close();
    },
  };
}
