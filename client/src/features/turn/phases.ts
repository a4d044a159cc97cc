import type { PhaseView } from '@drawguess/game/documents';

/** The phases that share the table with the canvas on it. */
export type TurnPhase = Extract<PhaseView, { type: 'choosing' | 'drawing' | 'reveal' }>;

/** Who draws, or is about to. */
export const drawersOf = (phase: TurnPhase): string[] =>
  phase.type === 'choosing' ? phase.drawers : phase.turn.drawers.map(({ playerId }) => playerId);
