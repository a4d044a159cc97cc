import type { Query } from '../../archive/index.ts';
import { ConnectionLostError, endsConnection } from './failures.ts';

/**
 * Makes attempts at one transaction. An attempt that follows one whose COMMIT was not answered asks the server first
 * what became of that: if it was committed, its result counts and nothing is run again.
 *
 * A server that does not remember lets the task run again. That is safe, too: all that is written is kept by an id, and
 * counted where its row was inserted, in the same transaction.
 *
 * @param connected runs its argument with a connection of its own
 * @param setting a statement to begin with
 * @returns makes one attempt
 */
export function runTransaction<Result>(
  connected: <Value>(ask: (query: Query) => Promise<Value>) => Promise<Value>,
  task: (query: Query) => Promise<Result>,
  setting?: string,
): () => Promise<Result> {
  let unanswered: { id: string; result: Result } | undefined;

  return () =>
    connected(async (query) => {
      if (unanswered !== undefined) {
        const fate = await readFate(query, unanswered.id);
        if (fate === 'committed') return unanswered.result;
        if (fate === 'in progress') throw new ConnectionLostError('A transaction is not over yet.');
        unanswered = undefined;
      }
      unanswered = await runToCommit(query, task, setting);
      await query('COMMIT');
      return unanswered.result;
    });
}

async function runToCommit<Result>(
  query: Query,
  task: (query: Query) => Promise<Result>,
  setting?: string,
): Promise<{ id: string; result: Result }> {
  // A COMMIT after a failed statement rolls back without an error, so no failure may be overlooked.
  let failed: { error: unknown } | undefined;
  const watched: Query = async (text, values) => {
    try {
      return await query(text, values);
    } catch (error) {
      failed ??= { error };
      throw error;
    }
  };
  try {
    const beginning = [
      'BEGIN',
      ...(setting === undefined ? [] : [setting]),
      'SELECT pg_current_xact_id()::text AS id',
    ];
    // In one message, so that knowing the id costs no time.
    const { rows } = await query(beginning.join('; '));
    const result = await task(watched);
    if (failed !== undefined) throw failed.error;
    return { id: String(rows[0]?.id), result };
  } catch (error) {
    // A connection that is dropped is rolled back by the server.
    if (!endsConnection(error)) await query('ROLLBACK');
    throw error;
  }
}

/** What became of a transaction; undefined when the server does not know of it, any more or at all. */
async function readFate(query: Query, id: string): Promise<unknown> {
  try {
    const { rows } = await query('SELECT pg_xact_status($1::xid8) AS fate', [id]);
    return rows[0]?.fate ?? undefined;
  } catch (error) {
    // A server that took over without it says that this id lies in the future.
    if (endsConnection(error)) throw error;
    return undefined;
  }
}
