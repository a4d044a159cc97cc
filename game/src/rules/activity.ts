import type { Draft } from './commands.ts';
import { drawsIn, findPlayer, type DrawingPhase, type PlayerState } from './state.ts';

/** Who has done nothing for a whole turn is idle only after this long, or a quick turn would hit those who think (SPEC TN-15). */
export const IDLE_AFTER_MS = 60_000;

/** Somebody has asked for something, or draws: they are there, and take part from now on if they had been idle (SPEC TN-15). */
export function noteActivity({ state, now }: Draft, player: PlayerState): void {
  player.actedAt = now;
  if (!player.idle) return;
  player.idle = false;
  player.activeSince = now;
  const { phase } = state;
  if (phase.type !== 'drawing' || drawsIn(phase, player.playerId)) return;
  if (!phase.guessers.includes(player.playerId)) phase.guessers.push(player.playerId);
}

/** There is ink on the canvas of this turn: its drawers are at work (SPEC TN-14). */
export function noteInk(draft: Draft, turnId: string): void {
  const { state } = draft;
  const { phase } = state;
  if (phase.type !== 'drawing' || phase.turn.turnId !== turnId) return;
  phase.inked = true;
  for (const { playerId } of phase.turn.drawers) {
    const drawer = findPlayer(state, playerId);
    if (drawer !== undefined) noteActivity(draft, drawer);
  }
}

/**
 * SPEC TN-15: at a turn's end, who was there from beginning to end and did nothing is idle. A drawer whose turn had to
 * be skipped is idle at once.
 */
export function findIdle({ state, now }: Draft, phase: DrawingPhase, skipped: boolean): void {
  for (const player of state.players) {
    const wasThere = player.connected && player.hereSince <= phase.startedAt;
    if (!wasThere || player.actedAt >= phase.startedAt) continue;
    const missedOwnTurn = skipped && drawsIn(phase, player.playerId);
    if (missedOwnTurn || now - player.actedAt >= IDLE_AFTER_MS) player.idle = true;
  }
}
