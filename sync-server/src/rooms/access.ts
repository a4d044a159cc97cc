import {
  canvasOf,
  isIntent,
  parseDocumentName,
  ROOTS,
  slotOf,
  type DocumentName,
  type Intent,
  type RoomView,
} from '@drawguess/game/documents';
import type { DocumentBounds } from '@drawguess/game/channel';
import type { GateRules } from '@drawguess/game/gate';
import { decodeOperation, inkCost } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import { CLOSE } from '@drawguess/game/wire';
import type * as Y from 'yjs';

/**
 * Who may do what to which document (DESIGN §2): a property of the document's name and of the room's public view,
 * never of what is written.
 */
export type Access =
  | { type: 'denied'; code: number; reason: string }
  | { type: 'read' }
  | { type: 'write'; rules: Omit<GateRules, 'room' | 'owns' | 'writes'> };

const READ: Access = { type: 'read' };
const NO_SUCH_DOCUMENT: Access = {
  type: 'denied',
  code: CLOSE.noSuchDocument,
  reason: 'There is no such document.',
};
const NOT_YOURS: Access = {
  type: 'denied',
  code: CLOSE.notYours,
  reason: 'This document is not yours to open.',
};

/** Whether somebody is in the room, to play or to watch. */
export const isMemberOf = ({ players, spectators }: RoomView, playerId: string): boolean =>
  [...players, ...spectators].some((member) => member.playerId === playerId);

/** What a member of the room may do to a document now. A turn's canvas is written by its drawers until it is closing (SPEC TN-7), the wall by all players (RM-17); spectators write their outbox only (RM-22). */
export function accessOf(view: RoomView, playerId: string, document: string): Access {
  const name = parseDocumentName(document);
  if (name === undefined || name.roomId !== view.about.roomId) return NO_SUCH_DOCUMENT;
  if (!isMemberOf(view, playerId)) return NOT_YOURS;
  switch (name.kind) {
    case 'room':
    case 'chat':
      return READ;
    case 'private':
      return name.playerId === playerId ? READ : NOT_YOURS;
    case 'outbox':
      if (name.playerId !== playerId) return NOT_YOURS;
      return { type: 'write', rules: { root: ROOTS.intents, mayDelete: true, isElement: isIntent } };
    case 'canvas':
      return accessToCanvas(view, playerId, document);
  }
}

/** Each writes operations of their own slot; on a wall nobody blanks what the others drew (SPEC RM-18). */
function accessToCanvas({ phase }: RoomView, playerId: string, document: string): Access {
  if (canvasOf(phase) !== document) return NO_SUCH_DOCUMENT;
  const slot = slotOf(phase, playerId);
  if (slot === undefined || (phase.type === 'reveal' && phase.canvasState !== 'open')) return READ;
  const isElement = (value: unknown): boolean => {
    const operation = typeof value === 'string' ? decodeOperation(value) : undefined;
    return operation?.slot === slot && !(phase.type === 'lobby' && operation.type === 'clear');
  };
  return { type: 'write', rules: { root: ROOTS.ink, mayDelete: false, isElement } };
}

/** How large a document may become. */
export function boundsOf(kind: DocumentName['kind']): DocumentBounds {
  if (kind === 'canvas')
    return { maxElements: LIMITS.maxCanvasElements, maxCost: LIMITS.maxCanvasCost, costOf: inkCost };
  return { maxElements: LIMITS.maxOutboxIntents, maxCost: Infinity, costOf: () => 0 };
}

/**
 * Elements that count against the bounds: a canvas never shrinks, an outbox counts what is waiting, and an intent with
 * custom words for several, since it is as large.
 */
export function countElements(kind: DocumentName['kind'], doc: Y.Doc): number {
  if (kind === 'canvas') return doc.getArray(ROOTS.ink).length;
  if (kind !== 'outbox') return 0;
  const waiting = doc.getArray<Intent>(ROOTS.intents).toArray();
  return waiting.reduce((sum, { type }) => sum + (type === 'words' ? LIMITS.wordsIntentElements : 1), 0);
}
