import { MIGRATIONS } from './migrations.ts';

export type Query = (
  text: string,
  values?: readonly unknown[],
) => Promise<{ rows: Record<string, unknown>[] }>;

/** What the archive needs of a PostgreSQL client; placeholders are `$1`, `$2` … */
export type Sql = {
  query: Query;
  /** Runs the queries of `task` as one transaction, rolled back if it rejects. */
  transaction(task: (query: Query) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

/** Any number, the same in every process that migrates. */
const MIGRATION_LOCK = 4_717_001;

/**
 * Brings the tables to this version's schema, once, however many processes start at the same time.
 *
 * @throws when the tables are of a newer version
 */
export async function migrate(sql: Sql): Promise<void> {
  await sql.transaction(async (query) => {
    await query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
    const { rows } = await query('SELECT coalesce(max(version), 0) AS version FROM schema_version');
    const version = Number(rows[0]?.version);
    if (version > MIGRATIONS.length) {
      throw new Error(
        `The archive has schema ${version}; this version of DrawGuess knows ${MIGRATIONS.length}.`,
      );
    }
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < version) continue;
      for (const statement of statements) await query(statement);
      await query('INSERT INTO schema_version (version) VALUES ($1)', [index + 1]);
    }
  });
}
