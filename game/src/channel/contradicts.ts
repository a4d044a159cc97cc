import * as Y from 'yjs';

/**
 * Whether an update has another element than the document at a place (client and clock) of this client that both have.
 * Yjs keeps the one it has and says nothing: copies would differ for ever while their state vectors are equal.
 */
export function contradicts(doc: Y.Doc, update: Uint8Array, client: number): boolean {
  const held = doc.store.clients.get(client);
  if (held === undefined) return false;
  const end = Y.getState(doc.store, client);
  return elementsOf(Y.decodeUpdate(update).structs, client).some(({ clock, value }) => {
    if (clock >= end) return false;
    const struct = held[Y.findIndexSS(held, clock)];
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return false;
    return JSON.stringify(struct.content.arr[clock - struct.id.clock]) !== JSON.stringify(value);
  });
}

function elementsOf(
  structs: readonly (Y.Item | Y.GC | Y.Skip)[],
  client: number,
): { clock: number; value: unknown }[] {
  return structs.flatMap((struct) => {
    if (struct.id.client !== client || !(struct instanceof Y.Item)) return [];
    if (!(struct.content instanceof Y.ContentAny)) return [];
    return struct.content.arr.map((value: unknown, index) => ({ clock: struct.id.clock + index, value }));
  });
}
