import { decodeChannelMessage, encodeChannelMessage } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { ChannelLink, Connection } from './connection.ts';

/** Where a replica stands: how much of it can be believed. */
export type ReplicaState = 'offline' | 'syncing' | 'synced' | 'denied';

export type ReplicaChange =
  /** Elements were added at the end of the written root; `mine` are this page's own. */
  | { type: 'appended'; elements: readonly unknown[] }
  /** Anything else: read all of it again. */
  | { type: 'replaced' }
  | { type: 'state' };

export type ReplicaOptions = {
  name: string;
  /** Root array that this player may write to, if the document has one. */
  root?: string;
  /** What makes two elements the same, so that doing one again is harmless. */
  keyOf(element: unknown): string;
  onChange(change: ReplicaChange): void;
};

/**
 * A document as this page has it. The `Y.Doc` inside is replaced by resets and rebuilds (DESIGN §2, "The gate"), so
 * whoever uses a replica holds the replica and never the document.
 */
export type Replica = {
  readonly name: string;
  readonly state: ReplicaState;
  /** The document of this moment, for reading only. */
  readonly doc: Y.Doc;
  /** All elements of the root, those included that wait for a client id or for a reset to end. */
  elements(): unknown[];
  /** Adds elements at the end, unless the document is full. They reach the server now, or when there is a connection again. */
  push(elements: readonly unknown[]): void;
  /** Deletes elements of this author for which `gone` holds. */
  remove(gone: (element: unknown) => boolean): void;
  /** The server had no room for what came last, and would have none for more. */
  readonly full: boolean;
  /** Own elements that the server will not take any more: they stay on this device (SPEC TN-7). */
  readonly late: readonly unknown[];
  /** Own elements of which nothing says that the server holds them. */
  missing(): unknown[];
  /** The server has answered a ping that was sent after the last call of this. */
  beat(): void;
  /** From now on this page writes under this id, which nobody has used before. Own elements not stored yet are done again. */
  setWriter(clientId: number): void;
  connect(connection: Connection): void;
  disconnect(): void;
  close(): void;
};

const REMOTE = Symbol('remote');
/** Doing much again must not make one update that is larger than the server takes. */
const ELEMENTS_PER_UPDATE = 256;

