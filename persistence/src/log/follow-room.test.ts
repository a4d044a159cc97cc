import { createFakeClock } from '@drawguess/game/clock';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRoomLog } from '../adapters/memory/index.ts';
import { LogReplacedError, NoSuchRoomError, type RoomListener, type RoomLog } from '../ports/index.ts';
import { followRoom } from './follow-room.ts';

const room = { roomId: 'r1', code: 'ABCDE' };
const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });
const idsOf = (records: readonly LogRecord[]): number[] =>
  records.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'grant' ? [entry.clientId] : [])),
  );

async function open() {
  const clock = createFakeClock();
  const log = createMemoryRoomLog({ clock });
  await log.create(room, [grant(0)]);
  await log.takeLease(room.roomId, 1);
  return { clock, log };
}

function collect() {
  const records: LogRecord[] = [];
  const durable: number[] = [];
  const errors: unknown[] = [];
  return {
    records,
    durable,
    errors,
    onRecord: (record: LogRecord) => void records.push(record),
    onDurable: (position: number) => void durable.push(position),
    onError: (error: unknown) => void errors.push(error),
  };
}

/** Passes notifications on as `fates` says, one after another: kept, lost, doubled, or held back until the next. */
type Fate = 'kept' | 'lost' | 'doubled' | 'held';
function lossy(log: RoomLog, fates: readonly Fate[]): RoomLog {
  let count = 0;
  const subscribe = (roomId: string, listener: RoomListener): (() => void) => {
    let held: LogRecord[] = [];
    return log.subscribe(roomId, {
      onRecord(record) {
        const fate = fates[count++ % fates.length] ?? 'kept';
        if (fate === 'held') held.push(record);
        if (fate === 'held' || fate === 'lost') return;
        listener.onRecord(record);
        if (fate === 'doubled') listener.onRecord(record);
        for (const late of held.reverse()) listener.onRecord(late);
        held = [];
      },
      onDurable: (position) => listener.onDurable(position),
    });
  };
  return { ...log, subscribe };
}

/** A log that can be replaced by another one, as far as its subscribers hear. */
function losable(log: RoomLog) {
  let listeners: RoomListener[] = [];
  const subscribe = (roomId: string, listener: RoomListener): (() => void) => {
    listeners.push(listener);
    const end = log.subscribe(roomId, listener);
    return () => {
      listeners = listeners.filter((other) => other !== listener);
      end();
    };
  };
  const lose = (): void => {
    for (const listener of listeners) listener.onLost?.(new LogReplacedError('replaced'));
  };
  return { log: { ...log, subscribe }, lose };
}

