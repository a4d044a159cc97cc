import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits/index.ts';
import { viewRoom } from './index.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';

const NAMES = ['ann', 'ben', 'cho', 'dan', 'eve', 'fay', 'gus', 'hal'];

/** A public room, in which the host has no say of their own. */
const stageTable = (players: number): StagedRoom =>
  stageRoom({ players: NAMES.slice(0, players), settings: { isPublic: true } });

const kick = (room: StagedRoom, by: string, whom: string) => room.ask(by, { type: 'kick', playerId: whom });
const isIn = (room: StagedRoom, playerId: string): boolean =>
  room.state.players.some((player) => player.playerId === playerId);
const votes = (room: StagedRoom, playerId: string) =>
  viewRoom(room.state).players.find((player) => player.playerId === playerId)?.votes;

/** Lets a turn go by in which everybody says something. */
function playTurn(room: StagedRoom): void {
  room.wait(room.state.settings.chooseTimeMs);
  for (const { playerId } of room.state.players) room.say(playerId, 'hm');
  room.finishTurn();
}

describe('votes to remove a player', () => {
  it.each([
    { players: 4, needed: 3 },
    { players: 5, needed: 3 },
    { players: 6, needed: 3 },
    { players: 7, needed: 4 },
    { players: 8, needed: 4 },
  ])('RM-12 of $players players it takes $needed', ({ players, needed }) => {
    const room = stageTable(players);
    const whom = NAMES[players - 1] ?? '';
    for (const by of NAMES.slice(0, needed - 1)) {
      expect(kick(room, by, whom)).toBeUndefined();
      expect(isIn(room, whom)).toBe(true);
    }
    expect(votes(room, whom)).toEqual({ by: NAMES.slice(0, needed - 1), needed });
    expect(kick(room, NAMES[needed - 1] ?? '', whom)).toBeUndefined();
    expect(isIn(room, whom)).toBe(false);
    const message = expect.objectContaining({ type: 'left', playerId: whom, removed: true });
    expect(room.events).toContainEqual({ type: 'chat', message });
  });

  it.each([2, 3])('RM-12 among %d players there is no vote', (players) => {
    const room = stageTable(players);
    expect(kick(room, 'ann', 'ben')).toBe('too-few-voters');
    expect(votes(room, 'ben')).toBeUndefined();
  });

  it('RM-12 who is away does not vote, and their earlier vote does not count', () => {
    const room = stageTable(5);
    kick(room, 'ann', 'eve');
    kick(room, 'ben', 'eve');
    room.cutOff('ann');
    expect(kick(room, 'cho', 'eve')).toBeUndefined();
    expect(isIn(room, 'eve')).toBe(true);
    kick(room, 'dan', 'eve');
    expect(isIn(room, 'eve')).toBe(false);
  });

  it('RM-12 nobody is removed by others’ going', () => {
    const room = stageTable(8);
    for (const by of ['ann', 'ben', 'cho']) kick(room, by, 'hal');
    room.cutOff('dan', 'eve', 'fay');
    expect(votes(room, 'hal')).toEqual({ by: ['ann', 'ben', 'cho'], needed: 3 });
    room.wait(60_000);
    expect(isIn(room, 'hal')).toBe(true);
  });

  it('RM-12 a vote that is given again is taken back', () => {
    const room = stageTable(4);
    kick(room, 'ann', 'dan');
    kick(room, 'ben', 'dan');
    expect(kick(room, 'ann', 'dan')).toBeUndefined();
    expect(votes(room, 'dan')).toMatchObject({ by: ['ben'] });
    kick(room, 'ben', 'dan');
    expect(votes(room, 'dan')).toBeUndefined();
  });

  it('RM-12 each player starts one vote until a turn has ended, and joins any', () => {
    const room = stageTable(6);
    kick(room, 'ann', 'ben');
    kick(room, 'ann', 'ben');
    expect(kick(room, 'ann', 'cho')).toBe('one-vote-a-turn');
    expect(kick(room, 'ann', 'ben')).toBe('one-vote-a-turn');
    expect(kick(room, 'dan', 'cho')).toBeUndefined();
    expect(kick(room, 'ann', 'cho')).toBeUndefined();
    room.ask('ann', { type: 'start' });
    playTurn(room);
    expect(kick(room, 'ann', 'ben')).toBeUndefined();
  });

  it('RM-12 a vote lapses when the next turn has ended', () => {
    const room = stageTable(6);
    kick(room, 'ann', 'ben');
    room.beginDrawing();
    kick(room, 'dan', 'cho');
    room.finishTurn();
    expect(votes(room, 'ben')).toBeUndefined();
    expect(votes(room, 'cho')).toMatchObject({ by: ['dan'] });
    playTurn(room);
    expect(votes(room, 'cho')).toBeUndefined();
  });

  it('RM-12 who goes takes their votes along, and the votes against them', () => {
    const room = stageTable(6);
    kick(room, 'ann', 'ben');
    kick(room, 'cho', 'ben');
    kick(room, 'dan', 'ann');
    room.ask('ann', { type: 'leave' });
    expect(votes(room, 'ben')).toMatchObject({ by: ['cho'] });
    expect(room.state.votes.map((vote) => vote.playerId)).toEqual(['ben']);
  });

  it('RM-12 is against somebody else who is in the room', () => {
    const room = stageTable(4);
    expect(kick(room, 'ann', 'ann')).toBe('no-such-player');
    expect(kick(room, 'ann', 'zoe')).toBe('no-such-player');
  });

  it('RM-12 TN-9 a drawer who is removed ends the turn with the points earned so far', () => {
    const room = stageTable(4);
    room.beginDrawing();
    const { phase } = room.state;
    if (phase.type !== 'drawing') throw new Error(`The phase is ${phase.type}.`);
    room.say('ben', phase.word);
    for (const by of ['ben', 'cho', 'dan']) kick(room, by, 'ann');
    expect(room.state.phase).toMatchObject({ type: 'reveal', points: { ben: 300 } });
  });

  it('RM-12 two players never remove a third, whatever they do', () => {
    const step = fc.record({
      by: fc.constantFrom('ben', 'cho'),
      what: fc.constantFrom('ann', 'dan', 'eve', 'fay', 'cut', 'back', 'turn'),
    });
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 6 }), fc.array(step, { maxLength: 30 }), (players, steps) => {
        const room = stageTable(players);
        room.ask('ann', { type: 'start' });
        for (const { by, what } of steps) {
          if (what === 'cut') room.cutOff(by);
          else if (what === 'back') room.reconnect(by);
          else if (what === 'turn') playTurn(room);
          else kick(room, by, what);
        }
        expect(room.state.players.map((player) => player.playerId)).toEqual(NAMES.slice(0, players));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the host of a private room', () => {
  it('RM-13 removes somebody alone in the lobby, and has one vote like everyone in a game', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho', 'dan', 'eve'] });
    expect(kick(room, 'ben', 'ann')).toBeUndefined();
    expect(isIn(room, 'ann')).toBe(true);
    expect(kick(room, 'ann', 'eve')).toBeUndefined();
    expect(isIn(room, 'eve')).toBe(false);
    room.ask('ann', { type: 'start' });
    expect(kick(room, 'ann', 'dan')).toBeUndefined();
    expect(isIn(room, 'dan')).toBe(true);
  });

  it('RM-13 removes nobody alone in a room that was ever public', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.ask('ann', { type: 'settings', settings: { isPublic: true } });
    room.ask('ann', { type: 'settings', settings: { isPublic: false } });
    expect(kick(room, 'ann', 'ben')).toBe('too-few-voters');
  });
});

describe('who was removed', () => {
  it('RM-14 does not come back', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    kick(room, 'ann', 'ben');
    expect(room.perform({ type: 'join', playerId: 'ben', nickname: 'ben' })).toBe('removed');
    expect(room.perform({ type: 'join', playerId: 'cho', nickname: 'ben' })).toBeUndefined();
  });

  it('RM-14 SY-9 is remembered up to a bound, the latest longest', () => {
    const room = stageRoom({ players: ['ann'] });
    for (let number = 0; number <= LIMITS.maxBans; number++) {
      room.enter(`p${number}`);
      kick(room, 'ann', `p${number}`);
    }
    expect(room.state.bans).toHaveLength(LIMITS.maxBans);
    expect(room.perform({ type: 'join', playerId: 'p1', nickname: 'p1' })).toBe('removed');
    expect(room.perform({ type: 'join', playerId: 'p0', nickname: 'p0' })).toBeUndefined();
  });
});
