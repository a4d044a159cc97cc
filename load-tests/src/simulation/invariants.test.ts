import type { ChatMessage } from '@drawguess/game/documents';
import { describe, expect, it } from 'vitest';
import { digest } from './digest.ts';
import {
  checkChat,
  checkCommits,
  checkGuesses,
  checkInk,
  checkJudged,
  checkPicture,
  checkScores,
  checkWall,
} from './invariants.ts';
import { createSecretWatch } from './secret-watch.ts';

const commit = (revision: number, ...applied: string[]) => ({ position: revision, revision, applied });

describe('the invariants of a simulated game', () => {
  it('ST-7 find a commit that is missing, or there twice', () => {
    expect(checkCommits([commit(1), commit(2)])).toEqual([]);
    expect(checkCommits([commit(1), commit(3)])).toHaveLength(1);
    expect(checkCommits([commit(1), commit(1)])).toHaveLength(1);
  });

  it('SY-6 find an intent that was applied twice, or never', () => {
    expect(checkCommits([commit(1, 'a'), commit(2, 'a')])).toHaveLength(1);
    expect(checkJudged(['a'], [commit(1, 'a')])).toEqual([]);
    expect(checkJudged(['a', 'b'], [commit(1, 'a')])).toHaveLength(1);
  });

  it('SY-6 find a message that is shown twice or out of order, and a player who is announced twice', () => {
    const said = (id: number): ChatMessage => ({
      id,
      at: 0,
      type: 'said',
      playerId: 'p',
      nickname: 'P',
      text: 'a text',
    });
    const guessed = (id: number): ChatMessage => ({
      id,
      at: 0,
      type: 'guessed',
      playerId: 'p',
      nickname: 'P',
    });
    const turn: ChatMessage = {
      id: 2,
      at: 0,
      type: 'turn-started',
      playerId: 'p',
      nickname: 'P',
      turnId: 't',
    };
    const typed = new Set(['a text']);
    expect(checkChat([guessed(1), turn, guessed(3), said(4)], typed)).toEqual([]);
    expect(checkChat([guessed(1), guessed(3)], typed)).toHaveLength(1);
    expect(checkChat([said(1), said(2)], typed)).toHaveLength(1);
    expect(checkChat([said(2), guessed(1)], typed)).toHaveLength(1);
  });

  it('GS-15 find a guess that was logged twice, and two right ones of a player in a turn', () => {
    const guess = (id: string) => ({
      id,
      playerId: 'p',
      nickname: 'P',
      text: 'x',
      at: 0,
      verdict: 'right' as const,
    });
    expect(checkGuesses([{ id: 't', guesses: [guess('a')] }])).toEqual([]);
    expect(checkGuesses([{ id: 't', guesses: [guess('a'), guess('b')] }])).toHaveLength(1);
    expect(
      checkGuesses([
        { id: 't', guesses: [guess('a')] },
        { id: 'u', guesses: [guess('a')] },
      ]),
    ).toHaveLength(1);
  });

  it('ST-6 find a score that was not earned, a turn that is missing, and a game that was archived as two', () => {
    const standings = [{ playerId: 'p', nickname: 'P', score: 30, rank: 1 }];
    const game = {
      kind: 'game' as const,
      id: 'g',
      roomId: 'r',
      language: 'en',
      startedAt: 0,
      endedAt: 1,
      turns: 2,
      standings,
    };
    const turns = [
      { number: 1, points: { p: 10 } },
      { number: 2, points: { p: 20 } },
    ];
    const podium = { type: 'podium' as const, standings };
    expect(checkScores(podium, [game], turns)).toEqual([]);
    expect(checkScores(podium, [game], turns.slice(1))).toHaveLength(2);
    expect(checkScores(podium, [game, game], turns)).toHaveLength(1);
    expect(checkScores({ type: 'podium', standings: [] }, [game], turns)).toHaveLength(1);
  });

  it('TN-8 find a picture that differs, and ink that is missing and not called late', () => {
    const closed = { canvasHash: digest(['a', 'b']), operations: ['a', 'b'], closingAt: 10_000 };
    const seen = {
      turnId: 't',
      announced: closed.canvasHash,
      operations: ['a', 'b'],
      late: 0,
      syncedSince: 0,
    };
    const pushed = [{ text: 'c', at: 5_000 }];
    expect(checkPicture(seen, closed, [])).toEqual([]);
    expect(checkPicture({ ...seen, operations: ['a', 'b', 'c'], late: 1 }, closed, pushed)).toEqual([]);
    expect(checkPicture({ ...seen, operations: ['b', 'a'] }, closed, [])).toHaveLength(1);
    expect(checkPicture({ ...seen, operations: ['a', 'b', 'c'] }, closed, pushed)).toHaveLength(1);
    expect(checkPicture({ ...seen, operations: ['a', 'b', 'd'], late: 1 }, closed, pushed)).toHaveLength(1);
    expect(checkPicture({ ...seen, late: 1 }, closed, pushed)).toHaveLength(1);
    expect(checkPicture({ ...seen, announced: 'another' }, closed, [])).toHaveLength(1);
  });

  it('SY-14 find a wall that differs, ink of a page that is not on it, and a page without it', () => {
    const pushed = [{ text: 'b', at: 0 }];
    const copy = { synced: true, operations: ['a', 'b'], pushed: [] };
    expect(checkWall([copy, { ...copy, pushed }])).toEqual([]);
    expect(checkWall([copy, { ...copy, operations: ['b', 'a'] }])).toHaveLength(1);
    expect(checkWall([{ ...copy, operations: ['a'], pushed }])).toHaveLength(1);
    expect(checkWall([copy, { ...copy, synced: false }])).toHaveLength(1);
  });

  it('TN-7 find ink that was lost, done twice or put in another order', () => {
    const pushed = ['a', 'b'].map((text, at) => ({ text, at }));
    expect(checkInk(pushed, pushed, { operations: ['a', 'b'] })).toEqual([]);
    expect(checkInk(pushed, pushed, { operations: ['a'] })).toHaveLength(1);
    expect(checkInk(pushed, pushed, { operations: ['a', 'b', 'a'] }).length).toBeGreaterThan(0);
    expect(checkInk(pushed, pushed, { operations: ['b', 'a'] })).toHaveLength(1);
  });

  it('GS-7 find a word in UTF-8, in UTF-16 and in base64 at every offset', () => {
    const { holds } = createSecretWatch();
    const hiding = [
      Buffer.from('{"a":"qxazvjw"}'),
      Buffer.from('qxazvjw', 'utf16le'),
      ...['', 'a', 'ab', 'abc'].map((before) =>
        Buffer.from(Buffer.from(`${before}qxazvjw!`).toString('base64')),
      ),
    ];
    for (const bytes of hiding) expect(holds(bytes, 'qxazvjw')).toBe(true);
    expect(holds(Buffer.from('qxbzvjw'), 'qxazvjw')).toBe(false);
  });
});
