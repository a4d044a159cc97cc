import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../documents/index.ts';
import { hintTimes } from '../words/index.ts';
import { CANVAS_CLOSES_AFTER_MS, CUT_GRACE_MS, SEAL_OVERDUE_MS, viewPrivate, viewRoom } from './index.ts';
import { stageRoom, STAGE_STARTS_AT, type StagedRoom } from './staged-room.ts';
import type { DrawingPhase, RevealPhase } from './state.ts';

const { drawTimeMs, chooseTimeMs, revealTimeMs } = DEFAULT_SETTINGS;
const WORDS = ['elephant', 'pineapple', 'lighthouse'].map((text) => ({
  text,
  difficulty: 1 as const,
  category: 'thing',
}));

/** A room with three players and `extra` ones, in which ann draws. */
function stageDrawing(...extra: string[]): StagedRoom {
  const room = stageRoom({ players: ['ann', 'ben', 'cho', ...extra], words: WORDS });
  room.beginDrawing();
  return room;
}

function drawing({ state: { phase } }: StagedRoom): DrawingPhase {
  if (phase.type !== 'drawing') throw new Error(`The phase is ${phase.type}.`);
  return phase;
}

function reveal({ state: { phase } }: StagedRoom): RevealPhase {
  if (phase.type !== 'reveal') throw new Error(`The phase is ${phase.type}.`);
  return phase;
}

const guessRight = (room: StagedRoom, ...playerIds: string[]): void => {
  const { word } = drawing(room);
  for (const playerId of playerIds) room.say(playerId, word);
};

const mask = (room: StagedRoom): string => {
  const { phase } = viewRoom(room.state);
  return phase.type === 'drawing' ? phase.mask.join('') : '';
};

describe('choosing', () => {
  it('TN-4 the drawer is offered three words and takes one of them', () => {
    const room = stageRoom({ players: ['ann', 'ben'], words: WORDS });
    room.ask('ann', { type: 'start' });
    const { choices } = viewPrivate(room.state, 'ann');
    expect(choices).toHaveLength(3);
    expect(viewRoom(room.state).phase).toEqual({
      type: 'choosing',
      drawers: ['ann'],
      deadline: STAGE_STARTS_AT + chooseTimeMs,
    });
    expect(room.ask('ben', { type: 'choose', choice: 1 })).toBe('not-drawer');
    expect(room.ask('ann', { type: 'choose', choice: 3 })).toBe('bad-choice');
    room.wait(4_000);
    expect(room.ask('ann', { type: 'choose', choice: 1 })).toBeUndefined();
    expect(drawing(room)).toMatchObject({
      word: choices?.[1],
      startedAt: STAGE_STARTS_AT + 4_000,
      deadline: STAGE_STARTS_AT + 4_000 + drawTimeMs,
      guessers: ['ben'],
    });
    expect(room.ask('ann', { type: 'choose', choice: 1 })).toBe('not-now');
  });

  it('TN-4 after the deadline one of the words is drawn by lot', () => {
    const room = stageRoom({ players: ['ann', 'ben'], words: WORDS });
    room.ask('ann', { type: 'start' });
    const { choices } = viewPrivate(room.state, 'ann');
    room.wait(chooseTimeMs - 1);
    expect(room.state.phase.type).toBe('choosing');
    room.wait(1);
    expect(choices).toContain(drawing(room).word);
  });

  it('TN-12 a choice that comes after the deadline is too late, even before the tick', () => {
    const room = stageRoom({ players: ['ann', 'ben'], words: WORDS });
    room.ask('ann', { type: 'start' });
    room.now += chooseTimeMs;
    expect(room.ask('ann', { type: 'choose', choice: 0 })).toBe('not-now');
    expect(room.state.phase.type).toBe('drawing');
  });
});

