import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';

/** A turn as the gallery lists it. */
export type TurnSummary = Pick<
  ArchivedTurn,
  'id' | 'gameId' | 'round' | 'number' | 'word' | 'language' | 'endedAt' | 'canvasHash' | 'operations'
> & { drawers: { playerId: string; nickname: string }[]; guessers: number; rights: number };

/** Where rounds are kept for good (SPEC ST-5). Saving is idempotent by id: the first version stays. */
export type Archive = {
  saveTurn(turn: ArchivedTurn): Promise<void>;
  saveGame(game: ArchivedGame): Promise<void>;
  getTurn(id: string): Promise<ArchivedTurn | undefined>;
  /** Newest first. `before` is the `cursor` of the page before; `limit` is 1..100. */
  listTurns(page: { limit: number; before?: string }): Promise<{ turns: TurnSummary[]; cursor?: string }>;
  /** Every finished game, newest first, for recomputing scores and for the leaderboard. */
  listGames(page: { limit: number; before?: string }): Promise<{ games: ArchivedGame[]; cursor?: string }>;
  /** The turns of one game in their order. */
  turnsOfGame(gameId: string): Promise<ArchivedTurn[]>;
  /** Rejects when the archive cannot answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
