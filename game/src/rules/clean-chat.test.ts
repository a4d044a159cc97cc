import { describe, expect, it } from 'vitest';
import type { Settings } from '../documents/index.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';

const WORDS = ['elephant', 'pineapple', 'lighthouse'].map((text) => ({
  text,
  difficulty: 1 as const,
  category: 'thing',
}));

const stage = (settings: Partial<Settings>): StagedRoom =>
  stageRoom({ players: ['ann', 'ben', 'cho'], words: WORDS, settings });

const shown = ({ events }: StagedRoom): string[] =>
  events.flatMap((event) => {
    if (event.type === 'chat' && event.message.type === 'said') return [event.message.text];
    return event.type === 'notice' && event.notice.type === 'solver-said' ? [event.notice.text] : [];
  });

describe('clean chat', () => {
  it('GS-17 masks rude words in what others read, and only where it is wanted', () => {
    for (const [cleanChat, text] of [
      [true, 'oh •••'],
      [false, 'oh shit'],
    ] as const) {
      const room = stage({ cleanChat });
      room.say('ann', 'oh shit');
      expect(shown(room)).toEqual([text]);
    }
  });

  it('GS-17 a guess is judged and archived as it was typed, and talk among solvers masked, too', () => {
    const room = stage({ cleanChat: true });
    room.beginDrawing();
    const { phase } = room.state;
    if (phase.type !== 'drawing') throw new Error('Nobody draws.');
    room.say('ben', 'fucking hard');
    room.say('ben', `shit, it is ${phase.word}`);
    room.say('ben', phase.word);
    room.say('ben', 'oh shit');
    expect(shown(room)).toEqual(['••• hard', 'oh •••', 'oh •••']);
    const judged = room.events.flatMap((event) => (event.type === 'guess' ? [event.guess] : []));
    expect(judged).toMatchObject([
      { text: 'fucking hard', verdict: 'wrong' },
      { text: `shit, it is ${phase.word}`, verdict: 'contains' },
      { verdict: 'right' },
    ]);
  });
});

describe('names in a public room', () => {
  it('RM-27 newcomers come with a clean one; who is there already stays', () => {
    const room = stage({ isPublic: true });
    for (const role of ['player', 'spectator'] as const)
      expect(room.perform({ type: 'join', playerId: 'dan', nickname: 'Shit Head', role })).toBe(
        'rude-nickname',
      );
    expect(room.perform({ type: 'join', playerId: 'ann', nickname: 'Shit Head' })).toBeUndefined();
    const invited = stage({});
    expect(invited.perform({ type: 'join', playerId: 'dan', nickname: 'Shit Head' })).toBeUndefined();
  });

  it('RM-26 RM-27 the host renames the room in its lobby, cleanly where strangers read it', () => {
    const room = stage({});
    const name = (playerId: string, text: string) => room.ask(playerId, { type: 'name', name: text });
    expect(name('ben', 'Tea')).toBe('not-host');
    expect(name('ann', '  Tea   time ')).toBeUndefined();
    expect(room.state.name).toBe('Tea time');
    expect(name('ann', 'a\u202eb')).toBe('bad-name');
    expect(name('ann', 'x'.repeat(41))).toBe('bad-name');
    expect(name('ann', '')).toBeUndefined();
    expect(name('ann', 'Bullshit bingo')).toBeUndefined();
    expect(room.ask('ann', { type: 'settings', settings: { isPublic: true } })).toBe('bad-name');
    expect(room.state.settings.isPublic).toBe(false);
    name('ann', 'Bingo');
    expect(room.ask('ann', { type: 'settings', settings: { isPublic: true } })).toBeUndefined();
    expect(name('ann', 'Bullshit bingo')).toBe('bad-name');
    room.ask('ann', { type: 'start' });
    expect(name('ann', 'Tea')).toBe('not-now');
  });
});
