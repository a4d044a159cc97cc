import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import { followRoom } from '../../log/index.ts';
import { describeRoomLog, describeSharedRoomLog } from '../../ports/acceptance/index.ts';
import { LeaseHeldError, LeaseLostError, NoSuchRoomError, type RoomLog } from '../../ports/index.ts';
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

describeSharedRoomLog('redis', async () => {
  const clock = createNetClock();
  return {
    async openAnother() {
      const { log, proxy } = await stage.openBehindProxy({ clock });
      return { log, kill: () => proxy.cut() };
    },
    advance: (ms) => clock.advance(ms),
    close: async () => undefined,
  };
});

describe('the Redis log', () => {
  it('ST-7 ST-18 of three processes that race for a room one gets it, nothing is doubled and nothing lost, 300 times', async () => {
    const logs = [await stage.open(), await stage.open(), await stage.open()].map(({ log }) => log);
    const [one] = logs;
    if (one === undefined) throw new Error('There is no log.');
    await one.create(room, [grant(0)]);
    const stored: number[] = [];
    let won = 0;
    const contend = async (log: RoomLog, epoch: number): Promise<void> => {
      try {
        await log.takeLease(room.roomId, epoch);
      } catch (error) {
        if (!(error instanceof LeaseHeldError)) expect(error).toBeInstanceOf(LeaseLostError);
        return;
      }
      won += 1;
      for (let step = 0; step < 3; step++) {
        await log.append(room.roomId, [grant(epoch * 10 + step)], { epoch });
        stored.push(epoch * 10 + step);
      }
      await log.releaseLease(room.roomId, epoch);
    };
    for (let race = 0; race < 300; race++) {
      await Promise.all(logs.map((log, index) => contend(log, 3 * race + 1 + ((index + race) % 3))));
      expect((await one.rooms())[0]?.holder).toBeUndefined();
    }
    expect(won).toBeGreaterThanOrEqual(300);
    const found = idsOf(await one.read(room.roomId, 1));
    expect([...found].sort((a, b) => a - b)).toEqual([...stored].sort((a, b) => a - b));
    // Under no lease does anything come after the first record of a later one.
    const epochs = found.map((id) => Math.floor(id / 10));
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
  });

  it('ST-7 of two referees of one process that race for a room nothing is doubled and nothing lost, 300 times', async () => {
    const { log } = await stage.open();
    await log.create(room, [grant(0)]);
    const stored: number[] = [];
    const contend = async (epoch: number): Promise<void> => {
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
    for (let race = 0; race < 300; race++) await Promise.all([contend(2 * race + 1), contend(2 * race + 2)]);
    expect(idsOf(await log.read(room.roomId, 1)).sort((a, b) => a - b)).toEqual(stored.sort((a, b) => a - b));
  });

  it('ST-16 a process that Redis could not hear takes nobody for dead before all could be heard again', async () => {
    const { log, proxy } = await stage.openBehindProxy();
    const { log: other, proxy: otherProxy } = await stage.openBehindProxy();
    await log.create(room, [grant(0)]);
    await other.takeLease(room.roomId, 1);
    await Promise.all([proxy.cut(), otherProxy.cut()]);
    const client = stage.connect();
    await until(async () => {
      const [seconds] = await client.time();
      for (const heard of await client.hvals(`${stage.prefix()}processes`))
        expect(Number(seconds) * 1_000 - Number(heard.split(':')[1])).toBeGreaterThan(LIMITS.processTtlMs);
    });
    await proxy.restore();
    await expect(log.takeLease(room.roomId, 2)).rejects.toBeInstanceOf(LeaseHeldError);
    expect(await log.processes()).toContain(other.processId);
    await until(() => log.takeLease(room.roomId, 3));
    expect(await log.processes()).toEqual([log.processId]);
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
      ['codes', 'processes', 'room:RoomOne1', 'room:RoomOne1:about', 'room:RoomOne1:base'].map(
        (name) => prefix + name,
      ),
    );
    const ofRoom = names.slice(2);
    for (const name of ofRoom) expect(await client.pttl(name)).toBeGreaterThan(LIMITS.logTimeToLiveMs * 0.8);
    expect(await client.pttl(`${prefix}codes`)).toBe(-1);

    const expire = (): Promise<number> => client.del(...ofRoom);
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
