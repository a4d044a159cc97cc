import type { ArchivedTurn } from '@drawguess/game/archive';
import type { Clock } from '@drawguess/game/clock';
import { findPlayer, turnCanvas, type RoomState } from '@drawguess/game/rules';
import type { Device, PushedOperation } from './device.ts';
import { LONGEST_WAY_MS } from './invariants.ts';

/** When a canvas took no more ink, and what of its drawers' had had the time to arrive until then. */
export type Closing = { at: number; due: ReadonlyMap<Device, PushedOperation[]> };

export type Closings = ReturnType<typeof watchClosings>;

/** A device whose network was well for so long before a canvas closes has delivered its ink, its blackholes found out. */
const STEADY_MS = 7_000;

/** Takes down, from the referee's states, what ink must be in each closed canvas. */
export function watchClosings(clock: Clock, devices: readonly Device[]) {
  const closings = new Map<ArchivedTurn['id'], Closing>();
  /** Who was without a seat in a turn. */
  const stoodIn = new Map<ArchivedTurn['id'], Set<Device>>();

  const dueOf = (device: Device, name: string): PushedOperation[] | undefined => {
    const { syncedSince, ink, session } = device.page;
    if (!device.path.isUp || session.canvas?.document !== name || syncedSince === undefined) return undefined;
    const now = clock.now();
    if (now - Math.max(syncedSince, device.disturbedAt) < STEADY_MS) return undefined;
    return ink.get(name)?.filter(({ at }) => at < now - 2 * LONGEST_WAY_MS);
  };

  return {
    byTurn: closings as ReadonlyMap<ArchivedTurn['id'], Closing>,
    onState(state: RoomState): void {
      const { phase } = state;
      if (phase.type !== 'drawing' && phase.type !== 'reveal') return;
      const { turnId } = phase.turn;
      const stood = stoodIn.get(turnId) ?? new Set();
      stoodIn.set(turnId, stood);
      for (const device of devices) if (findPlayer(state, device.playerId) === undefined) stood.add(device);
      if (phase.type !== 'reveal' || phase.canvas.state !== 'closing') return;
      const due = new Map<Device, PushedOperation[]>();
      for (const device of devices) {
        // Who gives up their seat takes their last strokes with them, also if they sit down again.
        if (stood.has(device)) continue;
        due.set(device, dueOf(device, turnCanvas(state, turnId)) ?? []);
      }
      closings.set(turnId, { at: clock.now(), due });
    },
  };
}
