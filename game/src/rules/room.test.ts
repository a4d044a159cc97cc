import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../documents/index.ts';
import { nextTick, viewRoom } from './index.ts';
import { AWAY_MAKES_ROOM_MS } from './members.ts';
import { HOST_ABSENCE_MS } from './players.ts';
import { stageRoom } from './staged-room.ts';

const names = (room: ReturnType<typeof stageRoom>): string[] =>
  room.state.players.map((player) => player.nickname);

describe('joining', () => {
  it('RM-1 a room begins empty in its lobby, and the first player is its host', () => {
    const room = stageRoom({});
    expect(viewRoom(room.state)).toEqual({
      about: { roomId: 'room1', code: 'CODE1', name: 'A room' },
      settings: DEFAULT_SETTINGS,
      hostId: '',
      locked: false,
      round: 0,
      gameId: '',
      phase: { type: 'lobby', wall: { canvas: expect.stringMatching(/^canvas:room1:\w{16}$/), slots: {} } },
      customWords: { count: 0, use: 'off' },
      players: [],
      spectators: [],
    });
    room.enter('ann', 'ben');
    expect(room.state.hostId).toBe('ann');
    expect(nextTick(room.state)).toBeUndefined();
  });

  it('RM-2 a player who joins again comes back as who they were, even into a full room', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { maxPlayers: 2 } });
    room.player('ben').score = 120;
    const before = structuredClone(room.player('ben'));
    const events = room.events.length;
    expect(room.perform({ type: 'join', playerId: 'ben', nickname: 'Another' })).toBeUndefined();
    expect(room.player('ben')).toEqual(before);
    expect(room.events.length).toBe(events);
  });

  it.each([
    { wanted: ['Mo', 'Mo', 'Mo'], given: ['Mo', 'Mo 2', 'Mo 3'] },
    { wanted: ['Mo', 'Mo 2', 'Mo'], given: ['Mo', 'Mo 2', 'Mo 3'] },
    { wanted: ['x'.repeat(20), 'x'.repeat(20)], given: ['x'.repeat(20), `${'x'.repeat(18)} 2`] },
    { wanted: ['🦊'.repeat(20), '🦊'.repeat(20)], given: ['🦊'.repeat(20), `${'🦊'.repeat(18)} 2`] },
  ])('RM-3 a taken nickname gets a number: $wanted', ({ wanted, given }) => {
    const room = stageRoom({});
    for (const [index, nickname] of wanted.entries()) {
      room.perform({ type: 'join', playerId: `p${index}`, nickname });
    }
    expect(names(room)).toEqual(given);
  });

  it('RM-3 a number that has become free is given again', () => {
    const room = stageRoom({});
    for (const playerId of ['a', 'b', 'c']) room.perform({ type: 'join', playerId, nickname: 'Mo' });
    room.ask('b', { type: 'leave' });
    room.perform({ type: 'join', playerId: 'd', nickname: 'Mo' });
    expect(names(room)).toEqual(['Mo', 'Mo 3', 'Mo 2']);
  });

  it('RM-10 a full room takes nobody in', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { maxPlayers: 2 } });
    const before = room.state;
    expect(room.perform({ type: 'join', playerId: 'cho', nickname: 'cho' })).toBe('room-full');
    expect(room.state).toBe(before);
  });

  it('RM-10 who has been away longest, and for long, makes room', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'], settings: { maxPlayers: 3 } });
    room.cutOff('cho');
    room.wait(1_000);
    room.cutOff('ben');
    room.wait(AWAY_MAKES_ROOM_MS - 1_000);
    expect(room.perform({ type: 'join', playerId: 'dan', nickname: 'dan' })).toBe('room-full');
    room.wait(1);
    expect(room.perform({ type: 'join', playerId: 'dan', nickname: 'dan' })).toBeUndefined();
    expect(names(room)).toEqual(['ann', 'ben', 'dan']);
    expect(room.events).toContainEqual({ type: 'player-left', playerId: 'cho' });
    expect(room.perform({ type: 'join', playerId: 'eve', nickname: 'eve' })).toBe('room-full');
  });
});

describe('leaving', () => {
  it('RM-7 is at once, told to all, and ends a player’s documents', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.beginDrawing();
    room.ask('cho', { type: 'leave' });
    expect(names(room)).toEqual(['ann', 'ben']);
    expect(room.state.game?.queue).toEqual(['ben']);
    expect(room.events).toContainEqual({ type: 'player-left', playerId: 'cho' });
    expect(room.events).toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ type: 'left', playerId: 'cho' }) }),
    );
    expect(room.perform({ type: 'presence', playerId: 'cho', connected: false })).toBeUndefined();
    const intent = { id: 'x', type: 'start' } as const;
    expect(room.perform({ type: 'intent', playerId: 'cho', intent })).toBe('unknown-player');
  });

  it('RM-7 who comes back after leaving begins anew', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.player('ben').score = 50;
    room.ask('ben', { type: 'leave' });
    room.enter('ben');
    expect(room.player('ben').score).toBe(0);
  });
});

