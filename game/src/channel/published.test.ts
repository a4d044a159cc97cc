import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createLiveDocument, type LiveDocument } from './live-document.ts';

const RULES = (client: number) => ({
  root: 'ink',
  owns: (id: number) => id === client,
  writes: (id: number) => id === client,
  mayDelete: false,
  isElement: (value: unknown) => typeof value === 'string',
});

/** A document as one process has it, and what its own writers brought. */
function openCopy(client: number, maxCost = Infinity) {
  const accepted: Uint8Array[] = [];
  const live = createLiveDocument(
    'canvas:room1:turn1',
    { maxElements: 1_000, maxCost, costOf: (value) => String(value).length },
    (doc) => doc.getArray('ink').length,
    (update) => accepted.push(update),
  );
  const page = new Y.Doc();
  page.clientID = client;
  live.onOutgoing(({ update }) => Y.applyUpdate(page, update));
  /** Somebody draws here: returns what is published and logged of it. */
  const draw = (element: string): Uint8Array => {
    const before = Y.encodeStateVector(page);
    page.getArray('ink').push([element]);
    expect(live.accept(Y.encodeStateAsUpdate(page, before), RULES(client), page).type).toBe('apply');
    return accepted.at(-1) ?? new Uint8Array();
  };
  return { live, draw };
}

const list = ({ doc }: LiveDocument): unknown[] => doc.getArray('ink').toArray();
const isWhole = ({ doc: { store } }: LiveDocument): boolean =>
  store.pendingStructs === null && store.pendingDs === null;

describe('SY-21 ink of another process', () => {
  it('SY-21 is applied and sent to readers once, and never logged by itself', () => {
    const [near, far] = [openCopy(1), openCopy(2)];
    const heard: unknown[] = [];
    near.live.onOutgoing((outgoing) => heard.push(outgoing));
    const update = far.draw('a');
    near.live.applyPublished(update);
    near.live.applyPublished(update);
    expect(list(near.live)).toEqual(['a']);
    expect(heard).toHaveLength(1);
    expect([...near.live.unlogged]).toEqual([[2, 0]]);
    near.live.applyLogged(update);
    expect(heard).toHaveLength(1);
    expect([...near.live.unlogged]).toEqual([]);
    expect(near.live.takeUnlogged()).toBeUndefined();
  });

  it('SY-21 in front of which something is missing is left to the log', () => {
    const [near, far, third] = [openCopy(1), openCopy(2), openCopy(3)];
    const [first, second] = [far.draw('a'), far.draw('b')];
    far.live.applyPublished(third.draw('x'));
    const behindAnother = far.draw('c');
    near.live.applyPublished(second);
    near.live.applyPublished(behindAnother);
    expect([list(near.live), isWhole(near.live), near.live.unlogged.size]).toEqual([[], true, 0]);
    near.live.applyLogged(first);
    near.live.applyPublished(second);
    near.live.applyPublished(behindAnother);
    expect([list(near.live), isWhole(near.live)]).toEqual([['a', 'b'], true]);
  });

  it('SY-22 that the log does not hold yet can be taken over, once', () => {
    const [near, far] = [openCopy(1), openCopy(2)];
    const logged = [far.draw('a')];
    near.live.applyPublished(logged[0] ?? new Uint8Array());
    near.live.applyPublished(far.draw('b'));
    near.live.applyPublished(far.draw('c'));
    near.live.applyLogged(logged[0] ?? new Uint8Array());
    logged.push(near.live.takeUnlogged() ?? new Uint8Array(), near.draw('d'));
    expect(near.live.takeUnlogged()).toBeUndefined();
    const replayed = openCopy(4).live;
    for (const update of logged) replayed.applyLogged(update);
    expect(list(replayed)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('SY-9 counts against what the document has room for', () => {
    const [near, far] = [openCopy(1, 5), openCopy(2)];
    near.live.applyPublished(far.draw('aaa'));
    const page = new Y.Doc();
    page.clientID = 1;
    page.getArray('ink').push(['bbb']);
    const verdict = near.live.accept(Y.encodeStateAsUpdate(page), RULES(1), page);
    expect(verdict).toMatchObject({ type: 'refuse', reason: 'full' });
  });

  it('SY-21 SY-22 lost, repeated and out of order: every copy comes to what the log holds', () => {
    const step = fc.record({
      writer: fc.nat(2),
      fates: fc.array(fc.constantFrom('lost', 'at once', 'late', 'twice'), { minLength: 3, maxLength: 3 }),
      logs: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(fc.nat(100), { maxLength: 30 }),
        (steps, order) => {
          const copies = [1, 2, 3].map((client) => openCopy(client));
          const waiting: Uint8Array[][] = copies.map(() => []);
          const log: Uint8Array[] = [];
          const late: (() => void)[] = [];
          const append = (writer: number): void => {
            for (const update of waiting[writer]?.splice(0) ?? []) {
              log.push(update);
              for (const { live } of copies) live.applyLogged(update);
            }
          };
          steps.forEach(({ writer, fates, logs }, number) => {
            const copy = copies[writer];
            const borrowed = copy?.live.takeUnlogged();
            const update = copy?.draw(`${number}`);
            if (update === undefined) return;
            waiting[writer]?.push(...(borrowed === undefined ? [] : [borrowed]), update);
            copies.forEach(({ live }, reader) => {
              if (reader === writer) return;
              const fate = fates[reader];
              if (fate === 'late') late.push(() => live.applyPublished(update));
              if (fate === 'at once' || fate === 'twice') live.applyPublished(update);
              if (fate === 'twice') live.applyPublished(update);
            });
            if (logs) append(writer);
            late.splice((order[number] ?? 0) % (late.length + 1), 1)[0]?.();
          });
          // The third process dies: of what it had not logged, the others log what they have.
          waiting[2] = [];
          for (const writer of [0, 1]) {
            const borrowed = copies[writer]?.live.takeUnlogged();
            if (borrowed !== undefined) waiting[writer]?.push(borrowed);
            append(writer);
          }
          const replayed = openCopy(9).live;
          for (const update of log) {
            replayed.applyLogged(update);
            expect(isWhole(replayed)).toBe(true);
          }
          for (const { live } of copies.slice(0, 2)) {
            expect(list(live)).toEqual(list(replayed));
            expect(isWhole(live)).toBe(true);
            expect([...live.unlogged]).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
