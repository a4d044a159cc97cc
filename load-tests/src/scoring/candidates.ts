import { CURRENT_SCORING, scoreTurn, type TurnToScore } from '@drawguess/game/scoring';

/** A way to make points of who guessed when. */
export type Formula = { name: string; score(turn: TurnToScore): Record<string, number> };

/** One right guess as formulas see it. */
type RightGuess = {
  /** 1 at the start of the turn, 0 at its end. */
  left: number;
  /** Place among the right guesses, from 0. */
  place: number;
  wrongTries: number;
};

/** `shared` counts for the drawer too, `alone` for the guesser only. */
type GuessRule = (guess: RightGuess) => { shared: number; alone: number };

/** What a drawer gets of what the guessers share, best first, 0 for those who did not get it. */
type DrawerRule = (shares: readonly number[]) => number;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean: DrawerRule = (shares) => (shares.length === 0 ? 0 : sum(shares) / shares.length);
const median: DrawerRule = (shares) => shares[Math.floor(shares.length / 2)] ?? 0;

/** scribble.rs: a base, a bonus that falls with a power of the time left, and points for hints not shown yet (of two). */
const scribble =
  (base: number, bonus: number, power: number, hintPoints: number): GuessRule =>
  ({ left }) => ({
    shared: base + bonus * left ** power + (hintPoints / 2) * Math.floor(left * 3 - Number.EPSILON),
    alone: 0,
  });

/** The chosen formula's parts, so that the table can show what each of them is good for. */
type Parts = {
  speed: number;
  grace: number;
  freeTries: number;
  firstBonus: number;
  capsBest: boolean;
  dropsWorst: boolean;
  drawerFactor: number;
};
const CHOSEN: Parts = {
  speed: 250,
  grace: 1 / 8,
  freeTries: 8,
  firstBonus: 0,
  capsBest: true,
  dropsWorst: true,
  drawerFactor: 1.1,
};
const BASE = 50;
const LONE_FACTOR = 0.9;

const guessRule =
  ({ speed, grace, freeTries, firstBonus }: Parts): GuessRule =>
  ({ left, place, wrongTries }) => {
    const quick = speed * Math.min(1, left / (1 - grace));
    const kept = Math.max(0, 1 - Math.max(0, wrongTries - freeTries) / 10);
    return { shared: BASE + quick, alone: quick * kept - quick + (place === 0 ? firstBonus : 0) };
  };

const drawerRule =
  ({ capsBest, dropsWorst, drawerFactor }: Parts): DrawerRule =>
  (shares) => {
    const [best = 0, second = 0, ...others] = shares;
    if (shares.length === 1) return LONE_FACTOR * best;
    const capped = [capsBest ? Math.min(best, Math.max(second, BASE)) : best, second, ...others];
    return drawerFactor * mean(dropsWorst && capped.length > 2 ? capped.slice(0, -1) : capped);
  };

const chosenBut = (name: string, change: Partial<Parts>): Formula => {
  const parts = { ...CHOSEN, ...change };
  return formula(name, guessRule(parts), drawerRule(parts));
};

/** The rules that the game plays by. */
export const CHOSEN_FORMULA: Formula = {
  name: 'chosen',
  score: (turn) => scoreTurn(turn, CURRENT_SCORING),
};
/** The rules that it had before. */
export const FORMER_FORMULA: Formula = { name: 'former', score: (turn) => scoreTurn(turn, 1) };

export const CANDIDATES: readonly Formula[] = [
  CHOSEN_FORMULA,
  FORMER_FORMULA,
  formula('scribble', scribble(100, 100, 2, 60), mean),
  formula('scribble+', scribble(10, 290, 3, 120), mean),
  formula('by rank', ({ place }) => ({ shared: Math.max(100, 300 - 40 * place), alone: 0 }), mean),
  formula('by time', ({ left }) => ({ shared: 300 * left, alone: 0 }), mean),
  formula('median', guessRule(CHOSEN), (shares) =>
    shares.length === 1 ? LONE_FACTOR * mean(shares) : median(shares),
  ),
  chosenBut('+ first', { firstBonus: 50 }),
  chosenBut('- grace', { grace: 0 }),
  chosenBut('- tries', { freeTries: Infinity }),
  chosenBut('- cap', { capsBest: false }),
  chosenBut('- drop', { dropsWorst: false }),
  chosenBut('at 100 %', { drawerFactor: 1 }),
];

function formula(name: string, guess: GuessRule, drawer: DrawerRule): Formula {
  return {
    name,
    score({ drawTimeMs, drawers, guessers, rights }) {
      const points: Record<string, number> = {};
      for (const playerId of guessers) points[playerId] = 0;
      const shares = guessers.map(() => 0);
      for (const [place, { playerId, at, wrongTries = 0 }] of rights.entries()) {
        const { shared, alone } = guess({ left: 1 - at / drawTimeMs, place, wrongTries });
        points[playerId] = Math.floor(shared + alone);
        shares[place] = shared;
      }
      for (const playerId of drawers) points[playerId] = Math.floor(drawer(shares));
      return points;
    },
  };
}
