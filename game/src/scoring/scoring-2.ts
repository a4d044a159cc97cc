import type { Scoring } from './turn-to-score.ts';

/** What every right guess earns, however late (SC-1). */
const BASE_POINTS = 50;
/** What a quick one earns on top: all of it in the grace, then less in proportion to the time left (SC-1). */
const SPEED_POINTS = 250;
/**
 * The first part of the draw time in which all guesses are equally quick, as a divisor: an eighth. A slow link loses
 * nothing in it, and who was told the word gains nothing over who saw it at once.
 */
const GRACE_DIVISOR = 8;
/** Wrong tries that cost nothing, and what each one more takes of the speed points, in tenths (SC-2). */
const FREE_TRIES = 8;
const TENTHS = 10;
/**
 * What a drawer gets of the mean, in percent (SC-3). At 100 or less, drawing nothing would cost the drawer no more than
 * the others, and would pay for who leads.
 */
const DRAWER_PERCENT = 110;
/**
 * The same with one guesser. Below 100, guessing is worth more than keeping silent, the earlier the more, and two
 * players do not end equal; close to 100, drawing nothing gains little.
 */
const LONE_PERCENT = 90;

/** The rules of turns that begin now (SC-1 to SC-6), chosen by simulation: docs/decisions/006-scoring.md. */
export const secondScoring: Scoring = ({ drawTimeMs, guessers, rights }) => {
  const speed = rights.map(({ elapsedMs }) => speedPoints(elapsedMs, drawTimeMs));
  const shares = speed.map((points) => BASE_POINTS + points);
  return {
    earned: rights.map(
      ({ wrongTries }, index) =>
        BASE_POINTS + Math.floor(((speed[index] ?? 0) * tenthsKept(wrongTries)) / TENTHS),
    ),
    drawerPoints: shareOfDrawer(shares, guessers),
  };
};

/** Multiplied out before the one division: every engine then gets the same whole number, as replays need. */
function speedPoints(elapsedMs: number, drawTimeMs: number): number {
  const leftMs = drawTimeMs - elapsedMs;
  const after = (SPEED_POINTS * leftMs * GRACE_DIVISOR) / (drawTimeMs * (GRACE_DIVISOR - 1));
  return Math.min(SPEED_POINTS, Math.floor(after));
}

const tenthsKept = (wrongTries: number): number => Math.max(0, TENTHS - Math.max(0, wrongTries - FREE_TRIES));

/**
 * SPEC SC-3: neither the best guesser, who may be a friend, nor the worst, who may be away or unwilling, decides alone.
 *
 * @param shares of those who guessed right, the quickest first, so the largest first
 * @param guessers how many could have
 */
function shareOfDrawer(shares: readonly number[], guessers: number): number {
  const [best, second = 0, ...others] = shares;
  if (best === undefined) return 0;
  if (guessers === 1) return Math.floor((best * LONE_PERCENT) / 100);
  const capped = [Math.min(best, Math.max(second, BASE_POINTS)), second, ...others];
  // With two guessers nobody can tell which of them is the odd one out.
  const counting = guessers === 2 ? 2 : guessers - 1;
  const total = capped.slice(0, counting).reduce((sum, share) => sum + share, 0);
  return Math.floor((total * DRAWER_PERCENT) / (100 * counting));
}
