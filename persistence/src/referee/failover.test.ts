import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import type { Archive, RoomLog } from '../ports/index.ts';
import { askReferee } from './ask.ts';
import { phaseOf, SETTINGS, setUp, startGame } from './staged-referee.ts';

/** Longer than the processes of a test need to know of each other. */
const ACQUAINTED_MS = 2 * LIMITS.processTtlMs;
const FAILOVER_MS = 3_000;

const playerOf = (joined: object): string => ('playerId' in joined ? String(joined.playerId) : '');

/** Counts how often a log was read whole, as it is by whoever hosts one of its rooms. */
function countReads(log: RoomLog): { log: RoomLog; reads: () => number } {
  let reads = 0;
  const read: RoomLog['read'] = (roomId, after) => {
    if (after === 0) reads += 1;
    return log.read(roomId, after);
  };
  return { log: { ...log, read }, reads: () => reads };
}

describe('ST-18 the referee of a room among several processes', () => {
  it('ST-18 dies, and another goes on within 3 s with its timers as they were', async () => {
    const test = setUp();
    const [first, second] = [test.openProcess(), test.openProcess()];
    await test.clock.advance(ACQUAINTED_MS);
    const { roomId } = await startGame(test, first.referee);
    const phase = first.referee.inspect(roomId)?.phase;
    if (phase?.type !== 'drawing') throw new Error('Nobody draws.');
    first.kill();
    await test.clock.advance(LIMITS.processTtlMs - LIMITS.processAnnounceMs);
    expect(second.referee.roomsOpen).toBe(0);
    await test.clock.advance(FAILOVER_MS - (LIMITS.processTtlMs - LIMITS.processAnnounceMs));
    expect(second.referee.inspect(roomId)?.phase).toEqual(phase);
    await test.clock.advance(phase.deadline - test.clock.now() - 1);
    expect(phaseOf(second.referee, roomId)).toBe('drawing');
    await test.clock.advance(1);
    expect(second.referee.inspect(roomId)?.phase).toMatchObject({ type: 'reveal', endedAt: phase.deadline });
    await second.referee.close();
  });

  it('ST-18 ends in good order, and another goes on at once', async () => {
    const test = setUp();
    const [first, second] = [test.openProcess(), test.openProcess()];
    await test.clock.advance(ACQUAINTED_MS);
    const { roomId } = await startGame(test, first.referee);
    await first.referee.close();
    await test.clock.advance(500);
    expect(phaseOf(second.referee, roomId)).toBe('drawing');
    expect(test.errors).toEqual([]);
    await second.referee.close();
  });

  it.each(['plays', 'rests in its lobby'])(
    'ST-7 ST-18 stands still for 15 s while another takes over: it stops, and hosts nothing; the room %s',
    async (what) => {
      const test = setUp();
      const [first, second] = [test.openProcess(), test.openProcess()];
      await test.clock.advance(ACQUAINTED_MS);
      const { roomId } =
        what === 'plays'
          ? await startGame(test, first.referee)
          : await first.referee.createRoom({ settings: { isPublic: true } });
      first.pause();
      await test.clock.advance(15_000);
      expect(second.referee.inspect(roomId)).toBeDefined();
      const epochs = async (): Promise<number[]> =>
        (await test.log.read(roomId, 0)).flatMap(({ entries }) =>
          entries.flatMap((entry) => (entry.type === 'state' ? [entry.epoch] : [])),
        );
      first.resume();
      await test.clock.advance(SETTINGS.drawTimeMs);
      expect(first.referee.roomsOpen).toBe(0);
      expect(second.referee.roomsOpen).toBe(1);
      expect(await epochs()).toEqual((await epochs()).sort((a, b) => a - b));
      // It is told once, by its log or by the records that it missed; a room that rests is let go in silence.
      expect(test.errors.map(String)).toEqual(
        what === 'plays' ? [expect.stringMatching(/held by lease|Another referee/)] : [],
      );
      await Promise.all([first.referee.close(), second.referee.close()]);
    },
  );

  it('ST-18 is one of those that see a room without one at once: only that one reads its log', async () => {
    const test = setUp();
    const holder = test.openProcess();
    const counted = [0, 1, 2].map(() => countReads(test.log.join()));
    const referees = counted.map(({ log }) => test.open(log));
    await test.clock.advance(ACQUAINTED_MS);
    for (let room = 0; room < 6; room++) await holder.referee.createRoom({});
    await test.clock.advance(1_000);
    holder.kill();
    await test.clock.advance(FAILOVER_MS);
    expect(counted.reduce((sum, { reads }) => sum + reads(), 0)).toBe(6);
    expect(referees.reduce((sum, { roomsOpen }) => sum + roomsOpen, 0)).toBe(6);
    expect(test.errors).toEqual([]);
    await Promise.all(referees.map((referee) => referee.close()));
  });

  it('ST-18 that cannot open a room gives it to one that can', async () => {
    const test = setUp();
    const broken = test.log.join();
    const faulty = test.open({ ...broken, read: () => Promise.reject(new Error('a disk error')) });
    const healthy = test.openProcess();
    const { roomId } = await faulty.createRoom({});
    await test.clock.advance(500);
    expect(healthy.referee.inspect(roomId)).toBeDefined();
    expect(faulty.roomsOpen).toBe(0);
    await Promise.all([faulty.close(), healthy.referee.close()]);
  });
});

