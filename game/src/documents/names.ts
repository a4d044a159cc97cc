/** Names of documents (PROTOCOL §3): `kind:room[:part]`. Ids are base-58 text and never hold a colon. */
export type DocumentName =
  | { kind: 'room'; roomId: string }
  | { kind: 'chat'; roomId: string }
  | { kind: 'canvas'; roomId: string; turnId: string }
  | { kind: 'outbox'; roomId: string; playerId: string }
  | { kind: 'private'; roomId: string; playerId: string };

export const roomDocument = (roomId: string): string => `room:${roomId}`;
export const chatDocument = (roomId: string): string => `chat:${roomId}`;
export const canvasDocument = (roomId: string, turnId: string): string => `canvas:${roomId}:${turnId}`;
export const outboxDocument = (roomId: string, playerId: string): string => `outbox:${roomId}:${playerId}`;
export const privateDocument = (roomId: string, playerId: string): string => `private:${roomId}:${playerId}`;

const ID = /^[0-9A-Za-z]{1,32}$/;

/** Reads a document's name. Returns `undefined` for anything that is not exactly one of the five kinds. */
export function parseDocumentName(name: string): DocumentName | undefined {
  const [kind, roomId, part, ...rest] = name.split(':');
  if (rest.length > 0 || roomId === undefined || !ID.test(roomId)) return undefined;
  if (kind === 'room' || kind === 'chat') return part === undefined ? { kind, roomId } : undefined;
  if (part === undefined || !ID.test(part)) return undefined;
  if (kind === 'canvas') return { kind, roomId, turnId: part };
  if (kind === 'outbox' || kind === 'private') return { kind, roomId, playerId: part };
  return undefined;
}

/** Root types of the documents: one `Y.Array` or `Y.Map` each, named here and nowhere else (PROTOCOL §3). */
export const ROOTS = {
  /** `Y.Map` of the room's public view, one key per part. */
  room: 'room',
  /** `Y.Array` of chat messages. */
  messages: 'messages',
  /** `Y.Array` of ink operations. */
  ink: 'ink',
  /** `Y.Array` of intents. */
  intents: 'intents',
  /** `Y.Map` of what one player alone may see. */
  view: 'view',
  /** `Y.Array` of notices for one player. */
  notices: 'notices',
  /** `Y.Array` of acknowledgements. */
  acks: 'acks',
} as const;
