import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { craftUpdate, type CraftedSection } from '../gate/crafted-update.ts';
import { decodeChannelMessage, decodeFrame } from '../wire/index.ts';
import { createLiveDocument, type DocumentBounds, type LiveDocument } from './live-document.ts';

const MINE = [11, 12];
const OTHER = 21;
const RULES = {
  root: 'ink',
  owns: (client: number) => MINE.includes(client),
  writes: (client: number) => MINE.includes(client),
  mayDelete: true,
  isElement: (value: unknown) => typeof value === 'string' && !value.startsWith('bad'),
};

function createLive(bounds: Partial<DocumentBounds> = {}): { live: LiveDocument; logged: Uint8Array[] } {
  const logged: Uint8Array[] = [];
  const live = createLiveDocument(
    'canvas:room1:turn1',
    { maxElements: 200, maxCost: 2_000, costOf: (value) => String(value).length, ...bounds },
    (doc) => doc.getArray('ink').length,
    (update) => logged.push(update),
  );
  return { live, logged };
}

function page(client: number, ...elements: string[]): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  if (elements.length > 0) doc.getArray('ink').push(elements);
  return doc;
}

const list = (doc: Y.Doc): unknown[] => doc.getArray('ink').toArray();

describe('a live document', () => {
  it('SY-11 logs and sends what it emits, framed once for each channel number', () => {
    const { live, logged } = createLive();
    const frames: Uint8Array[] = [];
    const payloads: Uint8Array[] = [];
    for (const channel of [1, 1, 2]) {
      live.onOutgoing((outgoing) => {
        frames.push(outgoing.frame(channel));
        payloads.push(outgoing.payload);
      });
    }
    live.accept(Y.encodeStateAsUpdate(page(11, 'a')), RULES, 'somebody');
    expect(frames[0]).toBe(frames[1]);
    expect(decodeFrame(frames[2] ?? new Uint8Array())).toEqual({ channel: 2, payload: payloads[0] });
    expect(decodeChannelMessage(payloads[0] ?? new Uint8Array())).toEqual({
      type: 'update',
      update: logged[0],
    });
    expect(logged).toHaveLength(1);
  });

  it('SY-11 names the source of a change, and tells nobody who has gone', () => {
    const { live } = createLive();
    const heard: unknown[] = [];
    const stop = live.onOutgoing((_, source) => heard.push(source));
    live.accept(Y.encodeStateAsUpdate(page(11, 'a')), RULES, 'somebody');
    stop();
    live.accept(Y.encodeStateAsUpdate(page(12, 'b')), RULES, 'somebody');
    expect(heard).toEqual(['somebody']);
  });

  it('ST-1 sends what comes from the log but does not log it again', () => {
    const { live, logged } = createLive();
    const heard: unknown[] = [];
    live.onOutgoing((_, source) => heard.push(source));
    const update = Y.encodeStateAsUpdate(page(OTHER, 'a'));
    live.applyLogged(update);
    live.applyLogged(update);
    expect(list(live.doc)).toEqual(['a']);
    expect(heard).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  it('SY-9 bounds elements and characters, those from before a restart included', () => {
    const { live } = createLive({ maxElements: 4, maxCost: 10 });
    live.applyLogged(Y.encodeStateAsUpdate(page(OTHER, '12345', '678')));
    expect(live.accept(Y.encodeStateAsUpdate(page(11, 'abc')), RULES, 0)).toMatchObject({ reason: 'full' });
    const ok = page(11, 'a');
    expect(live.accept(Y.encodeStateAsUpdate(ok), RULES, 0)).toMatchObject({ type: 'apply', cost: 1 });
    ok.getArray('ink').push(['b']);
    expect(live.accept(Y.encodeStateAsUpdate(ok), RULES, 0)).toMatchObject({ type: 'apply', cost: 1 });
    ok.getArray('ink').push(['']);
    expect(live.accept(Y.encodeStateAsUpdate(ok), RULES, 0)).toMatchObject({ reason: 'full', refused: 2 });
  });
});

/** One change to an update: bytes set, cut out or put in, or a struct of it crafted anew. */
type Mutation = { at: number; byte: number; how: 'set' | 'cut' | 'insert' | 'cut-end' };
const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(200),
  byte: fc.nat(255),
  how: fc.constantFrom('set', 'set', 'set', 'cut', 'insert', 'cut-end'),
});

function mutate(update: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let bytes = [...update];
  for (const { at, byte, how } of mutations) {
    const index = at % (bytes.length + 1);
    if (how === 'set' && index < bytes.length) bytes[index] = byte;
    else if (how === 'cut') bytes.splice(index, 1);
    else if (how === 'insert') bytes.splice(index, 0, byte);
    else if (how === 'cut-end') bytes = bytes.slice(0, index);
  }
  return new Uint8Array(bytes);
}

