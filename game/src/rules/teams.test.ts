import { describe, expect, it } from 'vitest';
import { slotOf } from '../documents/index.ts';
import type { RoomState } from './state.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';
import { SLEEPING_DRAWER_MS } from './turn-end.ts';
import { completeState, CUT_GRACE_MS, viewPrivate, viewRoom } from './index.ts';

const stageTeams = (players: readonly string[], rounds = 1): StagedRoom =>
  stageRoom({ players, settings: { mode: 'team', rounds } });

const drawersOf = ({ state: { phase } }: StagedRoom): string[] =>
  phase.type === 'choosing'
    ? phase.drawers
    : 'turn' in phase
      ? phase.turn.drawers.map((drawer) => drawer.playerId)
      : [];

const choose = (room: StagedRoom): void => {
  const [drawer = ''] = drawersOf(room);
  room.ask(drawer, { type: 'choose', choice: 0 });
};

const wordOf = ({ state: { phase } }: StagedRoom): string => (phase.type === 'drawing' ? phase.word : '');

/** Plays to the podium and returns who drew, turn by turn. */
function playGame(room: StagedRoom): string[][] {
  const turns: string[][] = [];
  room.ask(room.state.hostId, { type: 'start' });
  while (room.state.phase.type === 'choosing') {
    turns.push(drawersOf(room));
    choose(room);
    room.finishTurn();
  }
  return turns;
}

