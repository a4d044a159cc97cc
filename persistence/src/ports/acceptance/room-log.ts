import { createRoomState } from '@drawguess/game/rules';
import { DEFAULT_SETTINGS } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodeTakenError, LeaseLostError, NoSuchRoomError, type RoomLog } from '../room-log.ts';

export type RoomLogUnderTest = {
  log: RoomLog;
  /** Moves the log's clock forward. */
  advance(ms: number): Promise<void>;
  /**
   * The log as another process finds it after this one ended, `closed` in good order or `killed`. It takes the place
   * of the old one.
   */
  reopen(how: 'closed' | 'killed'): Promise<RoomLog>;
  /** The log as another process has it at the same time, where several can share one. */
  join?(): Promise<RoomLog>;
  /** Frees everything, of reopened logs too. */
  close(): Promise<void>;
};

const ROOM = { roomId: 'RoomOne1', code: 'ABCDE' };

const state = (revision: number): LogEntry => ({
  type: 'state',
  epoch: 1,
  state: {
    ...createRoomState({
      ...ROOM,
      name: 'Tea 차',
      seed: '0f'.repeat(32),
      settings: DEFAULT_SETTINGS,
      now: 1_700_000_000_123,
    }),
    revision,
  },
});
const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });
const ink = (...bytes: number[]): LogEntry => ({
  type: 'update',
  document: 'canvas:RoomOne1:t1',
  update: Uint8Array.from(bytes),
});
const positions = (records: readonly LogRecord[]): number[] => records.map((record) => record.position);
const entriesOf = (records: readonly LogRecord[]): LogEntry[] =>
  records.flatMap((record) => [...record.entries]);

