export { CURSOR_PATTERN, MAX_PAGE, checkLimit, decodeCursor, encodeCursor } from './cursor.ts';
export { summarizeTurn } from './summary.ts';
