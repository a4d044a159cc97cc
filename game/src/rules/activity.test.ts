import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../documents/index.ts';
import { IDLE_AFTER_MS } from './activity.ts';
import { completeState, CUT_GRACE_MS, nextTick, viewRoom } from './index.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';
import type { DrawingPhase, RevealPhase } from './state.ts';
import { SLEEPING_DRAWER_MS } from './turn-end.ts';

const { drawTimeMs, chooseTimeMs } = DEFAULT_SETTINGS;
const WORDS = ['elephant', 'pineapple', 'lighthouse'].map((text) => ({
  text,
  difficulty: 1 as const,
  category: 'thing',
}));

const stage = (players: readonly string[], settings: Partial<Settings> = {}): StagedRoom =>
  stageRoom({ players, words: WORDS, settings });

function drawing({ state: { phase } }: StagedRoom): DrawingPhase {
  if (phase.type !== 'drawing') throw new Error(`The phase is ${phase.type}.`);
  return phase;
}

function reveal({ state: { phase } }: StagedRoom): RevealPhase {
  if (phase.type !== 'reveal') throw new Error(`The phase is ${phase.type}.`);
  return phase;
}

const drawerOf = ({ state: { phase } }: StagedRoom): string | undefined =>
  phase.type === 'choosing'
    ? phase.drawers[0]
    : 'turn' in phase
      ? phase.turn.drawers[0]?.playerId
      : undefined;

const idle = (room: StagedRoom): string[] =>
  viewRoom(room.state).players.flatMap((player) => (player.idle === true ? [player.playerId] : []));

const guessRight = (room: StagedRoom, playerId: string) => room.say(playerId, drawing(room).word);

/** ann's turn, in which ben and whoever is named besides say something, and the others do nothing. */
function playTurn(room: StagedRoom, ...awake: string[]): void {
  // Joining was the last that the others did.
  room.wait(1);
  room.beginDrawing();
  for (const playerId of ['ben', ...awake]) room.say(playerId, 'hm');
  room.wait(drawTimeMs);
}

/** From the reveal to the next turn. */
function goOn(room: StagedRoom): void {
  room.finishTurn();
  room.wait(chooseTimeMs);
}

describe('a drawer who is not there', () => {
  it('TN-14 is cut off without any ink: after the grace the turn is skipped', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.ask('ann', { type: 'start' });
    room.ask('ann', { type: 'choose', choice: 0 });
    room.wait(2_000);
    room.cutOff('ann');
    guessRight(room, 'ben');
    room.wait(CUT_GRACE_MS - 1);
    const { word } = drawing(room);
    room.wait(1);
    expect(reveal(room)).toMatchObject({ skipped: true, word, guessers: [], points: { ann: 0 } });
    expect(viewRoom(room.state).phase).toMatchObject({ type: 'reveal', skipped: true, word });
    expect(room.state.players.map((player) => player.score)).toEqual([0, 0, 0]);
    expect(idle(room)).toEqual([]);
    room.finishTurn();
    expect(drawerOf(room)).toBe('ben');
  });

  it('TN-14 is cut off with ink on the canvas: after the grace the turn ends with the points earned so far', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.beginDrawing();
    guessRight(room, 'ben');
    room.wait(2_000);
    room.cutOff('ann');
    room.wait(CUT_GRACE_MS - 1);
    expect(room.state.phase.type).toBe('drawing');
    room.wait(1);
    expect(reveal(room)).toMatchObject({ skipped: false, points: { ben: 300, cho: 0 } });
    expect(viewRoom(room.state).phase).not.toHaveProperty('skipped');
  });

  it('TN-14 comes back within the grace: the turn goes on', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.beginDrawing();
    room.cutOff('ann');
    room.wait(CUT_GRACE_MS - 1);
    room.reconnect('ann');
    room.wait(CUT_GRACE_MS);
    expect(room.state.phase.type).toBe('drawing');
  });

  it('TN-14 sleeps: neither chooses nor draws, and the turn is skipped', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.ask('ann', { type: 'start' });
    room.wait(chooseTimeMs + SLEEPING_DRAWER_MS - 1);
    expect(room.state.phase.type).toBe('drawing');
    room.wait(1);
    expect(reveal(room).skipped).toBe(true);
    expect(idle(room)).toEqual(['ann']);
  });

  it.each([
    {
      does: 'chooses',
      act: (room: StagedRoom) => room.ask('ann', { type: 'choose', choice: 0 }),
      chooses: true,
    },
    { does: 'draws', act: (room: StagedRoom) => room.draw(), chooses: false },
    {
      does: 'says that they are there',
      act: (room: StagedRoom) => room.ask('ann', { type: 'here' }),
      chooses: false,
    },
  ])('TN-14 $does: the turn goes on to its deadline', ({ act, chooses }) => {
    const room = stage(['ann', 'ben', 'cho']);
    room.ask('ann', { type: 'start' });
    if (!chooses) room.wait(chooseTimeMs);
    act(room);
    room.wait(drawTimeMs - 1);
    expect(room.state.phase.type).toBe('drawing');
    room.wait(1);
    expect(reveal(room).skipped).toBe(false);
  });

  it('TN-14 who comes back late is given time to begin', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.ask('ann', { type: 'start' });
    room.wait(10_000);
    room.cutOff('ann');
    room.wait(CUT_GRACE_MS - 1);
    room.reconnect('ann');
    room.wait(SLEEPING_DRAWER_MS - 1);
    expect(room.state.phase.type).toBe('drawing');
    room.wait(1);
    expect(reveal(room).skipped).toBe(true);
  });
});

