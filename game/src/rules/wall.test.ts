import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canvasOf, slotOf } from '../documents/index.ts';
import { SLOT_COUNT } from '../ink/index.ts';
import { LIMITS } from '../limits/index.ts';
import { completeState, viewRoom } from './index.ts';
import { stageRoom, type StagedRoom } from './staged-room.ts';
import type { RoomState } from './state.ts';
import { giveSlot, putUpWall } from './wall.ts';

const wallOf = ({ state }: StagedRoom) => {
  const { phase } = viewRoom(state);
  if (phase.type !== 'lobby') throw new Error(`There is no wall; the phase is ${phase.type}.`);
  return phase.wall;
};

describe('the doodle wall', () => {
  it('RM-17 is there in the lobby, and everybody has a slot of their own on it', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    const { phase } = viewRoom(room.state);
    expect(canvasOf(phase)).toBe(wallOf(room).canvas);
    expect(['ann', 'ben', 'cho', 'dan'].map((playerId) => slotOf(phase, playerId))).toEqual([
      0,
      1,
      2,
      undefined,
    ]);
  });

  it('RM-17 is another one whenever the lobby is entered anew, and none in a game', () => {
    const room = stageRoom({ players: ['ann', 'ben'], settings: { rounds: 1 } });
    const first = wallOf(room);
    room.beginDrawing();
    expect(canvasOf(viewRoom(room.state).phase)).not.toBe(first.canvas);
    while (room.state.phase.type !== 'podium') {
      room.finishTurn();
      const { phase } = room.state;
      if (phase.type === 'choosing') room.ask(phase.drawers[0] ?? '', { type: 'choose', choice: 0 });
    }
    expect(canvasOf(viewRoom(room.state).phase)).toBeUndefined();
    room.ask('ann', { type: 'again' });
    expect(wallOf(room).canvas).not.toBe(first.canvas);
    expect(wallOf(room).slots).toEqual({ ann: 0, ben: 1 });
  });

  it('RM-18 a slot stays while its player does, and goes to nobody else as long as there are others', () => {
    const room = stageRoom({ players: ['ann', 'ben', 'cho'] });
    room.ask('ben', { type: 'leave' });
    room.enter('dan');
    room.cutOff('ann');
    expect(wallOf(room).slots).toEqual({ ann: 0, cho: 2, dan: 3 });
  });

  it('RM-18 whoever comes and goes, no two players share a slot, and every slot is one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(LIMITS.maxPlayers - 1), { maxLength: 300 }), (moves) => {
        const wall = putUpWall({ players: [], random: { seed: '5eed'.repeat(16), drawn: 0 } });
        for (const who of moves) {
          if (wall.slots[`p${who}`] === undefined) giveSlot(wall, `p${who}`);
          else delete wall.slots[`p${who}`];
          const slots = Object.values(wall.slots);
          expect(new Set(slots).size).toBe(slots.length);
          expect(slots.every((slot) => slot >= 0 && slot < SLOT_COUNT)).toBe(true);
        }
      }),
    );
  });

  it('RM-19 the host puts up a fresh one, in the lobby only', () => {
    const room = stageRoom({ players: ['ann', 'ben'] });
    const first = wallOf(room);
    expect(room.ask('ben', { type: 'wall' })).toBe('not-host');
    expect(wallOf(room)).toEqual(first);
    expect(room.ask('ann', { type: 'wall' })).toBeUndefined();
    expect(wallOf(room).canvas).not.toBe(first.canvas);
    expect(wallOf(room).slots).toEqual(first.slots);
    for (let count = 0; count < 30; count++) room.ask('ann', { type: 'wall' });
    expect(room.ask('ann', { type: 'wall' })).toBe('too-fast');
    room.ask('ann', { type: 'start' });
    room.wait(2_000);
    expect(room.ask('ann', { type: 'wall' })).toBe('not-now');
  });

  it('RM-17 a lobby of a version without walls gets one, the same each time it is read', () => {
    const { state } = stageRoom({ players: ['ann', 'ben'] });
    const stored = { ...state, phase: { type: 'lobby' } } as RoomState;
    const [once, twice] = [completeState(stored), completeState(stored)];
    expect(once).toEqual(twice);
    expect(once.phase).toMatchObject({ type: 'lobby', wall: { slots: { ann: 0, ben: 1 } } });
    expect(once.random.drawn).toBe(state.random.drawn + 1);
    expect(completeState(once)).toEqual(once);
  });
});
