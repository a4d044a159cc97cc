export { createRandom, drawId, drawInt, pick, shuffle } from './random.ts';
export type { Drawn, RandomState } from './random.ts';