/** Every adapter of `RoomLog` passes these (SPEC ST-1 … ST-4, ST-7, ST-9, ST-16, ST-18, ST-19). */
export function describeRoomLog(name: string, open: () => Promise<RoomLogUnderTest>): void {
  describe(`RoomLog: ${name}`, () => {
    let under: RoomLogUnderTest;
    let log: RoomLog;

    beforeEach(async () => {
      under = await open();
      ({ log } = under);
      await log.create(ROOM, [state(0)]);
    });
    afterEach(() => under.close());

    /** Collects what a subscriber hears. */
    const listen = (to: RoomLog, roomId = ROOM.roomId) => {
      const heard: LogRecord[] = [];
      const durable: number[] = [];
      const end = to.subscribe(roomId, {
        onRecord: (record) => void heard.push(record),
        onDurable: (position) => void durable.push(position),
      });
      return { heard, durable, end };
    };

    /** Moves the clock in small steps until the condition holds. A busy disk keeps its own time, so real time bounds it. */
    const until = async (condition: () => boolean): Promise<void> => {
      const endsAt = performance.now() + 4_000;
      while (!condition() && performance.now() < endsAt) await under.advance(100);
      expect(condition()).toBe(true);
    };

    describe('ST-1 the log', () => {
      it('ST-1 gives positions 1, 2, 3 … in the order of the calls', async () => {
        const appended = Array.from({ length: 20 }, (_, index) => log.append(ROOM.roomId, [grant(index)]));
        expect(await Promise.all(appended)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
        const records = await log.read(ROOM.roomId, 0);
        expect(positions(records)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
        expect(entriesOf(records.slice(1))).toEqual(Array.from({ length: 20 }, (_, index) => grant(index)));
      });

      it('ST-1 counts the positions of each room by themselves', async () => {
        await log.create({ roomId: 'RoomTwo2', code: 'FGHJK' }, [state(0)]);
        await log.append(ROOM.roomId, [grant(1)]);
        expect(await log.append('RoomTwo2', [grant(2)])).toBe(2);
        expect(entriesOf(await log.read('RoomTwo2', 1))).toEqual([grant(2)]);
      });

      it('ST-1 reads only what comes after a position', async () => {
        await log.append(ROOM.roomId, [grant(1)]);
        await log.append(ROOM.roomId, [grant(2)]);
        expect(positions(await log.read(ROOM.roomId, 2))).toEqual([3]);
        expect(await log.read(ROOM.roomId, 3)).toEqual([]);
      });

      it('ST-1 stamps records with the time of the append', async () => {
        await log.append(ROOM.roomId, [grant(1)]);
        await under.advance(1_000);
        await log.append(ROOM.roomId, [grant(2)]);
        const [first, second] = await log.read(ROOM.roomId, 1);
        expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(1_000);
      });

      it('ST-1 gives back what it was given: bytes, large integers, text, nested state', async () => {
        const entries: LogEntry[] = [
          state(7),
          {
            type: 'update',
            document: 'chat:RoomOne1',
            update: Uint8Array.from({ length: 70_000 }, (_, index) => index % 256),
          },
          { type: 'update', document: 'chat:RoomOne1', update: new Uint8Array() },
          { type: 'presence', playerId: 'p1', connected: false },
          {
            type: 'guess',
            turnId: 't1',
            guess: {
              id: 'g',
              playerId: 'p1',
              nickname: '나무',
              text: '고양이 🐈 "x"\n',
              at: 1_700_000_000_999,
              verdict: 'close',
            },
          },
          { type: 'drop', document: 'canvas:RoomOne1:t1' },
        ];
        await log.append(ROOM.roomId, entries);
        expect(entriesOf(await log.read(ROOM.roomId, 1))).toEqual(entries);
      });

      it('ST-1 delivers every record to every subscriber, once and in order, and never within the append', async () => {
        const first = listen(log);
        const second = listen(log);
        const append = log.append(ROOM.roomId, [grant(1), ink(1, 2, 3)]);
        expect(first.heard).toEqual([]);
        await append;
        await Promise.all([log.append(ROOM.roomId, [grant(2)]), log.append(ROOM.roomId, [grant(3)])]);
        await until(() => first.heard.length === 3 && second.heard.length === 3);
        expect(first.heard).toEqual(await log.read(ROOM.roomId, 1));
        expect(second.heard).toEqual(first.heard);
      });

      it('ST-1 tells a subscriber nothing of other rooms, and nothing after it has ended', async () => {
        await log.create({ roomId: 'RoomTwo2', code: 'FGHJK' }, [state(0)]);
        const other = listen(log, 'RoomTwo2');
        const ended = listen(log);
        ended.end();
        ended.end();
        const control = listen(log);
        await log.append(ROOM.roomId, [grant(1)]);
        await until(() => control.heard.length === 1);
        expect([other.heard, ended.heard]).toEqual([[], []]);
      });

      it('ST-1 goes on when a subscriber throws', async () => {
        log.subscribe(ROOM.roomId, {
          onRecord: () => {
            throw new Error('a faulty subscriber');
          },
          onDurable: () => undefined,
        });
        const other = listen(log);
        expect(await log.append(ROOM.roomId, [grant(1)])).toBe(2);
        await until(() => other.heard.length === 1);
      });
    });

    describe('ST-24 publications', () => {
      const canvas = 'canvas:RoomOne1:t1';
      const hear = (to: RoomLog, roomId = ROOM.roomId) => {
        const heard: { document: string; update: number[] }[] = [];
        const positions: number[] = [];
        const end = to.subscribe(roomId, {
          onRecord: ({ position }) => void positions.push(position),
          onDurable: () => undefined,
          onPublished: (document, update) => void heard.push({ document, update: [...update] }),
        });
        return { heard, positions, end };
      };

      it('ST-24 are no news to the process that made them, and no part of the log', async () => {
        const own = hear(log);
        log.publish(ROOM.roomId, canvas, Uint8Array.of(1, 2, 3));
        await log.append(ROOM.roomId, [grant(1)]);
        await until(() => own.positions.length === 1);
        expect(own.heard).toEqual([]);
        expect(await log.read(ROOM.roomId, 1)).toHaveLength(1);
      });

      it('ST-24 are heard by the subscribers of other processes, never within the call, until they end', async () => {
        const other = await under.join?.();
        // A store of one process has nobody to tell.
        if (other === undefined) return;
        await log.create({ roomId: 'RoomTwo2', code: 'FGHJK' }, [state(0)]);
        const [near, ended, elsewhere] = [hear(other), hear(other), hear(other, 'RoomTwo2')];
        // Who hears of a record hears of what is published after it.
        await log.append(ROOM.roomId, [grant(1)]);
        await until(() => near.positions.length === 1);
        ended.end();
        log.publish(ROOM.roomId, canvas, Uint8Array.of(0, 255, 58, 10));
        expect(near.heard).toEqual([]);
        log.publish(ROOM.roomId, canvas, new Uint8Array());
        await until(() => near.heard.length === 2);
        expect(near.heard).toEqual([
          { document: canvas, update: [0, 255, 58, 10] },
          { document: canvas, update: [] },
        ]);
        expect([ended.heard, elsewhere.heard]).toEqual([[], []]);
        expect(await log.append(ROOM.roomId, [grant(2)])).toBe(3);
        await until(() => near.positions.length === 2);
      });

      it('ST-24 of a closed log go nowhere, and harm nobody', async () => {
        await log.close();
        expect(() => log.publish(ROOM.roomId, canvas, Uint8Array.of(1))).not.toThrow();
      });
    });

    describe('ST-2 appends', () => {
      it('ST-2 stores the entries of one append as one record', async () => {
        await log.append(ROOM.roomId, [state(1), ink(9), grant(4)]);
        const [record] = await log.read(ROOM.roomId, 1);
        expect(record?.entries).toEqual([state(1), ink(9), grant(4)]);
      });

      it('ST-2 rejects where there is no room', async () => {
        await expect(log.append('Nowhere', [grant(1)])).rejects.toBeInstanceOf(NoSuchRoomError);
        await expect(log.read('Nowhere', 0)).rejects.toBeInstanceOf(NoSuchRoomError);
        await expect(log.takeLease('Nowhere', 1)).rejects.toBeInstanceOf(NoSuchRoomError);
      });
    });

    describe('ST-3 durability', () => {
      it('ST-3 announces a record as durable, not before it is old enough, and never backwards', async () => {
        const { durable } = listen(log);
        await under.advance(LIMITS.durableAfterMs * 2);
        await until(() => durable.includes(1));
        const position = await log.append(ROOM.roomId, [grant(1)]);
        await under.advance(LIMITS.durableAfterMs - 1);
        expect(durable).not.toContain(position);
        await until(() => durable.at(-1) === position);
        expect(durable).toEqual([...durable].sort((a, b) => a - b));
      });

      it('ST-3 tells a late subscriber what is durable already', async () => {
        const early = listen(log);
        await until(() => early.durable.includes(1));
        const late = listen(log);
        await until(() => late.durable.length > 0);
        expect(late.durable).toEqual([1]);
      });

      it('ST-3 a durable append resolves with its position', async () => {
        expect(await log.append(ROOM.roomId, [grant(1)], { durable: true })).toBe(2);
      });
    });

    describe('ST-4 compaction', () => {
      beforeEach(async () => {
        await log.takeLease(ROOM.roomId, 5);
        for (let clientId = 1; clientId <= 4; clientId++) await log.append(ROOM.roomId, [grant(clientId)]);
      });

      it('ST-4 puts one record in the place of all before, and keeps those after', async () => {
        await log.compact(ROOM.roomId, 3, [state(3), ink(1, 2)], 5);
        const records = await log.read(ROOM.roomId, 0);
        expect(positions(records)).toEqual([3, 4, 5]);
        expect(entriesOf(records)).toEqual([state(3), ink(1, 2), grant(3), grant(4)]);
      });

      it('ST-4 counts on, and a reader who was behind finds the record that stands for many', async () => {
        await log.compact(ROOM.roomId, 5, [state(5)], 5);
        expect(await log.append(ROOM.roomId, [grant(9)])).toBe(6);
        expect(positions(await log.read(ROOM.roomId, 2))).toEqual([5, 6]);
        expect(positions(await log.read(ROOM.roomId, 5))).toEqual([6]);
      });

      it('ST-4 loses no append that comes meanwhile', async () => {
        const { heard } = listen(log);
        const appended = [10, 11, 12].map((clientId) => log.append(ROOM.roomId, [grant(clientId)]));
        const compacted = log.compact(ROOM.roomId, 5, [state(5)], 5);
        appended.push(log.append(ROOM.roomId, [grant(13)]));
        await compacted;
        expect(await Promise.all(appended)).toEqual([6, 7, 8, 9]);
        expect(positions(await log.read(ROOM.roomId, 0))).toEqual([5, 6, 7, 8, 9]);
        await until(() => heard.length === 4);
      });

      it('ST-4 can be done again, and rejects a position that is not there', async () => {
        await log.compact(ROOM.roomId, 3, [state(3)], 5);
        await log.compact(ROOM.roomId, 5, [state(5)], 5);
        expect(positions(await log.read(ROOM.roomId, 0))).toEqual([5]);
        await expect(log.compact(ROOM.roomId, 4, [state(4)], 5)).rejects.toBeInstanceOf(RangeError);
        await expect(log.compact(ROOM.roomId, 6, [state(6)], 5)).rejects.toBeInstanceOf(RangeError);
      });

      it('ST-4 ST-7 rejects another lease', async () => {
        await expect(log.compact(ROOM.roomId, 3, [state(3)], 4)).rejects.toBeInstanceOf(LeaseLostError);
        expect(positions(await log.read(ROOM.roomId, 0))).toEqual([1, 2, 3, 4, 5]);
      });
    });

    describe('ST-7 leases', () => {
      it('ST-7 takes appends under the latest lease and under none, and refuses earlier ones', async () => {
        await log.takeLease(ROOM.roomId, 3);
        await log.append(ROOM.roomId, [grant(1)], { epoch: 3 });
        await log.takeLease(ROOM.roomId, 8);
        await expect(log.append(ROOM.roomId, [grant(2)], { epoch: 3 })).rejects.toBeInstanceOf(
          LeaseLostError,
        );
        await log.append(ROOM.roomId, [grant(3)]);
        await log.append(ROOM.roomId, [grant(4)], { epoch: 8 });
        expect(entriesOf(await log.read(ROOM.roomId, 1))).toEqual([grant(1), grant(3), grant(4)]);
      });

      it('ST-7 refuses an epoch that was never taken, and a lease below the one that is held', async () => {
        await expect(log.append(ROOM.roomId, [grant(1)], { epoch: 2 })).rejects.toBeInstanceOf(
          LeaseLostError,
        );
        await log.takeLease(ROOM.roomId, 8);
        await expect(log.takeLease(ROOM.roomId, 7)).rejects.toBeInstanceOf(LeaseLostError);
        await log.append(ROOM.roomId, [grant(1)], { epoch: 8 });
      });

      it('ST-7 of two racing holders only the later one gets in after its lease is taken', async () => {
        await log.takeLease(ROOM.roomId, 1);
        const old = Array.from({ length: 10 }, (_, index) =>
          log.append(ROOM.roomId, [grant(100 + index)], { epoch: 1 }),
        );
        const taken = log.takeLease(ROOM.roomId, 2);
        old.push(
          ...Array.from({ length: 10 }, (_, index) =>
            log.append(ROOM.roomId, [grant(200 + index)], { epoch: 1 }),
          ),
        );
        const [outcomes] = await Promise.all([Promise.allSettled(old), taken]);
        const before = await log.read(ROOM.roomId, 1);
        expect(before.length).toBe(outcomes.filter((outcome) => outcome.status === 'fulfilled').length);
        await log.append(ROOM.roomId, [grant(300)], { epoch: 2 });
        await expect(log.append(ROOM.roomId, [grant(301)], { epoch: 1 })).rejects.toBeInstanceOf(
          LeaseLostError,
        );
        expect(entriesOf(await log.read(ROOM.roomId, 0)).at(-1)).toEqual(grant(300));
      });
    });

    describe('ST-18 holders', () => {
      const holder = async (): Promise<string | undefined> => (await log.rooms())[0]?.holder;

      it('ST-18 a room tells who holds it, until they give it back under their latest lease', async () => {
        expect(await holder()).toBeUndefined();
        await log.takeLease(ROOM.roomId, 3);
        await log.takeLease(ROOM.roomId, 4);
        expect(await holder()).toBe(log.processId);
        await log.releaseLease(ROOM.roomId, 3);
        expect(await holder()).toBe(log.processId);
        await log.releaseLease(ROOM.roomId, 4);
        await log.releaseLease(ROOM.roomId, 4);
        expect(await holder()).toBeUndefined();
        await expect(log.releaseLease('Nowhere', 1)).rejects.toBeInstanceOf(NoSuchRoomError);
      });

      it('ST-16 a process knows of itself', async () => {
        expect(await log.processes()).toEqual([log.processId]);
      });

      it('ST-19 a room is listed as its referee last said', async () => {
        const listing = { name: 'Tea 차', players: 2, maxPlayers: 8, language: 'ko' };
        await log.takeLease(ROOM.roomId, 3);
        await log.list(ROOM.roomId, 3, { ...listing, players: 1 });
        await log.list(ROOM.roomId, 3, listing);
        expect(await log.rooms()).toEqual([{ ...ROOM, holder: log.processId, listing }]);
        await expect(log.list(ROOM.roomId, 2, undefined)).rejects.toBeInstanceOf(LeaseLostError);
        await expect(log.list('Nowhere', 1, undefined)).rejects.toBeInstanceOf(NoSuchRoomError);
        await log.list(ROOM.roomId, 3, undefined);
        expect(await log.rooms()).toEqual([{ ...ROOM, holder: log.processId }]);
      });
    });

    describe('ST-9 rooms', () => {
      it('ST-9 are found by their code and listed', async () => {
        await log.create({ roomId: 'RoomTwo2', code: 'FGHJK' }, [state(0)]);
        expect(await log.findByCode('FGHJK')).toBe('RoomTwo2');
        expect(await log.findByCode('ZZZZZ')).toBeUndefined();
        expect((await log.rooms()).sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
          ROOM,
          { roomId: 'RoomTwo2', code: 'FGHJK' },
        ]);
      });

      it('ST-9 have codes of their own: of two that want the same one, one gets it', async () => {
        const outcomes = await Promise.allSettled([
          log.create({ roomId: 'RoomTwo2', code: 'FGHJK' }, [state(0)]),
          log.create({ roomId: 'RoomThree3', code: 'FGHJK' }, [state(0)]),
        ]);
        expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
        await expect(log.create({ roomId: 'RoomFour4', code: ROOM.code }, [state(0)])).rejects.toBeInstanceOf(
          CodeTakenError,
        );
        expect(await log.findByCode(ROOM.code)).toBe(ROOM.roomId);
      });

      it('ST-9 that are deleted are gone, and their code is free again', async () => {
        await log.delete(ROOM.roomId);
        expect(await log.rooms()).toEqual([]);
        expect(await log.findByCode(ROOM.code)).toBeUndefined();
        await expect(log.append(ROOM.roomId, [grant(1)])).rejects.toBeInstanceOf(NoSuchRoomError);
        await log.create({ roomId: 'RoomTwo2', code: ROOM.code }, [state(0)]);
        expect(await log.findByCode(ROOM.code)).toBe('RoomTwo2');
      });
    });

    it('closes twice without harm, and rejects afterwards', async () => {
      await log.close();
      await log.close();
      await expect(log.append(ROOM.roomId, [grant(1)])).rejects.toThrow(/closed/);
    });

    describe.each(['closed', 'killed'] as const)('ST-1 reopened after it was %s', (how) => {
      it('finds rooms, codes, records and positions again', async () => {
        await log.append(ROOM.roomId, [grant(1), ink(1, 2, 3)]);
        await log.append(ROOM.roomId, [state(2)], { durable: true });
        await log.create({ roomId: 'RoomTwo2', code: 'FGHJK' }, [state(0)]);
        const before = await log.read(ROOM.roomId, 0);
        const again = await under.reopen(how);
        expect(await again.read(ROOM.roomId, 0)).toEqual(before);
        expect(await again.findByCode('FGHJK')).toBe('RoomTwo2');
        expect(await again.append(ROOM.roomId, [grant(2)])).toBe(4);
      });

      it('ST-4 finds what a compaction left', async () => {
        await log.takeLease(ROOM.roomId, 1);
        await log.append(ROOM.roomId, [grant(1)]);
        await log.compact(ROOM.roomId, 2, [state(2), ink(5)], 1);
        await log.append(ROOM.roomId, [grant(2)]);
        const again = await under.reopen(how);
        const records = await again.read(ROOM.roomId, 0);
        expect(positions(records)).toEqual([2, 3]);
        expect(entriesOf(records)).toEqual([state(2), ink(5), grant(2)]);
      });

      it('ST-3 announces what was stored before as durable', async () => {
        await log.append(ROOM.roomId, [grant(1)]);
        const again = await under.reopen(how);
        const { durable } = listen(again);
        await until(() => durable.includes(2));
        expect(durable.at(-1)).toBe(2);
      });

      it('ST-9 does not find a deleted room', async () => {
        await log.delete(ROOM.roomId);
        const again = await under.reopen(how);
        expect(await again.rooms()).toEqual([]);
      });
    });
  });
}
