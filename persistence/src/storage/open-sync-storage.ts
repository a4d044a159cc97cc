import type { Clock } from '@drawguess/game/clock';
import { createPostgresClientIds, openPostgres, waitForPostgres } from '../adapters/postgres/index.ts';
import { openRedisRoomLog } from '../adapters/redis/index.ts';
import type { SharedConfig } from '../config/index.ts';
import { openTogether } from '../lifecycle/index.ts';
import type { ClientIdBlocks, RoomLog } from '../ports/index.ts';

/** What a sync-server of its own keeps elsewhere: nothing of it is its own, and the tables are made by persistence. */
export type SyncStorage = {
  readonly log: RoomLog;
  readonly clientIds: ClientIdBlocks;
  /** Rejects when the database does not answer. */
  pingDatabase(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
};

/** Client ids are asked for in blocks, one at a time. */
const POOL_SIZE = 2;

/** @throws Error with one line that says what to do, when Redis is not there, or the database not within 30 s */
export function openSyncStorage(
  options: Pick<SharedConfig, 'redisUrl' | 'databaseUrl'> & {
    clock: Clock;
    warn(message: string): void;
    onError(error: unknown): void;
  },
): Promise<SyncStorage> {
  const { redisUrl, databaseUrl, clock, warn, onError } = options;
  return openTogether(async (closers) => {
    const log = closers.add(await openRedisRoomLog({ url: redisUrl, clock, warn, onError }));
    const sql = closers.add(openPostgres({ url: databaseUrl, poolSize: POOL_SIZE, onError }));
    await waitForPostgres(sql, { table: 'client_id_blocks', clock, warn });
    return {
      log,
      clientIds: createPostgresClientIds(sql),
      pingDatabase: async () => void (await sql.query('SELECT 1')),
      close: closers.close,
    };
  });
}
