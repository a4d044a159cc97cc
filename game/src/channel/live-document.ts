import * as Y from 'yjs';
import { inspectUpdate, type GateRules, type Verdict } from '../gate/index.ts';
import { encodeChannelMessage, encodeFrame } from '../wire/index.ts';

/** One update on its way to many readers: its frame is built once for each channel number in use. */
export type Outgoing = { payload: Uint8Array; frame(channel: number): Uint8Array };

/** A document in a server's memory, with those who read it. */
export type LiveDocument = {
  readonly name: string;
  readonly doc: Y.Doc;
  /** Applies what is in the log. Readers are sent what is new. */
  applyLogged(update: Uint8Array): void;
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
  /** Counted once, when the log has been applied, and kept from then on. */
  let cost: number | undefined;
  let accepting = false;

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (accepting) onAccepted(update);
    if (listeners.size === 0) return;
    const outgoing = createOutgoing(update);
    for (const listener of listeners) listener(outgoing, origin);
  });

  return {
    name,
    doc,
    applyLogged: (update) => Y.applyUpdate(doc, update),
    accept(update, rules, source) {
      const { maxElements, maxCost, costOf } = bounds;
      cost ??= costOfAll(doc, costOf);
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
      cost += verdict.cost;
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

function costOfAll(doc: Y.Doc, costOf: DocumentBounds['costOf']): number {
  let cost = 0;
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
      for (const value of struct.content.arr) cost += costOf(value);
    }
  }
  return cost;
}

function createOutgoing(update: Uint8Array): Outgoing {
  const payload = encodeChannelMessage({ type: 'update', update });
  const frames = new Map<number, Uint8Array>();
  return {
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
