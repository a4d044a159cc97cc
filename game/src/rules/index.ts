export * from './state.ts';
export type { Command, CommandRefusal, Reduced, RoomEvent } from './commands.ts';
export { nextTick, reduce } from './reduce.ts';
export { CANVAS_CLOSES_AFTER_MS, CUT_GRACE_MS, SEAL_OVERDUE_MS, turnCanvas, turnOf } from './turns.ts';
export { viewPrivate, viewRoom } from './views.ts';
