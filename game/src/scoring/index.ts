export { CURRENT_SCORING, scoreTurn } from './score-turn.ts';
export type { ScoringVersion } from './score-turn.ts';
export type { TurnToScore } from './turn-to-score.ts';
export { podium } from './podium.ts';
export type { PodiumEntry, PodiumPlace } from './podium.ts';
