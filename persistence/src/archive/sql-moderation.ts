import { LIMITS } from '@drawguess/game/limits';
import type { Moderation, OpenReport } from '../ports/index.ts';
import { readPage } from './sql-page.ts';
import { toSummary, type Row } from './sql-rows.ts';
import type { Query, Sql } from './sql.ts';

/** Blanks the turns that a condition names; `$1` is why. Returns their ids. */
async function blank(query: Query, condition: string, values: readonly unknown[]): Promise<string[]> {
  const { rows } = await query(
    `UPDATE turns SET hidden = $1, canvas = '' WHERE hidden IS NULL AND ${condition} RETURNING id`,
    values,
  );
  return rows.map(({ id }) => String(id));
}

async function closeReportsOf(query: Query, turnIds: readonly string[], at: number): Promise<void> {
  for (const id of turnIds) {
    await query('UPDATE reports SET handled_at = $1 WHERE turn_id = $2 AND handled_at IS NULL', [at, id]);
  }
}

/** What it says of a write is true as long as `sql` does not repeat one that was committed. */
export function createSqlModeration(sql: Sql): Moderation {
  const write = async (text: string, values: readonly unknown[]): Promise<number> =>
    sql.transaction(async (query) => (await query(text, values)).rows.length);

  const blankAndClose = (condition: string, values: readonly unknown[], at: number): Promise<number> =>
    sql.transaction(async (query) => {
      const ids = await blank(query, condition, values);
      await closeReportsOf(query, ids, at);
      return ids.length;
    });

  return {
    hideTurn: async (id, why, at) => (await blankAndClose('id = $2', [why, id], at)) > 0,

    hideDrawingsOf: (playerId, at, limit) =>
      blankAndClose(
        `id IN (SELECT id FROM turns WHERE hidden IS NULL AND drawers @> $2::text::jsonb LIMIT $3)`,
        ['deleted', JSON.stringify([{ playerId }]), limit],
        at,
      ),

    async saveReport({ id, turnId, reason, text, at, reporter }) {
      const { rows } = await sql.query('SELECT count(*) AS open FROM reports WHERE handled_at IS NULL');
      if (Number(rows[0]?.open) >= LIMITS.maxOpenReports) return 'full';
      await write(
        `INSERT INTO reports (id, turn_id, reason, text, at, reporter) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [id, turnId, reason, text, at, reporter],
      );
      return 'saved';
    },

    async listReports(about) {
      const { items, ...cursor } = await readPage<OpenReport>(
        sql,
        {
          from: `r.id AS report_id, r.reason, r.text, r.at, t.id, t.game_id, t.round, t.number, t.word, t.language,
            t.ended_at, t.canvas_hash, t.operations, t.drawers, t.rights, jsonb_array_length(t.guessers) AS guessers
            FROM reports r JOIN turns t ON t.id = r.turn_id`,
          by: 'r.at',
          id: 'r.id',
          conditions: [['r.handled_at IS NULL']],
          toItem: toOpenReport,
          placeOf: ({ at: by, id }) => ({ by, id }),
        },
        about,
      );
      return { reports: items, ...cursor };
    },

    async dismissReport(id, at) {
      const dismissed = await write(
        'UPDATE reports SET handled_at = $1 WHERE id = $2 AND handled_at IS NULL RETURNING id',
        [at, id],
      );
      return dismissed > 0;
    },

    async saveBan(subject, until) {
      await write(
        `INSERT INTO bans (subject, until) VALUES ($1, $2)
         ON CONFLICT (subject) DO UPDATE SET until = greatest(bans.until, excluded.until)`,
        [subject, until],
      );
    },

    async bannedUntil(subjects, now) {
      const places = subjects.map((_, index) => `$${index + 2}`).join(', ');
      const { rows } = await sql.query(
        `SELECT max(until) AS until FROM bans WHERE until > $1 AND subject IN (${places || 'NULL'})`,
        [now, ...subjects],
      );
      const until = rows[0]?.until;
      return until === null || until === undefined ? undefined : Number(until);
    },

    async purge({ before, handledBefore, now, limit }) {
      const deletions: [text: string, value: number][] = [
        ['DELETE FROM games WHERE id IN (SELECT id FROM games WHERE ended_at < $1 LIMIT $2)', before],
        // A game that is kept keeps its turns: its points are computed from them.
        [
          `DELETE FROM turns WHERE id IN (SELECT id FROM turns WHERE ended_at < $1 AND NOT EXISTS
           (SELECT 1 FROM games WHERE games.id = turns.game_id) LIMIT $2)`,
          before,
        ],
        [
          `DELETE FROM standings WHERE (period, player_id) IN
           (SELECT period, player_id FROM standings WHERE last_at < $1 LIMIT $2)`,
          before,
        ],
        [
          'DELETE FROM reports WHERE id IN (SELECT id FROM reports WHERE handled_at < $1 LIMIT $2)',
          handledBefore,
        ],
        ['DELETE FROM bans WHERE subject IN (SELECT subject FROM bans WHERE until <= $1 LIMIT $2)', now],
      ];
      let count = 0;
      for (const [text, value] of deletions) {
        count += await write(`${text} RETURNING 1 AS gone`, [value, limit]);
      }
      return count;
    },
  };
}

const toOpenReport = (row: Row): OpenReport => ({
  id: String(row.report_id),
  reason: row.reason as OpenReport['reason'],
  text: String(row.text),
  at: Number(row.at),
  turn: toSummary(row),
});
