import { parseDocumentName, readRoom, roomDocument, type RoomView } from '@drawguess/game/documents';
import type { LogEntry } from '@drawguess/game/log';
import { followRoom } from '@drawguess/persistence/log';
import type { RoomLog } from '@drawguess/persistence/ports';
import * as Y from 'yjs';

/** A room's documents as its log has them. */
export type LogView = {
  readonly documents: ReadonlyMap<string, Y.Doc>;
  /** Canvases of turns that are over, oldest first. */
  readonly droppedCanvases: readonly string[];
};

/** The room as its document says. */
export function roomIn({ documents }: LogView, roomId: string): RoomView | undefined {
  const doc = documents.get(roomDocument(roomId));
  return doc && readRoom(doc);
}

/** Number of the lease under which the referee writes, who is the room document's only author. */
export const epochIn = ({ documents }: LogView, roomId: string): number | undefined =>
  documents.get(roomDocument(roomId))?.store.clients.keys().next().value;

/** Follows a room's log from its beginning. */
export async function followLog(
  log: RoomLog,
  roomId: string,
  onError: (error: unknown) => void,
): Promise<LogView> {
  const view = createView();
  const follower = await followRoom(log, roomId);
  for (const record of follower.records) record.entries.forEach(view.absorb);
  follower.start({ onRecord: (record) => record.entries.forEach(view.absorb), onError });
  return view;
}

/** Builds a room's documents from what its log holds at this moment. */
export async function replayLog(log: RoomLog, roomId: string): Promise<LogView> {
  const view = createView();
  for (const record of await log.read(roomId, 0)) record.entries.forEach(view.absorb);
  return view;
}

function createView(): LogView & { absorb(entry: LogEntry): void } {
  const documents = new Map<string, Y.Doc>();
  const droppedCanvases: string[] = [];
  return {
    documents,
    droppedCanvases,
    absorb(entry) {
      if (entry.type === 'update') {
        const doc = documents.get(entry.document) ?? new Y.Doc();
        documents.set(entry.document, doc);
        Y.applyUpdate(doc, entry.update);
      }
      if (entry.type === 'drop') {
        documents.delete(entry.document);
        if (parseDocumentName(entry.document)?.kind === 'canvas') droppedCanvases.push(entry.document);
      }
    },
  };
}
