import { readFileSync } from 'node:fs';
import type { Clock } from '@drawguess/game/clock';
import pg from 'pg';
import type { Query, Sql } from '../../archive/index.ts';
import { createSystemClock } from '../system/index.ts';
import {
  endsConnection,
  explainConnecting,
  explainLoss,
  explainQuery,
  isLost,
  isTransient,
} from './failures.ts';
import { readPostgresUrl } from './postgres-url.ts';
import { createRepeat } from './repeat.ts';
import { runTransaction } from './transaction.ts';

export type PostgresOptions = {
  /** `postgres://user:password@host:port/database?sslmode=…&sslrootcert=…` (`readPostgresUrl`). */
  url: string;
  /** Most connections at a time, 10 if left out. Those of all processes together stay below the server's limit. */
  poolSize?: number;
  /** Hears of connections that break while nobody uses them. Their place is taken by new ones. */
  onError(error: unknown): void;
  /** How long a connection is waited for, 1.4 s if left out; by a transaction four times as long. */
  connectMs?: number;
  /** How long a statement may take, 10 s if left out. */
  statementMs?: number;
  clock?: Clock;
  random?(): number;
};

const POOL_SIZE = 10;
/** Less than the two seconds after which a dependency counts as dead. */
const CONNECT_MS = 1_400;
const STATEMENT_MS = 10_000;
/** The server ends a statement first; a server that does not answer at all is given up this much later. */
const ANSWER_MS = 2_000;
const IDLE_MS = 30_000;
/** So that connections move on when a name comes to stand for another server. */
const MAX_CONNECTION_AGE_S = 600;
/** As long as a timer can be. */
const PATIENT_MS = 2 ** 31 - 1;

/**
 * PostgreSQL 13 or later, by a pool of connections that open as they are needed; nothing is connected yet when this
 * returns. `query` is for reads: it is asked once more when the connection is lost. A transaction is tried up to three
 * times more when the connection is lost, none is free, or the server prefers another one; when nobody knows whether it was committed, the server is
 * asked first, so that nothing is written twice and every answer is that of the attempt that counted.
 *
 * @throws Error when the URL is none; its message does not hold the URL
 */
export function openPostgres(options: PostgresOptions): Sql {
  const { poolSize = POOL_SIZE, connectMs = CONNECT_MS, statementMs = STATEMENT_MS } = options;
  const address = readPostgresUrl(options.url, (path) => readFileSync(path, 'utf8'));
  const where = `database ${address.database} on ${address.host}:${address.port}`;
  const repeat = createRepeat({
    clock: options.clock ?? createSystemClock(),
    random: options.random ?? Math.random,
  });
  const pool = new pg.Pool({
    ...address,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: IDLE_MS,
    maxLifetimeSeconds: MAX_CONNECTION_AGE_S,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + ANSWER_MS,
    // A process that vanished in the middle holds its locks no longer than this.
    idle_in_transaction_session_timeout: statementMs,
    application_name: 'drawguess',
    // What is committed is on disk, whatever the server's configuration says.
    options: '-c synchronous_commit=on',
  });
  let closing: Promise<void> | undefined;
  pool.on('error', (error) => {
    if (closing === undefined) options.onError(explainLoss(error, where));
  });

  // When one connection is lost, those that are as old are not trusted either: an answer would be waited for in vain.
  let generation = 0;
  const generations = new WeakMap<pg.PoolClient, number>();
  pool.on('connect', (client) => generations.set(client, generation));

  const connect = async (): Promise<pg.PoolClient> => {
    for (;;) {
      if (closing !== undefined) throw new Error(`The ${where} is closed.`);
      let client: pg.PoolClient;
      try {
        client = await pool.connect();
      } catch (error) {
        throw explainConnecting(error, where, connectMs);
      }
      if (generations.get(client) === generation) return client;
      client.release(true);
    }
  };

  /** Runs `task` with a connection of its own. The connection is dropped when it is of no more use. */
  const withConnection = async <Result>(
    task: (query: Query) => Promise<Result>,
    patient = false,
  ): Promise<Result> => {
    const client = await connect();
    let isBroken = false;
    // Unheard, it would end the process. Whatever is asked next fails, too.
    const onLost = (): void => {
      isBroken = true;
    };
    client.on('error', onLost);
    const query: Query = async (text, values) => {
      // Its types do not know that a query can have a timeout of its own.
      const question = { text, values: values && [...values], ...(patient && { query_timeout: PATIENT_MS }) };
      try {
        // Several statements at once have several results.
        const results = [await client.query<Record<string, unknown>>(question)].flat();
        return { rows: results.at(-1)?.rows ?? [] };
      } catch (error) {
        throw explainQuery(error, where);
      }
    };
    try {
      return await task(query);
    } catch (error) {
      isBroken ||= endsConnection(error);
      throw error;
    } finally {
      client.off('error', onLost);
      if (isBroken && generations.get(client) === generation) generation += 1;
      client.release(isBroken);
    }
  };

  return {
    query: (text, values) => repeat(() => withConnection((query) => query(text, values)), isLost, 2),

    transaction: (task, { patient = false } = {}) => {
      const attempt = runTransaction(
        (ask) => withConnection(ask, patient),
        task,
        patient ? 'SET LOCAL statement_timeout = 0' : undefined,
      );
      return repeat(attempt, isTransient);
    },

    close: () => (closing ??= pool.end()),
  };
}
