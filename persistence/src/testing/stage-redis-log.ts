import { createFakeClock } from '@drawguess/game/clock';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { openRedisRoomLog, type RedisRoomLogOptions } from '../adapters/redis/index.ts';
import type { RoomLog } from '../ports/index.ts';
import { startRedis, startTcpProxy, type RunningRedis } from './index.ts';

/** A clock that lets the event loop turn after each task, since a server takes part. */
export const createNetClock = () =>
  createFakeClock(undefined, () => new Promise((resolve) => void setImmediate(resolve)));

export const room = { roomId: 'RoomOne1', code: 'ABCDE' };
export const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });
/** Larger than what is published. */
export const large: LogEntry = { type: 'update', document: 'chat:RoomOne1', update: new Uint8Array(70_000) };

export const idsOf = (records: readonly LogRecord[]): number[] =>
  records.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'grant' ? [entry.clientId] : [])),
  );
export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Collects what a subscriber hears of the room. */
export function listen(log: RoomLog) {
  const heard: LogRecord[] = [];
  const durable: number[] = [];
  const lost: Error[] = [];
  const end = log.subscribe(room.roomId, {
    onRecord: (record) => void heard.push(record),
    onDurable: (position) => void durable.push(position),
    onLost: (error) => void lost.push(error),
  });
  return { heard, durable, lost, end };
}

export const until = (condition: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(condition, { timeout: 10_000, interval: 10 });

/** One Redis for all tests of a file, each with names of its own, and whatever else they open: all is closed after each. */
export function stageRedisLog() {
  const closers: (() => Promise<void>)[] = [];
  let shared: RunningRedis;
  let tests = 0;
  const prefix = (): string => `test${tests}:`;

  beforeAll(async () => {
    shared = await startRedis();
  });
  afterEach(async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
    tests += 1;
  });
  afterAll(() => shared.stop());

  const open = async (options: Partial<RedisRoomLogOptions> = {}) => {
    const errors: unknown[] = [];
    const clock = createNetClock();
    const log = await openRedisRoomLog({
      url: shared.url,
      prefix: prefix(),
      clock,
      onError: (error) => void errors.push(error),
      ...options,
    });
    closers.push(() => log.close());
    return { log, clock, errors };
  };

  return {
    prefix,
    open,
    /** A log behind a network that can be cut. */
    async openBehindProxy(options: Partial<RedisRoomLogOptions> = {}) {
      const proxy = await startTcpProxy(shared.port);
      closers.push(() => proxy.close());
      return { proxy, ...(await open({ url: `redis://127.0.0.1:${proxy.port}`, ...options })) };
    },
    /** A server that the test may end and start again. */
    async startOwn(settings?: Record<string, string>): Promise<RunningRedis> {
      const redis = await startRedis(settings);
      closers.push(() => redis.stop());
      return redis;
    },
    connect(url = shared.url): Redis {
      const client = new Redis(url);
      closers.push(async () => void (await client.quit()));
      return client;
    },
  };
}