describe('drawing', () => {
  it('TN-3 every turn has a canvas of its own, whose id the room has never seen', () => {
    const room = stageDrawing();
    const canvases = new Set<string>();
    for (let turn = 0; turn < 9; turn++) {
      const { phase } = viewRoom(room.state);
      if (phase.type !== 'drawing') throw new Error(`The phase is ${phase.type}.`);
      expect(phase.turn).toMatchObject({ number: turn + 1, drawers: [{ slot: 0 }] });
      expect(phase.turn.canvas).toBe(`canvas:room1:${phase.turn.turnId}`);
      canvases.add(phase.turn.canvas);
      room.finishTurn();
      room.wait(chooseTimeMs);
    }
    expect(canvases.size).toBe(9);
  });

  it('TN-5 hints appear at their times and not before', () => {
    const room = stageDrawing();
    const { word, hints } = drawing(room);
    const times = hintTimes(hints.length, drawTimeMs);
    expect(times.length).toBeGreaterThan(0);
    for (const [index, time] of times.entries()) {
      room.wait(STAGE_STARTS_AT + time - room.now - 1);
      const before = mask(room);
      expect(before.replaceAll('_', '')).toHaveLength(index);
      room.wait(1);
      expect(mask(room).replaceAll('_', '')).toHaveLength(index + 1);
      expect(mask(room)).toHaveLength(word.length);
    }
  });

  it('TN-5 hints that were due while nothing ran are all there at once', () => {
    const room = stageDrawing();
    const times = hintTimes(drawing(room).hints.length, drawTimeMs);
    room.now += times.at(-1) ?? 0;
    room.say('ben', 'hm');
    expect(drawing(room).hintsShown).toBe(times.length);
  });

  it('TN-6 ends at the deadline', () => {
    const room = stageDrawing();
    guessRight(room, 'ben');
    room.wait(drawTimeMs - 1);
    expect(room.state.phase.type).toBe('drawing');
    room.wait(1);
    expect(reveal(room)).toMatchObject({ startedAt: STAGE_STARTS_AT, endedAt: STAGE_STARTS_AT + drawTimeMs });
  });

  it('TN-6 ends as soon as everyone has guessed right', () => {
    const room = stageDrawing();
    room.wait(10_000);
    guessRight(room, 'ben');
    expect(room.state.phase.type).toBe('drawing');
    guessRight(room, 'cho');
    expect(reveal(room).endedAt).toBe(STAGE_STARTS_AT + 10_000);
  });

  it.each(['cut off before the guess', 'cut off after the guess'])(
    'TN-6 waits for a guesser who is %s',
    (when) => {
      const room = stageDrawing();
      if (when.includes('before')) room.cutOff('cho');
      guessRight(room, 'ben');
      if (when.includes('after')) room.cutOff('cho');
      room.wait(CUT_GRACE_MS - 1);
      expect(room.state.phase.type).toBe('drawing');
      room.wait(1);
      expect(reveal(room).endedAt).toBe(STAGE_STARTS_AT + CUT_GRACE_MS);
    },
  );

  it('TN-6 goes on for a guesser who comes back in time', () => {
    const room = stageDrawing();
    guessRight(room, 'ben');
    room.cutOff('cho');
    room.wait(CUT_GRACE_MS - 1);
    room.reconnect('cho');
    room.wait(1_000);
    guessRight(room, 'cho');
    expect(reveal(room).rights.map((right) => right.playerId)).toEqual(['ben', 'cho']);
  });

  it('TN-6 does not end early while nobody has guessed right', () => {
    const room = stageDrawing();
    room.cutOff('ben', 'cho');
    room.wait(drawTimeMs - 1);
    expect(room.state.phase.type).toBe('drawing');
  });

  it('TN-6 ends when the only one who has not guessed leaves', () => {
    const room = stageDrawing();
    guessRight(room, 'ben');
    room.ask('cho', { type: 'leave' });
    expect(room.state.phase.type).toBe('reveal');
  });

  it('TN-13 who guessed right and is cut off afterwards keeps nobody busy', () => {
    const room = stageDrawing();
    guessRight(room, 'ben');
    room.cutOff('ben');
    const before = room.state.revision;
    room.wait(drawTimeMs - 1);
    expect(room.state.revision - before).toBe(drawing(room).hints.length);
  });

  it('TN-9 ends when the drawer leaves, with the points earned so far', () => {
    const room = stageDrawing();
    guessRight(room, 'ben');
    room.ask('ann', { type: 'leave' });
    expect(reveal(room).points).toMatchObject({ ben: 300, cho: 0 });
    expect(room.player('ben').score).toBe(300);
  });
});

