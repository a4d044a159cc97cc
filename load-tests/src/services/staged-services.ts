import {
  startPostgres,
  startRedis,
  type RunningRedis,
  type TestPostgres,
} from '@drawguess/persistence/testing';
import { onTestFinished } from 'vitest';
import {
  OPERATOR_TOKEN,
  startNginx,
  startService,
  type RunningNginx,
  type ServerProcess,
} from '../bots/index.ts';

type Running = { process: ServerProcess };
type Started = Running & { port: number };

/** A Redis and a PostgreSQL of a test's own, and services beside them. All of it ends with the test. */
export async function stageServices() {
  const [redis, postgres]: [RunningRedis, TestPostgres] = await Promise.all([
    startRedis(),
    startPostgres({ fsync: false }),
  ]);
  onTestFinished(async () => {
    await redis.stop();
    await postgres.stop();
  });
  const environment = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
    SESSION_SECRET: 'a session secret for tests only',
    OPERATOR_TOKEN,
  };
  const start = async (service: 'persistence' | 'sync', change: NodeJS.ProcessEnv = {}): Promise<Started> => {
    const process = await startService(service, { ...environment, ...change });
    onTestFinished(() => process.kill());
    return { process, port: Number(new URL(process.url).port) };
  };
  return {
    redis,
    postgres,
    start,
    /** nginx in front of them. */
    async startFront(persistence: Started, ...sync: Started[]): Promise<RunningNginx> {
      const nginx = await startNginx({
        persistence: [persistence.port],
        sync: sync.map(({ port }) => port),
      });
      onTestFinished(() => nginx.stop());
      return nginx;
    },
  };
}

/** What a probe hears: the status, and what the answer calls it; `gone` when nobody listens. */
export async function probe({ process }: Running, path: string): Promise<string> {
  try {
    const response = await fetch(process.url + path);
    const { status } = (await response.json()) as { status: string };
    return `${response.status} ${status}`;
  } catch {
    return 'gone';
  }
}

/** The value of a metric without labels. */
export async function readMetric({ process }: Running, name: string): Promise<number> {
  const text = await (await fetch(`${process.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** Asks a process to end. Resolves with its exit code and how long that took. */
export async function endOf({ process }: Running): Promise<{ code: number | null; ms: number }> {
  const begunAt = performance.now();
  return { code: await process.stop(), ms: performance.now() - begunAt };
}
