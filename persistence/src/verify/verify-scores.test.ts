import type { ArchivedGame, ArchivedTurn, JudgedGuess } from '@drawguess/game/archive';
import { CURRENT_SCORING, scoreTurn, type TurnToScore } from '@drawguess/game/scoring';
import { describe, expect, it } from 'vitest';
import { createMemoryArchive } from '../adapters/memory/index.ts';
import { verifyScores } from './index.ts';

const guess = (
  id: string,
  playerId: string,
  text: string,
  at: number,
  verdict: JudgedGuess['verdict'],
): JudgedGuess => ({
  id,
  playerId,
  nickname: playerId,
  text,
  at,
  verdict,
});

const PLAYED: TurnToScore = {
  drawTimeMs: 80_000,
  startedAt: 100_000,
  drawers: ['p1'],
  guessers: ['p2', 'p3', 'p4'],
  rights: [
    { playerId: 'p2', at: 110_000 },
    { playerId: 'p3', at: 120_000 },
  ],
};

/** A turn whose points are right: p2 guesses after 10 s, p3 after 20 s, and what p3 says before does not count. */
const TURN: ArchivedTurn = {
  kind: 'turn',
  id: 'turn1',
  gameId: 'game1',
  roomId: 'room1',
  round: 1,
  number: 1,
  language: 'en',
  word: 'lighthouse',
  drawers: [{ playerId: 'p1', nickname: 'p1', slot: 0 }],
  guessers: ['p2', 'p3', 'p4'].map((playerId) => ({ playerId, nickname: playerId })),
  drawTimeMs: 80_000,
  startedAt: 100_000,
  endedAt: 180_000,
  guesses: [
    guess('g1', 'p3', 'lihgthouse', 105_000, 'close'),
    guess('g2', 'p2', 'Light-House', 110_000, 'right'),
    guess('g3', 'p3', 'my lighthouse', 115_000, 'contains'),
    guess('g4', 'p3', 'lighthouse', 120_000, 'right'),
    guess('g5', 'p4', 'boat', 125_000, 'wrong'),
  ],
  points: scoreTurn(PLAYED, CURRENT_SCORING),
  scoring: CURRENT_SCORING,
  canvas: new Uint8Array(),
  canvasHash: '',
  operationsInTime: 0,
  operations: 0,
};

const score = (playerId: string): number => TURN.points[playerId] ?? 0;
const GAME: ArchivedGame = {
  kind: 'game',
  id: 'game1',
  roomId: 'room1',
  language: 'en',
  startedAt: 0,
  endedAt: 200_000,
  turns: 1,
  // p1 has left before the end: who is gone is not in the standings.
  standings: ['p2', 'p3', 'p4'].map((playerId, index) => ({
    playerId,
    nickname: playerId,
    score: score(playerId),
    rank: index + 1,
  })),
};

async function verify(turn: Partial<ArchivedTurn> = {}, game: Partial<ArchivedGame> = {}) {
  const archive = createMemoryArchive();
  await archive.saveTurn({ ...TURN, ...turn });
  await archive.saveGame({ ...GAME, ...game });
  return verifyScores(archive);
}

describe('ST-6 verifyScores', () => {
  it('ST-6 finds nothing wrong with what is right', async () => {
    expect(await verify()).toEqual({ games: 1, turns: 1, mismatches: [] });
  });

  it('ST-6 finds points that the guesses do not give', async () => {
    const { mismatches } = await verify({ points: { ...TURN.points, p4: 1 } });
    expect(mismatches).toEqual([
      { gameId: 'game1', turnId: 'turn1', what: 'points', about: 'p4', stored: 1, computed: 0 },
      { gameId: 'game1', what: 'score', about: 'p4', stored: 0, computed: 1 },
    ]);
  });

  it('ST-6 finds a verdict that the text does not bear out, and points that follow from it', async () => {
    const guesses = TURN.guesses.map((one) =>
      one.id === 'g5' ? { ...one, verdict: 'right' as const } : one,
    );
    const { mismatches } = await verify({ guesses });
    const about = { gameId: 'game1', turnId: 'turn1' };
    expect(mismatches).toEqual([
      { ...about, what: 'verdict', about: 'g5', stored: 'right', computed: 'wrong' },
    ]);
  });

  it('ST-6 finds a guess that was moved in time', async () => {
    const guesses = TURN.guesses.map((one) => (one.id === 'g2' ? { ...one, at: 170_000 } : one));
    const { mismatches } = await verify({ guesses });
    expect(mismatches.map(({ what, about }) => `${what} ${about}`).sort()).toEqual([
      'points p1',
      'points p2',
    ]);
  });

  it('SC-8 a turn from before there was a choice of rules still proves its points', async () => {
    const archive = createMemoryArchive();
    const { scoring: _scoring, ...older } = TURN;
    await archive.saveTurn({ ...older, points: scoreTurn(PLAYED) });
    await archive.saveGame({ ...GAME, standings: [] });
    expect(scoreTurn(PLAYED)).not.toEqual(TURN.points);
    expect(await verifyScores(archive)).toEqual({ games: 1, turns: 1, mismatches: [] });
  });

  it('SC-2 GS-16 counts the wrong guesses as long as the word before the right one', async () => {
    const tries = Array.from({ length: 10 }, (_, index) =>
      guess(`t${index}`, 'p2', 'skyscraper', 101_000 + index, 'wrong'),
    );
    const rights = PLAYED.rights.map((one) => (one.playerId === 'p2' ? { ...one, wrongTries: 10 } : one));
    const points = scoreTurn({ ...PLAYED, rights }, CURRENT_SCORING);
    expect(points['p2']).toBe(250);
    const { mismatches } = await verify({ guesses: [...tries, ...TURN.guesses], points }, { standings: [] });
    expect(mismatches).toEqual([]);
    const late = await verify({ guesses: [...TURN.guesses, ...tries], points }, { standings: [] });
    expect(late.mismatches.map(({ what, about }) => `${what} ${about}`)).toContain('points p2');
  });

  it('ST-6 finds a wrong score, a wrong rank and a missing turn', async () => {
    const [first, ...others] = GAME.standings;
    if (first === undefined) throw new Error('no standings');
    const wrongScore = await verify({}, { standings: [{ ...first, score: 9_999 }, ...others] });
    expect(wrongScore.mismatches).toMatchObject([
      { what: 'score', about: 'p2', stored: 9_999, computed: first.score },
    ]);
    const wrongRank = await verify({}, { standings: [{ ...first, rank: 2 }, ...others] });
    expect(wrongRank.mismatches).toMatchObject([{ what: 'rank', about: 'p2', stored: 2, computed: 1 }]);
    const missing = await verify({}, { turns: 2 });
    expect(missing.mismatches).toMatchObject([{ what: 'turns', stored: 1, computed: 2 }]);
  });

  it('ST-6 reads every page of games', async () => {
    const archive = createMemoryArchive();
    for (let number = 0; number < 205; number++) {
      await archive.saveGame({ ...GAME, id: `game${number}`, turns: 0, standings: [] });
    }
    expect(await verifyScores(archive)).toEqual({ games: 205, turns: 0, mismatches: [] });
  });
});
