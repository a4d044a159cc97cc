import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import { viewPrivate, viewRoom } from './index.ts';
import { intentId, stageRoom, type StagedRoom } from './staged-room.ts';
import { MESSAGE_BURST, MESSAGE_INTERVAL_MS } from './state.ts';

const WORDS = ['elephant', 'pineapple', 'lighthouse'].map((text) => ({
  text,
  difficulty: 1 as const,
  category: 'thing',
}));

/** ann draws; the word is known. */
function stageDrawing(): { room: StagedRoom; word: string } {
  const room = stageRoom({ players: ['ann', 'ben', 'cho', 'dan'], words: WORDS });
  room.beginDrawing();
  const { phase } = room.state;
  if (phase.type !== 'drawing') throw new Error(`The phase is ${phase.type}.`);
  room.events.length = 0;
  return { room, word: phase.word };
}

/** What happened since, without acknowledgements: the chat, and each notice with whose it is. */
const heard = (room: StagedRoom): unknown[] =>
  room.events.flatMap((event): unknown[] => {
    if (event.type === 'chat') {
      const { id: _id, at: _at, ...message } = event.message;
      return [message];
    }
    if (event.type !== 'notice') return [];
    const { id: _id, at: _at, ...notice } = event.notice;
    return [{ to: event.playerId, ...notice }];
  });

const judged = (room: StagedRoom): unknown[] =>
  room.events.flatMap((event) => (event.type === 'guess' ? [[event.guess.text, event.guess.verdict]] : []));

describe('guesses', () => {
  it('GS-9 a right guess is announced without its text and shows its author the word', () => {
    const { room, word } = stageDrawing();
    room.say('ben', word.toUpperCase());
    expect(heard(room)).toEqual([{ type: 'guessed', playerId: 'ben', nickname: 'ben' }]);
    expect(viewPrivate(room.state, 'ben')).toEqual({ word });
    expect(viewRoom(room.state).phase).toMatchObject({ rights: ['ben'] });
  });

  it('GS-10 a message that contains the word is held back, and only its author is told', () => {
    const { room, word } = stageDrawing();
    const text = `is it an ${word}?`;
    room.say('ben', text);
    expect(heard(room)).toEqual([{ to: 'ben', type: 'held-back', text }]);
    expect(viewPrivate(room.state, 'ben')).toEqual({});
  });

  it('GS-11 a close guess appears, and only its author is told that it is close', () => {
    const { room, word } = stageDrawing();
    const text = word.slice(1);
    room.say('ben', text);
    expect(heard(room)).toEqual([
      { to: 'ben', type: 'close', text },
      { type: 'said', playerId: 'ben', nickname: 'ben', text },
    ]);
  });

  it('GS-11 a wrong guess appears', () => {
    const { room } = stageDrawing();
    room.say('ben', 'a cloud');
    expect(heard(room)).toEqual([{ type: 'said', playerId: 'ben', nickname: 'ben', text: 'a cloud' }]);
  });

  it('GS-12 who knows the word is heard by those who know it alone', () => {
    const { room, word } = stageDrawing();
    room.say('ben', word);
    room.events.length = 0;
    for (const playerId of ['ann', 'ben']) {
      room.say(playerId, `it is ${word}`);
      const message = { type: 'solver-said', playerId, nickname: playerId, text: `it is ${word}` };
      expect(heard(room)).toEqual([
        { to: 'ann', ...message },
        { to: 'ben', ...message },
      ]);
      room.events.length = 0;
    }
    expect(judged(room)).toEqual([]);
  });

  it('GS-13 who is choosing says nothing; the others chat', () => {
    const room = stageRoom({ players: ['ann', 'ben'], words: WORDS });
    room.ask('ann', { type: 'start' });
    room.events.length = 0;
    expect(room.say('ann', 'it is an elephant')).toBe('drawer-silent');
    expect(room.say('ben', 'elephant')).toBeUndefined();
    expect(heard(room)).toEqual([{ type: 'said', playerId: 'ben', nickname: 'ben', text: 'elephant' }]);
  });

  it.each(['lobby', 'reveal', 'podium'] as const)('GS-14 in the %s all is chat', (phase) => {
    const room = stageRoom({ players: ['ann', 'ben'], words: WORDS, settings: { rounds: 1 } });
    if (phase !== 'lobby') {
      room.beginDrawing();
      room.wait(DEFAULT_SETTINGS.drawTimeMs);
    }
    if (phase === 'podium') {
      room.finishTurn();
      room.wait(DEFAULT_SETTINGS.chooseTimeMs);
      room.finishTurn();
    }
    expect(room.state.phase.type).toBe(phase);
    room.events.length = 0;
    for (const playerId of ['ann', 'ben']) expect(room.say(playerId, 'elephant')).toBeUndefined();
    expect(heard(room)).toHaveLength(2);
    expect(judged(room)).toEqual([]);
  });

  it('GS-16 SC-2 wrong guesses as long as the word are counted until the right one', () => {
    const { room, word } = stageDrawing();
    for (const text of ['x'.repeat(word.length), 'no', word.slice(1), `the ${word}`, 'y'.repeat(word.length)])
      room.say('ben', text);
    room.say('cho', word);
    room.say('ben', word);
    const { phase } = room.state;
    expect(phase).toMatchObject({
      rights: [
        { playerId: 'cho', wrongTries: 0 },
        { playerId: 'ben', wrongTries: 2 },
      ],
    });
  });

  it('GS-15 GS-16 a wrong guess that the archive leaves out is not counted', () => {
    const { room, word } = stageDrawing();
    if (room.state.phase.type === 'drawing') room.state.phase.judged = LIMITS.maxTurnGuesses - 1;
    for (const letter of 'xyz') room.say('ben', letter.repeat(word.length));
    room.say('ben', word);
    expect(room.state.phase).toMatchObject({ rights: [{ playerId: 'ben', wrongTries: 1 }] });
  });

  it('SC-8 a turn that began before there was a choice of rules ends by the first ones', () => {
    const { room, word } = stageDrawing();
    if (room.state.phase.type === 'drawing') {
      const { scoring: _scoring, judged: _judged, wrongTries: _wrongTries, ...older } = room.state.phase;
      room.state = { ...room.state, phase: older };
    }
    room.say('ben', 'x'.repeat(word.length));
    for (const playerId of ['ben', 'cho', 'dan']) room.say(playerId, word);
    expect(room.state.phase).toMatchObject({ points: { ann: 330, ben: 350, cho: 300, dan: 300 } });
    expect(room.state.phase).not.toHaveProperty('scoring');
  });

  it('GS-15 every judged guess is told with its verdict, its time and its intent', () => {
    const { room, word } = stageDrawing();
    room.wait(1_234);
    for (const text of ['no', word.slice(1), `the ${word}`, word]) room.say('ben', text);
    expect(judged(room)).toEqual([
      ['no', 'wrong'],
      [word.slice(1), 'close'],
      [`the ${word}`, 'contains'],
      [word, 'right'],
    ]);
    const acked = room.events.flatMap((event) => (event.type === 'ack' ? [event.ack.id] : []));
    const guesses = room.events.flatMap((event) => (event.type === 'guess' ? [event.guess] : []));
    expect(guesses.map((guess) => guess.id)).toEqual(acked);
    expect(guesses.every((guess) => guess.at === room.now)).toBe(true);
  });
});

