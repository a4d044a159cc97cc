import type { Clock } from '@drawguess/game/clock';
import { openFileClientIds, openFileRoomLog } from '../adapters/file/index.ts';
import { openPgliteArchive } from '../adapters/pglite/index.ts';
import { createPostgresClientIds, openPostgres } from '../adapters/postgres/index.ts';
import { openRedisRoomLog } from '../adapters/redis/index.ts';
import { createSqlArchive } from '../archive/index.ts';
import type { Config } from '../config/index.ts';
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
 * live as long as the logs in which they were used: beside files in a file, beside Redis in the database.
 *
 * @throws Error with one line that says what to do
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { dataDir: directory, redisUrl, databaseUrl, clock, warn, onError } = options;
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      for (const closer of closers.reverse()) await closer();
    })();
    return closing;
  };
  const opened = async <Opened extends { close(): Promise<void> }>(
    opening: Promise<Opened>,
  ): Promise<Opened> => {
    const one = await opening;
    closers.push(() => one.close());
    return one;
  };

  try {
    // The log in files comes first: it keeps other processes out of the directory.
    const log = await opened(
      redisUrl === undefined
        ? openFileRoomLog({
            directory,
            clock,
            log: { warn, error: (message) => onError(new Error(message)) },
          })
        : openRedisRoomLog({ url: redisUrl, clock, warn, onError }),
    );
    if (databaseUrl === undefined) {
      const clientIds = await opened(openFileClientIds({ directory }));
      const archive = await opened(openPgliteArchive({ directory: `${directory}/archive` }));
      return { log, clientIds, archive, close };
    }
    const sql = openPostgres({ url: databaseUrl, onError });
    const archive = await opened(createSqlArchive(sql));
    const clientIds =
      redisUrl === undefined ? await opened(openFileClientIds({ directory })) : createPostgresClientIds(sql);
    return { log, clientIds, archive, close };
  } catch (error) {
    await close();
    throw error;
  }
}
