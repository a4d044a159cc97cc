import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '@drawguess/persistence/adapters/postgres';
import { createSqlArchive } from '@drawguess/persistence/archive';
import {
  startPostgres,
  startRedis,
  type RunningRedis,
  type TestPostgres,
} from '@drawguess/persistence/testing';
import { verifyScores } from '@drawguess/persistence/verify';
import { OPERATOR_TOKEN, startNginx } from '../bots/index.ts';
import { startInstance, type Instance } from './instance.ts';
import { spreadAddresses } from './spread-addresses.ts';

/** Where games are played while something goes wrong. */
export type Place = {
  /** Where everybody connects. */
  readonly url: string;
  /** Addresses of this machine by the sync-server that players get who come from them, while all of those run. */
  readonly addresses: readonly (readonly string[])[];
  /** Recomputes all that is archived. Returns a line for each difference. */
  verify(): Promise<string[]>;
  /** Idempotent. */
  close(): Promise<void>;
};

/** Everything that a game needs in production, each as a process of its own, behind nginx. */
export type Stage = Place & {
  readonly redis: RunningRedis;
  readonly postgres: TestPostgres;
  readonly persistence: readonly Instance[];
  readonly sync: readonly Instance[];
};

export type StageSize = { persistence: number; sync: number };

/** @throws Error when one of the programs is missing or does not start; then nothing is left running */
export async function openStage(size: StageSize): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= (async () => {
      for (const closer of closers.toReversed()) await closer();
    })());
  try {
    return { ...(await open(size, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(size: StageSize, closers: (() => Promise<unknown>)[]): Promise<Omit<Stage, 'close'>> {
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-faults-'));
  closers.push(() => rm(directory, { recursive: true, force: true }));
  const redis = await startRedis();
  closers.push(() => redis.stop());
  const postgres = await startPostgres();
  closers.push(() => postgres.stop());
  const environment = {
    ...process.env,
    HOST: '127.0.0.1',
    DATA_DIR: directory,
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    OPERATOR_TOKEN,
    LOG_LEVEL: 'error',
  };
  const start = async (service: 'persistence' | 'sync'): Promise<Instance> => {
    const instance = await startInstance(service, environment);
    closers.push(() => instance.kill());
    return instance;
  };
  const startAll = (service: 'persistence' | 'sync'): Promise<Instance[]> =>
    Promise.all(Array.from({ length: size[service] }, () => start(service)));
  const [persistence, sync] = [await startAll('persistence'), await startAll('sync')];
  const portsOf = (instances: readonly Instance[]): number[] => instances.map(({ port }) => port);
  const nginx = await startNginx({ persistence: portsOf(persistence), sync: portsOf(sync) });
  closers.push(() => nginx.stop());
  return {
    url: nginx.url,
    redis,
    postgres,
    persistence,
    sync,
    addresses: await spreadAddresses(nginx.url, sync),
    async verify() {
      const archive = await createSqlArchive(openPostgres({ url: postgres.url, onError: console.error }));
      try {
        const { mismatches } = await verifyScores(archive);
        return mismatches.map((mismatch) => `Recomputed otherwise: ${JSON.stringify(mismatch)}`);
      } finally {
        await archive.close();
      }
    },
  };
}
