import * as Y from 'yjs';

/**
 * Which clients an update brings something new of, and from which clock on. `undefined` unless it can be applied whole:
 * Yjs would keep the rest in the document, unseen, until what lies between has come.
 */
export function newClocks(doc: Y.Doc, update: Uint8Array): ReadonlyMap<number, number> | undefined {
  const { structs, ds } = Y.decodeUpdate(update);
  if (ds.clients.size > 0) return undefined;
  const ends = new Map<number, number>();
  const fresh = new Map<number, number>();
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(doc.store, client);
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const held = endOf(client);
    if (clock > held || struct instanceof Y.Skip) return undefined;
    if (clock + struct.length <= held) continue;
    if (!fresh.has(client)) fresh.set(client, held);
    ends.set(client, clock + struct.length);
  }
  const isHeld = (id: unknown): boolean => !(id instanceof Y.ID) || id.clock < endOf(id.client);
  const stands = structs.every(
    (struct) =>
      !(struct instanceof Y.Item) ||
      (isHeld(struct.origin) && isHeld(struct.rightOrigin) && isHeld(struct.parent)),
  );
  return stands ? fresh : undefined;
}
