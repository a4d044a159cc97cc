import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canvasDocument,
  chatDocument,
  outboxDocument,
  parseDocumentName,
  privateDocument,
  roomDocument,
} from './index.ts';

const anyId = fc.stringMatching(/^[0-9A-Za-z]{1,32}$/);

describe('names of documents', () => {
  it('SY-1 tell the kind, the room and whose it is', () => {
    fc.assert(
      fc.property(anyId, anyId, (roomId, part) => {
        expect(parseDocumentName(roomDocument(roomId))).toEqual({ kind: 'room', roomId });
        expect(parseDocumentName(chatDocument(roomId))).toEqual({ kind: 'chat', roomId });
        expect(parseDocumentName(canvasDocument(roomId, part))).toEqual({
          kind: 'canvas',
          roomId,
          turnId: part,
        });
        expect(parseDocumentName(outboxDocument(roomId, part))).toEqual({
          kind: 'outbox',
          roomId,
          playerId: part,
        });
        expect(parseDocumentName(privateDocument(roomId, part))).toEqual({
          kind: 'private',
          roomId,
          playerId: part,
        });
      }),
    );
  });

  it.each([
    '',
    'room',
    'room:',
    'room:abc:def',
    'chat:abc:',
    'canvas:abc',
    'canvas:abc:',
    'canvas::abc',
    'canvas:abc:def:ghi',
    'outbox:abc:d-f',
    'private:abc:def ',
    'private:abc:def\n',
    'Room:abc',
    'wall:abc',
    '__proto__:abc:def',
    `room:${'x'.repeat(33)}`,
  ])('SY-1 %j names none', (name) => {
    expect(parseDocumentName(name)).toBeUndefined();
  });

  it('SY-1 a name that is one has no other spelling', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (roomId, part) => {
        const name = canvasDocument(roomId, part);
        const parsed = parseDocumentName(name);
        const again = parsed?.kind === 'canvas' ? canvasDocument(parsed.roomId, parsed.turnId) : name;
        expect(again).toBe(name);
      }),
    );
  });
});
