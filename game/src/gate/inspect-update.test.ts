import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  craftUpdate,
  type CraftedContent,
  type CraftedSection,
  type CraftedStruct,
} from './crafted-update.ts';
import { inspectUpdate, type GateRules, type Verdict } from './inspect-update.ts';

/** The writer's ids, earlier page loads first, and those of another. */
const MINE = 11;
const MINE_TOO = 12;
const OTHER = 21;
const NOBODYS = 99;

const RULES: GateRules = {
  root: 'ink',
  owns: (client) => client === MINE || client === MINE_TOO,
  writes: (client) => client === MINE || client === MINE_TOO,
  mayDelete: false,
  isElement: (value) => typeof value === 'string' && !value.startsWith('bad'),
  room: { elements: 100, cost: 1_000, costOf: (value) => String(value).length },
};
const OUTBOX_RULES: GateRules = { ...RULES, mayDelete: true };

function createDoc(client: number, from?: Y.Doc): Y.Doc {
  const doc = new Y.Doc();
  if (from !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  doc.clientID = client;
  return doc;
}

const push = (doc: Y.Doc, ...elements: unknown[]): void => doc.getArray('ink').push(elements);
const list = (doc: Y.Doc): unknown[] => doc.getArray('ink').toArray();
const sync = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from));

/** The server's document: `a b c` of this writer, then `d e` of another. */
function createServer(): Y.Doc {
  const mine = createDoc(MINE);
  push(mine, 'a', 'b', 'c');
  const others = createDoc(OTHER, mine);
  push(others, 'd', 'e');
  return createDoc(1, others);
}

/** Applies what the gate lets pass, as a live document does. */
function take(server: Y.Doc, update: Uint8Array, rules = RULES): Verdict {
  const verdict = inspectUpdate(server, update, rules);
  if (verdict.type === 'apply') Y.applyUpdate(server, verdict.update);
  expect(server.store.pendingStructs).toBeNull();
  expect(server.store.pendingDs).toBeNull();
  return verdict;
}

const mine = (...structs: CraftedStruct[]): CraftedSection => ({ client: MINE, clock: 3, structs });
const atEnd = { origin: [OTHER, 1] } as const;