export function createReplica(options: ReplicaOptions): Replica {
  const { name, root } = options;
  let doc = createDoc();
  let state: ReplicaState = 'offline';
  let access: 'read' | 'write' = 'read';
  let connection: Connection | undefined;
  let link: ChannelLink | undefined;
  /** Ids under which this page has written, in order; the last is the one in use. */
  const writers: number[] = [];
  /** Elements to push once there is an id and the document is there. */
  let queue: unknown[] = [];
  /** The server's SyncStep1 was answered on this channel: live updates may follow. */
  let answered = false;
  let received = false;
  let hasBeenSynced = false;
  let late: readonly unknown[] = [];
  let full = false;
  /** Clocks up to which the server is known to hold elements of `writers`. */
  let held = new Map<number, number>();
  /** The same as of the channel's SyncStep1. */
  let heldAtOpening: ReadonlyMap<number, number> = new Map();
  /** What this page is adding at this moment. */
  let adding: readonly unknown[] | undefined;
  /** Keys of all elements of the root; unknown after a change that was more than an addition. */
  let keys: Set<string> | undefined;
  /** How far the id in use had come at the last beat. */
  let reachedAtBeat = 0;

  function createDoc(): Y.Doc {
    const fresh = new Y.Doc();
    fresh.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE && answered && access === 'write') {
        link?.send(encodeChannelMessage({ type: 'update', update }));
      }
    });
    if (root !== undefined) fresh.getArray(root).observe((event) => tellArray(event));
    else
      fresh.on('afterTransaction', (transaction: Y.Transaction) => {
        if (transaction.changed.size > 0) options.onChange({ type: 'replaced' });
      });
    return fresh;
  }

  const tellArray = (event: Y.YArrayEvent<unknown>): void => {
    if (adding !== undefined) return tellAppended(adding);
    const [first, second, ...rest] = event.delta;
    const added = first?.insert ?? (first?.retain === undefined ? undefined : second?.insert);
    const start = first?.insert === undefined ? (first?.retain ?? 0) : 0;
    const atEnd =
      Array.isArray(added) &&
      rest.length === 0 &&
      start + added.length === event.target.length &&
      (first?.insert === undefined || second === undefined);
    if (atEnd) return tellAppended(added);
    keys = undefined;
    options.onChange({ type: 'replaced' });
  };

  const tellAppended = (elements: readonly unknown[]): void => {
    for (const element of elements) keys?.add(options.keyOf(element));
    options.onChange({ type: 'appended', elements });
  };

  const setState = (next: ReplicaState): void => {
    if (state === next) return;
    state = next;
    if (next === 'synced') hasBeenSynced = true;
    options.onChange({ type: 'state' });
  };

  const open = (): void => {
    if (connection === undefined) return;
    answered = false;
    received = false;
    setState('syncing');
    link = connection.open(name, {
      onOpened: (given) => (access = given),
      onPayload: receive,
      onDenied() {
        link = undefined;
        late = missing();
        setState('denied');
      },
      onReset(reset) {
        link = undefined;
        // Without a fresh id the server takes nothing more; what it lacks stays here and counts as late.
        if (reset.clientId !== undefined) {
          // Not what beats have said since: they may have overtaken the refusal.
          const own = ownElements(new Map([...heldAtOpening, [reset.client, reset.clock]]), reset);
          // A full document stays full: doing the same again would be refused for ever.
          full ||= reset.reason === 'full';
          queue = full ? [] : [...own, ...queue];
          writers.push(reset.clientId);
          replaceDoc();
        }
        open();
      },
      onResync() {
        link = undefined;
        open();
      },
    });
    link.send(encodeChannelMessage({ type: 'step1', stateVector: Y.encodeStateVector(doc) }));
  };

  const receive = (payload: Uint8Array): void => {
    const message = decodeChannelMessage(payload);
    if (message?.type === 'step1') return onStep1(message.stateVector);
    if (message?.type !== 'step2' && message?.type !== 'update') return;
    Y.applyUpdate(doc, message.update, REMOTE);
    if (message.type === 'step2') {
      received = true;
      settle();
    }
  };

  const onStep1 = (stateVector: Uint8Array): void => {
    const theirs = Y.decodeStateVector(stateVector);
    heldAtOpening = new Map(writers.map((client) => [client, theirs.get(client) ?? 0]));
    held = new Map(heldAtOpening);
    reachedAtBeat = 0;
    if (isAhead(theirs) && (access === 'read' || ownElements(held).length === 0)) {
      // The server lost a tail that this copy still has: only the server's copy counts (SPEC SY-7).
      link?.shut();
      replaceDoc();
      return open();
    }
    // With ink of its own that may build on the lost tail, a writer is reset by this, and does it again (SPEC SY-14).
    if (access === 'write')
      link?.send(encodeChannelMessage({ type: 'step2', update: Y.encodeStateAsUpdate(doc, stateVector) }));
    answered = true;
    settle();
  };

  /** Whether this copy holds anybody else's elements that the server does not. */
  const isAhead = (theirs: ReadonlyMap<number, number>): boolean =>
    [...Y.decodeStateVector(Y.encodeStateVector(doc))].some(
      ([client, clock]) => !writers.includes(client) && clock > (theirs.get(client) ?? 0),
    );

  const missing = (): unknown[] => [...ownElements(held), ...notPresent(queue)];

  const notPresent = (elements: readonly unknown[]): unknown[] => {
    keys ??= new Set(root === undefined ? [] : doc.getArray(root).toArray().map(options.keyOf));
    const present = keys;
    return elements.filter((element) => !present.has(options.keyOf(element)));
  };

  const settle = (): void => {
    if (!answered || !received) return;
    // Of what waits to be done again, the server may have all that it had not yet when this began.
    queue = notPresent(queue);
    countLate();
    setState('synced');
    flush();
  };

  /** What the server will not take any more can be told when all of its copy is here. */
  const countLate = (): void => {
    if (access === 'read') late = missing();
  };

  /** The id is set before the first edit, on a document whose own items are there (DESIGN §2, "Client ids"). */
  const flush = (): void => {
    const writer = writers.at(-1);
    if (root === undefined || writer === undefined || queue.length === 0) return;
    if (!hasBeenSynced || (state !== 'offline' && state !== 'synced')) return;
    if (state === 'synced' && access !== 'write') return countLate();
    const fresh = notPresent(queue);
    queue = [];
    if (fresh.length === 0) return;
    doc.clientID = writer;
    for (let from = 0; from < fresh.length; from += ELEMENTS_PER_UPDATE) {
      adding = fresh.slice(from, from + ELEMENTS_PER_UPDATE);
      doc.getArray(root).push([...adding]);
      adding = undefined;
    }
  };

  const replaceDoc = (): void => {
    answered = false;
    hasBeenSynced = false;
    held = new Map();
    heldAtOpening = new Map();
    reachedAtBeat = 0;
    doc.destroy();
    doc = createDoc();
    keys = undefined;
    options.onChange({ type: 'replaced' });
  };

  /** Elements of this page's ids from the given clocks on, in order, without the one that was refused. */
  const ownElements = (
    from: ReadonlyMap<number, number>,
    { client: refusedClient, refused }: { client?: number; refused?: number } = {},
  ): unknown[] =>
    writers.flatMap((client) =>
      (doc.store.clients.get(client) ?? []).flatMap((struct) => {
        if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentAny))
          return [];
        const values: unknown[] = struct.content.arr;
        return values.filter((_, index) => {
          const clock = struct.id.clock + index;
          const isRefused = client === refusedClient && clock === refused;
          return clock >= (from.get(client) ?? 0) && !isRefused;
        });
      }),
    );

  return {
    name,
    get state() {
      return state;
    },
    get doc() {
      return doc;
    },
    get full() {
      return full;
    },
    get late() {
      return late;
    },
    elements: () => (root === undefined ? [] : [...doc.getArray(root).toArray(), ...queue]),
    push(elements) {
      if (full) return;
      queue.push(...elements);
      const waiting = queue.length;
      flush();
      if (queue.length === waiting) options.onChange({ type: 'appended', elements });
    },
    remove(gone) {
      if (root === undefined) return;
      queue = queue.filter((element) => !gone(element));
      const writer = writers.at(-1);
      if (writer === undefined) return;
      const array = doc.getArray(root);
      const listed = array.toArray();
      doc.clientID = writer;
      doc.transact(() => {
        for (let index = listed.length - 1; index >= 0; index--)
          if (gone(listed[index])) array.delete(index, 1);
      });
    },
    missing,
    beat() {
      const writer = writers.at(-1);
      if (!answered || writer === undefined) return;
      held.set(writer, Math.max(held.get(writer) ?? 0, reachedAtBeat));
      reachedAtBeat = Y.getState(doc.store, writer);
    },
    setWriter(clientId) {
      // Every id stays granted, and none is taken up again: after a reset the one that it brought stays in use.
      if (writers.includes(clientId)) return;
      const isFirst = writers.length === 0;
      if (isFirst || root === undefined) {
        writers.push(clientId);
        return flush();
      }
      queue = [...ownElements(new Map()), ...queue];
      writers.push(clientId);
      replaceDoc();
      link?.shut();
      open();
    },
    connect(to) {
      connection = to;
      open();
    },
    disconnect() {
      connection = undefined;
      link = undefined;
      answered = false;
      setState('offline');
    },
    close() {
      link?.shut();
      doc.destroy();
    },
  };
}
