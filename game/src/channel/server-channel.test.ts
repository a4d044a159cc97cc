import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../limits/index.ts';
import { decodeChannelMessage, encodeChannelMessage, type ChannelMessage } from '../wire/index.ts';
import { createLiveDocument, type LiveDocument } from './live-document.ts';
import { createServerChannel, type Refusal, type ServerChannel } from './server-channel.ts';

const MINE = 11;
const OTHER = 21;

const createLive = (): LiveDocument =>
  createLiveDocument(
    'canvas:room1:turn1',
    { maxElements: 100, maxCost: 1_000, costOf: (value) => String(value).length },
    (doc) => doc.getArray('ink').length,
    () => undefined,
  );

const createDoc = (client: number): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = client;
  return doc;
};
const push = (doc: Y.Doc, ...elements: string[]): void => doc.getArray('ink').push(elements);
const list = (doc: Y.Doc): unknown[] => doc.getArray('ink').toArray();

type End = {
  channel: ServerChannel;
  sent: (ChannelMessage | undefined)[];
  refused: Refusal[];
  awareness: Uint8Array[];
  /** What changes while the channel is open. */
  may: { write: boolean; spend: boolean };
  receive(message: ChannelMessage): void;
};

/** The server's end for one session, whose messages lie in `sent` until somebody takes them. */
function openChannel(live: LiveDocument, client = MINE, write = true): End {
  const sent: End['sent'] = [];
  const refused: Refusal[] = [];
  const awareness: Uint8Array[] = [];
  const may = { write, spend: true };
  const owns = (id: number): boolean => id === client;
  const channel = createServerChannel({
    live,
    clientId: client,
    rules: () =>
      may.write
        ? { root: 'ink', owns, writes: owns, mayDelete: false, isElement: (value) => value !== 'bad' }
        : undefined,
    owns,
    withinRate: () => may.spend,
    send: (payload) => sent.push(decodeChannelMessage(payload)),
    forward: (outgoing) => sent.push(decodeChannelMessage(outgoing.payload)),
    onRefused: (refusal) => refused.push(refusal),
    onBroken: () => expect.unreachable(),
    onAwareness: (payload) => awareness.push(payload),
  });
  return {
    channel,
    sent,
    refused,
    awareness,
    may,
    receive: (message) => channel.receive(encodeChannelMessage(message)),
  };
}

/** Gives a page all that the server has sent to it. */
function flush(end: End, doc: Y.Doc): void {
  for (const message of end.sent.splice(0)) {
    if (message?.type === 'step1') {
      end.receive({ type: 'step2', update: Y.encodeStateAsUpdate(doc, message.stateVector) });
    } else if (message?.type === 'step2' || message?.type === 'update') Y.applyUpdate(doc, message.update);
  }
}

const step1 = (doc: Y.Doc): ChannelMessage => ({ type: 'step1', stateVector: Y.encodeStateVector(doc) });

