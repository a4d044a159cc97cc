import { ROUNDS, type ModelPlayer } from './play-game.ts';
import type { ScoredSample, Scores } from './sample.ts';
import { mean, rankCorrelation } from './statistics.ts';
import type { StrategyName } from './strategies.ts';

/** Something that a formula should be good at. */
export type Measure = {
  name: string;
  /** What it says, in a line. */
  about: string;
  of(scored: ScoredSample): number;
  /** How bad a value is: 0 or less is as good as it gets, except where more is always better. */
  badness(value: number): number;
  /** What the chosen formula's badness must not exceed. */
  bound: number;
  /** By how much it may be worse than the former formula: nothing, unless there is a reason. */
  mayLose?: number;
};

/** From here on two guesses are no photo finish, in ms. */
const PHOTO_FINISH_MS = 1_000;
/** Wrong tries that no formula here minds. */
const FEW_TRIES = 6;

const positive = (value: number): number => Math.max(0, value);
const isTwo = (players: number): boolean => players === 2;
const isMore = (players: number): boolean => players > 2;
const isAny = (): boolean => true;

const only = (scores: Scores, sizes: (players: number) => boolean): Scores =>
  scores.filter((game) => sizes(game.length));
const pointsPerPlayer = (scores: Scores): number => mean(scores.map(mean));

/**
 * How many points the first `who` players gain by a strategy over the mean of the others in their games, in percent of
 * what an honest player earns in a game. Leading the others is what a cheat wants; in a game of two it is all that counts.
 */
function advantage(
  { scoresOf }: ScoredSample,
  strategy: StrategyName,
  who: 1 | 2,
  sizes: (players: number) => boolean,
): number {
  const lead = (game: readonly number[]): number => mean(game.slice(0, who)) - mean(game.slice(who));
  const honest = only(scoresOf('honest'), sizes);
  const gained = mean(only(scoresOf(strategy), sizes).map(lead)) - mean(honest.map(lead));
  return (100 * gained) / pointsPerPlayer(honest);
}

/** What drawers lose through a guesser at seat 0, in percent of what they get without, in games of three and more. */
function drawersLose({ sample, pointsOf }: ScoredSample, strategy: StrategyName): number {
  const drawn = (play: StrategyName | 'honest'): number => {
    let total = 0;
    for (const { players, turns } of sample.gamesOf(play)) {
      if (!isMore(players.length)) continue;
      for (const turn of turns.filter(({ guessers }) => guessers.includes('p0'))) {
        total += pointsOf(turn)[turn.drawers[0] ?? ''] ?? 0;
      }
    }
    return total;
  };
  return 100 * (1 - drawn(strategy) / drawn('honest'));
}

/** The mean points of a turn in which a player guesses over those of one in which they draw, in games of three and more. */
function balance({ sample, pointsOf }: ScoredSample): number {
  const guessed: number[] = [];
  const drawn: number[] = [];
  for (const { turns } of sample.gamesOf('honest').filter(({ players }) => isMore(players.length))) {
    for (const turn of turns) {
      const points = pointsOf(turn);
      guessed.push(...turn.guessers.map((playerId) => points[playerId] ?? 0));
      drawn.push(...turn.drawers.map((playerId) => points[playerId] ?? 0));
    }
  }
  return mean(guessed) / mean(drawn);
}

/** The mean over games of three and more of how well the standings agree with the sum of both skills. */
function skill({ sample, scoresOf }: ScoredSample): number {
  const skillOf = ({ guessSkill, drawSkill }: ModelPlayer): number => guessSkill + drawSkill;
  const scores = scoresOf('honest');
  return mean(
    sample
      .gamesOf('honest')
      .flatMap(({ players }, index) =>
        isMore(players.length) ? [rankCorrelation(scores[index] ?? [], players.map(skillOf))] : [],
      ),
  );
}

/** How much more the first right guess earns than a second one within a second, in percent of the second. */
function photoFinish({ sample, pointsOf }: ScoredSample): number {
  let gap = 0;
  let seconds = 0;
  for (const turn of sample.gamesOf('honest').flatMap(({ turns }) => turns)) {
    const [first, second] = turn.rights;
    if (first === undefined || second === undefined || second.at - first.at >= PHOTO_FINISH_MS) continue;
    if (Math.max(first.wrongTries ?? 0, second.wrongTries ?? 0) > FEW_TRIES) continue;
    const points = pointsOf(turn);
    gap += (points[first.playerId] ?? 0) - (points[second.playerId] ?? 0);
    seconds += points[second.playerId] ?? 0;
  }
  return (100 * gap) / seconds;
}