const anyClient = fc.constantFrom(...MINE, OTHER, 99);
const anyAt = fc.tuple(anyClient, fc.nat(6));
const anySection: fc.Arbitrary<CraftedSection> = fc.record({
  client: anyClient,
  clock: fc.nat(6),
  structs: fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record(
          {
            content: fc.oneof(
              {
                weight: 4,
                arbitrary: fc.record({
                  any: fc.array(fc.constantFrom('x', 'y', 'bad', 7, null), { maxLength: 3 }),
                }),
              },
              { weight: 1, arbitrary: fc.record({ deleted: fc.nat(4) }) },
              { weight: 1, arbitrary: fc.constantFrom({ type: 0 }, { string: 'xy' }, { embed: 1 }) },
            ),
            origin: anyAt,
            rightOrigin: anyAt,
            parent: fc.oneof(fc.constantFrom('ink', 'view'), anyAt),
            parentSub: fc.constant('key'),
          },
          { requiredKeys: ['content'] },
        ),
      },
      { weight: 1, arbitrary: fc.record({ gc: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ skip: fc.nat(3) }) },
    ),
    { maxLength: 3 },
  ),
});
const anyDeletes = fc.dictionary(
  fc.constantFrom('11', '12', '21', '99'),
  fc.array(fc.tuple(fc.nat(6), fc.nat(3)), { maxLength: 2 }),
  { maxKeys: 2 },
);

/** What a hostile writer sends: honest updates with bytes changed, and crafted ones. */
const anyAttack = fc.oneof(
  fc.record({ writer: fc.constantFrom(...MINE), mutations: fc.array(anyMutation, { maxLength: 4 }) }),
  fc.record({ sections: fc.array(anySection, { maxLength: 3 }), deletes: anyDeletes }),
);

describe('SY-4 SY-11 whatever a writer sends', () => {
  /** A document of mine and of another's, a reader of all it emits, and one of what is logged. */
  function stage() {
    const { live, logged } = createLive();
    const others = page(OTHER, 'd', 'e', 'f');
    const reader = new Y.Doc();
    live.onOutgoing((outgoing) => {
      const message = decodeChannelMessage(outgoing.payload);
      if (message?.type === 'update') Y.applyUpdate(reader, message.update);
    });
    live.applyLogged(Y.encodeStateAsUpdate(others));
    return { live, logged, others, reader };
  }

  it('SY-4 only proper elements of the writer’s own come in, and all readers hold the same', () => {
    fc.assert(
      fc.property(fc.array(anyAttack, { minLength: 1, maxLength: 8 }), (attacks) => {
        const { live, logged, others, reader } = stage();
        for (const attack of attacks) {
          let update: Uint8Array;
          if ('sections' in attack) update = craftUpdate(attack.sections, attack.deletes);
          else {
            const writer = new Y.Doc();
            Y.applyUpdate(writer, Y.encodeStateAsUpdate(live.doc));
            writer.clientID = attack.writer;
            writer.getArray('ink').push([`x${attack.writer}`]);
            update = mutate(Y.encodeStateAsUpdate(writer), attack.mutations);
          }
          const before = Y.encodeStateAsUpdate(live.doc);
          const verdict = live.accept(update, RULES, 'hostile');
          expect(verdict.type).not.toBe('broken');
          expect(live.doc.store.pendingStructs).toBeNull();
          expect(live.doc.store.pendingDs).toBeNull();
          if (verdict.type !== 'apply') expect(Y.encodeStateAsUpdate(live.doc)).toEqual(before);
        }
        expect(
          [...live.doc.store.clients.keys()].every((client) => client === OTHER || RULES.owns(client)),
        ).toBe(true);
        expect([...live.doc.share.keys()]).toEqual(['ink']);
        expect(list(live.doc).filter((element) => !RULES.isElement(element))).toEqual([]);
        const structs = live.doc.store.clients.get(OTHER) ?? [];
        const values = structs.flatMap((struct) =>
          struct instanceof Y.Item && struct.content instanceof Y.ContentAny
            ? (struct.content.arr as unknown[])
            : [],
        );
        expect(values).toEqual(list(others));
        const replayed = new Y.Doc();
        for (const entry of [Y.encodeStateAsUpdate(others), ...logged]) Y.applyUpdate(replayed, entry);
        for (const copy of [reader, replayed]) {
          expect(list(copy)).toEqual(list(live.doc));
          expect(Y.encodeStateAsUpdate(copy)).toEqual(Y.encodeStateAsUpdate(live.doc));
        }
      }),
      { numRuns: 600 },
    );
  });
});
