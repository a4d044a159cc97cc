import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import type { ScoringVersion } from '@drawguess/game/scoring';
import type { Hidden, PlayerTotals, StoredTurn, Totals, TurnSummary } from '../ports/index.ts';
import { summarizeTurn } from './summary.ts';

/** A row as a client gives it: big integers come as text from some, and are safe integers here. */
export type Row = Record<string, unknown>;

/** A column of a table with its value; JSON is written as text, since clients differ in what they make of objects. */
type Cell = { value: unknown; isJson?: true };

export const SUMMARY_COLUMNS =
  'id, game_id, round, number, word, language, ended_at, canvas_hash, operations, drawers, rights, ' +
  'jsonb_array_length(guessers) AS guessers';

/**
 * PostgreSQL takes neither NUL nor half a surrogate pair. A player can send both, and a turn that could never be saved
 * would be tried for ever; judging a guess gives both the same weight as U+FFFD, none (GS-1).
 */
const json = (value: object): Cell => ({
  value: JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').replaceAll(/\p{Surrogate}/gu, '\ufffd') : part,
  ),
  isJson: true,
});

export const turnCells = (turn: ArchivedTurn): Record<string, Cell> => ({
  id: { value: turn.id },
  game_id: { value: turn.gameId },
  room_id: { value: turn.roomId },
  round: { value: turn.round },
  number: { value: turn.number },
  language: { value: turn.language },
  word: { value: turn.word },
  drawers: json(turn.drawers),
  guessers: json(turn.guessers),
  draw_time_ms: { value: turn.drawTimeMs },
  started_at: { value: turn.startedAt },
  ended_at: { value: turn.endedAt },
  guesses: json(turn.guesses),
  points: json(turn.points),
  scoring: { value: turn.scoring ?? 1 },
  canvas: { value: turn.canvas },
  canvas_hash: { value: turn.canvasHash },
  operations_in_time: { value: turn.operationsInTime },
  operations: { value: turn.operations },
  is_public: { value: turn.isPublic === true },
  rights: { value: summarizeTurn(turn).rights },
});

export const gameCells = (game: ArchivedGame): Record<string, Cell> => ({
  id: { value: game.id },
  room_id: { value: game.roomId },
  language: { value: game.language },
  started_at: { value: game.startedAt },
  ended_at: { value: game.endedAt },
  turns: { value: game.turns },
  standings: json(game.standings),
  is_public: { value: game.isPublic === true },
});

export const toTurn = (row: Row): StoredTurn => ({
  kind: 'turn',
  id: String(row.id),
  gameId: String(row.game_id),
  roomId: String(row.room_id),
  round: Number(row.round),
  number: Number(row.number),
  language: String(row.language),
  word: String(row.word),
  drawers: row.drawers as ArchivedTurn['drawers'],
  guessers: row.guessers as ArchivedTurn['guessers'],
  drawTimeMs: Number(row.draw_time_ms),
  startedAt: Number(row.started_at),
  endedAt: Number(row.ended_at),
  guesses: row.guesses as ArchivedTurn['guesses'],
  points: row.points as ArchivedTurn['points'],
  // Verifying refuses a version that it does not know.
  scoring: Number(row.scoring) as ScoringVersion,
  canvas: Uint8Array.from(row.canvas as Uint8Array),
  canvasHash: String(row.canvas_hash),
  operationsInTime: Number(row.operations_in_time),
  operations: Number(row.operations),
  ...(row.is_public === true && { isPublic: true }),
  ...(typeof row.hidden === 'string' && { hidden: row.hidden as Hidden }),
});

export const toSummary = (row: Row): TurnSummary => ({
  id: String(row.id),
  gameId: String(row.game_id),
  round: Number(row.round),
  number: Number(row.number),
  word: String(row.word),
  language: String(row.language),
  endedAt: Number(row.ended_at),
  canvasHash: String(row.canvas_hash),
  operations: Number(row.operations),
  drawers: (row.drawers as ArchivedTurn['drawers']).map(({ playerId, nickname }) => ({ playerId, nickname })),
  guessers: Number(row.guessers),
  rights: Number(row.rights),
});

export const toGame = (row: Row): ArchivedGame => ({
  kind: 'game',
  id: String(row.id),
  roomId: String(row.room_id),
  language: String(row.language),
  startedAt: Number(row.started_at),
  endedAt: Number(row.ended_at),
  turns: Number(row.turns),
  standings: row.standings as ArchivedGame['standings'],
  ...(row.is_public === true && { isPublic: true }),
});

export const toPlayerTotals = (row: Row): PlayerTotals => ({
  playerId: String(row.player_id),
  nickname: String(row.nickname),
  games: Number(row.games),
  wins: Number(row.wins),
  points: Number(row.points),
  turns: Number(row.turns),
  lastAt: Number(row.last_at),
});

export const toTotals = (row: Row): Totals => ({
  turns: Number(row.turns),
  games: Number(row.games),
  guesses: Number(row.guesses),
  rights: Number(row.rights),
  operations: Number(row.operations),
});

/** An insert of one row that leaves a row with the same id as it is, and returns the id where there was none. */
export function insertOnce(table: string, cells: Record<string, Cell>): [text: string, values: unknown[]] {
  const columns = Object.keys(cells);
  const places = Object.values(cells).map(
    ({ isJson }, index) => `$${index + 1}${isJson === true ? '::text::jsonb' : ''}`,
  );
  return [
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    Object.values(cells).map(({ value }) => value),
  ];
}
