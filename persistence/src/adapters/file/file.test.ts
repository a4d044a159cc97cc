import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '@drawguess/game/clock';
import type { LogEntry } from '@drawguess/game/log';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeClientIds, describeRoomLog } from '../../ports/acceptance/index.ts';
import type { RoomLog } from '../../ports/index.ts';
import { encodeFrame } from './frames.ts';
import { openFileClientIds, openFileRoomLog } from './index.ts';

const temporary = (): Promise<string> => mkdtemp(join(tmpdir(), 'drawguess-'));

/** A clock that lets the event loop turn after each task, since the disk takes part. */
const createDiskClock = () =>
  createFakeClock(undefined, () => new Promise((resolve) => void setImmediate(resolve)));

/** What kill -9 leaves: nothing is flushed or closed, and the lock names a process that is gone. */
async function openAfterKill(directory: string, clock = createDiskClock()): Promise<RoomLog> {
  const copy = await temporary();
  await cp(directory, copy, { recursive: true });
  await writeFile(join(copy, 'lock'), '999999999\n1 gone\n');
  return openFileRoomLog({ directory: copy, clock });
}

describeRoomLog('file', async () => {
  const directory = await temporary();
  const clock = createDiskClock();
  const log = await openFileRoomLog({ directory, clock });
  const opened = [log];
  return {
    log,
    // The disk keeps its own time: let it finish what the clock has set off.
    advance: async (ms) => {
      await clock.advance(ms);
      await readFile(join(directory, 'lock'));
    },
    async reopen(how) {
      if (how === 'closed') await log.close();
      const again =
        how === 'closed'
          ? await openFileRoomLog({ directory, clock })
          : await openAfterKill(directory, clock);
      opened.push(again);
      return again;
    },
    async close() {
      for (const one of opened) await one.close();
      await rm(directory, { recursive: true });
    },
  };
});

describeClientIds('file', async () => {
  const directory = await temporary();
  const blocks = await openFileClientIds({ directory });
  return {
    blocks,
    reopen: () => openFileClientIds({ directory }),
    close: async () => {
      await blocks.close();
      await rm(directory, { recursive: true });
    },
  };
});

