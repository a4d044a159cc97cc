import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import type { PageOf, TurnSummary } from './listing.ts';
import type { Hidden, Moderation } from './moderation.ts';

/** What one player came to in the games that count for the leaderboard (SPEC ST-12). */
export type PlayerTotals = {
  playerId: string;
  /** The name in their latest game. */
  nickname: string;
  games: number;
  /** Games that they won, alone or together. */
  wins: number;
  points: number;
  /** Turns of those games, whether they scored in each or not. */
  turns: number;
  lastAt: number;
};

/** What was played, private rooms included: numbers that say nothing of anybody. */
export type Totals = { turns: number; games: number; guesses: number; rights: number; operations: number };

/** All time, or the week that holds a time. Weeks begin on Monday, 0 h UTC. */
export type Period = 'all' | { weekOf: number };

export type StoredTurn = ArchivedTurn & { hidden?: Hidden };

/** Where rounds are kept for long (SPEC ST-5). Saving is idempotent by id: the first version stays. */
export type Archive = Moderation & {
  saveTurn(turn: ArchivedTurn): Promise<void>;
  saveGame(game: ArchivedGame): Promise<void>;
  /** `hidden` says why its drawing is not shown any more; its canvas is blank then. */
  getTurn(id: string): Promise<StoredTurn | undefined>;
  /**
   * Newest first, without hidden ones: every turn, or those of public rooms only, of one game only, or by drawers of one name only.
   */
  listTurns(
    about: PageOf & { publicOnly?: true; gameId?: string; drawnBy?: string },
  ): Promise<{ turns: TurnSummary[]; cursor?: string }>;
  /** Newest first: every finished game, for recomputing scores, or those of public rooms only. */
  listGames(about: PageOf & { publicOnly?: true }): Promise<{ games: ArchivedGame[]; cursor?: string }>;
  /** The turns of one game in their order, hidden ones too. */
  turnsOfGame(gameId: string): Promise<ArchivedTurn[]>;
  /** Who has played often enough, by points per turn, best first (SPEC ST-12). */
  leaderboard(about: PageOf & { period: Period }): Promise<{ players: PlayerTotals[]; cursor?: string }>;
  /** Who played under this very name, latest first, at most `LIMITS.maxPlayersNamed`. */
  playersNamed(nickname: string): Promise<PlayerTotals[]>;
  /** What was played in all, and on each day (UTC, by its first millisecond) since `since`, oldest first. */
  totals(since: number): Promise<{ all: Totals; days: (Totals & { day: number })[] }>;
  /** Rejects when the archive cannot answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
