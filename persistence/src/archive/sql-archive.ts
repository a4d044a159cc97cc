import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import type { ScoringVersion } from '@drawguess/game/scoring';
import type { Archive, TurnSummary } from '../ports/index.ts';
import { checkLimit, decodeCursor, encodeCursor } from './cursor.ts';
import { migrate, type Sql } from './sql.ts';
import { summarizeTurn } from './summary.ts';

const TURN_COLUMNS = [
  'id',
  'game_id',
  'room_id',
  'round',
  'number',
  'language',
  'word',
  'drawers',
  'guessers',
  'draw_time_ms',
  'started_at',
  'ended_at',
  'guesses',
  'points',
  'scoring',
  'canvas',
  'canvas_hash',
  'operations_in_time',
  'operations',
  'rights',
] as const;
const GAME_COLUMNS = ['id', 'room_id', 'language', 'started_at', 'ended_at', 'turns', 'standings'] as const;
const SUMMARY_COLUMNS =
  'id, game_id, round, number, word, language, ended_at, canvas_hash, operations, drawers, rights, ' +
  'jsonb_array_length(guessers) AS guessers';
/** Written as JSON text: clients differ in what they make of arrays and objects. */
const JSON_COLUMNS: readonly string[] = ['drawers', 'guessers', 'guesses', 'points', 'standings'];

type Row = Record<string, unknown>;

/**
 * The archive in PostgreSQL's language (SPEC ST-5), whatever client speaks it. Brings the tables up to date first.
 *
 * @param sql is closed with the archive
 */
export async function createSqlArchive(sql: Sql): Promise<Archive> {
  await migrate(sql);
  let closing: Promise<void> | undefined;

  const insert = async (
    table: string,
    columns: readonly string[],
    values: readonly unknown[],
  ): Promise<void> => {
    const places = columns.map(
      (column, index) => `$${index + 1}${JSON_COLUMNS.includes(column) ? '::text::jsonb' : ''}`,
    );
    await sql.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')}) ON CONFLICT (id) DO NOTHING`,
      values,
    );
  };

  const page = async (
    table: string,
    columns: string,
    { limit, before }: { limit: number; before?: string },
  ): Promise<{ rows: Row[]; cursor: { cursor?: string } }> => {
    const place = before === undefined ? undefined : decodeCursor(before);
    // One more than asked for tells whether there is a next page.
    const { rows } = await sql.query(
      `SELECT ${columns} FROM ${table} ${place === undefined ? '' : 'WHERE (ended_at, id) < ($2, $3)'}
       ORDER BY ended_at DESC, id DESC LIMIT $1`,
      [checkLimit(limit) + 1, ...(place === undefined ? [] : [place.endedAt, place.id])],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    if (last === undefined || rows.length <= limit) return { rows: shown, cursor: {} };
    return {
      rows: shown,
      cursor: { cursor: encodeCursor({ id: String(last.id), endedAt: Number(last.ended_at) }) },
    };
  };

  return {
    saveTurn: (turn) =>
      insert('turns', TURN_COLUMNS, [
        turn.id,
        turn.gameId,
        turn.roomId,
        turn.round,
        turn.number,
        turn.language,
        turn.word,
        toJson(turn.drawers),
        toJson(turn.guessers),
        turn.drawTimeMs,
        turn.startedAt,
        turn.endedAt,
        toJson(turn.guesses),
        toJson(turn.points),
        turn.scoring ?? 1,
        turn.canvas,
        turn.canvasHash,
        turn.operationsInTime,
        turn.operations,
        summarizeTurn(turn).rights,
      ]),

    saveGame: (game) =>
      insert('games', GAME_COLUMNS, [
        game.id,
        game.roomId,
        game.language,
        game.startedAt,
        game.endedAt,
        game.turns,
        toJson(game.standings),
      ]),

    async getTurn(id) {
      const { rows } = await sql.query(`SELECT ${TURN_COLUMNS.join(', ')} FROM turns WHERE id = $1`, [id]);
      return rows[0] && toTurn(rows[0]);
    },

    async listTurns(about) {
      const { rows, cursor } = await page('turns', SUMMARY_COLUMNS, about);
      return { turns: rows.map(toSummary), ...cursor };
    },

    async listGames(about) {
      const { rows, cursor } = await page('games', GAME_COLUMNS.join(', '), about);
      return { games: rows.map(toGame), ...cursor };
    },

    async turnsOfGame(gameId) {
      const { rows } = await sql.query(
        `SELECT ${TURN_COLUMNS.join(', ')} FROM turns WHERE game_id = $1 ORDER BY number, id`,
        [gameId],
      );
      return rows.map(toTurn);
    },

    async ping() {
      await sql.query('SELECT 1');
    },

    close: () => (closing ??= sql.close()),
  };
}

/**
 * PostgreSQL takes neither NUL nor half a surrogate pair. A player can send both, and a turn that could never be saved
 * would be tried for ever; judging a guess gives both the same weight as U+FFFD, none (GS-1).
 */
const toJson = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').replaceAll(/\p{Surrogate}/gu, '\ufffd') : part,
  );

// Columns are as the migrations define them; big integers come as text from some clients, and are safe integers here.
const toTurn = (row: Row): ArchivedTurn => ({
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
});

const toSummary = (row: Row): TurnSummary => ({
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

const toGame = (row: Row): ArchivedGame => ({
  kind: 'game',
  id: String(row.id),
  roomId: String(row.room_id),
  language: String(row.language),
  startedAt: Number(row.started_at),
  endedAt: Number(row.ended_at),
  turns: Number(row.turns),
  standings: row.standings as ArchivedGame['standings'],
});
