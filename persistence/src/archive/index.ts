export { CURSOR_PATTERN, MAX_PAGE, checkLimit, decodeCursor, encodeCursor } from './cursor.ts';
export { createSqlArchive } from './sql-archive.ts';
export { migrate, type Query, type Sql } from './sql.ts';
export { summarizeTurn } from './summary.ts';
