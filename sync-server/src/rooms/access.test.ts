import { DEFAULT_SETTINGS, ROOTS, type RoomView } from '@drawguess/game/documents';
import { encodeOperation } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import { createRoomState, reduce, viewRoom } from '@drawguess/game/rules';
import { CLOSE } from '@drawguess/game/wire';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { accessOf, countElements } from './access.ts';

const id = '01234567-89ab-4cde-8f01-23456789abcd';

describe('an outbox', () => {
  it('SY-9 is filled by fewer intents when they hold custom words', () => {
    const doc = new Y.Doc();
    const intents = doc.getArray(ROOTS.intents);
    intents.push([{ id, type: 'say', text: 'hello' }]);
    expect(countElements('outbox', doc)).toBe(1);
    intents.push([{ id, type: 'words', use: 'only', words: ['a b', 'c d', 'e f'] }]);
    expect(countElements('outbox', doc)).toBe(1 + LIMITS.wordsIntentElements);
    intents.delete(0, 2);
    expect(countElements('outbox', doc)).toBe(0);
  });
});

const stageLobby = (): { view: RoomView; wall: string } => {
  let state = createRoomState({
    roomId: 'room1',
    code: 'CODE1',
    name: '',
    seed: '5eed'.repeat(16),
    settings: DEFAULT_SETTINGS,
    now: 0,
  });
  for (const playerId of ['ann', 'ben'])
    ({ state } = reduce(state, { type: 'join', playerId, nickname: playerId }, 0));
  ({ state } = reduce(state, { type: 'join', playerId: 'wim', nickname: 'wim', role: 'spectator' }, 0));
  const view: RoomView = { ...viewRoom(state), reactions: [] };
  if (view.phase.type !== 'lobby') throw new Error('The room is not in its lobby.');
  return { view, wall: view.phase.wall.canvas };
};

describe('the doodle wall', () => {
  const [ownStroke, foreignStroke] = [1, 0].map((slot) =>
    encodeOperation({
      type: 'begin',
      slot,
      number: 0,
      tool: 'pen',
      colour: 1,
      size: 1,
      point: [5, 5, 32],
    }),
  );

  it.each([
    ['a stroke of one’s own', ownStroke, true],
    ['a stroke of another', foreignStroke, false],
    ['an undo of one’s own', 'U11', true],
    ['an undo for another', 'U01', false],
    ['a clear', 'C11', false],
    ['what is no operation', 'hello', false],
  ])('RM-18 takes %s: %s', (_, operation, taken) => {
    const { view, wall } = stageLobby();
    const access = accessOf(view, 'ben', wall);
    expect(access.type === 'write' && access.rules.isElement(operation)).toBe(taken);
  });

  it('RM-17 is closed to who is not in the room, and gone when another takes its place', () => {
    const { view, wall } = stageLobby();
    expect(accessOf(view, 'cho', wall)).toMatchObject({ type: 'denied', code: CLOSE.notYours });
    expect(accessOf(view, 'ben', `${wall}x`)).toMatchObject({ type: 'denied', code: CLOSE.noSuchDocument });
  });
});

describe('a spectator', () => {
  it.each([
    ['room:room1', 'read'],
    ['chat:room1', 'read'],
    ['the wall', 'read'],
    ['outbox:room1:wim', 'write'],
    ['private:room1:wim', 'read'],
    ['outbox:room1:ann', 'denied'],
    ['private:room1:ann', 'denied'],
  ] as const)('RM-22 has %s to %s', (document, type) => {
    const { view, wall } = stageLobby();
    expect(accessOf(view, 'wim', document === 'the wall' ? wall : document).type).toBe(type);
  });
});
