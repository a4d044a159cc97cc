import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../documents/index.ts';
import { nextTick } from './index.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';
import { CUT_GRACE_MS } from './turn-end.ts';

const drawerOf = ({ state: { phase } }: StagedRoom): string | undefined =>
  phase.type === 'choosing'
    ? phase.drawers[0]
    : 'turn' in phase
      ? phase.turn.drawers[0]?.playerId
      : undefined;

/** Plays turns to the podium, with every word drawn by lot, and tells who drew. */
function playOut(room: StagedRoom): (string | undefined)[] {
  const drew: (string | undefined)[] = [];
  while (room.state.game !== null && drew.length < 20) {
    drew.push(drawerOf(room));
    room.wait(room.state.phase.type === 'choosing' ? room.state.settings.chooseTimeMs : 0);
    room.finishTurn();
  }
  return drew;
}

describe('starting', () => {
  it('TN-1 is for the host, with two players there, from the lobby', () => {
    const room = stageRoom({ players: ['ann'] });
    expect(room.ask('ann', { type: 'start' })).toBe('too-few-players');
    room.enter('ben');
    room.cutOff('ben');
    expect(room.ask('ann', { type: 'start' })).toBe('too-few-players');
    room.reconnect('ben');
    expect(room.ask('ben', { type: 'start' })).toBe('not-host');
    expect(room.ask('ann', { type: 'again' })).toBe('not-now');
    expect(room.ask('ann', { type: 'start' })).toBeUndefined();
    expect(room.state.phase.type).toBe('choosing');
    expect(room.ask('ann', { type: 'start' })).toBe('not-now');
  });

  it('TN-1 sets all scores to 0 and takes everyone in', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.player('ben').score = 70;
    room.cutOff('cho');
    room.ask('ann', { type: 'start' });
    expect(room.player('ben').score).toBe(0);
    expect(room.state.game).toMatchObject({ round: 1, queue: ['ben', 'cho'] });
  });
});

describe('the order of turns', () => {
  it('TN-2 everyone draws once in each round, in the order of joining', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'], settings: { rounds: 2 } });
    room.ask('ann', { type: 'start' });
    expect(playOut(room)).toEqual(['ann', 'ben', 'cho', 'ann', 'ben', 'cho']);
    expect(room.state.phase.type).toBe('podium');
  });

  it('TN-1 who joins during a round draws last in it', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 2 } });
    room.ask('ann', { type: 'start' });
    room.enter('cho');
    expect(playOut(room)).toEqual(['ann', 'ben', 'cho', 'ann', 'ben', 'cho']);
  });

  it('TN-2 who is there draws before those who are away', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'], settings: { rounds: 1 } });
    room.beginDrawing();
    room.cutOff('ben');
    room.finishTurn();
    expect(drawerOf(room)).toBe('cho');
    room.reconnect('ben');
    room.wait(DEFAULT_SETTINGS.chooseTimeMs);
    room.finishTurn();
    expect(drawerOf(room)).toBe('ben');
  });

  it('TN-2 a round waits for those who were cut off just now, then goes on without them', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'], settings: { rounds: 1 } });
    room.beginDrawing();
    room.finishTurn();
    room.wait(DEFAULT_SETTINGS.chooseTimeMs);
    room.draw();
    room.ask('cho', { type: 'here' });
    room.wait(DEFAULT_SETTINGS.drawTimeMs);
    room.cutOff('cho');
    room.finishTurn();
    expect(room.state.phase.type).toBe('reveal');
    room.wait(CUT_GRACE_MS - DEFAULT_SETTINGS.revealTimeMs - 1);
    expect(room.state.phase.type).toBe('reveal');
    room.wait(1);
    expect(room.state.phase.type).toBe('podium');
  });

  it('TN-2 who comes back within their grace draws at once', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    room.beginDrawing();
    room.wait(DEFAULT_SETTINGS.drawTimeMs);
    room.cutOff('ben');
    room.finishTurn();
    room.wait(1_000);
    expect(room.state.phase.type).toBe('reveal');
    room.reconnect('ben');
    expect(drawerOf(room)).toBe('ben');
    expect(room.state.phase.type).toBe('choosing');
  });

  it('TN-2 TN-13 nothing begins while nobody is there', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.beginDrawing();
    room.cutOff('ann', 'ben');
    room.finishTurn();
    expect(room.state.phase.type).toBe('reveal');
    expect(nextTick(room.state)).toBeUndefined();
    room.wait(3_600_000);
    room.reconnect('ann');
    expect(room.state.phase.type).toBe('choosing');
    expect(drawerOf(room)).toBe('ann');
    expect(room.state.game?.round).toBe(2);
  });
});

