import { describe, expect, it } from 'vitest';
import { followRoom } from '../../log/index.ts';
import { LogReplacedError, RoomLogUnavailableError } from '../../ports/index.ts';
import {
  grant,
  idsOf,
  large,
  listen,
  range,
  room,
  stageRedisLog,
  until,
} from '../../testing/stage-redis-log.ts';

const stage = stageRedisLog();

describe('the Redis log in an outage', () => {
  it('ST-1 ST-2 stores each append once and tells of each record once, however often connections are lost', async () => {
    const [one, two] = [await stage.openBehindProxy(), await stage.openBehindProxy()];
    await one.log.create(room, [grant(0)]);
    const followers = await Promise.all([one, two].map(({ log }) => followRoom(log, room.roomId)));
    const heard = followers.map((follower) => {
      const records = [...follower.records];
      follower.start({
        onRecord: (record) => void records.push(record),
        onError: (error) => expect(error).toBeUndefined(),
      });
      return records;
    });
    let id = 0;
    for (let round = 0; round < 8; round++) {
      const appended = range(1, 40).map(() =>
        (++id % 2 === 0 ? one : two).log.append(room.roomId, [grant(id)]),
      );
      const [, , early] = appended;
      await early;
      for (const { proxy } of round % 2 === 0 ? [one] : [one, two]) {
        await proxy.cut();
        await proxy.restore();
      }
      await Promise.all(appended);
    }
    const found = idsOf(await one.log.read(room.roomId, 0));
    expect([...found].sort((a, b) => a - b)).toEqual(range(0, id));
    // Each process's in the order of its calls.
    for (const rest of [0, 1]) {
      const own = found.filter((one) => one % 2 === rest);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    for (const records of heard) await until(() => expect(idsOf(records)).toEqual(found));
    for (const follower of followers) follower.close();
  });

  it('ST-2 an append whose answer is lost is stored once, and those behind it follow', async () => {
    const { log, proxy } = await stage.openBehindProxy();
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
    const { log, proxy } = await stage.openBehindProxy();
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
    const [{ log: near, proxy, errors }, { log: far }] = [await stage.openBehindProxy(), await stage.open()];
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

  it('ST-1 hears what is appended when the connection is lost while the subscription is being made', async () => {
    const [{ log: near, proxy }, { log: far }] = [await stage.openBehindProxy(), await stage.open()];
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
    const redis = await stage.startOwn();
    const { log, clock } = await stage.open({ url: redis.url });
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
    const redis = await stage.startOwn();
    const { log, clock } = await stage.open({ url: redis.url });
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
    const redis = await stage.startOwn();
    const { log } = await stage.open({ url: redis.url, commandTimeoutMs: 100, retryMs: 400 });
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
    const redis = await stage.startOwn();
    const { log, errors } = await stage.open({ url: redis.url, commandTimeoutMs: 200, retryMs: 20_000 });
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
    const redis = await stage.startOwn();
    const { log } = await stage.open({ url: redis.url });
    await log.create(room, [grant(0)]);
    await log.takeLease(room.roomId, 1);
    await redis.written();
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
    expect(await rooms).toMatchObject([room]);
    expect(await log.append(room.roomId, [grant(4)], { epoch: 1 })).toBe(2);
    expect(idsOf(await log.read(room.roomId, 0))).toEqual([0, 4]);
  });

  it('asks again and again whether Redis is there, on both connections, and keeps them', async () => {
    const redis = await stage.startOwn();
    const client = stage.connect(redis.url);
    const { log, errors } = await stage.open({ url: redis.url, commandTimeoutMs: 200 });
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
    const redis = await stage.startOwn();
    const { log: few } = await stage.open({ url: redis.url, maxWaitingAppends: 3 });
    const { log: small } = await stage.open({ url: redis.url, maxWaitingBytes: 150_000 });
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
});