describe('ST-17 a join by another process than the one that hosts the room', () => {
  it('ST-17 RM-2 lets players in, back in, and turns them away, as the room’s own does', async () => {
    const test = setUp();
    const [holder, other] = [test.openProcess(), test.openProcess()];
    const { roomId, code } = await holder.referee.createRoom({ settings: { maxPlayers: 2 } });
    const ann = await other.referee.join({ code, nickname: 'Ann' });
    const second = await other.referee.join({ code, nickname: 'Ann' });
    expect([ann, second]).toMatchObject([
      { roomId, nickname: 'Ann' },
      { roomId, nickname: 'Ann 2' },
    ]);
    expect(await other.referee.join({ code, nickname: 'Bo', playerId: playerOf(ann) })).toEqual(ann);
    expect(await other.referee.join({ code, nickname: 'Bo' })).toEqual({ refusal: 'room-full' });
    expect(holder.referee.inspect(roomId)?.players).toHaveLength(2);
    expect(other.referee.roomsOpen).toBe(0);
    await Promise.all([holder.referee.close(), other.referee.close()]);
  });

  it('ST-17 happens exactly once, whenever the room’s own process dies meanwhile', async () => {
    for (let steps = 0; steps <= 40; steps++) {
      const test = setUp();
      const [holder, other] = [test.openProcess(), test.openProcess()];
      await test.clock.advance(ACQUAINTED_MS);
      const { roomId, code } = await holder.referee.createRoom({});
      const joining = other.referee.join({ code, nickname: 'Ann' });
      for (let step = 0; step < steps; step++) await Promise.resolve();
      holder.kill();
      await test.clock.advance(FAILOVER_MS);
      const joined = await joining;
      expect(other.referee.inspect(roomId)?.players, `dead after ${steps} steps`).toMatchObject([
        { playerId: playerOf(joined), nickname: 'Ann' },
      ]);
      await other.referee.close();
    }
  });

  it('ST-17 that nobody answers in time is given up, and never happens', async () => {
    const test = setUp();
    const { log, clock } = test;
    const holder = test.openProcess();
    const { roomId } = await holder.referee.createRoom({});
    holder.kill();
    const asking = askReferee({ log, clock }, roomId, 'ask1', {
      type: 'join',
      playerId: 'ask1',
      nickname: 'Ann',
    });
    await clock.advance(LIMITS.answerMs);
    expect(await asking).toEqual({ refusal: 'unanswered' });
    const late = test.open(log);
    await late.start();
    await clock.advance(1_000);
    expect(late.inspect(roomId)?.players).toEqual([]);
    await late.close();
  });
});

