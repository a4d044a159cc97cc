import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** What befalls Redis and PostgreSQL. */
export const STORAGE_FAULTS: readonly Fault[] = [
  {
    name: 'redis-killed',
    does: 'kill -9 of Redis, back after 5 s with what it had synced',
    withinS: 15,
    async act({ stage: { redis } }) {
      await redis.kill();
      await sleep(5_000);
      await redis.restart();
    },
  },
  {
    name: 'power-cut',
    quick: true,
    does: 'Redis comes back without its last second, the devices are on',
    withinS: 15,
    inTurn: true,
    async act({ stage: { redis } }) {
      await redis.keep();
      await sleep(1_000);
      await redis.restartAsKept();
    },
  },
  {
    name: 'redis-frozen',
    does: 'Redis answers nothing for 10 s',
    withinS: 15,
    async act({ stage: { redis } }) {
      redis.freeze();
      await sleep(10_000);
      redis.thaw();
    },
  },
  {
    name: 'postgres-away',
    does: 'PostgreSQL is away for 60 s; the game goes on, the archive gets its turns afterwards',
    withinS: 3,
    async act({ stage: { postgres } }) {
      await postgres.kill('SIGQUIT');
      await sleep(60_000);
      await postgres.restart();
    },
  },
];
