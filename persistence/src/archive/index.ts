export {
  CURSOR_PATTERN,
  MAX_PAGE,
  checkLimit,
  cutPage,
  decodeCursor,
  isAfter,
  type ListPlace,
} from './cursor.ts';
export { migrate } from './migrate.ts';
export { startRetention } from './retention.ts';
export { createSqlArchive } from './sql-archive.ts';
export type { Query, Sql } from './sql.ts';
export {
  dayOf,
  hundredthsPerTurn,
  NOTHING,
  periodKey,
  periodsOf,
  resultsOf,
  totalsOfGame,
  totalsOfTurn,
} from './standings.ts';
export { summarizeTurn } from './summary.ts';
