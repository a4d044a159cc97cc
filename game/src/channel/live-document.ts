import * as Y from 'yjs';
import { inspectUpdate, type GateRules, type Verdict } from '../gate/index.ts';
import { encodeChannelMessage, encodeFrame } from '../wire/index.ts';
import { newClocks } from './new-clocks.ts';

/** One update on its way to many readers: its frame is built once for each channel number in use. */
export type Outgoing = { update: Uint8Array; payload: Uint8Array; frame(channel: number): Uint8Array };

/** A document in a server's memory, with those who read it. */
export type LiveDocument = {
  readonly name: string;
  readonly doc: Y.Doc;
  /** Applies what is in the log. Readers are sent what is new. */
  applyLogged(update: Uint8Array): void;
  /**
   * Applies what another process has published, unless something before it is missing: then only the log brings it.
   * Readers are sent what is new.
   */
  applyPublished(update: Uint8Array): void;
  /** Whose elements came by publications and are not in the log yet, and from which clock on. */
  readonly unlogged: ReadonlyMap<number, number>;
  /** All of that as one update; from now on it is the caller's task to log it. */
  takeUnlogged(): Uint8Array | undefined;
  /**
   * Lets an author's update through the gate. `source` is not sent its own update. `broken` means that Yjs did not take
   * what the gate let pass: the document must be rebuilt from the log.
   */
  accept(update: Uint8Array, rules: Omit<GateRules, 'room'>, source: unknown): Verdict | { type: 'broken' };
  /** Every change, whoever made it, with its `source`. Returns a function that ends it. */
  onOutgoing(listener: (outgoing: Outgoing, source: unknown) => void): () => void;
  close(): void;
};

/** How large a document may become. `costOf` tells what one element costs of `maxCost`. */
export type DocumentBounds = { maxElements: number; maxCost: number; costOf(value: unknown): number };

/**
 * Makes an empty live document.
 *
 * @param elementsHeld how many elements count against `bounds` now (all of a canvas, the live ones of an outbox).
 * @param onAccepted is given what the document emits for each accepted update: what belongs into the log.
 */
export function createLiveDocument(
  name: string,
  bounds: DocumentBounds,
  elementsHeld: (doc: Y.Doc) => number,
  onAccepted: (update: Uint8Array) => void,
): LiveDocument {
  const doc = new Y.Doc();
  const listeners = new Set<(outgoing: Outgoing, source: unknown) => void>();
  const unlogged = new Map<number, number>();
  let cost = 0;
  let accepting = false;

  doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, { beforeState }: Y.Transaction) => {
    cost += costSince(doc, beforeState, bounds.costOf);
    if (accepting) onAccepted(update);
    if (listeners.size === 0) return;
    const outgoing = createOutgoing(update);
    for (const listener of listeners) listener(outgoing, origin);
  });

  return {
    name,
    doc,
    applyLogged(update) {
      Y.applyUpdate(doc, update);
      if (unlogged.size === 0) return;
      const { from, to } = Y.parseUpdateMeta(update);
      for (const [client, clock] of unlogged) {
        const end = to.get(client) ?? 0;
        if ((from.get(client) ?? Infinity) > clock || end <= clock) continue;
        if (end < Y.getState(doc.store, client)) unlogged.set(client, end);
        else unlogged.delete(client);
      }
    },
    applyPublished(update) {
      const fresh = newClocks(doc, update);
      if (fresh === undefined || fresh.size === 0) return;
      Y.applyUpdate(doc, update);
      for (const [client, clock] of fresh) if (!unlogged.has(client)) unlogged.set(client, clock);
    },
    unlogged,
    takeUnlogged() {
      if (unlogged.size === 0) return undefined;
      const logged = new Map([...Y.decodeStateVector(Y.encodeStateVector(doc)), ...unlogged]);
      unlogged.clear();
      return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(logged));
    },
    accept(update, rules, source) {
      const { maxElements, maxCost, costOf } = bounds;
      const room = { elements: maxElements - elementsHeld(doc), cost: maxCost - cost, costOf };
      const verdict = inspectUpdate(doc, update, { ...rules, room });
      if (verdict.type !== 'apply') return verdict;
      accepting = true;
      try {
        Y.applyUpdate(doc, verdict.update, source);
      } catch {
        return { type: 'broken' };
      } finally {
        accepting = false;
      }
      if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { type: 'broken' };
      return verdict;
    },
    onOutgoing(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      doc.destroy();
    },
  };
}

/** What the elements cost that were added after this state. */
function costSince(
  doc: Y.Doc,
  before: ReadonlyMap<number, number>,
  costOf: DocumentBounds['costOf'],
): number {
  let cost = 0;
  for (const [client, structs] of doc.store.clients) {
    const from = before.get(client) ?? 0;
    if (from >= Y.getState(doc.store, client)) continue;
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
      const struct = structs[index];
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
      for (const value of struct.content.arr.slice(Math.max(0, from - struct.id.clock)))
        cost += costOf(value);
    }
  }
  return cost;
}

function createOutgoing(update: Uint8Array): Outgoing {
  const payload = encodeChannelMessage({ type: 'update', update });
  const frames = new Map<number, Uint8Array>();
  return {
    update,
    payload,
    frame(channel) {
      const known = frames.get(channel);
      if (known !== undefined) return known;
      const frame = encodeFrame(channel, payload);
      frames.set(channel, frame);
      return frame;
    },
  };
}