describe('a team game', () => {
  it('TN-16 two draw one word, each under a slot of their own; both know it, and either chooses it', () => {
    const room = stageTeams(['ann', 'ben', 'cho']);
    room.ask('ann', { type: 'start' });
    expect(drawersOf(room)).toEqual(['ann', 'ben']);
    for (const playerId of ['ann', 'ben']) {
      expect(viewPrivate(room.state, playerId).choices).toHaveLength(3);
      expect(room.say(playerId, 'hm')).toBe('drawer-silent');
    }
    expect(viewPrivate(room.state, 'cho')).toEqual({});
    expect(room.ask('cho', { type: 'choose', choice: 0 })).toBe('not-drawer');
    expect(room.ask('ben', { type: 'choose', choice: 1 })).toBeUndefined();
    expect(room.ask('ann', { type: 'choose', choice: 0 })).toBe('not-now');
    expect(viewRoom(room.state).phase).toMatchObject({
      turn: {
        drawers: [
          { playerId: 'ann', slot: 0 },
          { playerId: 'ben', slot: 1 },
        ],
      },
    });
    for (const playerId of ['ann', 'ben'])
      expect(viewPrivate(room.state, playerId)).toEqual({ word: wordOf(room) });
    expect(room.events).toContainEqual(
      expect.objectContaining({
        message: expect.objectContaining({
          type: 'turn-started',
          playerId: 'ann',
          partner: { playerId: 'ben', nickname: 'ben' },
        }) as unknown,
      }),
    );
  });

  it('SC-3 TN-16 both get what a drawer gets, and neither guesses', () => {
    const room = stageTeams(['ann', 'ben', 'cho', 'dan']);
    room.beginDrawing();
    const word = wordOf(room);
    room.say('ben', word);
    room.say('cho', word);
    room.say('dan', word);
    expect(room.state.phase).toMatchObject({
      type: 'reveal',
      rights: [{ playerId: 'cho' }, { playerId: 'dan' }],
    });
    expect(room.player('ann').score).toBeGreaterThan(0);
    expect(room.player('ben').score).toBe(room.player('ann').score);
  });

  it.each([
    [['ann', 'ben', 'cho', 'dan'], 2],
    [['ann', 'ben', 'cho'], 2],
    [['ann', 'ben', 'cho', 'dan', 'eve'], 3],
  ])('TN-2 TN-16 a round of %j is over after %i turns, when everybody has drawn', (players, count) => {
    const turns = playGame(stageTeams(players));
    expect(turns).toHaveLength(count);
    for (const drawers of turns) expect(new Set(drawers).size).toBe(2);
    expect(new Set(turns.flat())).toEqual(new Set(players));
  });

  it('TN-17 nobody is called for another turn twice before the others', () => {
    for (let seed = 0; seed < 20; seed++) {
      const players = ['ann', 'ben', 'cho', 'dan', 'eve'];
      const room = stageRoom({
        players,
        settings: { mode: 'team', rounds: 5 },
        seed: `${seed}`.padStart(64, '0'),
      });
      const drawn = playGame(room).flat();
      const turns = players.map((one) => drawn.filter((playerId) => playerId === one).length);
      // eve, who came last, is the one who is left over in each round.
      expect(turns.at(-1)).toBe(5);
      expect(turns.slice(0, 4).toSorted((a, b) => a - b)).toEqual([6, 6, 6, 7]);
    }
  });

  it('TN-16 with fewer than three who are there and awake, one draws alone', () => {
    const room = stageTeams(['ann', 'ben', 'cho']);
    room.cutOff('cho');
    room.ask('ann', { type: 'start' });
    expect(drawersOf(room)).toEqual(['ann']);
  });

  it('TN-9 TN-16 a turn goes on while one of its drawers is in the room', () => {
    const room = stageTeams(['ann', 'ben', 'cho', 'dan']);
    room.ask('ann', { type: 'start' });
    room.ask('ann', { type: 'leave' });
    expect(room.state.phase.type).toBe('choosing');
    room.ask('ben', { type: 'choose', choice: 0 });
    expect(drawersOf(room)).toEqual(['ben']);
    const other = stageTeams(['ann', 'ben', 'cho', 'dan']);
    other.beginDrawing();
    other.ask('ann', { type: 'leave' });
    expect(other.state.phase.type).toBe('drawing');
    const { phase } = viewRoom(other.state);
    expect(['ann', 'ben'].map((playerId) => slotOf(phase, playerId))).toEqual([undefined, 1]);
    other.say('cho', wordOf(other));
    other.ask('ben', { type: 'leave' });
    expect(other.state.phase).toMatchObject({ type: 'reveal', rights: [{ playerId: 'cho' }] });
  });

  it('RM-23 TN-16 a drawer who gave up their seat and took one again draws no more, and guesses neither', () => {
    const room = stageTeams(['ann', 'ben', 'cho', 'dan']);
    room.beginDrawing();
    const word = wordOf(room);
    room.ask('ann', { type: 'stand' });
    room.ask('ann', { type: 'sit' });
    const { phase } = viewRoom(room.state);
    expect(['ann', 'ben'].map((playerId) => slotOf(phase, playerId))).toEqual([undefined, 1]);
    room.say('ann', word);
    expect(room.state.phase).toMatchObject({ type: 'drawing', rights: [] });
    room.ask('ben', { type: 'leave' });
    expect(room.state.phase.type).toBe('reveal');
  });

  it('TN-14 TN-16 ends when neither drawer is waited for any longer', () => {
    const room = stageTeams(['ann', 'ben', 'cho', 'dan']);
    room.beginDrawing();
    room.cutOff('ann');
    room.wait(CUT_GRACE_MS + 1_000);
    expect(room.state.phase.type).toBe('drawing');
    room.cutOff('ben');
    room.wait(CUT_GRACE_MS);
    expect(room.state.phase).toMatchObject({ type: 'reveal', skipped: false });

    const silent = stageTeams(['ann', 'ben', 'cho', 'dan']);
    silent.ask('ann', { type: 'start' });
    silent.wait(silent.state.settings.chooseTimeMs + SLEEPING_DRAWER_MS);
    expect(silent.state.phase).toMatchObject({ type: 'reveal', skipped: true });
  });

  it('SC-8 a game of a version without teams goes on as it was', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.ask('ann', { type: 'start' });
    const { phase, game, settings } = room.state;
    if (phase.type !== 'choosing' || game === null) throw new Error('Nobody chooses.');
    const { drawers, ...choosing } = phase;
    const { drawn: _d, ...running } = game;
    const { mode: _m, ...others } = settings;
    const stored = {
      ...room.state,
      settings: others,
      game: running,
      phase: { ...choosing, drawerId: drawers[0] },
    } as unknown as RoomState;
    expect(completeState(stored)).toEqual({ ...room.state, game: { ...game, drawn: {} } });
  });
});
