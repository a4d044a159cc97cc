import type { Clock } from '@drawguess/game/clock';
import type { Sql } from '../../archive/index.ts';
import { isMissingTable, isTransient } from './failures.ts';

const WAIT_MS = 30_000;
const PAUSE_MS = 500;

/**
 * Waits for a database that starts beside this process, and for tables that another process is about to make.
 *
 * @param options table: must be there, too · warn: told once, in one line, what is waited for
 * @throws Error with one line when that takes more than 30 s, or at once when waiting does not help, as with a wrong password
 */
export async function waitForPostgres(
  sql: Pick<Sql, 'query'>,
  options: { table?: string; clock: Clock; warn(message: string): void },
): Promise<void> {
  const { table, clock } = options;
  const endsAt = clock.now() + WAIT_MS;
  for (let tries = 1; ; tries++) {
    let reason: string;
    try {
      await sql.query(table === undefined ? 'SELECT 1' : `SELECT 1 FROM ${table} LIMIT 1`);
      return;
    } catch (error) {
      const isMissing = isMissingTable(error);
      if (!isMissing && !isTransient(error)) throw error;
      reason = isMissing
        ? `The database has no table ${table}: start the persistence service, which makes it.`
        : `${(error as Error).message.replace(/\.?$/, '.')} See that it runs, or set DATABASE_URL to where it is.`;
    }
    if (clock.now() >= endsAt) throw new Error(reason);
    if (tries === 1) options.warn(`${reason} Trying again for ${WAIT_MS / 1_000} s.`);
    await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
  }
}
