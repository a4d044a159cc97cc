import { createFakeClock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import type { LogEntry } from '@drawguess/game/log';
import { describe, expect, it } from 'vitest';
import {
  describeArchive,
  describeClientIds,
  describeRoomLog,
  describeSharedRoomLog,
} from '../../ports/acceptance/index.ts';
import { createMemoryArchive, createMemoryClientIds, createMemoryRoomLog } from './index.ts';

describeRoomLog('memory', async () => {
  const clock = createFakeClock();
  const first = createMemoryRoomLog({ clock });
  let log = first;
  return {
    log: first,
    advance: (ms) => clock.advance(ms),
    reopen: async () => (log = log.crash()),
    join: async () => log.join(),
    close: () => log.close(),
  };
});

describeSharedRoomLog('memory', async () => {
  const clock = createFakeClock();
  const first = createMemoryRoomLog({ clock });
  await first.close();
  return {
    async openAnother() {
      const log = first.join();
      return { log, kill: async () => log.kill() };
    },
    advance: (ms) => clock.advance(ms),
    close: async () => undefined,
  };
});

describeArchive('memory', async () => {
  const archive = createMemoryArchive();
  return { archive, reopen: async () => archive, close: () => archive.close() };
});

describeClientIds('memory', async () => {
  const blocks = createMemoryClientIds();
  return { blocks, reopen: async () => blocks, close: () => blocks.close() };
});

describe('a crash of the memory log', () => {
  const room = { roomId: 'r1', code: 'ABCDE' };
  const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });
  const open = async () => {
    const clock = createFakeClock();
    const log = createMemoryRoomLog({ clock });
    await log.create(room, [grant(0)]);
    return { clock, log };
  };
  const idsIn = async (log: ReturnType<typeof createMemoryRoomLog>): Promise<unknown[]> =>
    (await log.read(room.roomId, 0)).flatMap(({ entries }) =>
      entries.map((entry) => 'clientId' in entry && entry.clientId),
    );

  it('ST-3 a power loss takes only records that are young and were not asked to be durable', async () => {
    const { clock, log } = await open();
    await log.append(room.roomId, [grant(1)]);
    await clock.advance(LIMITS.durableAfterMs);
    await log.append(room.roomId, [grant(2)]);
    await log.append(room.roomId, [grant(3)], { durable: true });
    await log.append(room.roomId, [grant(4)]);
    expect(await idsIn(log.crash({ loseSinceMs: LIMITS.durableAfterMs }))).toEqual([0, 1, 2, 3]);
  });

  it('ST-3 nothing that was announced as durable is lost in a power loss', async () => {
    const { clock, log } = await open();
    let durable = 0;
    log.subscribe(room.roomId, {
      onRecord: () => undefined,
      onDurable: (position) => void (durable = position),
    });
    for (let clientId = 1; clientId <= 8; clientId++) {
      await log.append(room.roomId, [grant(clientId)]);
      await clock.advance(LIMITS.durableAfterMs / 4);
    }
    expect(durable).toBeGreaterThan(1);
    const after = log.crash({ loseSinceMs: LIMITS.durableAfterMs });
    expect((await after.read(room.roomId, 0)).at(-1)?.position).toBeGreaterThanOrEqual(durable);
  });

  it('the dead process hears and stores nothing more', async () => {
    const { clock, log } = await open();
    const heard: number[] = [];
    log.subscribe(room.roomId, {
      onRecord: ({ position }) => void heard.push(position),
      onDurable: (at) => void heard.push(-at),
    });
    const append = log.append(room.roomId, [grant(1)]);
    const after = log.crash();
    await expect(append).rejects.toThrow('crashed');
    await expect(log.append(room.roomId, [grant(2)])).rejects.toThrow('crashed');
    await clock.advance(LIMITS.durableAfterMs * 2);
    expect(heard).toEqual([]);
    expect(await idsIn(after)).toEqual([0, 1]);
  });
});
