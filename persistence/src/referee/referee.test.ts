import { canvasDocument, DEFAULT_SETTINGS } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import { createMemoryClientIds, type createMemoryRoomLog } from '../adapters/memory/index.ts';
import { createClientIdPool } from '../client-ids/index.ts';
import { LogReplacedError, type Archive, type RoomListener, type RoomLog } from '../ports/index.ts';
import { createPlayers, phaseOf, SETTINGS, setUp, startGame } from './staged-referee.ts';

/** A log whose last records can be taken from under those who follow it, as a power loss of its store does. */
function createLosingLog(first: ReturnType<typeof createMemoryRoomLog>) {
  let inner = first;
  const listeners = new Set<RoomListener>();
  const log: RoomLog = {
    processId: first.processId,
    create: (...about) => inner.create(...about),
    findByCode: (code) => inner.findByCode(code),
    rooms: () => inner.rooms(),
    processes: () => inner.processes(),
    releaseLease: (...about) => inner.releaseLease(...about),
    list: (...about) => inner.list(...about),
    append: (...about) => inner.append(...about),
    publish: (...about) => inner.publish(...about),
    read: (...about) => inner.read(...about),
    compact: (...about) => inner.compact(...about),
    takeLease: (...about) => inner.takeLease(...about),
    delete: (roomId) => inner.delete(roomId),
    close: () => inner.close(),
    subscribe(roomId, listener) {
      listeners.add(listener);
      const end = inner.subscribe(roomId, listener);
      return () => {
        listeners.delete(listener);
        end();
      };
    },
  };
  const lose = (loseSinceMs: number): void => {
    inner = inner.crash({ loseSinceMs });
    for (const listener of listeners) listener.onLost?.(new LogReplacedError('replaced'));
  };
  return { log, lose };
}

