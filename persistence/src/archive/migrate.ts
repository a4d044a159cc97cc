import { MIGRATIONS, type Migration } from './migrations.ts';
import type { Sql } from './sql.ts';

/** Any number, the same in every process that migrates. */
const MIGRATION_LOCK = 4_717_001;
/** Whoever asks for a table that a step waits for waits behind it: better the step gives up and tries again. */
const LOCK_TIMEOUT_MS = 3_000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the tables to this version's schema, once, however many processes start at the same time. Tables of a newer
 * version are left as they are, if that version said that this one can still work with them (SPEC ST-15).
 *
 * @param migrations all that this version knows, oldest first
 * @throws when the tables are of a version that this one cannot work with, or somebody else holds them
 */
export async function migrate(sql: Sql, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const known = migrations.length;
  const migrating = sql.transaction(
    async (query) => {
      await query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      await query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
      await query('ALTER TABLE schema_version ADD COLUMN IF NOT EXISTS compatible_from integer');
      // A row from before there was the column says nothing, so nothing older can work with it.
      const { rows } = await query(
        `SELECT coalesce(max(version), 0) AS version,
          coalesce(max(coalesce(compatible_from, version)) FILTER (WHERE version > $1), 0) AS needed
         FROM schema_version`,
        [known],
      );
      const version = Number(rows[0]?.version);
      const needed = Number(rows[0]?.needed);
      if (needed > known) {
        throw new Error(
          `The archive has schema ${version}, which needs a DrawGuess that knows schema ${needed}; this one knows ${known}.`,
        );
      }
      for (const [index, { compatibleFrom, statements }] of migrations.entries()) {
        if (index < version) continue;
        for (const statement of statements) await query(statement);
        await query('INSERT INTO schema_version (version, compatible_from) VALUES ($1, $2)', [
          index + 1,
          compatibleFrom,
        ]);
      }
    },
    { patient: true },
  );
  await migrating.catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new Error(
      'The tables of the archive cannot be brought up to date while somebody else holds them: end long transactions, then start again.',
      { cause: error },
    );
  });
}
