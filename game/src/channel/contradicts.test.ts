import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { contradicts } from './contradicts.ts';

const CLIENT = 7;

/** A document with these elements of one client, pushed one by one or at once. */
function write(elements: readonly unknown[], client = CLIENT, atOnce = false): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  const root = doc.getArray('ink');
  if (atOnce) root.push([...elements]);
  else for (const element of elements) root.push([element]);
  return doc;
}

const update = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);

it.each([
  ['the same elements', ['a', 'b'], write(['a', 'b']), false],
  ['the same elements, cut into other items', ['a', 'b'], write(['a', 'b'], CLIENT, true), false],
  ['more elements', ['a'], write(['a', 'b']), false],
  ['fewer elements', ['a', 'b'], write(['a']), false],
  ["another client's elements", ['a'], write(['b'], 8), false],
  ['another element', ['a', 'b'], write(['a', 'c']), true],
  ['another element in front of more', ['a'], write(['b', 'c'], CLIENT, true), true],
  ['an object with another value', [{ id: 1 }], write([{ id: 2 }]), true],
])('SY-24 an update with %s', (_, held, other, expected) => {
  expect(contradicts(write(held), update(other), CLIENT)).toBe(expected);
});

it('SY-24 what was deleted on either side contradicts nothing', () => {
  const held = write(['a', 'b']);
  held.getArray('ink').delete(0, 2);
  expect(contradicts(held, update(write(['c', 'd'])), CLIENT)).toBe(false);
});
