import type { Scoring } from './turn-to-score.ts';

/** What every right guess earns, however late. */
const BASE_POINTS = 100;
/** What a right guess earns on top at the very start; it falls with the square of the time left. */
const SPEED_POINTS = 200;
/** What the first right guess of a turn earns on top. */
const FIRST_RIGHT_POINTS = 50;
/** What a drawer gets of the guessers' mean, in percent. */
const DRAWER_PERCENT = 110;

/** The rules of turns in older archives (SC-8); no turn begins under them any more. */
export const firstScoring: Scoring = ({ drawTimeMs, guessers, rights }) => {
  const shared = rights.map(({ elapsedMs }) => guessPoints(elapsedMs, drawTimeMs));
  const total = shared.reduce((sum, points) => sum + points, 0);
  return {
    earned: shared.map((points, index) => (index === 0 ? points + FIRST_RIGHT_POINTS : points)),
    drawerPoints: guessers === 0 ? 0 : Math.floor((total * DRAWER_PERCENT) / (100 * guessers)),
  };
};

/** Multiplied out before the one division: every engine then gets the same whole number, as replays need. */
function guessPoints(elapsedMs: number, drawTimeMs: number): number {
  const leftMs = drawTimeMs - elapsedMs;
  return BASE_POINTS + Math.floor((SPEED_POINTS * leftMs * leftMs) / (drawTimeMs * drawTimeMs));
}