describe('rooms', () => {
  it('RM-1 are made with a code of five letters and digits that nobody confuses, and default settings', async () => {
    const { log, open } = setUp();
    const referee = open(log);
    const { roomId, code } = await referee.createRoom({ name: 'Tea', settings: { rounds: 5 } });
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}$/);
    expect(referee.inspect(roomId)).toMatchObject({
      name: 'Tea',
      code,
      settings: { ...DEFAULT_SETTINGS, rounds: 5 },
    });
    expect(referee.roomsOpen).toBe(1);
    await referee.close();
  });

  it('RM-1 try another code when one is taken', async () => {
    const { log, open } = setUp();
    const bytes = [1, 1, 1, 2].map((byte) => (count: number) => new Uint8Array(count).fill(byte));
    let step = 0;
    // Room id, seed and code of the first room; then a second id, and the first code again.
    const script = [bytes[0], bytes[0], bytes[1], bytes[3], bytes[3], bytes[2], bytes[3]];
    const referee = open(log, { randomBytes: (count) => script[step++]?.(count) ?? new Uint8Array(count) });
    const first = await referee.createRoom({});
    const second = await referee.createRoom({});
    expect(second.code).not.toBe(first.code);
    await referee.close();
  });

  it('RM-2 let players in under their names, and back in as who they were', async () => {
    const { log, open } = setUp();
    const referee = open(log);
    const { roomId, code } = await referee.createRoom({});
    const ann = await referee.join({ code, nickname: 'Ann' });
    const other = await referee.join({ code, nickname: 'Ann' });
    expect([ann, other]).toMatchObject([
      { roomId, nickname: 'Ann' },
      { roomId, nickname: 'Ann 2' },
    ]);
    const playerId = 'playerId' in ann ? ann.playerId : '';
    expect(await referee.join({ code, nickname: 'Anna', playerId })).toEqual(ann);
    expect(referee.inspect(roomId)?.players).toHaveLength(2);
    expect(await referee.join({ code: 'ZZZZZ', nickname: 'Ann' })).toEqual({ refusal: 'unknown-room' });
    await referee.close();
  });

  it('RM-3 turn away whom they have no place for', async () => {
    const { log, open } = setUp();
    const referee = open(log);
    const { code } = await referee.createRoom({ settings: { maxPlayers: 2 } });
    await referee.join({ code, nickname: 'Ann' });
    await referee.join({ code, nickname: 'Bo' });
    expect(await referee.join({ code, nickname: 'Cy' })).toEqual({ refusal: 'room-full' });
    await referee.close();
  });

  it('RM-2 take who has left for somebody new', async () => {
    const test = setUp();
    const referee = test.open(test.log);
    const { roomId, code } = await referee.createRoom({});
    const joined = await referee.join({ code, nickname: 'Ann' });
    const playerId = 'playerId' in joined ? joined.playerId : '';
    await createPlayers(test.log, roomId, test.pool).send(playerId, { type: 'leave' });
    await test.clock.advance(10);
    expect(referee.inspect(roomId)?.players).toEqual([]);
    expect(await referee.join({ code, nickname: 'Ann', playerId })).not.toMatchObject({ playerId });
    await referee.close();
  });

  it('RM-14 RM-16 keep out whom they removed, and everybody new while they are locked', async () => {
    const test = setUp();
    const referee = test.open(test.log);
    const { roomId, code } = await referee.createRoom({ settings: { isPublic: true } });
    const joined = await Promise.all(
      ['Ann', 'Bo', 'Cy', 'Di'].map((nickname) => referee.join({ code, nickname })),
    );
    const ids = joined.map((one) => ('playerId' in one ? one.playerId : ''));
    const [host = '', ...others] = ids;
    const gone = others.at(-1) ?? '';
    const players = createPlayers(test.log, roomId, test.pool);
    for (const playerId of ids) await players.connect(playerId);
    await test.clock.advance(10);
    for (const playerId of ids.filter((id) => id !== gone)) {
      await players.send(playerId, { type: 'kick', playerId: gone });
    }
    await test.clock.advance(10);
    expect(await referee.join({ code, nickname: 'Di', playerId: gone })).toEqual({ refusal: 'removed' });
    await players.send(host, { type: 'lock', locked: true });
    await test.clock.advance(10);
    expect(await referee.join({ code, nickname: 'Ed' })).toEqual({ refusal: 'room-locked' });
    expect(await referee.join({ code, nickname: 'Ann', playerId: host })).toMatchObject({ playerId: host });
    expect(referee.publicRooms()).toEqual([]);
    await referee.close();
  });

  it('RM-7 are listed while they are public and somebody is in them', async () => {
    const { log, open } = setUp();
    const referee = open(log);
    const open1 = await referee.createRoom({ name: 'Open', settings: { isPublic: true } });
    const hidden = await referee.createRoom({ name: 'Hidden' });
    await referee.createRoom({ name: 'Empty', settings: { isPublic: true } });
    for (const { code } of [open1, hidden]) await referee.join({ code, nickname: 'Ann' });
    expect(referee.publicRooms()).toEqual([
      { ...open1, name: 'Open', players: 1, maxPlayers: 8, language: 'en' },
    ]);
    await referee.close();
  });

  it('RM-8 are deleted when nobody has touched them for long, joined or not', async () => {
    const { clock, log, open } = setUp();
    const referee = open(log);
    const { code } = await referee.createRoom({});
    await referee.createRoom({});
    await referee.join({ code, nickname: 'Ann' });
    await clock.advance(LIMITS.roomTimeToLiveMs - 60_000);
    expect(await log.rooms()).toHaveLength(2);
    await clock.advance(180_000);
    expect(await log.rooms()).toEqual([]);
    expect(referee.roomsOpen).toBe(0);
    await referee.close();
  });
});

