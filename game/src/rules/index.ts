export * from './state.ts';
export type { Command, CommandRefusal, JoinCommand, Reduced, RoomEvent } from './commands.ts';
export { nextTick, reduce } from './reduce.ts';
export { completeState } from './stored-state.ts';
export { CUT_GRACE_MS } from './turn-end.ts';
export { CANVAS_CLOSES_AFTER_MS, SEAL_OVERDUE_MS, openCanvas, turnCanvas, turnOf } from './turns.ts';
export { viewPrivate, viewRoom } from './views.ts';
