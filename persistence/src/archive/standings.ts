import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import { LIMITS } from '@drawguess/game/limits';
import type { Period, PlayerTotals, Totals } from '../ports/index.ts';
import { summarizeTurn } from './summary.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday. */
const FIRST_MONDAY = 4 * DAY_MS;

/** Stands for all time, where otherwise a week's or a day's first millisecond stands. */
export const ALL_TIME = -1;

export const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

const weekOf = (at: number): number => Math.floor((at - FIRST_MONDAY) / WEEK_MS) * WEEK_MS + FIRST_MONDAY;

export const periodKey = (period: Period): number => (period === 'all' ? ALL_TIME : weekOf(period.weekOf));

/** The periods of the leaderboard that a game belongs to. */
export const periodsOf = ({ endedAt }: Pick<ArchivedGame, 'endedAt'>): number[] => [
  ALL_TIME,
  weekOf(endedAt),
];

/** Points per turn in hundredths, by which the leaderboard is ordered. */
export const hundredthsPerTurn = ({ points, turns }: Pick<PlayerTotals, 'points' | 'turns'>): number =>
  turns === 0 ? 0 : Math.floor((100 * points) / turns);

/** What a game adds to each player's totals; nothing where it does not count (SPEC ST-12). */
export function resultsOf({ isPublic, standings, turns, endedAt }: ArchivedGame): PlayerTotals[] {
  const scored = standings.filter(({ score }) => score > 0);
  if (isPublic !== true || scored.length < LIMITS.leaderboardMinPlayers) return [];
  return standings.map(({ playerId, nickname, score, rank }) => ({
    playerId,
    nickname,
    games: 1,
    wins: rank === 1 ? 1 : 0,
    points: score,
    turns,
    lastAt: endedAt,
  }));
}

export const NOTHING: Totals = { turns: 0, games: 0, guesses: 0, rights: 0, operations: 0 };

export const totalsOfGame = (): Totals => ({ ...NOTHING, games: 1 });

export const totalsOfTurn = (turn: ArchivedTurn): Totals => ({
  turns: 1,
  games: 0,
  guesses: turn.guesses.length,
  rights: summarizeTurn(turn).rights,
  operations: turn.operations,
});
