import type { LogEntry } from '@drawguess/game/log';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaseHeldError, LeaseLostError, type RoomLog } from '../room-log.ts';

export type SharedRoomLogUnderTest = {
  /** The log as a process finds it that shares it with those before. */
  openAnother(): Promise<OneOfMany>;
  /** Moves the clock of all of them forward. */
  advance(ms: number): Promise<void>;
  /** Frees everything. */
  close(): Promise<void>;
};

type OneOfMany = {
  log: RoomLog;
  /** Its process dies, or is cut off. */
  kill(): Promise<void>;
};

const ROOM = { roomId: 'RoomOne1', code: 'ABCDE' };
const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });

/** Every adapter of `RoomLog` that several processes may share passes these too (SPEC ST-16, ST-18). */
export function describeSharedRoomLog(name: string, open: () => Promise<SharedRoomLogUnderTest>): void {
  describe(`RoomLog of several processes: ${name}`, () => {
    let under: SharedRoomLogUnderTest;
    let log: RoomLog;
    let other: OneOfMany;

    beforeEach(async () => {
      under = await open();
      ({ log } = await under.openAnother());
      other = await under.openAnother();
      await log.create(ROOM, [grant(0)]);
    });
    afterEach(() => under.close());

    const eventually = async (task: () => Promise<boolean>): Promise<void> => {
      // A store with a clock of its own takes its own time.
      const passes = async (): Promise<void> => {
        await under.advance(100);
        expect(await task()).toBe(true);
      };
      await vi.waitFor(passes, { timeout: 10_000, interval: 20 });
    };
    const takes = (by: RoomLog, epoch: number): Promise<boolean> =>
      by.takeLease(ROOM.roomId, epoch).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(LeaseHeldError);
          return false;
        },
      );

    it('ST-16 processes know of each other, and of those who ended no more', async () => {
      const both = [log.processId, other.log.processId].sort();
      expect(both[0]).not.toBe(both[1]);
      expect((await log.processes()).sort()).toEqual(both);
      expect((await other.log.processes()).sort()).toEqual(both);
      await other.log.close();
      expect(await log.processes()).toEqual([log.processId]);
    });

    it('ST-1 each hears what another one appends', async () => {
      const heard: number[] = [];
      other.log.subscribe(ROOM.roomId, {
        onRecord: ({ position }) => void heard.push(position),
        onDurable: () => undefined,
      });
      await other.log.read(ROOM.roomId, 0);
      for (const clientId of [1, 2]) await log.append(ROOM.roomId, [grant(clientId)]);
      await eventually(async () => heard.length === 2);
      expect(heard).toEqual([2, 3]);
    });

    it('ST-18 nobody takes a room while its holder lives, whatever the lease', async () => {
      await log.takeLease(ROOM.roomId, 5);
      expect(await takes(other.log, 9)).toBe(false);
      await log.append(ROOM.roomId, [grant(1)], { epoch: 5 });
      await log.releaseLease(ROOM.roomId, 5);
      expect(await takes(other.log, 9)).toBe(true);
      expect(await takes(log, 10)).toBe(false);
    });

    it('ST-18 a room is taken over when its holder has died, and not before; its lease is over then', async () => {
      await other.log.takeLease(ROOM.roomId, 5);
      await other.kill();
      expect(await takes(log, 9)).toBe(false);
      await eventually(() => takes(log, 9));
      expect(await log.processes()).toEqual([log.processId]);
      await expect(log.append(ROOM.roomId, [grant(1)], { epoch: 5 })).rejects.toBeInstanceOf(LeaseLostError);
    });

    it('ST-16 who has only just come takes nobody for dead that others may still take to be alive', async () => {
      await other.log.takeLease(ROOM.roomId, 5);
      await other.kill();
      const { log: young } = await under.openAnother();
      expect(await takes(young, 9)).toBe(false);
      expect(await young.processes()).toContain(other.log.processId);
      await eventually(() => takes(young, 9));
    });
  });
}
