import type { ArchivedGame } from '@drawguess/game/archive';
import { LIMITS } from '@drawguess/game/limits';
import type { Archive, PlayerTotals, Totals, TurnSummary } from '../ports/index.ts';
import type { ListPlace } from './cursor.ts';
import {
  gameCells,
  insertOnce,
  SUMMARY_COLUMNS,
  toGame,
  toPlayerTotals,
  toSummary,
  toTotals,
  toTurn,
  turnCells,
} from './sql-rows.ts';
import { createSqlModeration } from './sql-moderation.ts';
import { readPage } from './sql-page.ts';
import { migrate } from './migrate.ts';
import type { Query, Sql } from './sql.ts';
import {
  ALL_TIME,
  dayOf,
  hundredthsPerTurn,
  NOTHING,
  periodKey,
  periodsOf,
  resultsOf,
  totalsOfGame,
  totalsOfTurn,
} from './standings.ts';

/**
 * The archive in PostgreSQL's language (SPEC ST-5), whatever client speaks it. Brings the tables up to date first.
 * Each item is inserted and counted in one transaction, and counted only where it was inserted, so a save may be
 * repeated whenever it is not known whether it was committed.
 *
 * @param sql is closed with the archive, and when the archive cannot be opened
 * @throws when the tables are of a version that this one cannot work with
 */
export async function createSqlArchive(sql: Sql): Promise<Archive> {
  try {
    await migrate(sql);
  } catch (error) {
    await sql.close();
    throw error;
  }
  let closing: Promise<void> | undefined;

  return {
    ...createSqlModeration(sql),

    saveTurn: (turn) =>
      sql.transaction(async (query) => {
        const { rows } = await query(...insertOnce('turns', turnCells(turn)));
        if (rows.length > 0) await addTotals(query, turn.endedAt, totalsOfTurn(turn));
      }),

    saveGame: (game) =>
      sql.transaction(async (query) => {
        const { rows } = await query(...insertOnce('games', gameCells(game)));
        if (rows.length === 0) return;
        // In one order, so that two games of the same players do not wait for each other.
        const results = resultsOf(game).toSorted((a, b) => (a.playerId < b.playerId ? -1 : 1));
        for (const period of periodsOf(game)) {
          for (const result of results) await addResult(query, period, result);
        }
        // Last, since everybody else's totals wait for these.
        await addTotals(query, game.endedAt, totalsOfGame());
      }),

    async getTurn(id) {
      const { rows } = await sql.query('SELECT * FROM turns WHERE id = $1', [id]);
      return rows[0] && toTurn(rows[0]);
    },

    async listTurns({ publicOnly, gameId, drawnBy, ...about }) {
      const { items, ...cursor } = await readPage<TurnSummary>(
        sql,
        {
          from: `${SUMMARY_COLUMNS} FROM turns`,
          by: 'ended_at',
          id: 'id',
          conditions: [
            ['hidden IS NULL'],
            ...(publicOnly === undefined ? [] : [['is_public'] as const]),
            ...(gameId === undefined ? [] : [['game_id = $', gameId] as const]),
            ...(drawnBy === undefined ? [] : [["drawers -> 0 ->> 'nickname' = $", drawnBy] as const]),
          ],
          toItem: toSummary,
          placeOf: byEnd,
        },
        about,
      );
      return { turns: items, ...cursor };
    },

    async listGames({ publicOnly, ...about }) {
      const { items, ...cursor } = await readPage<ArchivedGame>(
        sql,
        {
          from: '* FROM games',
          by: 'ended_at',
          id: 'id',
          conditions: publicOnly === undefined ? [] : [['is_public']],
          toItem: toGame,
          placeOf: byEnd,
        },
        about,
      );
      return { games: items, ...cursor };
    },

    async turnsOfGame(gameId) {
      const { rows } = await sql.query('SELECT * FROM turns WHERE game_id = $1 ORDER BY number, id', [
        gameId,
      ]);
      return rows.map(toTurn);
    },

    async leaderboard({ period, ...about }) {
      const { items, ...cursor } = await readPage(
        sql,
        {
          from: '* FROM standings',
          by: 'hundredths_per_turn',
          id: 'player_id',
          conditions: [
            ['period = $', periodKey(period)],
            ['games >= $', LIMITS.leaderboardMinGames],
          ],
          toItem: toPlayerTotals,
          placeOf: (totals) => ({ by: hundredthsPerTurn(totals), id: totals.playerId }),
        },
        about,
      );
      return { players: items, ...cursor };
    },

    async playersNamed(nickname) {
      const { rows } = await sql.query(
        `SELECT * FROM standings WHERE period = ${ALL_TIME} AND nickname = $1
         ORDER BY last_at DESC, player_id DESC LIMIT $2`,
        [nickname, LIMITS.maxPlayersNamed],
      );
      return rows.map(toPlayerTotals);
    },

    async totals(since) {
      const { rows } = await sql.query(
        `SELECT * FROM totals WHERE period = ${ALL_TIME} OR period >= $1 ORDER BY period`,
        [since],
      );
      const all = rows.find(({ period }) => Number(period) === ALL_TIME);
      const days = rows.filter((row) => row !== all);
      return {
        all: all === undefined ? NOTHING : toTotals(all),
        days: days.map((row) => ({ day: Number(row.period), ...toTotals(row) })),
      };
    },

    async ping() {
      await sql.query('SELECT 1');
    },

    close: () => (closing ??= sql.close()),
  };
}

const byEnd = ({ endedAt: by, id }: { endedAt: number; id: string }): ListPlace => ({ by, id });

async function addTotals(query: Query, endedAt: number, one: Totals): Promise<void> {
  // In one statement and one order, so that two of them never wait for each other.
  await query(
    `INSERT INTO totals (period, turns, games, guesses, rights, operations)
     VALUES (${ALL_TIME}, $2, $3, $4, $5, $6), ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (period) DO UPDATE SET
       turns = totals.turns + excluded.turns, games = totals.games + excluded.games,
       guesses = totals.guesses + excluded.guesses, rights = totals.rights + excluded.rights,
       operations = totals.operations + excluded.operations`,
    [dayOf(endedAt), one.turns, one.games, one.guesses, one.rights, one.operations],
  );
}

async function addResult(query: Query, period: number, one: PlayerTotals): Promise<void> {
  await query(
    `INSERT INTO standings (period, player_id, nickname, games, wins, points, turns, last_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (period, player_id) DO UPDATE SET
       nickname = CASE WHEN excluded.last_at >= standings.last_at THEN excluded.nickname ELSE standings.nickname END,
       games = standings.games + excluded.games, wins = standings.wins + excluded.wins,
       points = standings.points + excluded.points, turns = standings.turns + excluded.turns,
       last_at = greatest(standings.last_at, excluded.last_at)`,
    [period, one.playerId, one.nickname, one.games, one.wins, one.points, one.turns, one.lastAt],
  );
}
