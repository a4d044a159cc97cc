import type { IntentRefusal, WallView } from '../documents/index.ts';
import { canvasDocument } from '../documents/index.ts';
import { SLOT_COUNT } from '../ink/index.ts';
import { drawId } from '../random/index.ts';
import type { PlayerState, RoomState, Wall } from './state.ts';

/** A fresh wall for everybody in the room; its id was never used and nobody could guess it (SPEC RM-17). */
export function putUpWall(state: Pick<RoomState, 'players' | 'random'>): Wall {
  const [wallId, random] = drawId(state.random);
  state.random = random;
  const wall: Wall = { wallId, slots: {}, slotsGiven: 0 };
  for (const { playerId } of state.players) giveSlot(wall, playerId);
  return wall;
}

/** SPEC RM-18: slots that nobody has had come first, so that an undo seldom meets a stranger's ink. */
export function giveSlot(wall: Wall, playerId: string): void {
  const taken = new Set(Object.values(wall.slots));
  let slot = wall.slotsGiven++ % SLOT_COUNT;
  while (taken.has(slot)) slot = wall.slotsGiven++ % SLOT_COUNT;
  wall.slots[playerId] = slot;
}

/** Whoever comes to the lobby may draw; who leaves may not, and what they drew stays. */
export function joinWall({ phase }: RoomState, playerId: string): void {
  if (phase.type === 'lobby') giveSlot(phase.wall, playerId);
}

export function leaveWall({ phase }: RoomState, playerId: string): void {
  if (phase.type === 'lobby') delete phase.wall.slots[playerId];
}

/** SPEC RM-19. */
export function renewWall(state: RoomState, player: PlayerState): IntentRefusal | undefined {
  if (player.playerId !== state.hostId) return 'not-host';
  if (state.phase.type !== 'lobby') return 'not-now';
  state.phase = { type: 'lobby', wall: putUpWall(state) };
  return undefined;
}

export const viewWall = (roomId: string, { wallId, slots }: Wall): WallView => ({
  canvas: canvasDocument(roomId, wallId),
  slots,
});