describe('a game', () => {
  it('ST-1 goes on after kill -9 where it was: its timers end the turn', async () => {
    const test = setUp();
    const first = test.open(test.log);
    const { roomId } = await startGame(test, first);
    expect(phaseOf(first, roomId)).toBe('drawing');
    const word = JSON.stringify(first.inspect(roomId)?.phase);

    const log = test.log.crash();
    await first.close();
    const second = test.open(log);
    await second.start();
    await test.clock.advance(3_000);
    expect(JSON.stringify(second.inspect(roomId)?.phase)).toBe(word);
    await test.clock.advance(SETTINGS.drawTimeMs - 3_000);
    expect(phaseOf(second, roomId)).toBe('reveal');
    await second.close();
  });

  it('ST-5 brings each turn into the archive once, says so in the log, and compacts it', async () => {
    const test = setUp();
    const referee = test.open(test.log);
    const { roomId, drawer, guesser, players } = await startGame(test, referee);
    const phase = referee.inspect(roomId)?.phase;
    if (phase?.type !== 'drawing') throw new Error('nobody draws');
    const canvas = canvasDocument(roomId, phase.turn.turnId);
    const before = (await test.log.read(roomId, 0)).length;
    await players.send(guesser, { type: 'say', text: phase.word });
    await test.clock.advance(SETTINGS.revealTimeMs - 2_000);
    await test.log.append(roomId, [{ type: 'sealed', document: canvas }]);
    await test.clock.advance(1_000);
    const tooEarly = await test.archive.listTurns({ limit: 10 });
    await test.clock.advance(LIMITS.durableAfterMs);

    expect(tooEarly.turns, 'a power loss could still undo it').toEqual([]);
    const { turns } = await test.archive.listTurns({ limit: 10 });
    expect(turns).toMatchObject([{ id: phase.turn.turnId, word: phase.word, rights: 1, canvasHash: 'hash' }]);
    expect(await test.archive.getTurn(phase.turn.turnId)).toMatchObject({ drawers: [{ playerId: drawer }] });
    expect(referee.unarchived).toBe(0);
    expect((await test.log.read(roomId, 0)).length).toBeLessThan(before);
    expect(test.errors).toEqual([]);
    await referee.close();
  });

  it('ST-5 goes on while the archive is down, and is archived when it is back', async () => {
    const test = setUp();
    let down = true;
    const archive: Archive = {
      ...test.archive,
      async saveTurn(turn) {
        if (down) throw new Error('the archive is down');
        await test.archive.saveTurn(turn);
      },
    };
    const referee = test.open(test.log, { archive });
    const { roomId } = await startGame(test, referee);
    await test.clock.advance(SETTINGS.drawTimeMs + 20_000);
    expect(phaseOf(referee, roomId)).not.toBe('drawing');
    expect(referee.unarchived).toBe(1);
    await test.clock.advance(LIMITS.roomTimeToLiveMs + 120_000);
    expect(await test.log.rooms()).toHaveLength(1);
    down = false;
    await test.clock.advance(180_000);
    expect((await test.archive.listTurns({ limit: 10 })).turns.length).toBeGreaterThan(0);
    expect(referee.unarchived).toBe(0);
    await referee.close();
  });

  it('ST-2 is opened again when an append fails, and nothing is half done', async () => {
    const test = setUp();
    let failures = 0;
    const log: RoomLog = {
      ...test.log,
      append: async (...about) => {
        if (about[2]?.epoch !== undefined && failures-- > 0) throw new Error('the disk is full');
        return test.log.append(...about);
      },
    };
    const referee = test.open(log);
    const { roomId, code } = await referee.createRoom({});
    failures = 1;
    const joining = referee.join({ code, nickname: 'Ann' });
    await test.clock.advance(1_000);
    expect(await joining).toMatchObject({ roomId, nickname: 'Ann' });
    expect(await referee.join({ code, nickname: 'Bo' })).toMatchObject({ roomId, nickname: 'Bo' });
    expect(referee.inspect(roomId)?.players).toHaveLength(2);
    expect(test.errors).toEqual([new Error('the disk is full')]);
    await referee.close();
  });

  it('ST-1 begins again from the log when what was heard of it is lost, without what it had built upon it', async () => {
    const test = setUp();
    const { log, lose } = createLosingLog(test.log);
    const referee = test.open(log);
    const { roomId, code } = await referee.createRoom({});
    await referee.join({ code, nickname: 'Ann' });
    await test.clock.advance(LIMITS.durableAfterMs * 2);
    await referee.join({ code, nickname: 'Bo' });
    lose(LIMITS.durableAfterMs);
    await test.clock.advance(3_000);
    expect(test.errors).toEqual([expect.any(LogReplacedError)]);
    expect(referee.inspect(roomId)?.players.map(({ nickname }) => nickname)).toEqual(['Ann']);
    expect(await referee.join({ code, nickname: 'Cho' })).toMatchObject({ roomId, nickname: 'Cho' });
    await referee.close();
  });

  it('ST-7 ST-18 takes a room over from a process whose numbers are from a later block of ids', async () => {
    const test = setUp();
    const blocks = createMemoryClientIds();
    const [early, late] = [createClientIdPool(blocks, 5), createClientIdPool(blocks, 5)];
    await early.next();
    const other = test.open(test.log.join(), { nextClientId: () => late.next() });
    const { roomId } = await other.createRoom({});
    const referee = test.open(test.log, { nextClientId: () => early.next() });
    await referee.start();
    expect(referee.roomsOpen).toBe(0);
    await other.close();
    await test.clock.advance(500);
    expect(referee.inspect(roomId)).toBeDefined();
    expect(test.errors).toEqual([]);
    await referee.close();
  });

  it('closes twice without harm', async () => {
    const { log, open } = setUp();
    const referee = open(log);
    await referee.createRoom({});
    await referee.close();
    await expect(referee.close()).resolves.toBeUndefined();
  });
});
