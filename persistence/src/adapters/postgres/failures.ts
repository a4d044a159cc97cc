import pg from 'pg';

/** The database did not take a connection, or a connection broke: what was asked may be asked again. */
export class ConnectionLostError extends Error {
  override name = 'ConnectionLostError';
}

/** No connection of the pool became free in time. */
class PoolExhaustedError extends Error {
  override name = 'PoolExhaustedError';
}

/** A statement took longer than it may, and nobody knows what became of it. */
class QueryTimeoutError extends Error {
  override name = 'QueryTimeoutError';
}

/** Lost connection, shutting down, crashed, starting up, too many connections, idle in a transaction for too long. */
const LOST = /^(08...|57P0[123]|53300|25P03)$/;
/** Serialization failure, deadlock, a lock that was not free in time: the server rolled one of two back. */
const CONFLICT = /^(40001|40P01|55P03)$/;
/** A wrong password, user or database name: asking again does not help. */
const REFUSED = /^(28...|3D000)$/;

const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '');

/** Whether the connection on which an error was heard is of no more use. */
export const endsConnection = (error: unknown): boolean =>
  error instanceof ConnectionLostError || error instanceof QueryTimeoutError || LOST.test(codeOf(error));

/** Whether a read may be asked once more. */
export const isLost = (error: unknown): boolean =>
  error instanceof ConnectionLostError || LOST.test(codeOf(error));

/** Whether a transaction may be tried again. What is written waits longer for its turn than who reads. */
export const isTransient = (error: unknown): boolean =>
  isLost(error) || error instanceof PoolExhaustedError || CONFLICT.test(codeOf(error));

/** Whether a table was asked for that there is not. */
export const isMissingTable = (error: unknown): boolean => codeOf(error) === '42P01';

/**
 * What went wrong as a connection was asked for.
 *
 * @param where the database's name, host and port; never the URL, which holds a password
 */
export function explainConnecting(error: unknown, where: string, waitedMs: number): Error {
  if (error instanceof Error && error.message === 'timeout exceeded when trying to connect') {
    return new PoolExhaustedError(`Every connection to the ${where} was busy for ${waitedMs} ms.`);
  }
  const reason = `The ${where} cannot be reached: ${reasonOf(error)}`;
  return REFUSED.test(codeOf(error))
    ? new Error(reason, { cause: error })
    : new ConnectionLostError(reason, { cause: error });
}

/** What went wrong as a statement ran. What the server itself says stays as it is. */
export function explainQuery(error: unknown, where: string): unknown {
  if (error instanceof pg.DatabaseError) return error;
  if (error instanceof Error && error.message === 'Query read timeout') {
    return new QueryTimeoutError(`The ${where} did not answer in time.`, { cause: error });
  }
  return new ConnectionLostError(lossOf(error, where), { cause: error });
}

/** Why a connection broke that nobody used. The error itself carries the whole connection, so it is not the cause. */
export const explainLoss = (error: unknown, where: string): Error =>
  new ConnectionLostError(lossOf(error, where));

const lossOf = (error: unknown, where: string): string =>
  `The connection to the ${where} was lost: ${reasonOf(error)}`;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses fails with an error for each, and without a message.
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
}