/** What 300 ms cost the player at seat 0, in percent of the player's points. */
function slowLink({ scoresOf }: ScoredSample): number {
  const own = (scores: Scores): number => mean(scores.map(([points = 0]) => points));
  return 100 * (1 - own(scoresOf('slower')) / own(scoresOf('honest')));
}

/** What two who tell each other every word earn in a turn, in percent above honest players of larger games. */
function farming({ scoresOf }: ScoredSample): number {
  const perTurn = (scores: Scores): number => mean(scores.map((game) => mean(game) / (ROUNDS * game.length)));
  return 100 * (perTurn(only(scoresOf('friend'), isTwo)) / perTurn(only(scoresOf('honest'), isMore)) - 1);
}

const equalScores = ({ scoresOf }: ScoredSample): number =>
  100 * mean(only(scoresOf('honest'), isTwo).map(([one, other]) => (one === other ? 1 : 0)));

const gaming = (
  name: string,
  about: string,
  bound: number,
  [strategy, who, sizes]: [StrategyName, 1 | 2, (players: number) => boolean],
  mayLose = 0,
): Measure => ({
  name,
  about: `${about}, % gained on the others`,
  of: (scored) => advantage(scored, strategy, who, sizes),
  badness: positive,
  bound,
  mayLose,
});

/** A drawer should get about what a guesser gets: less than this share or more than its double is out of balance. */
const BALANCE = { least: 0.85, most: 2 };

export const MEASURES: readonly Measure[] = [
  {
    name: 'skill',
    about: 'rank correlation of standings with true skill, 3–8 players',
    of: skill,
    badness: (value) => -value,
    bound: -0.45,
    mayLose: 0.02,
  },
  {
    name: 'balance',
    about: 'a guessing turn’s points for one point of a drawing turn, 3–8 players; target 1, at most 2',
    of: balance,
    badness: (value) => positive(BALANCE.least - value) + positive(value - BALANCE.most),
    bound: 0,
  },
  {
    name: 'photo finish',
    about: 'first right guess over a second within 1 s, %',
    of: photoFinish,
    badness: positive,
    bound: 2,
  },
  { name: '300 ms', about: 'lost by a link 300 ms slower, %', of: slowLink, badness: positive, bound: 0.5 },
  {
    name: 'ties of 2',
    about: 'games of two that end equal, %',
    of: equalScores,
    badness: positive,
    bound: 5,
    mayLose: 4,
  },
  gaming('friend', 'two tell each other their words', 15, ['friend', 2, isMore]),
  gaming('closed pair', '… and draw nothing for others', 30, ['closedPair', 2, isMore]),
  {
    name: 'farming 2',
    about: 'two alone tell each other all words, % above honest larger games',
    of: farming,
    badness: positive,
    bound: 45,
  },
  gaming('no drawing', 'draws nothing, 3–8 players', 1, ['drawNothing', 1, isMore]),
  gaming('no drawing 2', 'draws nothing, 2 players', 7, ['drawNothing', 1, isTwo]),
  gaming('stall', 'begins to draw after 30 s, 3–8 players', 1, ['stall', 1, isMore]),
  // What a guesser gains by being quick a drawer gains by being slow; the former rules paid for guessing late instead.
  gaming('stall 2', 'begins to draw after 30 s, 2 players', 4, ['stall', 1, isTwo], 4),
  gaming('refuse', 'guesses nothing, 3–8 players', 0, ['refuse', 1, isMore]),
  gaming('refuse 2', 'guesses nothing, 2 players', 0, ['refuse', 1, isTwo]),
  gaming('hold back', 'guesses 30 s later, 3–8 players', 0, ['holdBack', 1, isMore]),
  gaming('hold back 2', 'guesses 30 s later, 2 players', 0, ['holdBack', 1, isTwo]),
  gaming('spam', 'a script types all words that fit', 0, ['spam', 1, isAny]),
  gaming('blind', 'six words at once, unseen', 4, ['blind', 1, isAny]),
  {
    name: 'idle',
    about: 'lost by drawers through one who is there and idle, 3–8 players, %',
    of: (scored) => drawersLose(scored, 'refuse'),
    badness: positive,
    bound: 18,
  },
  {
    name: 'late joiner',
    about: 'lost by drawers through one who joins late, 3–8 players, %',
    of: (scored) => drawersLose(scored, 'joinLate'),
    badness: positive,
    bound: 8,
  },
];
