import type { Clock } from '@drawguess/game/clock';
import type { MemoryRoomLog } from '@drawguess/persistence/adapters/memory';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import type { Archive, ClientIdBlocks } from '@drawguess/persistence/ports';
import { createReferee, type Referee } from '@drawguess/persistence/referee';
import { createTokens } from '@drawguess/persistence/tokens';
import { createHub, type Hub } from '@drawguess/sync-server/hub';
import { digest } from './digest.ts';
import { createFaultyLog, type LogFaults } from './faulty-log.ts';
import type { RandomSource } from './random-source.ts';

/** What survives a server process: disks and secrets. */
export type Disks = { log: MemoryRoomLog; clientIds: ClientIdBlocks; archive: Archive };

export type SimulatedServer = {
  hub: Hub;
  referee: Referee;
  tokens: ReturnType<typeof createTokens>;
  /** Gives a seat as the HTTP route does: the join is durable before the answer. Never resolves if the process dies. */
  seat(
    code: string,
    nickname: string,
    role: 'player' | 'spectator',
  ): Promise<{ roomId: string; playerId: string }>;
  /** The process does nothing more; its log goes on, for others. */
  stop(): void;
  /** The process is gone from one moment to the next; returns the log that a new one finds. */
  kill(loss?: { loseSinceMs: number }): MemoryRoomLog;
};

/**
 * Both services as one process that can be killed at any moment, on a log that misbehaves as far as it may.
 *
 * @param onError hears of what the services report
 */
export function startSimulatedServer(
  disks: Disks,
  clock: Clock,
  random: RandomSource,
  faults: LogFaults,
  words: Parameters<typeof createReferee>[0]['words'],
  onError: (error: unknown) => void = () => undefined,
): SimulatedServer {
  let alive = true;
  const processClock: Clock = {
    now: () => clock.now(),
    after: (delayMs, task) => clock.after(delayMs, () => alive && task()),
  };
  const log = createFaultyLog(disks.log, processClock, random, faults);
  const pool = createClientIdPool(disks.clientIds, 20);
  const tokens = createTokens('a secret for simulations only');
  const shared = { log, clock: processClock, nextClientId: () => pool.next(), onError };
  const referee = createReferee({
    ...shared,
    archive: disks.archive,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
    // The picture follows from the operations: their digest costs less than its raster.
    hashCanvas: digest,
    ...(words && { words }),
  });
  const hub = createHub({ ...shared, tokens });
  referee.start().catch(onError);
  return {
    hub,
    referee,
    tokens,
    async seat(code, nickname, role) {
      const seat = await referee.join({ code, nickname, role });
      if ('refusal' in seat) throw new Error(`Nobody is let in: ${seat.refusal}.`);
      const { roomId, playerId } = seat;
      await log.append(roomId, [{ type: 'grant', clientId: await pool.next(), playerId }], { durable: true });
      return { roomId, playerId };
    },
    stop() {
      alive = false;
    },
    kill(loss) {
      alive = false;
      return disks.log.crash(loss);
    },
  };
}
