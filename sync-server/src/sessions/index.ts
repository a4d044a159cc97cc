export { createSession, TAKEN_OVER, type SessionOptions } from './session.ts';
export { createStockSession } from './stock.ts';
export type { Connection, Socket } from './socket.ts';