describe('how much a player may say', () => {
  const sayMany = (room: StagedRoom, count: number): number => {
    let taken = 0;
    for (let index = 0; index < count; index++) if (room.say('ben', 'hello') === undefined) taken += 1;
    return taken;
  };

  it('GS-8 a burst, then one every half second', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    expect(sayMany(room, MESSAGE_BURST)).toBe(MESSAGE_BURST);
    expect(room.say('ben', 'one more')).toBe('too-fast');
    expect(room.say('ann', 'I am another')).toBeUndefined();
    room.wait(MESSAGE_INTERVAL_MS - 1);
    expect(room.say('ben', 'not yet')).toBe('too-fast');
    room.wait(1);
    expect(room.say('ben', 'now')).toBeUndefined();
    expect(room.say('ben', 'and no more')).toBe('too-fast');
  });

  it('GS-8 no more than a burst after a long rest', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.wait(3_600_000);
    expect(sayMany(room, MESSAGE_BURST * 2)).toBe(MESSAGE_BURST);
  });

  it('GS-8 none is lost to a talker who tries again and again', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    let taken = sayMany(room, MESSAGE_BURST);
    for (let index = 0; index < 100; index++) {
      room.wait(MESSAGE_INTERVAL_MS * 0.8);
      taken += sayMany(room, 1);
    }
    expect(taken).toBe(MESSAGE_BURST + 80);
  });
});

describe('intents', () => {
  it('SY-6 an intent has its effect once, however often it comes', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    const intent = { id: intentId(900), type: 'say', text: 'hello' } as const;
    for (let time = 0; time < 3; time++) room.perform({ type: 'intent', playerId: 'ben', intent });
    expect(heard(room).filter((one) => (one as { type: string }).type === 'said')).toHaveLength(1);
    expect(room.events.filter((event) => event.type === 'ack')).toHaveLength(1);
  });

  it('SY-6 two players may use the same id', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    const intent = { id: intentId(900), type: 'say', text: 'hello' } as const;
    for (const playerId of ['ann', 'ben']) room.perform({ type: 'intent', playerId, intent });
    expect(room.events.filter((event) => event.type === 'ack')).toHaveLength(2);
  });

  it('SY-6 the acknowledgement names the commit, and why there was no effect', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    room.ask('ben', { type: 'start' });
    room.ask('ann', { type: 'start' });
    const acks = room.events.flatMap((event) => (event.type === 'ack' ? [event.ack] : []));
    expect(acks.map((ack) => [ack.refusal, ack.revision])).toEqual([
      ['not-host', room.state.revision - 1],
      [undefined, room.state.revision],
    ]);
  });

  it('SY-6 SY-9 more ids are remembered than an outbox can hold', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    const intent = (number: number) => ({ id: intentId(number), type: 'start' }) as const;
    for (let number = 0; number < LIMITS.maxAppliedIntents * 2; number++) {
      room.perform({ type: 'intent', playerId: 'ben', intent: intent(number) });
    }
    const { applied } = room.player('ben');
    expect(applied).toHaveLength(LIMITS.maxAppliedIntents);
    expect(applied.length).toBeGreaterThanOrEqual(2 * LIMITS.maxOutboxIntents);
    expect(applied.at(-1)).toBe(intentId(LIMITS.maxAppliedIntents * 2 - 1));
  });
});
