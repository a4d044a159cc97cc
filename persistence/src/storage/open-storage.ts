import type { Clock } from '@drawguess/game/clock';
import { openFileClientIds, openFileRoomLog } from '../adapters/file/index.ts';
import { openPgliteArchive } from '../adapters/pglite/index.ts';
import { createPostgresClientIds, openPostgres, waitForPostgres } from '../adapters/postgres/index.ts';
import { openRedisRoomLog } from '../adapters/redis/index.ts';
import { createSqlArchive } from '../archive/index.ts';
import type { Config } from '../config/index.ts';
import { openTogether } from '../lifecycle/index.ts';
import type { Archive, ClientIdBlocks, RoomLog } from '../ports/index.ts';

/** Where a process keeps what must outlive it. */
export type Storage = {
  readonly log: RoomLog;
  readonly clientIds: ClientIdBlocks;
  readonly archive: Archive;
  /** Closes all of it, the last opened first. Idempotent. */
  close(): Promise<void>;
};

export type StorageOptions = Pick<Config, 'dataDir' | 'redisUrl' | 'databaseUrl'> & {
  clock: Clock;
  /** Told, in one line each, what the operator should know of the start: a damaged log, a Redis that may forget, … */
  warn(message: string): void;
  onError(error: unknown): void;
};

/**
 * Opens what the configuration names: rooms' logs in Redis or in files, the archive in PostgreSQL or in PGlite. Client ids
 * live as long as the logs in which they were used: beside files in a file, beside Redis in the database. A database that is
 * not there yet is waited for; its tables are brought up to date.
 *
 * @throws Error with one line that says what to do
 */
export function openStorage(options: StorageOptions): Promise<Storage> {
  const { dataDir: directory, redisUrl, databaseUrl, clock, warn, onError } = options;
  return openTogether(async (closers) => {
    // The log in files comes first: it keeps other processes out of the directory.
    const log = closers.add(
      redisUrl === undefined
        ? await openFileRoomLog({
            directory,
            clock,
            log: { warn, error: (message) => onError(new Error(message)) },
          })
        : await openRedisRoomLog({ url: redisUrl, clock, warn, onError }),
    );
    if (databaseUrl === undefined) {
      const clientIds = closers.add(await openFileClientIds({ directory }));
      const archive = closers.add(await openPgliteArchive({ directory: `${directory}/archive` }));
      return { log, clientIds, archive, close: closers.close };
    }
    const sql = closers.add(openPostgres({ url: databaseUrl, onError }));
    await waitForPostgres(sql, { clock, warn });
    const archive = closers.add(await createSqlArchive(sql));
    const clientIds =
      redisUrl === undefined
        ? closers.add(await openFileClientIds({ directory }))
        : createPostgresClientIds(sql);
    return { log, clientIds, archive, close: closers.close };
  });
}
