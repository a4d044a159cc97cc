import type { RandomSource } from '../simulation/random-source.ts';

/** What a guesser does in one turn: when the right guess arrives (`Infinity`: never), after how many wrong ones. */
export type Attempt = { elapsedMs: number; wrongTries: number };

/** The seat that draws, and chance that the turn has not used so far. */
export type Situation = { drawer: number; random: RandomSource };

/** Turns what all would do honestly, by seat, into what they do. Seat 0 plays the strategy, in pairs seat 1 with it. */
type Strategy = (honest: readonly Attempt[], situation: Situation) => readonly Attempt[];

/** A word that was told outside the game is typed this long after the turn began. */
const TOLD_MS = 1_500;
const TOLD: Attempt = { elapsedMs: TOLD_MS, wrongTries: 0 };
const NEVER: Attempt = { elapsedMs: Infinity, wrongTries: 0 };
const HELD_BACK_MS = 30_000;
/** Who joins late does so in the course of this. */
const JOINING_MS = 40_000;
const SLOWER_MS = 300;

/** A script that types all words that fit: how many there are, and how fast the room takes them (SPEC GS-8). */
const FITTING_WORDS = 40;
const BURST = 20;
const REGAINED_EVERY_MS = 500;
/** A player who types what comes to mind before there is anything to see. */
const BLIND_TRIES = 6;
const BLIND_TRY_MS = 700;

export const STRATEGIES = {
  /** Two friends tell each other the words that they draw, and draw well. */
  friend: (honest, { drawer }) =>
    isPair(drawer) ? honest.map((attempt, seat) => (isPair(seat) ? TOLD : attempt)) : honest,
  /** The same, and they draw nothing that helps anybody else. */
  closedPair: (honest, { drawer }) =>
    isPair(drawer) ? honest.map((_, seat) => (isPair(seat) ? TOLD : NEVER)) : honest,
  /** Draws nothing, so that nobody earns anything. */
  drawNothing: (honest, { drawer }) => (drawer === 0 ? honest.map(() => NEVER) : honest),
  /** Begins to draw when half a minute has gone. */
  stall: (honest, { drawer }) =>
    drawer === 0 ? honest.map((attempt) => later(attempt, HELD_BACK_MS)) : honest,
  /** Guesses nothing, so that drawers earn less; so does who is in the room and asleep. */
  refuse: (honest, { drawer }) => guessOtherwise(honest, drawer, () => NEVER),
  /** Knows the word and waits half a minute before saying so. */
  holdBack: (honest, { drawer }) => guessOtherwise(honest, drawer, (attempt) => later(attempt, HELD_BACK_MS)),
  /** Runs a script through a list of words. */
  spam: (honest, { drawer, random }) => {
    const wrongTries = random.below(FITTING_WORDS);
    const elapsedMs = TOLD_MS + Math.max(0, wrongTries - BURST) * REGAINED_EVERY_MS;
    return guessOtherwise(honest, drawer, () => ({ elapsedMs, wrongTries }));
  },
  /** Types a few words before there is anything to see, and plays on when none was right. */
  blind: (honest, { drawer, random }) => {
    const place = random.below(FITTING_WORDS);
    return guessOtherwise(honest, drawer, (attempt) =>
      place < BLIND_TRIES
        ? { elapsedMs: TOLD_MS + place * BLIND_TRY_MS, wrongTries: place }
        : { ...attempt, wrongTries: attempt.wrongTries + BLIND_TRIES },
    );
  },
  /** Comes in the course of each turn's first half, and sees the drawing only then. */
  joinLate: (honest, { drawer, random }) => {
    const joinedMs = random.between(0, JOINING_MS);
    return guessOtherwise(honest, drawer, (attempt) => later(attempt, joinedMs));
  },
  /** Has a slower link. */
  slower: (honest, { drawer }) => guessOtherwise(honest, drawer, (attempt) => later(attempt, SLOWER_MS)),
} satisfies Record<string, Strategy>;

export type StrategyName = keyof typeof STRATEGIES;

const isPair = (seat: number): boolean => seat < 2;

/** Seat 0 guesses otherwise; where it draws, the turn is the honest one itself. */
const guessOtherwise = (
  honest: readonly Attempt[],
  drawer: number,
  by: (attempt: Attempt) => Attempt,
): readonly Attempt[] =>
  drawer === 0 ? honest : honest.map((attempt, seat) => (seat === 0 ? by(attempt) : attempt));

const later = ({ elapsedMs, wrongTries }: Attempt, ms: number): Attempt => ({
  elapsedMs: Math.round(elapsedMs + ms),
  wrongTries,
});