describe('who counts', () => {
  it('TN-11 who joins while somebody draws can guess', () => {
    const room = stageDrawing();
    room.enter('dan');
    expect(drawing(room).guessers).toEqual(['ben', 'cho', 'dan']);
    guessRight(room, 'ben', 'cho');
    expect(room.state.phase.type).toBe('drawing');
    guessRight(room, 'dan');
    expect(Object.keys(reveal(room).points).toSorted()).toEqual(['ann', 'ben', 'cho', 'dan']);
  });

  it.each([
    {
      name: 'joined in the first half',
      counts: true,
      happens: (room: StagedRoom) => room.enter('dan', 'fay'),
    },
    {
      name: 'joined in the second half',
      counts: false,
      happens(room: StagedRoom) {
        room.wait(drawTimeMs / 2 + 1);
        room.enter('dan', 'fay');
      },
    },
    {
      name: 'was cut off on the way',
      counts: true,
      happens(room: StagedRoom) {
        room.enter('dan', 'fay');
        room.wait(1_000);
        room.cutOff('dan', 'fay');
      },
    },
    {
      name: 'left',
      counts: false,
      happens(room: StagedRoom) {
        room.enter('dan', 'fay');
        room.ask('dan', { type: 'leave' });
        room.ask('fay', { type: 'leave' });
      },
    },
  ])(
    'TN-11 who $name takes from the drawer’s points: $counts (two of them; one takes nothing, SC-3)',
    ({ counts, happens }) => {
      const room = stageDrawing();
      guessRight(room, 'ben', 'cho');
      const without = reveal(room).points['ann'] ?? 0;
      const other = stageDrawing();
      other.enter('eve');
      guessRight(other, 'ben', 'cho');
      happens(other);
      other.ask('eve', { type: 'leave' });
      if (other.state.phase.type === 'drawing') other.wait(drawTimeMs);
      const points = reveal(other).points;
      expect('dan' in points).toBe(counts);
      expect((points['ann'] ?? 0) < without).toBe(counts);
    },
  );

  it('TN-11 who was away from beginning to end does not count', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'], words: WORDS });
    room.cutOff('cho');
    room.wait(1);
    room.beginDrawing();
    guessRight(room, 'ben');
    room.wait(drawTimeMs);
    expect(reveal(room).guessers).toEqual(['ben']);
  });

  it('TN-11 who leaves and comes back guesses once, and who guessed right stays right', () => {
    const room = stageDrawing();
    guessRight(room, 'ben');
    room.ask('ben', { type: 'leave' });
    room.enter('ben');
    expect(viewPrivate(room.state, 'ben')).toEqual({ word: drawing(room).word });
    guessRight(room, 'cho');
    expect(reveal(room).guessers).toEqual(['ben', 'cho']);
    expect(reveal(room).points).toMatchObject({ ben: 300, cho: 300 });
  });
});

describe('the reveal', () => {
  const canvasStates = (room: StagedRoom): unknown => {
    const { phase } = viewRoom(room.state);
    return phase.type === 'reveal' ? [phase.canvasState, phase.canvasHash] : phase.type;
  };

  it('TN-7 TN-8 the canvas is open, then closing, then closed with its hash', () => {
    const room = stageDrawing();
    room.wait(drawTimeMs);
    expect(viewRoom(room.state).phase).toMatchObject({ type: 'reveal', word: reveal(room).word, rights: [] });
    room.wait(CANVAS_CLOSES_AFTER_MS - 1);
    expect(canvasStates(room)).toEqual(['open', undefined]);
    room.wait(1);
    expect(canvasStates(room)).toEqual(['closing', undefined]);
    room.perform({ type: 'canvas-closed', turnId: 'another', hash: 'abc' });
    expect(canvasStates(room)).toEqual(['closing', undefined]);
    room.perform({ type: 'canvas-closed', turnId: reveal(room).turn.turnId, hash: 'abc' });
    expect(canvasStates(room)).toEqual(['closed', 'abc']);
    room.wait(revealTimeMs - CANVAS_CLOSES_AFTER_MS - 1);
    expect(canvasStates(room)).toEqual(['closed', 'abc']);
    room.wait(1);
    expect(room.state.phase).toMatchObject({ type: 'choosing', drawers: ['ben'] });
  });

  it('TN-8 TN-10 a seal that does not come is asked for again, and no turn begins on an open canvas', () => {
    const room = stageDrawing();
    room.wait(drawTimeMs + CANVAS_CLOSES_AFTER_MS + 3 * SEAL_OVERDUE_MS);
    const { turnId } = reveal(room).turn;
    const overdue = room.events.filter((event) => event.type === 'canvas-overdue');
    expect(overdue).toEqual(Array(3).fill({ type: 'canvas-overdue', turnId }));
    room.perform({ type: 'canvas-closed', turnId, hash: 'abc' });
    expect(room.state.phase.type).toBe('choosing');
  });

  it('TN-7 the points are added to the scores once', () => {
    const room = stageDrawing();
    room.wait(drawTimeMs / 2);
    guessRight(room, 'ben');
    room.wait(drawTimeMs / 2);
    const { points } = reveal(room);
    expect(points).toEqual({ ann: 27, ben: 192, cho: 0 });
    room.finishTurn();
    expect(Object.fromEntries(room.state.players.map((player) => [player.playerId, player.score]))).toEqual(
      points,
    );
  });

  it('TN-12 a guess after the deadline is too late, even before the tick', () => {
    const room = stageDrawing();
    const { word } = drawing(room);
    room.now += drawTimeMs;
    room.say('ben', word);
    expect(reveal(room).rights).toEqual([]);
    const said = expect.objectContaining({ type: 'said', playerId: 'ben', text: word });
    expect(room.events).toContainEqual({ type: 'chat', message: said });
  });
});
