import { createFakeClock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { followRoom } from '../../log/index.ts';
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
    vi.waitFor(condition, { timeout: 10_000, interval: 10 });

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

  it('ST-2 an append whose answer is lost is stored once, and those behind it follow', async () => {
    nextPrefix();
    const { log, proxy } = await openBehindProxy();
    await log.create(room, [grant(0)]);
    await log.takeLease(room.roomId, 7);
    for (let id = 1; id <= 9; id += 3) {
      const lost = proxy.loseNextAnswer();
      const appended = [id, id + 1, id + 2].map((one) => log.append(room.roomId, [grant(one)], { epoch: 7 }));
      await lost;
      expect(await Promise.all(appended)).toEqual([id + 1, id + 2, id + 3]);
    }
    expect(idsOf(await log.read(room.roomId, 0))).toEqual(range(0, 9));
  });

  it('ST-9 a room whose creation or deletion got no answer is made and deleted once', async () => {
    nextPrefix();
    const { log, proxy } = await openBehindProxy();
    await log.rooms();
    for (const done of [() => log.create(room, [grant(0)]), () => log.delete(room.roomId)]) {
      const lost = proxy.loseNextAnswer();
      await Promise.all([done(), lost]);
    }
    await log.create(room, [grant(1)]);
    expect(idsOf(await log.read(room.roomId, 0))).toEqual([1]);
    await expect(log.create(room, [grant(2)])).rejects.toThrow('already');
  });

  it('ST-1 a subscriber misses nothing over lost connections, large records included', async () => {
    nextPrefix();
    const [{ log: near, proxy, errors }, { log: far }] = [await openBehindProxy(), await open()];
    await far.create(room, [grant(0)]);
    const { heard, lost } = listen(near);
    await near.read(room.roomId, 0);
    let id = 1;
    for (let round = 0; round < 3; round++) {
      await far.append(room.roomId, [grant(id++)]);
      await until(() => expect(heard).toHaveLength(id - 1));
      await proxy.cut();
      await far.append(room.roomId, [grant(id++), large]);
      await far.append(room.roomId, [grant(id++)]);
      await proxy.restore();
      await far.append(room.roomId, [grant(id++), large]);
      await until(() => expect(idsOf(heard)).toEqual(range(1, id - 1)));
    }
    expect(lost).toEqual([]);
    expect(errors.length).toBeLessThan(30);
    expect(heard).toEqual(await far.read(room.roomId, 1));
  });

  it('ST-1 hears what another process appends while the subscription is being made', async () => {
    nextPrefix();
    const [{ log: near }, { log: far }] = [await open(), await open()];
    await far.create(room, [grant(0)]);
    let id = 0;
    for (let round = 0; round < 20; round++) {
      const appended = far.append(room.roomId, [grant(++id)]);
      const follower = await followRoom(near, room.roomId);
      const records = [...follower.records];
      follower.start({
        onRecord: (record) => void records.push(record),
        onError: (error) => expect(error).toBeUndefined(),
      });
      await Promise.all([appended, far.append(room.roomId, [grant(++id)])]);
      await until(() => expect(idsOf(records)).toEqual(range(0, id)));
      follower.close();
    }
  });

  it('ST-1 hears what is appended when the connection is lost while the subscription is being made', async () => {
    nextPrefix();
    const [{ log: near, proxy }, { log: far }] = [await openBehindProxy(), await open()];
    await far.create(room, [grant(0)]);
    for (let id = 1; id <= 6; id += 2) {
      const { heard, end } = listen(near);
      await proxy.cut();
      await far.append(room.roomId, [grant(id)]);
      await proxy.restore();
      await far.append(room.roomId, [grant(id + 1)]);
      await until(() => expect(idsOf(heard).slice(-2)).toEqual([id, id + 1]));
      end();
    }
  });

  it('ST-1 ST-3 begins again when Redis comes back without its last second', async () => {
    nextPrefix();
    const redis = await startOwn();
    const { log, clock } = await open({ url: redis.url });
    await log.create(room, [grant(0)]);
    await log.append(room.roomId, [grant(1)]);
    const { heard, durable, lost } = listen(log);
    const follower = await followRoom(log, room.roomId);
    const errors: unknown[] = [];
    follower.start({ onRecord: () => undefined, onError: (error) => void errors.push(error) });
    await redis.keep();
    await log.append(room.roomId, [grant(2)]);
    await until(() => expect(idsOf(heard)).toEqual([2]));
    const waiting = Promise.allSettled([log.append(room.roomId, [grant(3)], { durable: true })]);
    await until(() => expect(idsOf(heard)).toEqual([2, 3]));
    await redis.restartAsKept();
    await until(() => expect(lost).toEqual([expect.any(LogReplacedError)]));
    expect(await waiting).toMatchObject([{ status: 'rejected', reason: expect.any(LogReplacedError) }]);
    expect(errors).toEqual([expect.any(LogReplacedError)]);
    await clock.advance(10_000);
    expect(durable).toEqual([]);

    const again = await followRoom(log, room.roomId);
    expect(idsOf(again.records)).toEqual([0, 1]);
    const after = listen(log);
    expect(await log.append(room.roomId, [grant(4)])).toBe(3);
    await until(() => expect(idsOf(after.heard)).toEqual([4]));
    expect(idsOf(heard)).toEqual([2, 3]);
  });

  it('ST-3 announces nothing while Redis is silent, since it may be gone', async () => {
    nextPrefix();
    const redis = await startOwn();
    const { log, clock } = await open({ url: redis.url });
    await log.create(room, [grant(0)]);
    const { heard, durable } = listen(log);
    await log.append(room.roomId, [grant(1)]);
    await until(() => expect(heard).toHaveLength(1));
    redis.freeze();
    await clock.advance(10_000);
    expect(durable).toEqual([]);
    redis.thaw();
    await until(async () => {
      await clock.advance(100);
      expect(durable.at(-1)).toBe(2);
    });
  });

  it('ST-2 a frozen Redis hangs nobody: an append rejects in time and is stored once at most', async () => {
    nextPrefix();
    const redis = await startOwn();
    const { log } = await open({ url: redis.url, commandTimeoutMs: 100, retryMs: 400 });
    await log.create(room, [grant(0)]);
    redis.freeze();
    const began = performance.now();
    const outcomes = await Promise.allSettled([
      log.append(room.roomId, [grant(1)]),
      log.append(room.roomId, [grant(2)]),
      log.read(room.roomId, 0),
      log.rooms(),
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(RoomLogUnavailableError) });
    redis.thaw();
    await until(async () => void (await log.append(room.roomId, [grant(3)])));
    const ids = idsOf(await log.read(room.roomId, 1)).filter((id) => id < 3);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('ST-2 an append outlasts a frozen Redis, and is stored once', async () => {
    nextPrefix();
    const redis = await startOwn();
    const { log, errors } = await open({ url: redis.url, commandTimeoutMs: 200, retryMs: 20_000 });
    await log.create(room, [grant(0)]);
    redis.freeze();
    const appended = [1, 2, 3].map((id) => log.append(room.roomId, [grant(id)]));
    // The connection on which the first was sent is given up, and so is at least one after it.
    await until(() => expect(errors.length).toBeGreaterThan(0));
    redis.thaw();
    expect(await Promise.all(appended)).toEqual([2, 3, 4]);
    await log.append(room.roomId, [grant(4)]);
    expect(idsOf(await log.read(room.roomId, 0))).toEqual(range(0, 4));
  });

  it('goes on after Redis was killed and started again, but not with what was asked of the one before', async () => {
    nextPrefix();
    const redis = await startOwn();
    const { log } = await open({ url: redis.url });
    await log.create(room, [grant(0)]);
    await log.takeLease(room.roomId, 1);
    await redis.kill();
    const asked = [
      log.append(room.roomId, [grant(1)]),
      log.append(room.roomId, [grant(2)], { epoch: 1 }),
      log.compact(room.roomId, 1, [grant(3)], 1),
    ];
    const rooms = log.rooms();
    await redis.restart();
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LogReplacedError) });
    expect(await rooms).toEqual([room]);
    expect(await log.append(room.roomId, [grant(4)], { epoch: 1 })).toBe(2);
    expect(idsOf(await log.read(room.roomId, 0))).toEqual([0, 4]);
  });

  it('asks again and again whether Redis is there, on both connections, and keeps them', async () => {
    nextPrefix();
    const redis = await startOwn();
    const client = new Redis(redis.url);
    closers.push(async () => void (await client.quit()));
    const { log, errors } = await open({ url: redis.url, commandTimeoutMs: 200 });
    await log.create(room, [grant(0)]);
    const { heard } = listen(log);
    await log.append(room.roomId, [grant(1)]);
    await until(() => expect(heard).toHaveLength(1));
    const before = await client.call('CLIENT', 'LIST', 'TYPE', 'pubsub');
    const idOf = (list: unknown): string | undefined => /^id=\d+/.exec(String(list))?.[0];
    await until(async () =>
      expect(Number(/cmdstat_ping:calls=(\d+)/.exec(await client.info('commandstats'))?.[1])).toBeGreaterThan(
        5,
      ),
    );
    expect(idOf(await client.call('CLIENT', 'LIST', 'TYPE', 'pubsub'))).toBe(idOf(before));
    expect(idOf(before)).toBeDefined();
    expect(errors).toEqual([]);
  });

  it('lets only so many appends, and so many of their bytes, wait', async () => {
    nextPrefix();
    const redis = await startOwn();
    const { log: few } = await open({ url: redis.url, maxWaitingAppends: 3 });
    const { log: small } = await open({ url: redis.url, maxWaitingBytes: 150_000 });
    await few.create(room, [grant(0)]);
    redis.freeze();
    const appended = range(1, 3).map((id) => few.append(room.roomId, [grant(id)]));
    appended.push(...range(4, 5).map((id) => small.append(room.roomId, [grant(id), large])));
    for (const log of [few, small])
      await expect(log.append(room.roomId, [large])).rejects.toThrow(/^Too many appends/);
    redis.thaw();
    await Promise.all(appended);
    await few.append(room.roomId, [grant(6)]);
    expect(idsOf(await few.read(room.roomId, 0)).sort((a, b) => a - b)).toEqual(range(0, 6));
  });

  it('tells the listeners of every process when a room is deleted', async () => {
    nextPrefix();
    const [{ log: near }, { log: far }] = [await open(), await open()];
    await far.create(room, [grant(0)]);
    const { lost } = listen(near);
    await near.append(room.roomId, [grant(1)]);
    await far.delete(room.roomId);
    await until(() => expect(lost).toEqual([expect.any(NoSuchRoomError)]));
  });

  it('ST-9 a room of which nobody wants anything any more expires, and its code is free again', async () => {
    const prefix = nextPrefix();
    const { log } = await open();
    const client = connect();
    await log.create(room, [grant(0)]);
    await log.takeLease(room.roomId, 1);
    await log.append(room.roomId, [grant(1)]);
    await log.compact(room.roomId, 1, [grant(0)], 1);
    const names = (await client.keys(`${prefix}*`)).sort();
    expect(names).toEqual(
      ['codes', 'room:RoomOne1', 'room:RoomOne1:about', 'room:RoomOne1:base'].map((name) => prefix + name),
    );
    for (const name of names.slice(1))
      expect(await client.pttl(name)).toBeGreaterThan(LIMITS.logTimeToLiveMs * 0.8);
    expect(await client.pttl(`${prefix}codes`)).toBe(-1);

    const expire = (): Promise<number> => client.del(...names.slice(1));
    await expire();
    expect(await log.rooms()).toEqual([]);
    expect(await client.exists(`${prefix}codes`)).toBe(0);
    await log.create(room, [grant(2)]);
    await expire();
    expect(await log.findByCode(room.code)).toBeUndefined();
    await log.create(room, [grant(3)]);
    await expire();
    await log.create({ ...room, roomId: 'RoomTwo2' }, [grant(4)]);
    expect(await log.findByCode(room.code)).toBe('RoomTwo2');
  });

  it('leaves no trace of a writer in a room to which it no longer listens', async () => {
    const prefix = nextPrefix();
    const { log } = await open();
    const client = connect();
    await log.create(room, [grant(0)]);
    const { end } = listen(log);
    await log.append(room.roomId, [grant(1)]);
    const about = `${prefix}room:RoomOne1:about`;
    expect(await client.hlen(about)).toBe(5);
    end();
    await until(async () => expect(await client.hlen(about)).toBe(4));
    listen(log);
    await log.append(room.roomId, [grant(2)]);
    await log.close();
    expect(await client.hlen(about)).toBe(4);
  });

  it('warns at opening of a Redis that may lose rooms, in a line for each reason', async () => {
    const redis = await startOwn({ appendonly: 'no', 'maxmemory-policy': 'allkeys-lru' });
    const warnings: string[] = [];
    await open({ url: redis.url, warn: (message) => void warnings.push(message) });
    expect(warnings).toEqual([
      `Redis at 127.0.0.1:${redis.port} has maxmemory-policy allkeys-lru and may throw rooms away: set it to noeviction.`,
      `Redis at 127.0.0.1:${redis.port} has appendonly no and loses rooms when it ends: set appendonly yes, appendfsync everysec.`,
    ]);
    await open({ warn: (message) => void warnings.push(message) });
    expect(warnings).toHaveLength(2);
  });

  it('says in one line what to do when Redis is not there or lets nobody in, and keeps the password to itself', async () => {
    const redis = await startOwn({ requirepass: 'right' });
    const place = `127.0.0.1:${redis.port}`;
    const refused = `Redis at ${place} cannot be used: set the user and password in REDIS_URL that it asks for.`;
    await expect(open({ url: redis.url })).rejects.toThrow(refused);
    await expect(open({ url: `redis://:wrong@${place}` })).rejects.toThrow(refused);
    const { log } = await open({ url: `redis://:right@${place}` });
    expect(await log.rooms()).toEqual([]);
    await log.close();
    await redis.kill();
    await expect(open({ url: `redis://:secret@${place}` })).rejects.toThrow(
      `Redis at ${place} cannot be used: see that it runs and can be reached from here, or set REDIS_URL to where it is (ECONNREFUSED).`,
    );
  });
});