describe('the file log', () => {
  const room = { roomId: 'RoomOne1', code: 'ABCDE' };
  const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });
  const clock = createDiskClock();
  let directory: string;

  beforeEach(async () => {
    directory = await temporary();
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  /** A directory with one room of `count` records, closed in good order. */
  const prepare = async (count: number): Promise<string> => {
    const log = await openFileRoomLog({ directory, clock });
    await log.create(room, [grant(1)]);
    for (let clientId = 2; clientId <= count; clientId++) await log.append(room.roomId, [grant(clientId)]);
    await log.close();
    return join(directory, 'rooms', 'RoomOne1.log');
  };

  const reopen = async () => {
    const warnings: string[] = [];
    const warn = (message: string) => void warnings.push(message);
    const log = await openFileRoomLog({ directory, clock, log: { warn, error: warn } });
    return { log, warnings };
  };

  it('ST-10 keeps every record before the damage, and a copy of the rest, wherever the damage is', async () => {
    const path = await prepare(6);
    const whole = await readFile(path);
    const damages = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      cut: fc.boolean(),
      flip: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(damages, async ({ at, cut, flip }) => {
        const damaged = Buffer.from(cut ? whole.subarray(0, at) : whole);
        if (!cut) damaged.writeUInt8(damaged.readUInt8(at) ^ flip, at);
        await writeFile(path, damaged);
        const { log, warnings } = await reopen();
        const rooms = await log.rooms();
        const records = rooms.length === 0 ? [] : await log.read(room.roomId, 0);
        expect(records.map(({ position }) => position)).toEqual(records.map((_, index) => index + 1));
        if (rooms.length > 0) expect(await log.append(room.roomId, [grant(99)])).toBe(records.length + 1);
        await log.close();
        const kept =
          rooms.length === 0 ? Buffer.alloc(0) : (await readFile(path)).subarray(0, damaged.length);
        const copies = (await readdir(join(directory, 'rooms'))).filter((name) => name.includes('damaged'));
        expect(warnings.length).toBe(copies.length);
        expect(warnings.length).toBeLessThanOrEqual(1);
        for (const name of copies) {
          const copy = await readFile(join(directory, 'rooms', name));
          expect(damaged.subarray(damaged.length - copy.length).equals(copy)).toBe(true);
          expect(
            kept
              .subarray(0, damaged.length - copy.length)
              .equals(damaged.subarray(0, damaged.length - copy.length)),
          ).toBe(true);
          await rm(join(directory, 'rooms', name));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('ST-10 says which room is damaged, how many bytes, and where the copy is, once', async () => {
    const path = await prepare(3);
    await writeFile(path, 'torn', { flag: 'a' });
    const { log, warnings } = await reopen();
    await log.close();
    expect(warnings).toEqual([
      expect.stringMatching(/room RoomOne1 .* last 4 bytes .* 3 records .*RoomOne1\.log\.damaged-1\.$/),
    ]);
    const again = await reopen();
    await again.log.close();
    expect(again.warnings).toEqual([]);
  });

  it('ST-10 does not touch records of a newer version', async () => {
    const path = await prepare(2);
    await writeFile(path, encodeFrame(Uint8Array.of(2, 1, 1)), { flag: 'a' });
    const before = await readFile(path);
    await expect(reopen()).rejects.toThrow('newer version');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('ST-4 ignores a compaction that was not finished', async () => {
    const path = await prepare(3);
    await writeFile(`${path}.new`, 'half of a new file');
    const { log, warnings } = await reopen();
    expect(await log.read(room.roomId, 0)).toHaveLength(3);
    await log.close();
    expect(warnings).toEqual([]);
    expect(await readdir(join(directory, 'rooms'))).toEqual(['RoomOne1.log']);
  });

  it('ST-2 finds every acknowledged append after kill -9, many rooms written at once', async () => {
    const log = await openFileRoomLog({ directory, clock });
    const ids = Array.from({ length: 5 }, (_, index) => `Room${index}`);
    await Promise.all(ids.map((roomId, index) => log.create({ roomId, code: `CODE${index}` }, [grant(0)])));
    await Promise.all(
      ids.flatMap((roomId) =>
        Array.from({ length: 40 }, (_, index) => log.append(roomId, [grant(index + 1)])),
      ),
    );
    const found = await openAfterKill(directory);
    for (const roomId of ids) expect(await found.read(roomId, 0)).toHaveLength(41);
    await Promise.all([log.close(), found.close()]);
  });

  it('lets one process at a time use a directory, and says who does', async () => {
    const log = await openFileRoomLog({ directory, clock });
    await expect(openFileRoomLog({ directory, clock })).rejects.toThrow(
      /^DATA_DIR is in use by process \d+ /,
    );
    await log.close();
    await (await openFileRoomLog({ directory, clock })).close();
  });

  it('takes over the lock of a process that is gone, and of another process with its number', async () => {
    for (const stale of [
      '999999999\n1 gone\n',
      '1\nnever at any boot\n',
      `${process.pid}\nold\n`,
      '',
      'nonsense',
    ]) {
      await writeFile(join(directory, 'lock'), stale);
      await (await openFileRoomLog({ directory, clock })).close();
    }
    expect(await readdir(directory)).toEqual(['rooms']);
  });

  it('says in one line that DATA_DIR cannot be used', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const below = openFileRoomLog({ directory: join(file, 'below'), clock });
    await expect(below).rejects.toThrow(/^DATA_DIR cannot be used: .*below \(ENOTDIR\)\. Set DATA_DIR .*$/);
    await expect(openFileRoomLog({ directory: file, clock })).rejects.toThrow(/^DATA_DIR cannot be used/);
  });

  it('refuses room ids that are no file names', async () => {
    const log = await openFileRoomLog({ directory, clock });
    for (const roomId of ['../../etc', 'a/b', '', 'a.b', 'x'.repeat(33)]) {
      await expect(log.create({ roomId, code: 'ABCDE' }, [])).rejects.toBeInstanceOf(RangeError);
    }
    await log.close();
  });

  it('ST-8 does not count client ids from 1 again when their file is damaged', async () => {
    await writeFile(join(directory, 'client-ids'), '12x');
    await expect(openFileClientIds({ directory })).rejects.toThrow('client-ids does not hold a number');
  });
});