describe('SY-4 what is refused', () => {
  const at = { client: MINE, clock: 3 };
  const cases: [name: string, update: Uint8Array, verdict: Verdict][] = [
    [
      'an id of another',
      craftUpdate([{ client: OTHER, clock: 2, structs: [atEnd] }]),
      { type: 'refuse', reason: 'forged-id', client: OTHER, clock: 2 },
    ],
    [
      'an id that nobody was granted',
      craftUpdate([{ client: NOBODYS, clock: 0, structs: [atEnd] }]),
      { type: 'refuse', reason: 'forged-id', client: NOBODYS, clock: 0 },
    ],
    [
      'a forged id behind honest elements',
      craftUpdate([mine(atEnd), { client: NOBODYS, clock: 0, structs: [atEnd] }]),
      { type: 'refuse', reason: 'forged-id', client: NOBODYS, clock: 0 },
    ],
    [
      'a gap',
      craftUpdate([{ client: MINE, clock: 4, structs: [atEnd] }]),
      { type: 'gap', client: MINE, clock: 3 },
    ],
    [
      'a gap in the middle',
      craftUpdate([mine(atEnd, { skip: 1 }, atEnd)]),
      { type: 'refuse', reason: 'bad-structure', ...at, refused: 4 },
    ],
    [
      'deletes of another’s elements',
      craftUpdate([], { [OTHER]: [[0, 1]] }),
      { type: 'refuse', reason: 'foreign-delete', client: OTHER, clock: 2 },
    ],
    [
      'deletes of what nobody has',
      craftUpdate([], { [NOBODYS]: [[0, 2 ** 40]] }),
      { type: 'refuse', reason: 'foreign-delete', client: NOBODYS, clock: 0 },
    ],
    [
      'deletes where none are allowed',
      craftUpdate([], { [MINE]: [[0, 1]] }),
      { type: 'refuse', reason: 'foreign-delete', ...at },
    ],
    [
      'deletes of nothing',
      craftUpdate([], { [MINE]: [[0, 0]] }),
      { type: 'refuse', reason: 'bad-structure', ...at },
    ],
    ['a huge hole', craftUpdate([mine({ gc: 2 ** 40 })]), refusal('bad-structure')],
    ['a skip', craftUpdate([mine({ skip: 5 })]), refusal('bad-structure')],
    [
      'one client in two sections',
      craftUpdate([mine(atEnd), mine(atEnd)]),
      { type: 'refuse', reason: 'malformed' },
    ],
    [
      'a section without structs',
      craftUpdate([mine(atEnd), { client: MINE_TOO, clock: 0, structs: [] }]),
      { type: 'refuse', reason: 'malformed' },
    ],
    [
      'a struct of no length',
      craftUpdate([mine({ ...atEnd, content: { any: [] } })]),
      { type: 'refuse', reason: 'bad-structure', ...at },
    ],
    [
      'a hole of no length',
      craftUpdate([mine({ gc: 0 })]),
      { type: 'refuse', reason: 'bad-structure', ...at },
    ],
    ['another root', craftUpdate([mine({ parent: 'outline' })]), refusal('bad-structure')],
    ['a parent inside the document', craftUpdate([mine({ parent: [MINE, 0] })]), refusal('bad-structure')],
    ['a key of the root', craftUpdate([mine({ parentSub: 'key' })]), refusal('bad-structure')],
    ['an insert before something', craftUpdate([mine({ rightOrigin: [MINE, 0] })]), refusal('bad-structure')],
    [
      'an insert between two',
      craftUpdate([mine({ origin: [MINE, 0], rightOrigin: [MINE, 1] })]),
      refusal('bad-structure'),
    ],
    [
      'an insert behind what another has not made, or a crash has taken away',
      craftUpdate([mine({ origin: [OTHER, 2] })]),
      { type: 'gap', ...at },
    ],
    ['an insert behind an unknown id', craftUpdate([mine({ origin: [NOBODYS, 0] })]), { type: 'gap', ...at }],
    ['an insert behind itself', craftUpdate([mine({ origin: [MINE, 3] })]), refusal('bad-structure')],
    [
      'an insert behind what comes later',
      craftUpdate([mine({ origin: [MINE, 9] })]),
      refusal('bad-structure'),
    ],
    [
      'two ids that build on each other',
      craftUpdate([
        { client: MINE_TOO, clock: 0, structs: [{ origin: [MINE, 3] }] },
        mine({ origin: [MINE_TOO, 0] }),
      ]),
      { type: 'gap', ...at },
    ],
    [
      'a wrong element, named by its clock',
      craftUpdate([mine({ ...atEnd, content: { any: ['x', 'y', 'bad', 'z'] } })]),
      { type: 'refuse', reason: 'bad-element', ...at, refused: 5 },
    ],
    [
      'a wrong element in a later struct',
      craftUpdate([mine(atEnd, { origin: [MINE, 3], content: { any: ['bad'] } })]),
      { type: 'refuse', reason: 'bad-element', ...at, refused: 4 },
    ],
    [
      'more elements than there is room for',
      craftUpdate([mine({ ...atEnd, content: { any: Array(101).fill('x') } })]),
      refusal('full'),
    ],
    [
      'more characters than there is room for',
      craftUpdate([mine({ ...atEnd, content: { any: ['x'.repeat(1_001)] } })]),
      refusal('full'),
    ],
    [
      'deleted elements where none are deleted',
      craftUpdate([mine({ ...atEnd, content: { deleted: 1 } })]),
      refusal('bad-structure'),
    ],
  ];

  function refusal(reason: 'bad-structure' | 'full'): Verdict {
    return { type: 'refuse', reason, client: MINE, clock: 3, refused: 3 };
  }

  it.each(cases)('SY-4 %s', (_, update, verdict) => {
    const server = createServer();
    expect(take(server, update)).toEqual(verdict);
    expect(list(server)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it.each<CraftedContent>([
    { json: ['"x"'] },
    { binary: new Uint8Array([1, 2]) },
    { string: 'x' },
    { embed: { image: 'x' } },
    { format: ['bold', true] },
    { type: 0 },
    { type: 1 },
    { type: 2 },
    { doc: 'guid' },
  ])('SY-4 content of another kind: %j', (content) => {
    const server = createServer();
    expect(take(server, craftUpdate([mine({ ...atEnd, content })]))).toEqual(refusal('bad-structure'));
  });

  it('SY-4 deleted elements are bounded like others', () => {
    const update = craftUpdate([mine({ ...atEnd, content: { deleted: 2 ** 40 } })], {
      [MINE]: [[3, 2 ** 40]],
    });
    expect(take(createServer(), update, OUTBOX_RULES)).toEqual(refusal('full'));
  });

  it('SY-3 bytes that are no update, wherever they end', () => {
    const whole = craftUpdate([mine({ ...atEnd, content: { any: ['x', { deep: [1, null] }] } })], {
      [MINE]: [[0, 1]],
    });
    for (let length = 0; length < whole.length; length++) {
      expect(inspectUpdate(createServer(), whole.subarray(0, length), RULES)).toEqual({
        type: 'refuse',
        reason: 'malformed',
      });
    }
  });

  it('SY-3 values nested without end', () => {
    const open = 60_000;
    const update = new Uint8Array(open * 2 + 9);
    update.set([1, 1, MINE, 3, 0x88, OTHER, 1, 1]);
    for (let index = 0; index < open; index++) update.set([117, 1], 8 + index * 2);
    expect(inspectUpdate(createServer(), update, RULES)).toEqual({ type: 'refuse', reason: 'malformed' });
  });
});

describe('SY-5 honest quirks', () => {
  it('SY-5 an empty update is ignored', () => {
    expect(take(createServer(), Y.encodeStateAsUpdate(new Y.Doc()))).toEqual({ type: 'ignore' });
  });

  it('SY-5 everything the document holds, sent again with others’ elements, is ignored', () => {
    const server = createServer();
    expect(take(server, Y.encodeStateAsUpdate(createDoc(MINE, server)))).toEqual({ type: 'ignore' });
  });

  it('SY-5 what is new is taken out of what is sent again', () => {
    const server = createServer();
    const page = createDoc(MINE, server);
    push(page, 'f');
    expect(take(server, Y.encodeStateAsUpdate(page))).toMatchObject({ type: 'apply', elements: 1, cost: 1 });
    expect(list(server)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('SY-5 an update that overlaps what is there brings only its end', () => {
    const server = createServer();
    const page = createDoc(MINE_TOO, server);
    push(page, 'f', 'g');
    const first = Y.encodeStateAsUpdate(page, Y.encodeStateVector(server));
    push(page, 'h');
    const both = Y.encodeStateAsUpdate(page, Y.encodeStateVector(server));
    take(server, first);
    expect(take(server, both)).toMatchObject({ type: 'apply', elements: 1 });
    expect(list(server).join('')).toBe('abcdefgh');
    expect(Y.encodeStateAsUpdate(server)).toEqual(Y.encodeStateAsUpdate(page));
  });

  it('SY-5 a wrong element in the part that is there already is not looked at', () => {
    const server = createServer();
    const update = craftUpdate([
      { client: MINE, clock: 0, structs: [{ content: { any: ['bad', 'bad', 'bad', 'x'] } }] },
    ]);
    expect(take(server, update)).toMatchObject({ type: 'apply', elements: 1, cost: 1 });
    expect(list(server).filter((element) => element === 'bad')).toEqual([]);
  });

  it('SY-5 the whole delete set is sent again', () => {
    const server = createServer();
    const page = createDoc(MINE, server);
    page.getArray('ink').delete(1, 1);
    sync(page, server);
    const others = createDoc(OTHER, server);
    others.getArray('ink').delete(2, 1);
    sync(others, server);
    sync(server, page);
    expect(take(server, Y.encodeStateAsUpdate(page))).toEqual({ type: 'ignore' });
    push(page, 'f');
    expect(take(server, Y.encodeStateAsUpdate(page))).toMatchObject({ type: 'apply', elements: 1 });
    expect(list(server)).toEqual(['a', 'c', 'e', 'f']);
  });

  it('SY-5 own elements are deleted where that is allowed, and pushed behind', () => {
    const server = createServer();
    const page = createDoc(MINE, server);
    page.getArray('ink').delete(0, 3);
    expect(take(server, Y.encodeStateAsUpdate(page), OUTBOX_RULES)).toMatchObject({
      type: 'apply',
      elements: 0,
    });
    push(page, 'f');
    page.getArray('ink').delete(2, 1);
    push(page, 'g');
    take(server, Y.encodeStateAsUpdate(page), OUTBOX_RULES);
    expect(list(server)).toEqual(['d', 'e', 'g']);
    expect(Y.encodeStateAsUpdate(server)).toEqual(Y.encodeStateAsUpdate(page));
  });

  it('SY-5 a later page load goes on under another id', () => {
    const server = createServer();
    const page = createDoc(MINE_TOO, server);
    push(page, 'f');
    take(server, Y.encodeStateAsUpdate(page));
    const back = createDoc(MINE, server);
    push(back, 'g');
    take(server, Y.encodeStateAsUpdate(back));
    expect(list(server).join('')).toBe('abcdefg');
  });

  it('SY-5 two page loads that were both offline arrive in one update', () => {
    const server = createServer();
    const page = createDoc(MINE, server);
    push(page, 'f', 'g');
    const reloaded = createDoc(MINE_TOO, page);
    push(reloaded, 'h');
    expect(take(server, Y.encodeStateAsUpdate(reloaded))).toMatchObject({
      type: 'apply',
      elements: 3,
      cost: 3,
    });
    expect(list(server).join('')).toBe('abcdefgh');
  });

  it('SY-5 what builds on an own element that has not come is a gap, in pushes and in deletes', () => {
    const server = createServer();
    const page = createDoc(MINE, server);
    push(page, 'f');
    const reloaded = createDoc(MINE_TOO, page);
    push(reloaded, 'h');
    const live = Y.encodeStateAsUpdate(reloaded, Y.encodeStateVector(page));
    expect(take(server, live)).toEqual({ type: 'gap', client: MINE_TOO, clock: 0 });
    const deletes = craftUpdate([], { [MINE]: [[2, 2]] });
    expect(take(server, deletes, OUTBOX_RULES)).toEqual({ type: 'gap', client: MINE, clock: 3 });
  });

  it('SY-5 bytes behind an update are not part of what is applied', () => {
    const update = craftUpdate([mine(atEnd)]);
    const verdict = inspectUpdate(createServer(), new Uint8Array([...update, 1, 2, 3]), RULES);
    expect(verdict).toMatchObject({ type: 'apply', update });
  });

  it('SY-5 forged copies of held elements never reach the document', () => {
    const server = createServer();
    const forged: CraftedStruct = { origin: [NOBODYS, 7], content: { any: ['x', 'x'] } };
    const update = craftUpdate([{ client: OTHER, clock: 0, structs: [forged] }, mine(atEnd)]);
    expect(take(server, update)).toMatchObject({ type: 'apply', update: craftUpdate([mine(atEnd)]) });
    expect(list(server)).toEqual(['a', 'b', 'c', 'd', 'e', 'x']);
  });
});