describe('ST-19 public rooms', () => {
  it('ST-19 are listed by every process, as they were 2 s ago at most', async () => {
    const test = setUp();
    const [holder, other] = [test.openProcess(), test.openProcess()];
    const room = await holder.referee.createRoom({ name: 'Tea', settings: { isPublic: true } });
    await holder.referee.createRoom({ name: 'Hidden' });
    await test.clock.advance(2_000);
    expect(other.referee.publicRooms()).toEqual([]);
    const joined = await other.referee.join({ code: room.code, nickname: 'Ann' });
    await test.clock.advance(2_000);
    const listed = { ...room, name: 'Tea', players: 1, maxPlayers: 8, language: 'en' };
    expect(other.referee.publicRooms()).toEqual([listed]);
    expect(holder.referee.publicRooms()).toEqual([listed]);
    await holder.referee.close();
    await test.clock.advance(1_000);
    expect(other.referee.publicRooms()).toEqual([listed]);
    expect(playerOf(joined)).not.toBe('');
    await other.referee.close();
  });
});

describe('RM-28 players whose sync process dies', () => {
  it('RM-28 are away when they have not come back via another one in time', async () => {
    const test = setUp();
    const { referee } = test.openProcess();
    const [dying, living] = [test.log.join(), test.log.join()];
    await test.clock.advance(ACQUAINTED_MS);
    const { roomId, code } = await referee.createRoom({});
    const ids: string[] = [];
    for (const nickname of ['Ann', 'Bo']) {
      const playerId = playerOf(await referee.join({ code, nickname }));
      ids.push(playerId);
      await dying.append(roomId, [{ type: 'presence', playerId, connected: true, via: dying.processId }]);
    }
    dying.kill();
    await test.clock.advance(LIMITS.processTtlMs);
    const [playerId = ''] = ids;
    await living.append(roomId, [{ type: 'presence', playerId, connected: true, via: living.processId }]);
    await test.clock.advance(LIMITS.presenceGraceMs - 1);
    const connected = (): unknown[] | undefined =>
      referee.inspect(roomId)?.players.map((player) => player.connected);
    expect(connected()).toEqual([true, true]);
    await test.clock.advance(1_500);
    expect(connected()).toEqual([true, false]);
    await referee.close();
  });
});

describe('ST-5 the archive', () => {
  it('ST-5 ST-18 has a turn once that was offered by two processes, the later while the earlier still tried', async () => {
    const test = setUp();
    const saved: string[] = [];
    let goOn = (): void => undefined;
    const stalled = new Promise<void>((resolve) => (goOn = resolve));
    const counting = (before: Promise<void>): Archive => ({
      ...test.archive,
      async saveTurn(turn) {
        await before;
        saved.push(turn.id);
        await test.archive.saveTurn(turn);
      },
    });
    const first = test.openProcess({ archive: counting(stalled) });
    const second = test.openProcess({ archive: counting(Promise.resolve()) });
    await test.clock.advance(ACQUAINTED_MS);
    const { roomId } = await startGame(test, first.referee);
    await test.clock.advance(SETTINGS.drawTimeMs + 20_000);
    expect(first.referee.unarchived).toBe(1);
    expect(saved).toEqual([]);
    first.pause();
    await test.clock.advance(FAILOVER_MS + LIMITS.durableAfterMs);
    expect(saved).toHaveLength(1);
    first.resume();
    goOn();
    await test.clock.advance(2_000);
    expect(saved).toHaveLength(2);
    const { turns } = await test.archive.listTurns({ limit: 10 });
    expect(turns.map(({ id }) => id)).toEqual([saved[0]]);
    expect(second.referee.inspect(roomId)).toBeDefined();
    expect(second.referee.unarchived).toBe(0);
    await Promise.all([first.referee.close(), second.referee.close()]);
  });
});