describe('synchronising', () => {
  it('SY-2 both ends have everything after one SyncStep1 and SyncStep2 each way', () => {
    const live = createLive();
    const other = createDoc(OTHER);
    push(other, 'a', 'b');
    live.applyLogged(Y.encodeStateAsUpdate(other));
    const end = openChannel(live);
    expect(end.sent).toEqual([{ type: 'step1', stateVector: Y.encodeStateVector(live.doc) }]);
    const doc = createDoc(MINE);
    push(doc, 'c');
    end.receive(step1(doc));
    flush(end, doc);
    expect(list(live.doc)).toHaveLength(3);
    expect(list(doc)).toEqual(list(live.doc));
    expect(end.refused).toEqual([]);
  });

  it('SY-2 nothing goes to a reader who has not asked: it would wait there, and outlive a crash', () => {
    const live = createLive();
    const [drawer, friend] = [openChannel(live), openChannel(live, OTHER, false)];
    friend.sent.length = 0;
    const doc = createDoc(MINE);
    push(doc, 'a');
    drawer.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(friend.sent).toEqual([]);
    friend.receive({ type: 'step1', stateVector: Y.encodeStateVector(new Y.Doc()) });
    expect(friend.sent).toMatchObject([{ type: 'step2' }]);
  });

  it('SY-11 an update goes to everyone but its sender', () => {
    const live = createLive();
    const [drawer, friend] = [openChannel(live), openChannel(live, OTHER, false)];
    friend.receive({ type: 'step1', stateVector: Y.encodeStateVector(new Y.Doc()) });
    drawer.sent.length = 0;
    friend.sent.length = 0;
    const doc = createDoc(MINE);
    push(doc, 'a');
    drawer.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(drawer.sent).toEqual([]);
    expect(friend.sent).toMatchObject([{ type: 'update' }]);
    friend.channel.close();
    push(doc, 'b');
    drawer.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(friend.sent).toHaveLength(1);
    expect(list(live.doc)).toEqual(['a', 'b']);
  });

  it('SY-5 a gap before the first SyncStep2 is dropped in silence, and filled by it', () => {
    const live = createLive();
    const end = openChannel(live);
    const doc = createDoc(MINE);
    push(doc, 'a');
    const before = Y.encodeStateVector(doc);
    push(doc, 'b');
    end.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc, before) });
    expect(list(live.doc)).toEqual([]);
    expect(end.refused).toEqual([]);
    flush(end, doc);
    expect(list(live.doc)).toEqual(['a', 'b']);
  });

  it('SY-5 a gap after it is refused, and so is one in a SyncStep2', () => {
    for (const type of ['update', 'step2'] as const) {
      const live = createLive();
      const end = openChannel(live);
      if (type === 'update') flush(end, createDoc(MINE));
      const doc = createDoc(MINE);
      push(doc, 'a');
      const before = Y.encodeStateVector(doc);
      push(doc, 'b');
      end.receive({ type, update: Y.encodeStateAsUpdate(doc, before) });
      expect(end.refused).toEqual([{ reason: 'gap', client: MINE, clock: 0 }]);
    }
  });
});

describe('refusing', () => {
  it('SY-10 a refusal tells how far the document goes and which element is wrong, and closes the channel', () => {
    const live = createLive();
    const end = openChannel(live);
    const doc = createDoc(MINE);
    push(doc, 'a');
    flush(end, doc);
    push(doc, 'b', 'bad', 'c');
    end.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(end.refused).toEqual([{ reason: 'bad-element', client: MINE, clock: 1, refused: 2 }]);
    end.receive(step1(createDoc(0)));
    end.receive({ type: 'update', update: Y.encodeStateAsUpdate(createDoc(0)) });
    end.channel.receive(new Uint8Array([9]));
    expect(end.refused).toHaveLength(1);
    expect(end.sent).toEqual([]);
    expect(list(live.doc)).toEqual(['a']);
  });

  it('SY-10 the writer does the rest again under a fresh id, on a channel that is opened again', () => {
    const live = createLive();
    const first = openChannel(live);
    const doc = createDoc(MINE);
    push(doc, 'a', 'bad', 'b');
    flush(first, doc);
    expect(first.refused).toEqual([{ reason: 'bad-element', client: MINE, clock: 0, refused: 1 }]);
    const again = createDoc(12);
    push(again, 'a', 'b');
    const second = openChannel(live, 12);
    flush(second, again);
    expect(list(live.doc)).toEqual(['a', 'b']);
  });

  it('SY-10 what names no element is answered with where the page’s own id stands', () => {
    const live = createLive();
    const doc = createDoc(MINE);
    push(doc, 'a', 'b');
    live.applyLogged(Y.encodeStateAsUpdate(doc));
    const end = openChannel(live);
    end.channel.receive(new Uint8Array([0, 2, 3, 1, 2, 3]));
    expect(end.refused).toEqual([{ reason: 'malformed', client: MINE, clock: 2 }]);
  });

  it('SY-9 too much at once and too much in a while are refused', () => {
    const large = openChannel(createLive());
    large.receive({ type: 'update', update: new Uint8Array(LIMITS.maxUpdateBytes + 1) });
    expect(large.refused).toMatchObject([{ reason: 'too-large' }]);
    const fast = openChannel(createLive());
    fast.may.spend = false;
    fast.receive({ type: 'update', update: Y.encodeStateAsUpdate(createDoc(MINE)) });
    expect(fast.refused).toMatchObject([{ reason: 'too-fast' }]);
  });

  it.each([
    ['nothing', []],
    ['an unknown message', [7]],
    ['an unknown step', [0, 3, 0]],
    ['a message that is cut off', [0, 2, 5, 1]],
    ['bytes behind a message', [0, 0, 1, 0, 0]],
    ['bytes behind a question', [3, 0]],
    ['a state vector that is none', [0, 0, 2, 9, 9]],
  ])('SY-3 refuses %s', (_, bytes) => {
    const end = openChannel(createLive());
    end.channel.receive(new Uint8Array(bytes));
    expect(end.refused).toMatchObject([{ reason: 'malformed' }]);
  });
});

