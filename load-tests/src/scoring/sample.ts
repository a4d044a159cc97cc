import type { TurnToScore } from '@drawguess/game/scoring';
import type { Formula } from './candidates.ts';
import { dealGame, playGame, type PlayedGame } from './play-game.ts';
import type { StrategyName } from './strategies.ts';

type Play = StrategyName | 'honest';

/** Many games, played under every strategy asked for. Points take no part in how they are played. */
export type Sample = { gamesOf(play: Play): readonly PlayedGame[] };

/** Points of every player, by seat, in every game of a sample. */
export type Scores = readonly (readonly number[])[];

/** A sample under one formula. */
export type ScoredSample = {
  sample: Sample;
  scoresOf(play: Play): Scores;
  pointsOf(turn: TurnToScore): Record<string, number>;
};

const SIZES = { least: 2, most: 8 };
const SEEDS_APART = 1_000_003;

/** @param games how many, of 2 to 8 players in turn */
export function createSample(games: number, seed: number): Sample {
  const sizes = SIZES.most - SIZES.least + 1;
  const dealt = Array.from({ length: games }, (_, index) =>
    dealGame(seed * SEEDS_APART + index, SIZES.least + (index % sizes)),
  );
  return { gamesOf: remember((play: Play) => dealt.map((game) => playGame(game, play))) };
}

export function scoreSample(sample: Sample, formula: Formula): ScoredSample {
  // Most turns are the same under most strategies.
  const pointsOf = remember(formula.score);
  const scoresOf = remember((play: Play): Scores =>
    sample.gamesOf(play).map((game) => scoreGame(game, pointsOf)),
  );
  return { sample, scoresOf, pointsOf };
}

function scoreGame({ players, turns }: PlayedGame, pointsOf: ScoredSample['pointsOf']): number[] {
  const totals = players.map(() => 0);
  for (const turn of turns) {
    const points = pointsOf(turn);
    for (const [seat, { id }] of players.entries()) totals[seat] = (totals[seat] ?? 0) + (points[id] ?? 0);
  }
  return totals;
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const found = made.get(key);
    if (found !== undefined) return found;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
