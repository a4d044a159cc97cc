import type { PhaseView } from './views.ts';

/** Name of the canvas that belongs to a phase: the turn's, or the lobby's wall. `undefined` where there is none. */
export function canvasOf(phase: PhaseView): string | undefined {
  if (phase.type === 'lobby') return phase.wall.canvas || undefined;
  return phase.type === 'drawing' || phase.type === 'reveal' ? phase.turn.canvas : undefined;
}

/** A player's writer slot on that canvas; `undefined` for those who only look at it. */
export function slotOf(phase: PhaseView, playerId: string): number | undefined {
  if (phase.type === 'lobby') return phase.wall.slots[playerId];
  if (phase.type !== 'drawing' && phase.type !== 'reveal') return undefined;
  const drawer = phase.turn.drawers.find((one) => one.playerId === playerId);
  return drawer?.left === true ? undefined : drawer?.slot;
}
