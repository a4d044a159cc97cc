import { firstScoring } from './scoring-1.ts';
import { secondScoring } from './scoring-2.ts';
import type { Scoring, TurnToScore } from './turn-to-score.ts';

/** How points are made of guesses: a turn keeps the rules under which it began (SC-8). A released one never changes. */
export type ScoringVersion = 1 | 2;

/** The rules of turns that begin now. A turn that names none is older than the choice: its rules are the first. */
export const CURRENT_SCORING: ScoringVersion = 2;

const SCORINGS: Readonly<Record<ScoringVersion, Scoring>> = { 1: firstScoring, 2: secondScoring };

/**
 * The points of one turn, by player id: an entry for every drawer and guesser, whole numbers from 0 (SC-1 to SC-6).
 *
 * @param version left out: the first
 * @throws RangeError when `drawTimeMs` is not above 0, or nobody knows the version
 */
export function scoreTurn(turn: TurnToScore, version: ScoringVersion = 1): Record<string, number> {
  const { drawTimeMs, drawers, guessers, rights } = turn;
  if (!(drawTimeMs > 0)) throw new RangeError('drawTimeMs is above 0');
  const scoring: Scoring | undefined = SCORINGS[version];
  if (scoring === undefined)
    throw new RangeError(`Scoring ${String(version)} needs a newer version of DrawGuess.`);

  const drawing = new Set(drawers);
  const guessing = new Set(guessers.filter((playerId) => !drawing.has(playerId)));
  const counted = new Map<string, { playerId: string; elapsedMs: number; wrongTries: number }>();
  // A stable sort: of two guesses in the same millisecond the one judged first stays first.
  for (const { playerId, at, wrongTries = 0 } of rights.toSorted((a, b) => a.at - b.at)) {
    if (!guessing.has(playerId) || counted.has(playerId)) continue;
    const elapsedMs = Math.min(Math.max(at - turn.startedAt, 0), drawTimeMs);
    counted.set(playerId, { playerId, elapsedMs, wrongTries });
  }

  const { earned, drawerPoints } = scoring({
    drawTimeMs,
    guessers: guessing.size,
    rights: [...counted.values()],
  });
  const points = new Map<string, number>();
  for (const playerId of guessing) points.set(playerId, 0);
  for (const [index, playerId] of [...counted.keys()].entries()) points.set(playerId, earned[index] ?? 0);
  for (const playerId of drawing) points.set(playerId, drawerPoints);
  return Object.fromEntries(points);
}