describe('followRoom', () => {
  it('ST-1 gives what there is, then what comes', async () => {
    const { log } = await open();
    await log.append(room.roomId, [grant(1)]);
    const follower = await followRoom(log, room.roomId);
    await log.append(room.roomId, [grant(2)]);
    expect(idsOf(follower.records)).toEqual([0, 1]);
    const seen = collect();
    follower.start(seen);
    await log.append(room.roomId, [grant(3)]);
    await follower.catchUp();
    expect(idsOf(seen.records)).toEqual([2, 3]);
    follower.close();
    follower.close();
    await log.append(room.roomId, [grant(4)]);
    expect(idsOf(seen.records)).toEqual([2, 3]);
  });

  it('ST-1 begins after a position where one is given', async () => {
    const { log } = await open();
    await log.append(room.roomId, [grant(1)]);
    const follower = await followRoom(log, room.roomId, 1);
    expect(idsOf(follower.records)).toEqual([1]);
  });

  it('ST-1 delivers every record once and in order, whatever becomes of the notifications', async () => {
    const fate = fc.constantFrom<Fate>('kept', 'lost', 'doubled', 'held');
    const step = fc.record({ appends: fc.integer({ min: 1, max: 5 }), wait: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { minLength: 1, maxLength: 12 }),
        fc.array(step, { maxLength: 8 }),
        async (fates, steps) => {
          const { log } = await open();
          const follower = await followRoom(lossy(log, fates), room.roomId);
          const seen = collect();
          follower.start(seen);
          let next = 1;
          for (const { appends, wait } of steps) {
            const done = Array.from({ length: appends }, () => log.append(room.roomId, [grant(next++)]));
            if (wait) await Promise.all(done);
          }
          await log.append(room.roomId, [grant(next++)]);
          await follower.catchUp();
          expect(idsOf(seen.records)).toEqual(Array.from({ length: next - 1 }, (_, index) => index + 1));
          expect(seen.errors).toEqual([]);
          follower.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('ST-4 survives a compaction of what it has not read', async () => {
    const { log } = await open();
    const follower = await followRoom(lossy(log, ['lost', 'lost', 'lost', 'kept']), room.roomId);
    const seen = collect();
    follower.start(seen);
    await follower.catchUp();
    for (let clientId = 1; clientId <= 3; clientId++) await log.append(room.roomId, [grant(clientId)]);
    await log.compact(room.roomId, 3, [grant(1), grant(2)], 1);
    await log.append(room.roomId, [grant(4)]);
    await follower.catchUp();
    expect(seen.records.map(({ position }) => position)).toEqual([3, 4, 5]);
    expect(idsOf(seen.records)).toEqual([1, 2, 3, 4]);
  });

  it('ST-3 never announces what it has not delivered', async () => {
    const { clock, log } = await open();
    const follower = await followRoom(lossy(log, ['lost']), room.roomId);
    const delivered: number[] = [];
    follower.start({
      onRecord: ({ position }) => void delivered.push(position),
      onDurable: (position) => void delivered.push(-position),
      onError: (error) => expect(error).toBeUndefined(),
    });
    await log.append(room.roomId, [grant(1)]);
    await clock.advance(5_000);
    expect(delivered).toEqual([2, -2]);
  });

  it('ends with one error when the room is gone', async () => {
    const { log } = await open();
    const follower = await followRoom(log, room.roomId);
    const seen = collect();
    follower.start(seen);
    await follower.catchUp();
    await log.delete(room.roomId);
    await follower.catchUp();
    await follower.catchUp();
    expect(seen.errors).toEqual([expect.any(NoSuchRoomError)]);
    await expect(followRoom(log, room.roomId)).rejects.toBeInstanceOf(NoSuchRoomError);
  });

  it('ST-1 ends with one error when what it followed is lost, and delivers nothing more', async () => {
    const { log: inner } = await open();
    const { log, lose } = losable(inner);
    const follower = await followRoom(log, room.roomId);
    const seen = collect();
    follower.start(seen);
    lose();
    lose();
    await log.append(room.roomId, [grant(1)]);
    await follower.catchUp();
    expect(seen.errors).toEqual([expect.any(LogReplacedError)]);
    expect(seen.records).toEqual([]);
  });

  it('ST-1 tells of a loss before the start, and rejects when it came while the log was read', async () => {
    const { log: inner } = await open();
    const { log, lose } = losable(inner);
    const follower = await followRoom(log, room.roomId);
    lose();
    const seen = collect();
    follower.start(seen);
    expect(seen.errors).toEqual([expect.any(LogReplacedError)]);
    const following = followRoom(log, room.roomId);
    lose();
    await expect(following).rejects.toBeInstanceOf(LogReplacedError);
  });

  it('ends when a handler throws: what follows would build on a record that was not taken', async () => {
    const { log } = await open();
    const follower = await followRoom(log, room.roomId);
    const errors: unknown[] = [];
    const taken: number[] = [];
    follower.start({
      onRecord({ position }) {
        taken.push(position);
        throw new Error('not taken');
      },
      onError: (error) => void errors.push(error),
    });
    await Promise.all([log.append(room.roomId, [grant(1)]), log.append(room.roomId, [grant(2)])]);
    await follower.catchUp();
    expect(taken).toEqual([2]);
    expect(errors).toEqual([new Error('not taken')]);
  });
});
