import type { Clock } from '@drawguess/game/clock';
import type { MemoryRoomLog } from '@drawguess/persistence/adapters/memory';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import type { Archive, ClientIdBlocks } from '@drawguess/persistence/ports';
import { createReferee, type Referee } from '@drawguess/persistence/referee';
import { createTokens } from '@drawguess/persistence/tokens';
import { createHub, type Hub } from '@drawguess/sync-server/hub';
import { createFaultyLog, type LogFaults } from './faulty-log.ts';
import type { RandomSource } from './random-source.ts';

/** What survives a server process: disks and secrets. */
export type Disks = { log: MemoryRoomLog; clientIds: ClientIdBlocks; archive: Archive };

export type SimulatedServer = {
  hub: Hub;
  referee: Referee;
  tokens: ReturnType<typeof createTokens>;
  /** The process is gone from one moment to the next; returns the log that a new one finds. */
  kill(loss?: { loseSinceMs: number }): MemoryRoomLog;
};

/** Both services as one process that can be killed at any moment, on a log that misbehaves as far as it may. */
export function startSimulatedServer(
  disks: Disks,
  clock: Clock,
  random: RandomSource,
  faults: LogFaults,
  words: Parameters<typeof createReferee>[0]['words'],
): SimulatedServer {
  let alive = true;
  const processClock: Clock = {
    now: () => clock.now(),
    after: (delayMs, task) => clock.after(delayMs, () => alive && task()),
  };
  const log = createFaultyLog(disks.log, processClock, random, faults);
  const pool = createClientIdPool(disks.clientIds, 20);
  const tokens = createTokens('a secret for simulations only');
  const shared = { log, clock: processClock, nextClientId: () => pool.next(), onError: () => undefined };
  const referee = createReferee({
    ...shared,
    archive: disks.archive,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
    hashCanvas: (operations) => operations.join(' '),
    ...(words && { words }),
  });
  const hub = createHub({ ...shared, tokens });
  void referee.start();
  return {
    hub,
    referee,
    tokens,
    kill(loss) {
      alive = false;
      return disks.log.crash(loss);
    },
  };
}
