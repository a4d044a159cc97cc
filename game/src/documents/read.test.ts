import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { playerKey, readChat, readInk, readIntents, readPrivate, readRoom, ROOTS } from './index.ts';

describe('reading documents', () => {
  it('SY-1 the room is unknown while its document is empty', () => {
    expect(readRoom(new Y.Doc())).toBeUndefined();
  });

  it('SY-1 players come in the order in which they joined', () => {
    const doc = new Y.Doc();
    const map = doc.getMap(ROOTS.room);
    for (const [playerId, joinedAt] of [
      ['cho', 2],
      ['ben', 1],
      ['ann', 2],
    ] as const) {
      map.set(playerKey(playerId), { playerId, nickname: playerId, score: 0, connected: true, joinedAt });
    }
    map.set('phase', { type: 'lobby' });
    map.set('hostId', 'ben');
    const view = readRoom(doc);
    expect(view?.players.map((player) => player.playerId)).toEqual(['ben', 'ann', 'cho']);
    expect(view).toMatchObject({ phase: { type: 'lobby' }, hostId: 'ben' });
    expect(view?.customWords, 'of an earlier version').toEqual({ count: 0, use: 'off' });
  });

  it('SY-1 a private document has a view, notices and acknowledgements', () => {
    const doc = new Y.Doc();
    expect(readPrivate(doc)).toEqual({ view: {}, notices: [], acks: [] });
    doc.getMap(ROOTS.view).set('word', 'elephant');
    doc.getArray(ROOTS.acks).push([{ id: 'x', revision: 1 }]);
    expect(readPrivate(doc)).toEqual({
      view: { word: 'elephant' },
      notices: [],
      acks: [{ id: 'x', revision: 1 }],
    });
  });

  it('SY-1 chat and ink are read in their order', () => {
    const doc = new Y.Doc();
    doc.getArray(ROOTS.messages).push([{ id: 1 }, { id: 2 }]);
    doc.getArray(ROOTS.ink).push(['a', 'b']);
    expect(readChat(doc)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(readInk(doc)).toEqual(['a', 'b']);
  });

  it('SY-4 what is no intent is left out of an outbox', () => {
    const doc = new Y.Doc();
    const intent = { id: '01234567-89ab-4cde-8f01-23456789abcd', type: 'start' };
    doc.getArray(ROOTS.intents).push([{ type: 'start' }, intent, 'start', new Y.Map()]);
    expect(readIntents(doc)).toEqual([intent]);
  });
});
