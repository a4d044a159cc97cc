import * as Y from 'yjs';
import {
  avatarKey,
  chatDocument,
  outboxDocument,
  playerKey,
  privateDocument,
  reactionKey,
  roomDocument,
  ROOTS,
  type Ack,
  type ChatMessage,
  type Notice,
  type PrivateView,
  type RoomView,
} from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import type { LogEntry } from '../log/index.ts';

/** The referee's copies of a room's documents, and the only writer of those that are its own. */
export type RoomDocuments = ReturnType<typeof createRoomDocuments>;

/**
 * @param roomId the room.
 * @param epoch the lease's number, which is the Yjs client id of everything the referee writes under it. It must never
 * have been used before: an id used again on an older copy corrupts in silence (DESIGN §2).
 */
export function createRoomDocuments(roomId: string, epoch: number) {
  const docs = new Map<string, Y.Doc>();
  let written: LogEntry[] | undefined;

  const get = (name: string): Y.Doc => {
    const known = docs.get(name);
    if (known !== undefined) return known;
    const doc = new Y.Doc();
    docs.set(name, doc);
    doc.on('update', (update: Uint8Array) => written?.push({ type: 'update', document: name, update }));
    return doc;
  };

  const write = (name: string, change: (doc: Y.Doc) => void): void => {
    const doc = get(name);
    doc.clientID = epoch;
    doc.transact(() => change(doc));
  };

  return {
    get,
    has: (name: string): boolean => docs.has(name),
    names: (): string[] => [...docs.keys()],

    /** Applies a logged update; the referee's own come back to it and change nothing. */
    apply(name: string, update: Uint8Array): void {
      Y.applyUpdate(get(name), update);
    },

    drop(name: string): void {
      docs.get(name)?.destroy();
      docs.delete(name);
    },

    /** Collects every update that `changes` writes, in order, for one append. */
    collect(changes: () => void): LogEntry[] {
      const entries: LogEntry[] = [];
      written = entries;
      try {
        changes();
      } finally {
        written = undefined;
      }
      return entries;
    },

    /**
     * Writes the parts of the room's view that have changed, and what members show anew, by its key (empty text: nothing any
     * more). The document alone holds that: it stays until something takes its place, or its member leaves.
     */
    writeRoom(view: Omit<RoomView, 'reactions'>, shown: ReadonlyMap<string, unknown>): void {
      const { players, ...parts } = view;
      const wanted = new Map<string, unknown>(Object.entries(parts));
      for (const player of players) wanted.set(playerKey(player.playerId), player);
      const map = get(roomDocument(roomId)).getMap(ROOTS.room);
      for (const { playerId } of [...players, ...view.spectators]) {
        for (const key of [avatarKey(playerId), reactionKey(playerId)]) {
          const value = shown.get(key) ?? map.get(key);
          if (value !== undefined && value !== '') wanted.set(key, value);
        }
      }
      const changed = changedKeys(map, wanted);
      if (changed.length > 0) write(roomDocument(roomId), () => setKeys(map, wanted, changed));
    },

    writePrivate(
      playerId: string,
      view: PrivateView,
      notices: readonly Notice[],
      acks: readonly Ack[],
    ): void {
      const name = privateDocument(roomId, playerId);
      const map = get(name).getMap(ROOTS.view);
      const wanted = new Map<string, unknown>(Object.entries(view));
      const changed = changedKeys(map, wanted);
      if (changed.length + notices.length + acks.length === 0) return;
      write(name, (doc) => {
        setKeys(map, wanted, changed);
        pushBounded(doc.getArray(ROOTS.notices), notices, LIMITS.maxNotices);
        if (acks.length === 0) return;
        forgetAcks(doc.getArray<Ack>(ROOTS.acks), get(outboxDocument(roomId, playerId)));
        doc.getArray(ROOTS.acks).push([...acks]);
      });
    },

    writeChat(messages: readonly ChatMessage[]): void {
      if (messages.length === 0) return;
      const name = chatDocument(roomId);
      write(name, (doc) => pushBounded(doc.getArray(ROOTS.messages), messages, LIMITS.maxChatMessages));
    },

    /** Every document whole, for a compaction. */
    snapshots: (): LogEntry[] =>
      [...docs].map(([document, doc]) => ({ type: 'update', document, update: Y.encodeStateAsUpdate(doc) })),

    close(): void {
      for (const doc of docs.values()) doc.destroy();
      docs.clear();
    },
  };
}

function changedKeys(map: Y.Map<unknown>, wanted: ReadonlyMap<string, unknown>): string[] {
  const keys = new Set([...map.keys(), ...wanted.keys()]);
  return [...keys].filter((key) => !isSame(map.get(key), wanted.get(key)));
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function setKeys(map: Y.Map<unknown>, wanted: ReadonlyMap<string, unknown>, keys: readonly string[]): void {
  for (const key of keys) {
    if (wanted.has(key)) map.set(key, wanted.get(key));
    else map.delete(key);
  }
}

/** Drops the oldest in larger steps, not one for one: each deletion costs every reader a tombstone. */
function pushBounded(array: Y.Array<unknown>, items: readonly unknown[], most: number): void {
  if (items.length === 0) return;
  array.push([...items]);
  if (array.length > most * 1.25) array.delete(0, array.length - most);
}

/** An acknowledgement has done its work when its intent has left the outbox (SPEC SY-6). */
function forgetAcks(acks: Y.Array<Ack>, outbox: Y.Doc): void {
  const waiting = new Set(
    outbox
      .getArray<{ id: string }>(ROOTS.intents)
      .toArray()
      .map((intent) => intent.id),
  );
  const listed = acks.toArray();
  for (let index = listed.length - 1; index >= 0; index--) {
    const ack = listed[index];
    if (ack !== undefined && !waiting.has(ack.id)) acks.delete(index, 1);
  }
}
