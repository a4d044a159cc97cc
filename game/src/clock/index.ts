export type { Clock } from './clock.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { createProcessClock, type ProcessClock } from './process-clock.ts';
