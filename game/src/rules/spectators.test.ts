import { describe, expect, it } from 'vitest';
import type { IntentBody } from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import { completeState, nextTick, viewPrivate, viewRoom } from './index.ts';
import { AWAY_MAKES_ROOM_MS } from './members.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';
import { MESSAGE_INTERVAL_MS, SEAT_MESSAGES, type RoomState } from './state.ts';

const watchers = (room: StagedRoom): string[] =>
  viewRoom(room.state).spectators.map(({ nickname }) => nickname);

const players = (room: StagedRoom): string[] => viewRoom(room.state).players.map(({ playerId }) => playerId);

const join = (room: StagedRoom, playerId: string, role: 'player' | 'spectator' = 'spectator') =>
  room.perform({ type: 'join', playerId, nickname: playerId, role });

const gone = ({ events }: StagedRoom): string[] =>
  events.flatMap((event) => (event.type === 'player-left' ? [event.playerId] : []));

describe('spectators', () => {
  it('RM-21 are in the room and no players: nobody waits for them, and they take no place', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { maxPlayers: 2 } });
    room.watch('wim');
    expect(watchers(room)).toEqual(['wim']);
    expect(players(room)).toEqual(['ann', 'ben']);
    expect(room.events.filter((event) => event.type === 'chat')).toHaveLength(2);
    room.beginDrawing();
    const { phase } = room.state;
    if (phase.type !== 'drawing') throw new Error('Nobody draws.');
    expect(phase.guessers).toEqual(['ben']);
    room.say('ben', phase.word);
    expect(room.state.phase.type).toBe('reveal');
  });

  it('RM-3 RM-21 have names of their own', () => {
    const room = stageRoom({ players: ['ann'] });
    room.perform({ type: 'join', playerId: 'w1', nickname: 'ann', role: 'spectator' });
    room.perform({ type: 'join', playerId: 'p2', nickname: 'ann' });
    expect(watchers(room)).toEqual(['ann 2']);
    expect(room.player('p2').nickname).toBe('ann 3');
  });

  it('RM-21 come to a full room, to a locked one not, nor where none are wanted', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { maxPlayers: 2 } });
    expect(join(room, 'wim')).toBeUndefined();
    room.ask('ann', { type: 'lock', locked: true });
    expect(join(room, 'xia')).toBe('room-locked');
    room.ask('ann', { type: 'lock', locked: false });
    room.ask('ann', { type: 'settings', settings: { allowSpectators: false } });
    expect(join(room, 'xia')).toBe('no-spectators');
    expect(room.ask('ben', { type: 'stand' })).toBe('no-spectators');
    expect(watchers(room)).toEqual(['wim']);
    expect(join(room, 'wim'), 'who is known comes back').toBeUndefined();
  });

  it('RM-21 are so many at most, and who has been away for long makes room', () => {
    const room = stageRoom({ players: ['ann'] });
    const all = Array.from({ length: LIMITS.maxSpectators }, (_, index) => `w${index}`);
    room.watch(...all);
    expect(join(room, 'late')).toBe('room-full');
    room.cutOff('w3');
    room.wait(AWAY_MAKES_ROOM_MS);
    expect(join(room, 'late')).toBe('room-full');
    room.wait(1);
    expect(join(room, 'late')).toBeUndefined();
    expect(watchers(room)).toEqual([...all.filter((one) => one !== 'w3'), 'late']);
    expect(gone(room)).toEqual(['w3']);
  });

  it('RM-22 may do nothing that is a player’s, and see nothing that is secret', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.watch('wim');
    const intents: IntentBody[] = [
      { type: 'say', text: 'hello' },
      { type: 'choose', choice: 0 },
      { type: 'start' },
      { type: 'settings', settings: { rounds: 1 } },
      { type: 'words', use: 'off' },
      { type: 'again' },
      { type: 'stand' },
      { type: 'kick', playerId: 'ann' },
      { type: 'host', playerId: 'ann' },
      { type: 'lock', locked: true },
      { type: 'wall' },
      { type: 'avatar', avatar: '' },
    ];
    const answers = intents.map((intent) => room.ask('wim', intent));
    expect(new Set(answers)).toEqual(new Set(['not-player']));
    expect(room.ask('wim', { type: 'here' })).toBeUndefined();
    room.beginDrawing();
    expect(room.say('wim', 'elephant')).toBe('not-player');
    expect(viewPrivate(room.state, 'wim')).toEqual({});
    expect(room.events.some((event) => event.type === 'notice' && event.playerId === 'wim')).toBe(false);
  });

  it('RM-22 are no host, and play no turn by themselves', () => {
    const room = stageRoom({});
    room.watch('wim', 'xia');
    expect(room.state.hostId).toBe('');
    expect(nextTick(room.state)).toBeUndefined();
    expect(room.ask('wim', { type: 'sit' })).toBeUndefined();
    expect(room.state.hostId).toBe('wim');
    room.enter('ben');
    room.beginDrawing();
    room.ask('wim', { type: 'stand' });
    room.ask('ben', { type: 'stand' });
    room.finishTurn();
    room.wait(60_000);
    expect(room.state.phase).toMatchObject({ type: 'podium', standings: [] });
    expect(room.state.hostId).toBe('');
  });

  it('RM-23 take a seat as who has just joined, where there is one', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { maxPlayers: 3 } });
    room.watch('wim', 'xia');
    room.beginDrawing();
    expect(room.ask('wim', { type: 'sit' })).toBeUndefined();
    expect(room.state.game?.queue).toEqual(['ben', 'wim']);
    expect(room.state.phase).toMatchObject({ guessers: ['ben', 'wim'] });
    expect(room.ask('xia', { type: 'sit' })).toBe('room-full');
    expect(room.ask('wim', { type: 'sit' })).toBe('not-now');
    room.ask('ben', { type: 'leave' });
    room.ask('ann', { type: 'lock', locked: true });
    expect(room.ask('xia', { type: 'sit' })).toBe('room-locked');
  });

  it('RM-23 a player who stands is out of the game and stays in the room; their points wait for them', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.beginDrawing();
    const { phase } = room.state;
    if (phase.type !== 'drawing') throw new Error('Nobody draws.');
    room.say('ben', phase.word);
    expect(room.ask('ben', { type: 'stand' })).toBeUndefined();
    expect(viewPrivate(room.state, 'ben')).toEqual({});
    expect(gone(room)).toEqual([]);
    expect(room.state.game?.queue).toEqual(['cho']);
    room.finishTurn();
    expect(room.ask('ben', { type: 'sit' })).toBeUndefined();
    expect(room.player('ben').score).toBeGreaterThan(0);
  });

  it('GS-8 RM-23 nobody sits down and stands up faster than the chat can bear', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    for (const type of ['stand', 'sit', 'stand', 'sit'] as const)
      expect(room.ask('ben', { type })).toBeUndefined();
    expect(room.ask('ben', { type: 'stand' })).toBe('too-fast');
    room.wait(SEAT_MESSAGES * MESSAGE_INTERVAL_MS);
    expect(room.ask('ben', { type: 'stand' })).toBeUndefined();
    expect(room.ask('ben', { type: 'sit' })).toBe('too-fast');
  });

  it('RM-6 TN-9 RM-23 a drawer who stands ends the turn, and a host hands the room over', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.beginDrawing();
    room.ask('ann', { type: 'stand' });
    expect(room.state.phase.type).toBe('reveal');
    expect(room.state.hostId).toBe('ben');
  });

  it('RM-24 the host removes a spectator, who does not come back; nobody else does', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho', 'dan'] });
    room.watch('wim');
    expect(room.ask('ben', { type: 'kick', playerId: 'wim' })).toBe('not-host');
    expect(room.ask('ann', { type: 'kick', playerId: 'wim' })).toBeUndefined();
    expect(watchers(room)).toEqual([]);
    expect(gone(room)).toEqual(['wim']);
    expect(join(room, 'wim')).toBe('removed');
    expect(join(room, 'wim', 'player')).toBe('removed');
  });

  it('RM-7 leave in silence', () => {
    const room = stageRoom({ players: ['ann'] });
    room.watch('wim');
    room.ask('wim', { type: 'leave' });
    expect(watchers(room)).toEqual([]);
    expect(gone(room)).toEqual(['wim']);
  });

  it('RM-21 a room of a version without spectators has none', () => {
    const { state } = stageRoom({ players: ['ann'] });
    const { spectators: _s, settings, ...others } = state;
    const { allowSpectators: _a, ...known } = settings;
    expect(completeState({ ...others, settings: known } as unknown as RoomState)).toEqual(state);
  });
});
