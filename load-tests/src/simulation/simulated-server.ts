import { createProcessClock, type Clock } from '@drawguess/game/clock';
import type { MemoryRoomLog } from '@drawguess/persistence/adapters/memory';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import type { Archive, ClientIdBlocks } from '@drawguess/persistence/ports';
import { createReferee, type Referee } from '@drawguess/persistence/referee';
import { createTokens } from '@drawguess/persistence/tokens';
import { createHub, type Hub } from '@drawguess/sync-server/hub';
import { digest } from './digest.ts';
import { createFaultyLog, type LogFaults } from './faulty-log.ts';
import type { RandomSource } from './random-source.ts';
import { writeAs, type Release } from './releases.ts';

/** What survives a server process: disks and secrets. */
export type Disks = { log: MemoryRoomLog; clientIds: ClientIdBlocks; archive: Archive };

export type SimulatedServer = {
  release: Release;
  hub: Hub;
  referee: Referee;
  tokens: ReturnType<typeof createTokens>;
  /** Gives a seat as the HTTP route does: the join is durable before the answer. Never resolves if the process dies. */
  seat(
    code: string,
    nickname: string,
    role: 'player' | 'spectator',
  ): Promise<{ roomId: string; playerId: string }>;
  /** The process is gone from one moment to the next; returns the log that a new one finds. */
  kill(loss?: { loseSinceMs: number }): MemoryRoomLog;
};

/** A process that hosts rooms and serves nobody. */
export type SimulatedReferee = {
  referee: Referee;
  /** The process stands still, and may be taken for dead. */
  pause(): void;
  resume(): void;
  kill(): void;
};

type ServerParts = [
  disks: Disks,
  release: Release,
  clock: Clock,
  random: RandomSource,
  faults: LogFaults,
  words: Parameters<typeof createReferee>[0]['words'],
  onError: (error: unknown) => void,
];

export function startSimulatedReferee(...[disks, ...parts]: ServerParts): SimulatedReferee {
  const memory = disks.log.join();
  const { clock, referee } = startReferee({ ...disks, log: memory }, ...parts);
  return {
    referee,
    pause() {
      memory.pause();
      clock.pause();
    },
    resume() {
      memory.resume();
      clock.resume();
    },
    kill() {
      clock.stop();
      memory.kill();
    },
  };
}

/**
 * Both services as one process that can be killed at any moment, on a log that misbehaves as far as it may.
 *
 * @param onError hears of what the services report
 */
export function startSimulatedServer(...[disks, release, ...parts]: ServerParts): SimulatedServer {
  const { clock, log, shared, pool, referee } = startReferee(disks, release, ...parts);
  const tokens = createTokens('a secret for simulations only');
  const hub = createHub({ ...shared, tokens });
  return {
    release,
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
    kill(loss) {
      clock.stop();
      return disks.log.crash(loss);
    },
  };
}

function startReferee(...[disks, release, worldClock, random, faults, words, onError]: ServerParts) {
  const clock = createProcessClock(worldClock);
  const log = writeAs(release, createFaultyLog(disks.log, clock, random, faults));
  const pool = createClientIdPool(disks.clientIds, 20);
  const shared = { log, clock, nextClientId: () => pool.next(), onError };
  const referee = createReferee({
    ...shared,
    archive: disks.archive,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
    // The picture follows from the operations: their digest costs less than its raster.
    hashCanvas: digest,
    ...(words && { words }),
  });
  referee.start().catch(onError);
  return { clock, log, shared, pool, referee };
}
