import { describe, expect, it } from 'vitest';
import { stageRoom, type StagedRoom } from './staged-room.ts';
import { MESSAGE_BURST, MESSAGE_INTERVAL_MS } from './state.ts';

const heart = { type: 'react', reaction: 'heart' } as const;

const reactions = ({ events }: StagedRoom) =>
  events.flatMap((event) => (event.type === 'reaction' ? [event.reaction] : []));

describe('reactions', () => {
  it('RM-25 come from players and spectators, with growing ids, and into no chat', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.watch('wim');
    room.beginDrawing();
    const messages = room.events.filter((event) => event.type === 'chat').length;
    expect(['ann', 'wim', 'ann'].map((playerId) => room.ask(playerId, heart))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(reactions(room)).toMatchObject([
      { playerId: 'ann', reaction: 'heart', at: room.now },
      { playerId: 'wim' },
      { playerId: 'ann' },
    ]);
    const ids = reactions(room).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(room.events.filter((event) => event.type === 'chat')).toHaveLength(messages);
  });

  it('RM-25 are for drawing, reveal and podium', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    expect(room.ask('ben', heart)).toBe('not-now');
    room.ask('ann', { type: 'start' });
    expect(room.ask('ben', heart)).toBe('not-now');
    room.ask('ann', { type: 'choose', choice: 0 });
    expect(room.ask('ben', heart)).toBeUndefined();
    room.ask('ann', { type: 'leave' });
    expect(room.state.phase.type).toBe('reveal');
    expect(room.ask('ben', heart)).toBeUndefined();
    room.finishTurn();
    expect(room.state.phase.type).toBe('podium');
    expect(room.ask('ben', heart)).toBeUndefined();
  });

  it.each(['ben', 'wim'])('GS-8 RM-25 of %s count like messages', (playerId) => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.watch('wim');
    room.beginDrawing();
    for (let count = 0; count < MESSAGE_BURST; count++) expect(room.ask(playerId, heart)).toBeUndefined();
    expect(room.ask(playerId, heart)).toBe('too-fast');
    room.wait(MESSAGE_INTERVAL_MS);
    expect(room.ask(playerId, heart)).toBeUndefined();
  });
});