describe('reading only', () => {
  const stage = (): { live: LiveDocument; end: End; doc: Y.Doc } => {
    const live = createLive();
    const other = createDoc(OTHER);
    push(other, 'a');
    live.applyLogged(Y.encodeStateAsUpdate(other));
    const end = openChannel(live, MINE, false);
    const doc = createDoc(MINE);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(live.doc));
    return { live, end, doc };
  };

  it('SY-13 a SyncStep2 is ignored, whatever it holds', () => {
    const { live, end, doc } = stage();
    push(doc, 'b');
    flush(end, doc);
    end.receive({ type: 'step2', update: new Uint8Array([1, 2, 3]) });
    expect(end.refused).toEqual([]);
    expect(list(live.doc)).toEqual(['a']);
  });

  it('SY-13 what the document holds is ignored, and what is new refused', () => {
    const { live, end, doc } = stage();
    end.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(end.refused).toEqual([]);
    push(doc, 'b');
    end.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(end.refused).toEqual([{ reason: 'read-only', client: MINE, clock: 0 }]);
    expect(list(live.doc)).toEqual(['a']);
  });

  it('SY-13 deletes are refused', () => {
    const { live, end, doc } = stage();
    doc.getArray('ink').delete(0, 1);
    end.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect(end.refused).toMatchObject([{ reason: 'read-only' }]);
    expect(list(live.doc)).toEqual(['a']);
  });

  it.each(['update', 'step2'] as const)(
    'TN-7 a channel that may be written to becomes one that may not, while it is open, and refuses what comes by %s',
    (type) => {
      const live = createLive();
      const end = openChannel(live);
      const doc = createDoc(MINE);
      push(doc, 'a');
      flush(end, doc);
      end.may.write = false;
      end.receive({ type, update: Y.encodeStateAsUpdate(doc) });
      expect(end.refused).toEqual([]);
      push(doc, 'b');
      end.receive({ type, update: Y.encodeStateAsUpdate(doc) });
      expect(end.refused).toEqual([{ reason: 'read-only', client: MINE, clock: 1 }]);
    },
  );
});

describe('awareness', () => {
  function encodeAwareness(
    states: readonly [client: number, state: string][],
    trailing: readonly number[] = [],
  ): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, states.length);
    for (const [client, state] of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, state);
    }
    encoding.writeUint8Array(encoder, new Uint8Array(trailing));
    return encoding.toUint8Array(encoder);
  }

  it('SY-12 of one’s own id is passed on as it came', () => {
    const end = openChannel(createLive());
    const message: ChannelMessage = {
      type: 'awareness',
      update: encodeAwareness([[MINE, '{"typing":true}']]),
    };
    end.receive(message);
    end.receive({ type: 'awareness', update: encodeAwareness([[MINE, 'null']]) });
    expect(end.awareness).toHaveLength(2);
    expect(end.awareness[0]).toEqual(encodeChannelMessage(message));
  });

  it.each([
    ['of another', encodeAwareness([[OTHER, '{}']])],
    [
      'of others besides one’s own',
      encodeAwareness([
        [MINE, '{}'],
        [OTHER, '{}'],
      ]),
    ],
    ['that is no JSON', encodeAwareness([[MINE, '{']])],
    ['with bytes behind it', encodeAwareness([[MINE, '{}']], [0])],
    ['that is cut off', encodeAwareness([[MINE, '{}']]).subarray(0, 4)],
    ['that is too large', encodeAwareness([[MINE, JSON.stringify('x'.repeat(1_024))]])],
  ])('SY-12 %s is dropped in silence', (_, update) => {
    const end = openChannel(createLive());
    end.receive({ type: 'awareness', update });
    end.receive({ type: 'query-awareness' });
    expect(end.awareness).toEqual([]);
    expect(end.refused).toEqual([]);
  });
});
