export { scoreTurn } from './score-turn.ts';
export type { TurnToScore } from './score-turn.ts';
export { podium } from './podium.ts';
export type { PodiumEntry, PodiumPlace } from './podium.ts';
