import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import { followRoom } from '../../log/index.ts';
import { describeRoomLog } from '../../ports/acceptance/index.ts';
import { LeaseLostError, NoSuchRoomError, type RoomLog } from '../../ports/index.ts';
import {
  createNetClock,
  grant,
  idsOf,
  listen,
  range,
  room,
  stageRedisLog,
  until,
} from '../../testing/stage-redis-log.ts';

const stage = stageRedisLog();

describeRoomLog('redis', async () => {
  const clock = createNetClock();
  const open = async () => (await stage.open({ clock })).log;
  const log = await open();
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
      return open();
    },
    join: open,
    // The stage closes what it has opened.
    close: async () => undefined,
  };
});

describe('the Redis log', () => {
  it('ST-7 of two referees that race for a room nothing is doubled and nothing lost, 300 times', async () => {
    const [{ log: one }, { log: two }] = [await stage.open(), await stage.open()];
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

  it('ST-24 publishes nothing that is large, nor anything while there is no connection', async () => {
    const canvas = 'canvas:RoomOne1:t1';
    const { log: near } = await stage.open();
    const { log: far, proxy } = await stage.openBehindProxy();
    await near.create(room, [grant(0)]);
    const heard: number[] = [];
    near.subscribe(room.roomId, {
      onRecord: () => undefined,
      onDurable: () => undefined,
      onPublished: (_document, update) => void heard.push(update.length),
    });
    const tell = (length: number): void => far.publish(room.roomId, canvas, new Uint8Array(length));
    const untilHeard = (length: number): Promise<void> =>
      until(() => {
        tell(length);
        expect(heard).toContain(length);
      });
    await untilHeard(1);
    tell(70_000);
    await untilHeard(2);
    await proxy.cut();
    tell(3);
    await proxy.restore();
    await untilHeard(4);
    expect([...new Set(heard)]).toEqual([1, 2, 4]);
  });

  it('ST-1 hears what another process appends while the subscription is being made', async () => {
    const [{ log: near }, { log: far }] = [await stage.open(), await stage.open()];
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

  it('tells the listeners of every process when a room is deleted', async () => {
    const [{ log: near }, { log: far }] = [await stage.open(), await stage.open()];
    await far.create(room, [grant(0)]);
    const { lost } = listen(near);
    await near.append(room.roomId, [grant(1)]);
    await far.delete(room.roomId);
    await until(() => expect(lost).toEqual([expect.any(NoSuchRoomError)]));
  });

  it('ST-9 a room of which nobody wants anything any more expires, and its code is free again', async () => {
    const prefix = stage.prefix();
    const { log } = await stage.open();
    const client = stage.connect();
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
    const prefix = stage.prefix();
    const { log } = await stage.open();
    const client = stage.connect();
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
    const redis = await stage.startOwn({ appendonly: 'no', 'maxmemory-policy': 'allkeys-lru' });
    const warnings: string[] = [];
    await stage.open({ url: redis.url, warn: (message) => void warnings.push(message) });
    expect(warnings).toEqual([
      `Redis at 127.0.0.1:${redis.port} has maxmemory-policy allkeys-lru and may throw rooms away: set it to noeviction.`,
      `Redis at 127.0.0.1:${redis.port} has appendonly no and loses rooms when it ends: set appendonly yes, appendfsync everysec.`,
    ]);
    await stage.open({ warn: (message) => void warnings.push(message) });
    expect(warnings).toHaveLength(2);
  });

  it('says in one line what to do when Redis is not there or lets nobody in, and keeps the password to itself', async () => {
    const redis = await stage.startOwn({ requirepass: 'right' });
    const place = `127.0.0.1:${redis.port}`;
    const refused = `Redis at ${place} cannot be used: set the user and password in REDIS_URL that it asks for.`;
    await expect(stage.open({ url: redis.url })).rejects.toThrow(refused);
    await expect(stage.open({ url: `redis://:wrong@${place}` })).rejects.toThrow(refused);
    const { log } = await stage.open({ url: `redis://:right@${place}` });
    expect(await log.rooms()).toEqual([]);
    await log.close();
    await redis.kill();
    await expect(stage.open({ url: `redis://:secret@${place}` })).rejects.toThrow(
      `Redis at ${place} cannot be used: see that it runs and can be reached from here, or set REDIS_URL to where it is (ECONNREFUSED).`,
    );
  });
});