describe('idle players', () => {
  it('TN-15 are those who did nothing for a whole turn', () => {
    const room = stage(['ann', 'ben', 'cho', 'dan']);
    playTurn(room, 'cho');
    expect(idle(room)).toEqual(['dan']);
    expect(room.player('dan').connected).toBe(true);
  });

  it('TN-15 are not those who were away for a part of it, came later, or had too little time', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.wait(1);
    room.beginDrawing();
    room.say('ben', 'hm');
    room.cutOff('cho');
    room.wait(1_000);
    room.reconnect('cho');
    room.enter('dan');
    room.wait(drawTimeMs);
    expect(idle(room)).toEqual([]);
    const quick = stage(['ann', 'ben', 'cho'], { drawTimeMs: IDLE_AFTER_MS - 2 });
    quick.wait(1);
    quick.beginDrawing();
    quick.wait(IDLE_AFTER_MS - 1);
    expect(quick.state.phase.type).toBe('reveal');
    expect(idle(quick)).toEqual([]);
  });

  it('TN-15 are passed over as drawers until they do something', () => {
    const room = stage(['ann', 'ben', 'cho', 'dan'], { rounds: 1 });
    playTurn(room, 'dan');
    room.player('cho').idle = true;
    goOn(room);
    expect(drawerOf(room)).toBe('ben');
    room.draw();
    room.say('dan', 'hm');
    room.wait(drawTimeMs);
    room.say('dan', 'well');
    const reveals = reveal(room);
    room.wait(Math.max(0, reveals.canvas.until - room.now));
    room.perform({ type: 'canvas-closed', turnId: reveals.turn.turnId, hash: 'hash' });
    room.wait(Math.max(0, reveals.deadline - room.now));
    expect(drawerOf(room)).toBe('dan');
    room.ask('cho', { type: 'here' });
    expect(idle(room)).not.toContain('cho');
    room.wait(chooseTimeMs);
    goOn(room);
    expect(drawerOf(room)).toBe('cho');
  });

  it('TN-15 are not waited for when everyone else has guessed, and take nothing from the drawer’s points', () => {
    const room = stage(['ann', 'ben', 'cho']);
    room.player('cho').idle = true;
    room.beginDrawing();
    expect(drawing(room).guessers).toEqual(['ben']);
    guessRight(room, 'ben');
    expect(reveal(room)).toMatchObject({ guessers: ['ben'], points: { ann: 270, ben: 300 } });
    expect(reveal(room).points).not.toHaveProperty('cho');
  });

  it.each([
    { half: 'first', after: drawTimeMs / 2, counts: true },
    { half: 'second', after: drawTimeMs / 2 + 1, counts: false },
  ])(
    'TN-15 TN-11 who wakes up in the $half half guesses from then on, and counts: $counts',
    ({ after, counts }) => {
      const room = stage(['ann', 'ben', 'cho', 'dan']);
      for (const playerId of ['cho', 'dan']) room.player(playerId).idle = true;
      room.beginDrawing();
      room.wait(after);
      room.say('cho', 'what is it?');
      guessRight(room, 'dan');
      guessRight(room, 'ben');
      expect(room.state.phase.type).toBe('drawing');
      room.wait(drawTimeMs);
      expect(reveal(room).guessers.includes('cho')).toBe(counts);
      expect(reveal(room).points).toMatchObject({ dan: 192 });
    },
  );

  it('TN-15 TN-13 keep nothing going: without anybody awake no turn begins until somebody is', () => {
    const room = stage(['ann', 'ben']);
    room.beginDrawing();
    room.wait(drawTimeMs);
    for (const player of room.state.players) player.idle = true;
    const { turn, deadline, canvas } = reveal(room);
    room.wait(canvas.until - room.now);
    room.perform({ type: 'canvas-closed', turnId: turn.turnId, hash: 'hash' });
    room.wait(deadline - room.now);
    expect(room.state.phase.type).toBe('reveal');
    expect(nextTick(room.state)).toBeUndefined();
    room.wait(3_600_000);
    room.ask('ann', { type: 'here' });
    expect(room.state.phase.type).toBe('choosing');
    expect(drawerOf(room)).toBe('ann');
  });

  it('TN-15 RM-12 have no say in who leaves', () => {
    const room = stage(['ann', 'ben', 'cho', 'dan', 'eve', 'fay', 'gus'], { isPublic: true });
    for (const playerId of ['eve', 'fay']) room.player(playerId).idle = true;
    for (const by of ['ann', 'ben', 'cho']) room.ask(by, { type: 'kick', playerId: 'gus' });
    expect(room.state.bans).toEqual(['gus']);
  });
});

describe('a state of the version before', () => {
  it('ST-1 is completed with what it had no place for, and nobody is idle', () => {
    const room = stage(['ann', 'ben']);
    room.beginDrawing();
    const old = JSON.parse(JSON.stringify(room.state), (key, value: unknown) =>
      ['inked', 'idle', 'actedAt', 'hereSince', 'activeSince', 'votes', 'bans', 'locked'].includes(key)
        ? undefined
        : value,
    ) as StagedRoom['state'];
    room.state = completeState(old);
    expect(drawing(room).inked).toBe(false);
    room.wait(drawTimeMs);
    expect(reveal(room).skipped).toBe(false);
    expect(completeState(room.state)).toEqual(room.state);
  });
});
