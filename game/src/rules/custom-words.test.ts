import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntentBody } from '../documents/index.ts';
import { WORD_PACKS } from '../words/index.ts';
import { viewPrivate, viewRoom } from './index.ts';
import { HOST_ABSENCE_MS } from './players.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';

const OWN = ['우리 집 강아지', '수학 선생님', '옥상 텃밭', '지각한 날', '빨간 대문'];
const give = (use: 'off' | 'mixed' | 'only', words?: string[]): IntentBody => ({
  type: 'words',
  use,
  ...(words && { words }),
});
const shown = (room: StagedRoom) => viewRoom(room.state).customWords;

/** The words on offer in each turn of a game, and the one drawn: the first custom word, else the first. */
function playGame(room: StagedRoom): { choices: string[]; word: string }[] {
  const turns: { choices: string[]; word: string }[] = [];
  room.ask(room.state.hostId, { type: 'start' });
  for (;;) {
    const { phase } = room.state;
    if (phase.type !== 'choosing') return turns;
    const choice = Math.max(
      0,
      phase.choices.findIndex((one) => OWN.includes(one)),
    );
    turns.push({ choices: phase.choices, word: phase.choices[choice] ?? '' });
    room.ask(phase.drawers[0] ?? '', { type: 'choose', choice });
    room.finishTurn();
  }
}

describe('custom words', () => {
  it('WD-6 are the host’s to give, in the lobby or at the podium', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    expect(room.ask('ben', give('only', OWN))).toBe('not-host');
    expect(room.ask('ann', give('only', OWN))).toBeUndefined();
    expect(shown(room)).toEqual({ count: 5, use: 'only' });
    room.beginDrawing();
    expect(room.ask('ann', give('off'))).toBe('not-now');
    room.finishTurn();
    room.wait(room.state.settings.chooseTimeMs);
    expect(room.ask('ann', give('off'))).toBe('not-now');
    room.finishTurn();
    expect(room.state.phase.type).toBe('podium');
    expect(room.ask('ann', give('mixed', ['하나 둘']))).toBeUndefined();
    expect(shown(room)).toEqual({ count: 1, use: 'mixed' });
  });

  it('WD-6 stay when only their use changes, and are gone when none are given in their place', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.ask('ann', give('only', OWN));
    expect(room.ask('ann', give('mixed'))).toBeUndefined();
    expect(room.state.customWords).toEqual({ use: 'mixed', words: OWN });
    expect(room.ask('ann', give('off'))).toBeUndefined();
    expect(shown(room)).toEqual({ count: 5, use: 'off' });
    expect(room.ask('ann', give('off', []))).toBeUndefined();
    expect(shown(room)).toEqual({ count: 0, use: 'off' });
  });

  it('WD-6 stay with the room when its host changes, who may use them', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.ask('ann', give('mixed', OWN));
    room.cutOff('ann');
    room.wait(HOST_ABSENCE_MS);
    expect(room.state.hostId).toBe('ben');
    expect(room.ask('ben', give('only'))).toBeUndefined();
    expect(shown(room)).toEqual({ count: 5, use: 'only' });
  });

  it('WD-5 are checked by the referee, too: what is not proper is dropped', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    const words = ['  new   word ', 'x', '<script>', 'NEW WORD', 'a,b', '', 'second one'];
    expect(room.ask('ann', give('mixed', words))).toBeUndefined();
    expect(room.state.customWords.words).toEqual(['new word', 'second one']);
  });

  it.each([
    ['only', 3],
    ['mixed', 1],
    ['off', 0],
  ] as const)('WD-7 %s takes %d proper words at least', (use, fewest) => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.ask('ann', give('mixed', ['the former']));
    const before = room.state.customWords;
    if (fewest > 0) {
      const tooFew = [...OWN.slice(0, fewest - 1), '!', '!!'];
      expect(room.ask('ann', give(use, tooFew))).toBe('bad-words');
      expect(room.state.customWords).toEqual(before);
    }
    expect(room.ask('ann', give(use, OWN.slice(0, fewest)))).toBeUndefined();
    expect(shown(room)).toEqual({ count: fewest, use });
  });

  it('WD-7 the use alone is refused, too, while the room has too few', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    expect(room.ask('ann', give('mixed'))).toBe('bad-words');
    room.ask('ann', give('mixed', OWN.slice(0, 2)));
    expect(room.ask('ann', give('only'))).toBe('bad-words');
    expect(shown(room)).toEqual({ count: 2, use: 'mixed' });
  });

  it('WD-8 only: every offer is of them', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 2, language: 'ko' } });
    room.ask('ann', give('only', OWN));
    const turns = playGame(room);
    expect(turns).toHaveLength(4);
    expect(turns.flatMap(({ choices }) => choices).filter((word) => !OWN.includes(word))).toEqual([]);
  });

  it('WD-8 WD-9 mixed: one is on offer in each turn until all have been drawn, also over several games', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 2, language: 'ko' } });
    room.ask('ann', give('mixed', OWN));
    const turns = playGame(room);
    room.ask('ann', { type: 'again' });
    turns.push(...playGame(room));
    expect(turns).toHaveLength(8);
    expect(new Set(turns.map(({ word }) => word)).size).toBe(8);
    const own = turns.map(({ choices }) => choices.some((choice) => OWN.includes(choice)));
    expect(own).toEqual([true, true, true, true, true, false, false, false]);
    const pack = WORD_PACKS.ko.map(({ text }) => text);
    expect(turns.flatMap(({ choices }) => choices).filter((one) => ![...pack, ...OWN].includes(one))).toEqual(
      [],
    );
  });

  it('WD-8 off: none is on offer', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 2, language: 'ko' } });
    room.ask('ann', give('off', OWN));
    const offered = playGame(room).flatMap(({ choices }) => choices);
    expect(offered.filter((word) => OWN.includes(word))).toEqual([]);
  });

  it('GS-7 nothing that anybody may read tells a custom word, but to the drawer those on offer and the word itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('mixed' as const, 'only' as const),
        fc.stringMatching(/^[0-9a-f]{64}$/),
        (use, seed) => {
          const room = stageRoom({ players: ['ann', 'ben', 'cho'], settings: { rounds: 1 }, seed });
          const told = (): string =>
            JSON.stringify([
              viewRoom(room.state),
              ...room.state.players.map(({ playerId }) => viewPrivate(room.state, playerId)),
              room.events.filter(({ type }) => type === 'chat' || type === 'notice' || type === 'ack'),
            ]);
          const inIt = (text: string): string[] => OWN.filter((word) => text.includes(word));
          room.ask('ann', give(use, OWN));
          expect(inIt(told())).toEqual([]);
          room.ask('ann', { type: 'start' });
          const { phase } = room.state;
          if (phase.type !== 'choosing') throw new Error('Nobody chooses.');
          expect(inIt(JSON.stringify(viewPrivate(room.state, 'ben')))).toEqual([]);
          expect(inIt(told()).toSorted()).toEqual(
            phase.choices.filter((one) => OWN.includes(one)).toSorted(),
          );
          room.ask('ann', { type: 'choose', choice: 1 });
          expect(inIt(JSON.stringify([viewRoom(room.state), viewPrivate(room.state, 'ben')]))).toEqual([]);
          expect(inIt(told())).toEqual([phase.choices[1]]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