describe('the host', () => {
  it('RM-6 is replaced when they leave, by the first who is there', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.cutOff('ben');
    room.ask('ann', { type: 'leave' });
    expect(room.state.hostId).toBe('cho');
  });

  it('RM-6 is replaced after being away for a while, without anybody doing anything', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.cutOff('ann');
    room.wait(HOST_ABSENCE_MS - 1);
    expect(room.state.hostId).toBe('ann');
    room.wait(1);
    expect(room.state.hostId).toBe('ben');
    room.reconnect('ann');
    expect(room.state.hostId).toBe('ben');
    expect(nextTick(room.state)).toBeUndefined();
  });

  it('RM-6 keeps the room when they are back in time', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.cutOff('ann');
    room.wait(HOST_ABSENCE_MS - 1);
    room.reconnect('ann');
    room.wait(HOST_ABSENCE_MS);
    expect(room.state.hostId).toBe('ann');
  });

  it('RM-6 with nobody there, the first to come takes over', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.cutOff('ann', 'ben', 'cho');
    expect(nextTick(room.state)).toBeUndefined();
    room.wait(HOST_ABSENCE_MS);
    expect(room.state.hostId).toBe('ann');
    room.reconnect('cho');
    expect(room.state.hostId).toBe('cho');
  });

  it('RM-6 an emptied room has no host until somebody joins', () => {
    const room = stageRoom({ players: ['ann'] });
    room.ask('ann', { type: 'leave' });
    expect(room.state.hostId).toBe('');
    room.enter('ben');
    expect(room.state.hostId).toBe('ben');
  });
});

describe('the host’s doings', () => {
  it('RM-15 the role is handed to somebody who is there', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.cutOff('cho');
    const handTo = (by: string, playerId: string) => room.ask(by, { type: 'host', playerId });
    expect(handTo('ben', 'ben')).toBe('not-host');
    for (const nobody of ['ann', 'cho', 'zoe']) expect(handTo('ann', nobody)).toBe('no-such-player');
    expect(room.state.hostId).toBe('ann');
    expect(handTo('ann', 'ben')).toBeUndefined();
    expect(room.state.hostId).toBe('ben');
    room.beginDrawing();
    expect(handTo('ben', 'ann')).toBeUndefined();
    expect(room.state.hostId).toBe('ann');
  });

  it('RM-16 a locked room lets nobody new in, and its players back', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    expect(room.ask('ben', { type: 'lock', locked: true })).toBe('not-host');
    expect(room.ask('ann', { type: 'lock', locked: true })).toBeUndefined();
    expect(viewRoom(room.state).locked).toBe(true);
    expect(room.perform({ type: 'join', playerId: 'cho', nickname: 'cho' })).toBe('room-locked');
    expect(room.perform({ type: 'join', playerId: 'ben', nickname: 'ben' })).toBeUndefined();
    room.ask('ann', { type: 'lock', locked: false });
    expect(room.perform({ type: 'join', playerId: 'cho', nickname: 'cho' })).toBeUndefined();
  });
});

describe('settings', () => {
  const bounds: [keyof Settings, least: number, most: number][] = [
    ['rounds', 1, 10],
    ['drawTimeMs', 10_000, 240_000],
    ['chooseTimeMs', 5_000, 30_000],
    ['revealTimeMs', 6_000, 20_000],
    ['maxPlayers', 2, 16],
  ];

  it.each(bounds)('RM-4 %s lies between %d and %d', (name, least, most) => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    for (const value of [least, most]) {
      expect(room.ask('ann', { type: 'settings', settings: { [name]: value } })).toBeUndefined();
      expect(room.state.settings[name]).toBe(value);
    }
    for (const value of [least - 1, most + 1, least + 0.5]) {
      expect(room.ask('ann', { type: 'settings', settings: { [name]: value } })).toBe('bad-settings');
      expect(room.state.settings[name]).toBe(most);
    }
  });

  const choices: [keyof Settings, values: readonly unknown[]][] = [
    ['language', ['en', 'ko']],
    ['mode', ['classic', 'team']],
    ['isPublic', [true, false]],
    ['allowSpectators', [false, true]],
    ['cleanChat', [true, false]],
  ];

  it.each(choices)('RM-4 %s is one of %j', (name, values) => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    for (const value of values) {
      expect(room.ask('ann', { type: 'settings', settings: { [name]: value } })).toBeUndefined();
      expect(room.state.settings[name]).toBe(value);
    }
    for (const value of ['other', 1, null]) {
      expect(room.ask('ann', { type: 'settings', settings: { [name]: value } })).toBe('bad-settings');
      expect(room.state.settings[name]).toBe(values.at(-1));
    }
  });

  it('RM-4 holds for each setting there is', () => {
    const named = [...bounds, ...choices].map(([name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(DEFAULT_SETTINGS)));
    const room = stageRoom({ players: ['ann', 'ben'] });
    const unknown = { cheats: true } as Partial<Settings>;
    expect(room.ask('ann', { type: 'settings', settings: unknown })).toBe('bad-settings');
  });

  it('RM-4 are taken whole or refused whole', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    expect(room.ask('ann', { type: 'settings', settings: { language: 'ko', rounds: 99 } })).toBe(
      'bad-settings',
    );
    expect(room.state.settings).toEqual(DEFAULT_SETTINGS);
    expect(
      room.ask('ann', { type: 'settings', settings: { language: 'ko', isPublic: true } }),
    ).toBeUndefined();
    expect(room.state.settings).toEqual({ ...DEFAULT_SETTINGS, language: 'ko', isPublic: true });
  });

  it('RM-4 never give less room than there are players', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    expect(room.ask('ann', { type: 'settings', settings: { maxPlayers: 2 } })).toBe('bad-settings');
    expect(room.ask('ann', { type: 'settings', settings: { maxPlayers: 3 } })).toBeUndefined();
  });

  it('RM-4 are the host’s, in the lobby or at the podium', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    const change = { type: 'settings', settings: { rounds: 1 } } as const;
    expect(room.ask('ben', change)).toBe('not-host');
    room.beginDrawing();
    expect(room.ask('ann', change)).toBe('not-now');
    room.finishTurn();
    room.wait(DEFAULT_SETTINGS.chooseTimeMs);
    room.finishTurn();
    expect(room.state.phase.type).toBe('podium');
    expect(room.ask('ann', change)).toBeUndefined();
  });
});
