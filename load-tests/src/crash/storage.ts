import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { openPgliteArchive } from '@drawguess/persistence/adapters/pglite';
import { openPostgres } from '@drawguess/persistence/adapters/postgres';
import { createSqlArchive } from '@drawguess/persistence/archive';
import type { Archive } from '@drawguess/persistence/ports';
import { startPostgres, startRedis } from '@drawguess/persistence/testing';
import { watchLogTail, type LogTail } from './log-tail.ts';

/** What a killed server finds again, and what can befall it. */
export type CrashStorage = {
  /** Tells a server where it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** The room whose log a power loss shall hurt. */
  watch(roomId: string): void;
  /** The server is killed, and what was stored in the last `lostMs` is gone. Resolves with how that is called. */
  losePower(lostMs: number, tornBytes: number, kill: () => Promise<void>): Promise<string>;
  openArchive(): Promise<Archive>;
  close(): Promise<void>;
};

/** Files in a directory of their own. */
export async function createFileStorage(): Promise<CrashStorage> {
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-crash-'));
  let tail: LogTail | undefined;
  return {
    environment: { DATA_DIR: directory },
    watch: (roomId) =>
      (tail = watchLogTail(join(directory, 'rooms', `${roomId}.log`), () => performance.now())),
    async losePower(lostMs, tornBytes, kill) {
      await kill();
      return `the last second of the log cut off (${(await tail?.cut(lostMs, tornBytes)) ?? 0} B)`;
    },
    openArchive: () => openPgliteArchive({ directory: join(directory, 'archive') }),
    async close() {
      tail?.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A Redis and a PostgreSQL of their own. */
export async function createServerStorage(): Promise<CrashStorage> {
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-crash-'));
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  return {
    environment: {
      DATA_DIR: directory,
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      SESSION_SECRET: randomBytes(32).toString('hex'),
    },
    watch: () => undefined,
    async losePower(lostMs, _tornBytes, kill) {
      await redis.keep();
      await rest(lostMs);
      await kill();
      await redis.restartAsKept();
      return 'Redis back without its last second';
    },
    openArchive: () => createSqlArchive(openPostgres({ url: postgres.url, onError: console.error })),
    async close() {
      await Promise.all([redis.stop(), postgres.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