describe('leaving a game', () => {
  it('TN-9 when the drawer leaves while choosing, the next one is asked', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.ask('ann', { type: 'start' });
    const { phase: before } = room.state;
    room.ask('ann', { type: 'leave' });
    expect(room.state.phase).toMatchObject({ type: 'choosing', drawers: ['ben'] });
    const choicesOf = (phase: typeof before): string[] => (phase.type === 'choosing' ? phase.choices : []);
    expect(choicesOf(before)).toHaveLength(3);
    for (const seen of choicesOf(before)) expect(choicesOf(room.state.phase)).not.toContain(seen);
  });

  it('TN-9 TN-13 when nobody else is there, it waits in silence for somebody to come', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.ask('ann', { type: 'start' });
    room.cutOff('ben', 'cho');
    room.ask('ann', { type: 'leave' });
    expect(nextTick(room.state)).toBeUndefined();
    room.wait(3_600_000);
    room.reconnect('cho');
    expect(room.state.phase).toMatchObject({ type: 'choosing', drawers: ['cho'] });
  });

  it('TN-10 a game ends when fewer than two players are left', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.ask('ann', { type: 'start' });
    room.ask('ann', { type: 'leave' });
    expect(room.state.phase).toMatchObject({ type: 'podium', standings: [{ playerId: 'ben', rank: 1 }] });
    expect(nextTick(room.state)).toBeUndefined();
  });

  it('TN-10 an emptied room ends its game after the reveal', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.beginDrawing();
    room.ask('ann', { type: 'leave' });
    room.ask('ben', { type: 'leave' });
    room.finishTurn();
    expect(room.state.phase).toEqual({ type: 'podium', standings: [] });
  });
});

describe('the end of a game', () => {
  it('TN-10 shows the podium and hands the game to the archive', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    room.beginDrawing();
    const gameId = room.state.game?.gameId;
    room.finishTurn();
    playOut(room);
    const standings = [
      { playerId: 'ann', nickname: 'ann', score: 0, rank: 1 },
      { playerId: 'ben', nickname: 'ben', score: 0, rank: 1 },
    ];
    expect(room.state.phase).toEqual({ type: 'podium', standings });
    const ended = room.events.find((event) => event.type === 'game-ended');
    expect(ended?.type === 'game-ended' && ended.game).toMatchObject({
      kind: 'game',
      id: gameId,
      roomId: 'room1',
      endedAt: room.now,
      turns: 2,
      standings,
    });
  });

  it.each([true, false])('ST-11 the archive learns whether the room was public: %s', (isPublic) => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1, isPublic } });
    room.beginDrawing();
    room.finishTurn();
    playOut(room);
    const ended = room.events.find((event) => event.type === 'game-ended');
    expect(ended?.type === 'game-ended' && (ended.game.isPublic ?? false)).toBe(isPublic);
  });

  it('RM-11 the host takes the room back to the lobby, and scores stay until the next game', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    room.beginDrawing();
    const { phase } = room.state;
    room.say('ben', phase.type === 'drawing' ? phase.word : '');
    room.finishTurn();
    playOut(room);
    const score = room.player('ben').score;
    expect(score).toBeGreaterThan(0);
    expect(room.ask('ben', { type: 'again' })).toBe('not-host');
    expect(room.ask('ann', { type: 'start' })).toBe('not-now');
    expect(room.ask('ann', { type: 'again' })).toBeUndefined();
    expect(room.state.phase.type).toBe('lobby');
    expect(room.player('ben').score).toBe(score);
    room.ask('ann', { type: 'start' });
    expect(room.player('ben').score).toBe(0);
  });

  it('WD-4 a room does not meet a word again in its next game', () => {
    const words = ['sun', 'hat', 'owl', 'key', 'jam', 'fox', 'pea', 'bed', 'ice'].map((text) => ({
      text,
      difficulty: 1 as const,
      category: 'thing',
    }));
    const room = stageRoom({ players: ['ann', 'ben', 'cho'], settings: { rounds: 1 }, words });
    const drawn: string[] = [];
    for (let game = 0; game < 2; game++) {
      room.ask('ann', { type: 'start' });
      playOut(room);
      room.ask('ann', { type: 'again' });
    }
    for (const event of room.events) {
      if (event.type === 'chat' && event.message.type === 'turn-ended') drawn.push(event.message.word);
    }
    expect(drawn).toHaveLength(6);
    expect(new Set(drawn).size).toBe(6);
    room.ask('ann', { type: 'start' });
    expect(playOut(room)).toHaveLength(3);
  });
});
