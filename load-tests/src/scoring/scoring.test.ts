import { scoreTurn, CURRENT_SCORING } from '@drawguess/game/scoring';
import { describe, expect, it } from 'vitest';
import { CANDIDATES, CHOSEN_FORMULA, FORMER_FORMULA } from './candidates.ts';
import { dominates, judge, measureFormula } from './judge.ts';
import { MEASURES } from './measures.ts';
import { dealGame, playGame } from './play-game.ts';
import { createSample, scoreSample } from './sample.ts';
import { rankCorrelation } from './statistics.ts';

const GAMES = 140;
const sample = createSample(GAMES, 7);
const chosen = measureFormula(CHOSEN_FORMULA, sample);
const former = measureFormula(FORMER_FORMULA, sample);

describe('the scoring model', () => {
  it('plays the same games for the same seed, and others for another', () => {
    expect(playGame(dealGame(3, 5), 'spam')).toEqual(playGame(dealGame(3, 5), 'spam'));
    expect(playGame(dealGame(3, 5), 'honest')).not.toEqual(playGame(dealGame(4, 5), 'honest'));
    expect(measureFormula(CHOSEN_FORMULA, createSample(GAMES, 7))).toEqual(chosen);
  });

  it('changes nothing but what the strategy is about', () => {
    const honest = playGame(dealGame(3, 5), 'honest');
    const refused = playGame(dealGame(3, 5), 'refuse');
    expect(refused.players).toEqual(honest.players);
    for (const [index, turn] of refused.turns.entries()) {
      const others = honest.turns[index]?.rights.filter(({ playerId }) => playerId !== 'p0');
      expect(turn.rights).toEqual(others);
    }
  });

  it('lets everyone draw once a round, and guess when somebody else draws', () => {
    const { turns } = playGame(dealGame(3, 4), 'honest');
    expect(turns.map(({ drawers }) => drawers)).toEqual(
      Array(3)
        .fill([['p0'], ['p1'], ['p2'], ['p3']])
        .flat(),
    );
    for (const { drawers, guessers } of turns)
      expect([...drawers, ...guessers].toSorted()).toEqual(['p0', 'p1', 'p2', 'p3']);
  });

  it('adds up what the game itself would give', () => {
    const [game] = sample.gamesOf('honest');
    const sums = game?.players.map(({ id }) =>
      game.turns.reduce((sum, turn) => sum + (scoreTurn(turn, CURRENT_SCORING)[id] ?? 0), 0),
    );
    expect(scoreSample(sample, CHOSEN_FORMULA).scoresOf('honest')[0]).toEqual(sums);
  });

  it('correlates ranks, equal ones too', () => {
    expect(rankCorrelation([1, 2, 30], [10, 20, 25])).toBe(1);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBe(-1);
    expect(rankCorrelation([5, 5, 5], [1, 2, 3])).toBe(0);
    expect(rankCorrelation([1, 1, 2], [1, 2, 3])).toBeCloseTo(0.866, 3);
  });
});

describe('the judge of formulas', () => {
  const better = {
    name: 'better',
    values: chosen.values.map((value, index) => (index === 0 ? value + 0.1 : value)),
  };

  it('names every candidate and measures everything', () => {
    expect(new Set(CANDIDATES.map(({ name }) => name)).size).toBe(CANDIDATES.length);
    expect(chosen.values).toHaveLength(MEASURES.length);
    expect(chosen.values.every(Number.isFinite)).toBe(true);
  });

  it('finds a formula that is better all round', () => {
    expect(dominates(better, chosen)).toBe(true);
    expect(dominates(chosen, better)).toBe(false);
    expect(dominates(chosen, chosen)).toBe(false);
    expect(judge(chosen, former, [former, better])[0]).toEqual({
      title: 'no other formula is better all round, but better',
      holds: false,
    });
  });

  it('would not choose the former formula again', () => {
    const failed = judge(former, former, [chosen]).filter(({ holds }) => !holds);
    const names = failed.map(({ title }) => title.split(':')[0]);
    for (const name of ['photo finish', 'friend', 'closed pair', 'farming 2', 'spam', 'hold back 2', 'idle'])
      expect(names).toContain(name);
  });

  it('sees what got worse', () => {
    const worse = {
      name: 'worse',
      values: chosen.values.map((value, index) => (index === 0 ? value - 0.5 : value)),
    };
    const failed = judge(worse, chosen, []).filter(({ holds }) => !holds);
    expect(failed.map(({ title }) => title)).toContain('skill: no worse than before, or by at most 0.02');
  });
});
