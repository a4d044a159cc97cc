import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemoryArchive, createMemoryClientIds } from '../adapters/memory/index.ts';
import { createSystemClock } from '../adapters/system/index.ts';
import { createClientIdPool } from '../client-ids/index.ts';
import type { RoomLog } from '../ports/index.ts';
import { stageRedisLog, until } from '../testing/stage-redis-log.ts';
import { createReferee } from './index.ts';

const stage = stageRedisLog();

describe('referees that share a Redis', () => {
  it('ST-17 ST-18 ST-19 take over from one that is cut off, which hosts nothing when it is back', async () => {
    const clock = createSystemClock();
    const ids = createClientIdPool(createMemoryClientIds(), 100);
    const archive = createMemoryArchive();
    const errors: unknown[] = [];
    const start = (log: RoomLog) =>
      createReferee({
        log,
        archive,
        clock,
        nextClientId: () => ids.next(),
        randomBytes,
        hashCanvas: () => 'hash',
        onError: (error) => void errors.push(error),
      });
    const near = await stage.openBehindProxy({ clock });
    const far = await stage.open({ clock });
    const [first, second] = [start(near.log), start(far.log)];
    const room = await first.createRoom({ name: 'Tea', settings: { isPublic: true } });
    const ann = await second.join({ code: room.code, nickname: 'Ann' });
    expect(ann).toMatchObject({ roomId: room.roomId, nickname: 'Ann' });
    expect(second.roomsOpen).toBe(0);
    await until(() => expect(second.publicRooms()).toMatchObject([{ name: 'Tea', players: 1 }]));

    await near.proxy.cut();
    const bo = second.join({ code: room.code, nickname: 'Bo' });
    expect(await bo).toMatchObject({ nickname: 'Bo' });
    expect(second.inspect(room.roomId)?.players.map(({ nickname }) => nickname)).toEqual(['Ann', 'Bo']);

    await near.proxy.restore();
    await until(() => expect(first.roomsOpen).toBe(0));
    expect(await first.join({ code: room.code, nickname: 'Cho' })).toMatchObject({ nickname: 'Cho' });
    expect(second.inspect(room.roomId)?.players).toHaveLength(3);

    await second.close();
    await until(() => expect(first.inspect(room.roomId)?.players).toHaveLength(3));
    await first.close();
  });
});
