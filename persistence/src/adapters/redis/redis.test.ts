import { createFakeClock } from '@drawguess/game/clock';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeRoomLog } from '../../ports/acceptance/index.ts';
import {
  LeaseLostError,
  LogReplacedError,
  NoSuchRoomError,
  RoomLogUnavailableError,
  type RoomLog,
} from '../../ports/index.ts';
import { startRedis, startTcpProxy, type RunningRedis } from '../../testing/index.ts';
import { openRedisRoomLog, type RedisRoomLogOptions } from './index.ts';

/** A clock that lets the event loop turn after each task, since a server takes part. */
const createNetClock = () =>
  createFakeClock(undefined, () => new Promise((resolve) => void setImmediate(resolve)));

let prefixes = 0;
/** Each test has names of its own on the server that all share. */
const nextPrefix = (): string => `test${++prefixes}:`;

let shared: RunningRedis;
beforeAll(async () => {
  shared = await startRedis();
});
afterAll(() => shared.stop());

describeRoomLog('redis', async () => {
  const clock = createNetClock();
  const prefix = nextPrefix();
  const open = () => openRedisRoomLog({ url: shared.url, prefix, clock });
  const log = await open();
  const opened = [log];
  /** A durable append waits for the clock, which nobody else moves meanwhile. */
  const append: RoomLog['append'] = async (roomId, entries, options) => {
    let done = false;
    const appended = log.append(roomId, entries, options).finally(() => (done = true));
    while (options?.durable === true && !done) await clock.advance(100);
    return appended;
  };
  return {
    log: { ...log, append },
    advance: (ms) => clock.advance(ms),
    async reopen(how) {
      if (how === 'closed') await log.close();
      const again = await open();
      opened.push(again);
      return again;
    },
    async close() {
      for (const one of opened) await one.close();
    },
  };
});

const room = { roomId: 'RoomOne1', code: 'ABCDE' };
const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });
const large: LogEntry = { type: 'update', document: 'chat:RoomOne1', update: new Uint8Array(70_000) };
const idsOf = (records: readonly LogRecord[]): number[] =>
  records.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'grant' ? [entry.clientId] : [])),
  );
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the Redis log', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  });

  const open = async (options: Partial<RedisRoomLogOptions> = {}) => {
    const errors: unknown[] = [];
    const clock = createNetClock();
    const log = await openRedisRoomLog({
      url: shared.url,
      prefix: `test${prefixes}:`,
      clock,
      onError: (error) => void errors.push(error),
      ...options,
    });
    closers.push(() => log.close());
    return { log, clock, errors };
  };

  /** A log behind a network that can be cut. */
  const openBehindProxy = async (options: Partial<RedisRoomLogOptions> = {}) => {
    const proxy = await startTcpProxy(shared.port);
    closers.push(() => proxy.close());
    return { proxy, ...(await open({ url: `redis://127.0.0.1:${proxy.port}`, ...options })) };
  };

  /** A server that the test may end and start again. */
  const startOwn = async (settings?: Record<string, string>): Promise<RunningRedis> => {
    const redis = await startRedis(settings);
    closers.push(() => redis.stop());
    return redis;
  };

  const connect = (): Redis => {
    const client = new Redis(shared.url);
    closers.push(async () => void (await client.quit()));
    return client;
  };

  const listen = (log: RoomLog) => {
    const heard: LogRecord[] = [];
    const durable: number[] = [];
    const lost: Error[] = [];
    const end = log.subscribe(room.roomId, {
      onRecord: (record) => void heard.push(record),
      onDurable: (position) => void durable.push(position),
      onLost: (error) => void lost.push(error),
    });
    return { heard, durable, lost, end };
  };

  const until = (condition: () => void | Promise<void>): Promise<void> =>
    expect.poll(async () => condition(), { timeout: 10_000, interval: 10 }).not.toThrow();

  it('ST-7 of two referees that race for a room nothing is doubled and nothing lost, 300 times', async () => {
    nextPrefix();
    const [{ log: one }, { log: two }] = [await open(), await open()];
    await one.create(room, [grant(0)]);
    const stored: number[] = [];
    const contend = async (log: RoomLog, epoch: number): Promise<void> => {
      for (let step = 0; step < 4; step++) {
        const id = epoch * 10 + step;
        try {
          if (step === 0) await log.takeLease(room.roomId, epoch);
          await log.append(room.roomId, [grant(id)], { epoch });
          stored.push(id);
        } catch (error) {
          expect(error).toBeInstanceOf(LeaseLostError);
          return;
        }
      }
    };
    for (let race = 0; race < 300; race++)
      await Promise.all([contend(one, 2 * race + 1), contend(two, 2 * race + 2)]);
    const found = idsOf(await one.read(room.roomId, 1));
    expect([...found].sort((a, b) => a - b)).toEqual([...stored].sort((a, b) => a - b));
    // Under no lease does anything come after the first record of a later one.
    const epochs = found.map((id) => Math.floor(id / 10));
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
  });
});
