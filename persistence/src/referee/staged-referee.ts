import { createHash } from 'node:crypto';
import { createFakeClock, createProcessClock } from '@drawguess/game/clock';
import { DEFAULT_SETTINGS, outboxDocument, ROOTS, type IntentBody } from '@drawguess/game/documents';
import type { LogEntry } from '@drawguess/game/log';
import * as Y from 'yjs';
import { createMemoryArchive, createMemoryClientIds, createMemoryRoomLog } from '../adapters/memory/index.ts';
import { createClientIdPool } from '../client-ids/index.ts';
import type { RoomLog } from '../ports/index.ts';
import { createReferee, type RefereeOptions } from './index.ts';

export const SETTINGS = { ...DEFAULT_SETTINGS, rounds: 1, drawTimeMs: 30_000 };

export function setUp() {
  const clock = createFakeClock();
  const pool = createClientIdPool(createMemoryClientIds(), 100);
  const archive = createMemoryArchive();
  const errors: unknown[] = [];
  let draws = 0;
  /** Bytes that never repeat, the same in every run. */
  const randomBytes = (count: number): Uint8Array =>
    createHash('shake256', { outputLength: count }).update(String(draws++)).digest();
  const open = (log: RoomLog, other: Partial<RefereeOptions> = {}) =>
    createReferee({
      log,
      archive,
      clock,
      nextClientId: () => pool.next(),
      randomBytes,
      hashCanvas: () => 'hash',
      onError: (error) => void errors.push(error),
      ...other,
    });
  const log = createMemoryRoomLog({ clock });
  return {
    clock,
    archive,
    pool,
    errors,
    open,
    log,
    /** A process of its own with a referee; it can die at any moment, or stand still for a while. */
    openProcess(other: Partial<RefereeOptions> = {}) {
      const ownLog = log.join();
      const ownClock = createProcessClock(clock);
      const referee = open(ownLog, { clock: ownClock, ...other });
      return {
        log: ownLog,
        referee,
        kill(): void {
          ownLog.kill();
          ownClock.stop();
        },
        pause(): void {
          ownLog.pause();
          ownClock.pause();
        },
        resume(): void {
          ownLog.resume();
          ownClock.resume();
        },
      };
    },
  };
}

/** Players of one room, acting on its log as the sync server would. */
export function createPlayers(log: RoomLog, roomId: string, pool: { next(): Promise<number> }) {
  const outboxes = new Map<string, Y.Doc>();
  let intents = 0;
  return {
    async connect(playerId: string, connected = true): Promise<void> {
      await log.append(roomId, [{ type: 'presence', playerId, connected }]);
    },
    async send(playerId: string, intent: IntentBody) {
      const doc = outboxes.get(playerId) ?? new Y.Doc();
      if (!outboxes.has(playerId)) doc.clientID = await pool.next();
      outboxes.set(playerId, doc);
      const updates: Uint8Array[] = [];
      doc.once('update', (update: Uint8Array) => void updates.push(update));
      const id = `00000000-0000-4000-8000-${String(intents++).padStart(12, '0')}`;
      doc.getArray(ROOTS.intents).push([{ id, ...intent }]);
      const document = outboxDocument(roomId, playerId);
      await log.append(
        roomId,
        updates.map((update): LogEntry => ({ type: 'update', document, update })),
      );
    },
  };
}

/** A room whose game has begun and whose drawer has chosen. */
export async function startGame(test: ReturnType<typeof setUp>, referee: ReturnType<typeof createReferee>) {
  const { clock, log, pool } = test;
  const { roomId, code } = await referee.createRoom({ settings: SETTINGS });
  const players = createPlayers(log, roomId, pool);
  const ids: string[] = [];
  for (const nickname of ['Ann', 'Bo']) {
    const joined = await referee.join({ code, nickname });
    if ('refusal' in joined) throw new Error(joined.refusal);
    ids.push(joined.playerId);
    await players.connect(joined.playerId);
  }
  const [host = '', guest = ''] = ids;
  await clock.advance(10);
  await players.send(host, { type: 'start' });
  await clock.advance(10);
  const phase = referee.inspect(roomId)?.phase;
  if (phase?.type !== 'choosing') throw new Error(`The room is in ${phase?.type}.`);
  const [drawer = ''] = phase.drawers;
  await players.send(drawer, { type: 'choose', choice: 0 });
  await clock.advance(10);
  return { roomId, code, players, drawer, guesser: drawer === host ? guest : host };
}

export const phaseOf = (referee: ReturnType<typeof createReferee>, roomId: string) =>
  referee.inspect(roomId)?.phase.type;
