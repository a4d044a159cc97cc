import { createFakeClock } from '@drawguess/game/clock';
import { ROOTS } from '@drawguess/game/documents';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createCopies } from './copies.ts';

const NAME = 'canvas:RoomOne1:turn1';

/** One element of a page of its own, behind what `from` holds. */
function ink(client: number, element: string, from?: Y.Doc): Uint8Array {
  const page = new Y.Doc();
  if (from !== undefined) Y.applyUpdate(page, Y.encodeStateAsUpdate(from));
  page.clientID = client;
  const before = Y.encodeStateVector(page);
  page.getArray(ROOTS.ink).push([element]);
  return Y.encodeStateAsUpdate(page, before);
}

function stageCopies() {
  const clock = createFakeClock();
  const waiting: LogEntry[] = [];
  const published: Uint8Array[] = [];
  let answer: (records: LogRecord[]) => void = () => undefined;
  const copies = createCopies({
    clock,
    writer: { write: (entry) => void waiting.push(entry), waiting: () => [...waiting] },
    publish: (_document, update) => void published.push(update),
    read: () => new Promise((resolve) => (answer = resolve)),
  });
  const rules = (client: number) => ({
    root: ROOTS.ink,
    owns: (id: number) => id === client,
    writes: (id: number) => id === client,
    mayDelete: false,
    isElement: () => true,
  });
  return {
    clock,
    copies,
    waiting,
    published,
    list: (): unknown[] => copies.get(NAME).doc.getArray(ROOTS.ink).toArray(),
    draw: (client: number, element: string) =>
      copies.get(NAME).accept(ink(client, element, copies.get(NAME).doc), rules(client), 'a page'),
    answer: (...updates: Uint8Array[]): void =>
      answer(
        updates.map((update, index) => ({
          position: index + 1,
          at: 0,
          entries: [{ type: 'update', document: NAME, update }],
        })),
      ),
  };
}

describe('a document made anew', () => {
  it('SY-21 holds what the log had, what was on its way there, and what has come meanwhile', async () => {
    const stage = stageCopies();
    const first = ink(1, 'logged');
    stage.copies.applyLogged(NAME, first);
    stage.draw(2, 'on its way');
    const rebuilt = stage.copies.rebuild(NAME);
    // Stored before the log has answered, and in no answer.
    stage.waiting.length = 0;
    stage.draw(2, 'drawn meanwhile');
    stage.copies.applyLogged(NAME, ink(3, 'heard meanwhile'));
    stage.answer(first);
    expect(await rebuilt).toBe(true);
    expect(new Set(stage.list())).toEqual(
      new Set(['logged', 'on its way', 'drawn meanwhile', 'heard meanwhile']),
    );
    expect(stage.list()).toHaveLength(4);
    expect(stage.copies.get(NAME).doc.store.pendingStructs).toBeNull();
  });

  it('is not, when it was dropped meanwhile', async () => {
    const stage = stageCopies();
    stage.copies.applyLogged(NAME, ink(1, 'logged'));
    const rebuilt = stage.copies.rebuild(NAME);
    stage.copies.forget(NAME);
    stage.answer(ink(1, 'logged'));
    expect(await rebuilt).toBe(false);
    expect(stage.list()).toEqual([]);
  });
});

describe('SY-22 what others have published', () => {
  it('SY-22 is logged in front of what builds upon it, and before it is sealed', () => {
    const stage = stageCopies();
    stage.copies.applyPublished(NAME, ink(1, 'a'));
    stage.draw(2, 'b');
    stage.copies.applyPublished(NAME, ink(3, 'c'));
    stage.copies.takeOver(NAME);
    const replayed = new Y.Doc();
    const seen = stage.waiting.map((entry) => {
      if (entry.type === 'update') Y.applyUpdate(replayed, entry.update);
      expect(replayed.store.pendingStructs).toBeNull();
      return replayed.getArray(ROOTS.ink).length;
    });
    expect(seen).toEqual([1, 2, 3]);
    // Only what is written here is told to others.
    expect(stage.published).toHaveLength(1);
  });

  it('SY-22 is not logged while the log goes on to hold what its author publishes', async () => {
    const stage = stageCopies();
    const page = new Y.Doc();
    for (let number = 0; number < 50; number++) {
      const update = ink(1, `${number}`, page);
      Y.applyUpdate(page, update);
      stage.copies.applyPublished(NAME, update);
      await stage.clock.advance(150);
      stage.copies.applyLogged(NAME, update);
    }
    expect(stage.waiting).toEqual([]);
    stage.copies.close();
  });
});
