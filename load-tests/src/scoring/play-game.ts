import type { TurnToScore } from '@drawguess/game/scoring';
import { createRandomSource, type RandomSource } from '../simulation/random-source.ts';
import { STRATEGIES, type Attempt, type StrategyName } from './strategies.ts';

/** A player as the model knows them. Skills go from 0 to 1; the latency is what a link adds to every guess, in ms. */
export type ModelPlayer = { id: string; guessSkill: number; drawSkill: number; latencyMs: number };

export type PlayedGame = { players: readonly ModelPlayer[]; turns: readonly TurnToScore[] };

const DRAW_TIME_MS = 80_000;
export const ROUNDS = 3;
const LATENCY_MS = { least: 20, most: 1_500 };
/** Nobody knows a word before the first strokes are there. */
const FIRST_STROKES_MS = 3_000;
/** When an average player gets a word of each difficulty from an average drawer, in ms: half do so earlier. */
const TYPICAL_MS = [14_000, 24_000, 42_000];
/** How much both skills and a player's day tell: 1 makes a guess e times quicker. */
const TOLD_BY = { guessSkill: 1.2, drawing: 1.2, day: 0.6 };
/** A drawing comes out better or worse than its drawer's skill by up to this much. */
const DRAWING_VARIES = 0.3;
/** One guesser in thirty hits the word early, by luck and not by skill. */
const LUCKY_SHARE = 1 / 30;
const LUCKY_MS = 5_000;
/** Wrong guesses as long as the word: 1 on average by who knows it at once, 4 by who needs the whole turn. */
const TRIES = { least: 1, inAWholeTurn: 3 };
/** Keeps the chance of turns apart: two games never share one. */
const TURNS_APART = 1_009;

/** A game as it is played honestly, and all that strategies start from. */
export type DealtGame = {
  players: readonly ModelPlayer[];
  turns: readonly { drawer: number; honest: readonly Attempt[]; turn: TurnToScore; chanceSeed: number }[];
};

/** Players, words and moments of one game: everyone draws once in each of three rounds. */
export function dealGame(seed: number, size: number): DealtGame {
  const random = createRandomSource(seed);
  const players = Array.from({ length: size }, (_, seat) => makePlayer(seat, random));
  const turns = Array.from({ length: ROUNDS * size }, (_, number) => {
    const drawer = number % size;
    const honest = attemptsAt(players, drawer, random);
    return { drawer, honest, turn: turnOf(players, drawer, honest), chanceSeed: seed * TURNS_APART + number };
  });
  return { players, turns };
}

/** The game as a strategy makes it: the same in all that the strategy is not about, down to the same turns. */
export function playGame({ players, turns }: DealtGame, strategy: StrategyName | 'honest'): PlayedGame {
  const play = ({ drawer, honest, turn, chanceSeed }: DealtGame['turns'][number]): TurnToScore => {
    if (strategy === 'honest') return turn;
    const attempts = STRATEGIES[strategy](honest, { drawer, random: createRandomSource(chanceSeed) });
    return attempts === honest ? turn : turnOf(players, drawer, attempts);
  };
  return { players, turns: turns.map(play) };
}

function makePlayer(seat: number, random: RandomSource): ModelPlayer {
  const { least, most } = LATENCY_MS;
  return {
    id: `p${seat}`,
    guessSkill: random.next(),
    drawSkill: random.next(),
    // Most links are quick and a few very slow: evenly over the orders of magnitude.
    latencyMs: least * (most / least) ** random.next(),
  };
}

/** What all do who play honestly, by seat; the drawer has an entry too, which does not count. */
function attemptsAt(players: readonly ModelPlayer[], drawer: number, chance: RandomSource): Attempt[] {
  const typicalMs = chance.pick(TYPICAL_MS) ?? 0;
  const drawing = (players[drawer]?.drawSkill ?? 0) + chance.between(-DRAWING_VARIES, DRAWING_VARIES);
  return players.map(({ guessSkill, latencyMs }) => {
    const insight =
      TOLD_BY.guessSkill * (guessSkill - 0.5) +
      TOLD_BY.drawing * (drawing - 0.5) +
      TOLD_BY.day * normal(chance);
    const lucky = chance.chance(LUCKY_SHARE);
    const thinkingMs = (lucky ? Math.min(LUCKY_MS, typicalMs) : typicalMs) * Math.exp(-insight);
    const elapsedMs = Math.round(FIRST_STROKES_MS + thinkingMs + latencyMs);
    const tries = TRIES.least + TRIES.inAWholeTurn * Math.min(1, elapsedMs / DRAW_TIME_MS);
    return { elapsedMs, wrongTries: Math.floor(-Math.log(1 - chance.next()) * tries) };
  });
}

/** Nearly normal with mean 0 and deviation 1: the sum of twelve even draws, less six. */
function normal(random: RandomSource): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += random.next();
  return sum;
}

function turnOf(players: readonly ModelPlayer[], drawer: number, attempts: readonly Attempt[]): TurnToScore {
  const ids = players.map(({ id }) => id);
  const rights = attempts.flatMap(({ elapsedMs, wrongTries }, seat) =>
    seat === drawer || elapsedMs >= DRAW_TIME_MS
      ? []
      : [{ playerId: ids[seat] ?? '', at: elapsedMs, wrongTries }],
  );
  return {
    drawTimeMs: DRAW_TIME_MS,
    startedAt: 0,
    drawers: ids.slice(drawer, drawer + 1),
    guessers: ids.toSpliced(drawer, 1),
    rights: rights.toSorted((a, b) => a.at - b.at),
  };
}
