import { describe, expect, it } from 'vitest';
import { stageRoom, type StagedRoom } from './staged-room.ts';

const DOT = 'U00';

const avatars = ({ events }: StagedRoom) =>
  events.flatMap((event) => (event.type === 'avatar' ? [[event.playerId, event.avatar]] : []));

describe('avatars', () => {
  it('RM-20 come with a player, and are changed by their intent; no state holds them', () => {
    const room = stageRoom({ players: ['ann'] });
    room.perform({ type: 'join', playerId: 'ben', nickname: 'ben', avatar: DOT });
    expect(room.ask('ann', { type: 'avatar', avatar: `${DOT}.U01` })).toBeUndefined();
    expect(room.ask('ben', { type: 'avatar', avatar: '' })).toBeUndefined();
    expect(avatars(room)).toEqual([
      ['ben', DOT],
      ['ann', `${DOT}.U01`],
      ['ben', ''],
    ]);
    expect(JSON.stringify(room.state)).not.toContain(DOT);
  });

  it('RM-2 RM-20 who comes back shows what they showed', () => {
    const room = stageRoom({ players: ['ann'] });
    room.perform({ type: 'join', playerId: 'ann', nickname: 'ann', avatar: DOT });
    expect(avatars(room)).toEqual([]);
  });

  it('RM-20 are refused when they are none, too many, or could tell a word', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    expect(room.ask('ann', { type: 'avatar', avatar: 'hello' })).toBe('bad-avatar');
    for (let count = 0; count < 3; count++) room.ask('ann', { type: 'avatar', avatar: DOT });
    expect(room.ask('ann', { type: 'avatar', avatar: DOT })).toBe('too-fast');
    expect(room.say('ann', 'hello')).toBe('too-fast');
    room.ask('ann', { type: 'start' });
    expect(room.ask('ben', { type: 'avatar', avatar: DOT })).toBe('not-now');
    room.ask('ann', { type: 'choose', choice: 0 });
    expect(room.ask('ben', { type: 'avatar', avatar: DOT })).toBe('not-now');
  });
});
