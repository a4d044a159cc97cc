import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stageDocument } from './staged-document.ts';

function stageDrawing() {
  const stage = stageDocument();
  let closed = false;
  const drawer = stage.openPage(() => !closed);
  const reader = stage.openPage(() => false);
  for (const page of [drawer, reader]) page.connect();
  stage.flush();
  return { stage, drawer, reader, closeCanvas: () => (closed = true) };
}

describe('a replica', () => {
  it('SY-11 sends what is written, and holds what others write', () => {
    const { stage, drawer, reader } = stageDrawing();
    expect(drawer.replica.state).toBe('synced');
    drawer.replica.push(['a', 'b']);
    drawer.replica.push(['c']);
    stage.flush();
    expect(stage.elements()).toEqual(['a', 'b', 'c']);
    expect(reader.replica.elements()).toEqual(['a', 'b', 'c']);
    const appended = reader.changes.flatMap((change) => (change.type === 'appended' ? change.elements : []));
    expect(appended).toEqual(['a', 'b', 'c']);
  });

  it('keeps what is written while there is no connection, or none yet', () => {
    const stage = stageDocument();
    const page = stage.openPage(() => true);
    page.replica.push(['a']);
    expect(page.replica.elements()).toEqual(['a']);
    page.connect();
    page.replica.push(['b']);
    stage.flush();
    page.cut();
    expect(page.replica.state).toBe('offline');
    page.replica.push(['c']);
    page.connect();
    stage.flush();
    expect(stage.elements()).toEqual(['a', 'b', 'c']);
    expect(page.resets).toBe(0);
  });

  it('SY-10 a refused element costs one reset and nothing of what is proper', () => {
    const { stage, drawer, reader } = stageDrawing();
    drawer.replica.push(['a']);
    drawer.replica.push(['b', '!', 'c']);
    drawer.replica.push(['d']);
    stage.flush();
    drawer.replica.push(['e']);
    stage.flush();
    expect(drawer.resets).toBe(1);
    for (const elements of [stage.elements(), drawer.replica.elements(), reader.replica.elements()])
      expect(elements).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('SY-9 knows when the document is full, and sends nothing more', () => {
    const { stage, drawer } = stageDrawing();
    drawer.replica.push(['a']);
    stage.flush();
    expect(drawer.replica.full).toBe(false);
    drawer.replica.push(Array.from({ length: 1_000 }, (_, index) => `e${index}`));
    stage.flush();
    for (const element of ['b', 'c']) {
      drawer.replica.push([element]);
      stage.flush();
    }
    expect(drawer.replica.full).toBe(true);
    expect(drawer.resets).toBe(1);
    expect(drawer.replica.elements()).toEqual(stage.elements());
    expect(stage.elements()).not.toContain('b');
  });

  it('ST-8 an id that was given up is never taken up again', () => {
    const { stage, drawer } = stageDrawing();
    const [first] = drawer.granted;
    drawer.replica.push(['a']);
    drawer.replica.push(['!', 'b']);
    stage.flush();
    drawer.cut();
    drawer.connect();
    drawer.replica.setWriter(first ?? 0);
    drawer.replica.push(['c']);
    stage.flush();
    expect(stage.elements()).toEqual(['a', 'b', 'c']);
    expect(Y.getState(drawer.replica.doc.store, first ?? 0)).toBe(1);
  });

  it('SY-7 what a server lost in a crash comes back from its author, and leaves its readers', () => {
    const { stage, drawer, reader } = stageDrawing();
    drawer.replica.push(['a']);
    stage.flush();
    const kept = stage.logLength;
    drawer.replica.push(['b']);
    stage.flush();
    for (const page of [drawer, reader]) page.cut();
    stage.restart(kept);
    reader.connect();
    stage.flush();
    expect(reader.replica.elements()).toEqual(['a']);
    drawer.connect();
    stage.flush();
    expect(stage.elements()).toEqual(['a', 'b']);
    expect(reader.replica.elements()).toEqual(['a', 'b']);
    expect(drawer.resets).toBe(0);
  });

  it('TN-7 counts what comes too late, and keeps it on this device', () => {
    const { stage, drawer, reader, closeCanvas } = stageDrawing();
    drawer.replica.push(['a']);
    stage.flush();
    drawer.cut();
    drawer.replica.push(['b', 'c']);
    closeCanvas();
    drawer.connect();
    stage.flush();
    expect(stage.elements()).toEqual(['a']);
    expect(drawer.replica.late).toEqual(['b', 'c']);
    expect(drawer.replica.elements()).toEqual(['a', 'b', 'c']);
    expect(reader.replica.elements()).toEqual(['a']);
  });

  it('TN-7 tells what the server may lack when the document is gone', () => {
    const { stage, drawer } = stageDrawing();
    drawer.replica.push(['a']);
    stage.flush();
    for (let beat = 0; beat < 2; beat++) drawer.replica.beat();
    expect(drawer.replica.missing()).toEqual([]);
    drawer.replica.push(['b']);
    drawer.replica.beat();
    expect(drawer.replica.missing()).toEqual(['b']);
    drawer.cut();
    drawer.replica.push(['c']);
    expect(drawer.replica.missing()).toEqual(['b', 'c']);
  });

  it('a new id, as another connection may bring one, does again what the server lacks', () => {
    const { stage, drawer } = stageDrawing();
    drawer.replica.push(['a']);
    stage.flush();
    drawer.cut();
    drawer.replica.push(['b']);
    drawer.connect();
    drawer.replica.setWriter(drawer.grant());
    drawer.replica.push(['c']);
    stage.flush();
    expect(stage.elements()).toEqual(['a', 'b', 'c']);
  });

  it('SY-20 TN-7 a new id, after the document takes no more, leaves nothing twice and what is late here', () => {
    const { stage, drawer, closeCanvas } = stageDrawing();
    drawer.replica.push(['a', 'b']);
    stage.flush();
    drawer.cut();
    drawer.replica.push(['c']);
    closeCanvas();
    drawer.connect();
    drawer.replica.setWriter(drawer.grant());
    stage.flush();
    expect(drawer.replica.elements()).toEqual(['a', 'b', 'c']);
    expect(drawer.shown()).toEqual(['a', 'b', 'c']);
    expect(drawer.replica.late).toEqual(['c']);
    expect(stage.elements()).toEqual(['a', 'b']);
  });

  it('SY-14 tells of ink that comes before its own as of another picture', () => {
    const stage = stageDocument();
    const [first, second] = [stage.openPage(() => true), stage.openPage(() => true)];
    for (const page of [first, second]) page.connect();
    stage.flush();
    first.replica.push(['a']);
    second.replica.push(['b']);
    stage.flush();
    expect(stage.elements()).toEqual(['a', 'b']);
    expect(first.replica.elements()).toEqual(['a', 'b']);
    expect(second.replica.elements()).toEqual(['a', 'b']);
    expect(first.changes).not.toContainEqual({ type: 'replaced' });
    expect(second.changes).toContainEqual({ type: 'replaced' });
  });

  it('SY-14 a writer without ink of its own takes the copy of a server that lost a tail', () => {
    const stage = stageDocument();
    const [first, second] = [stage.openPage(() => true), stage.openPage(() => true)];
    for (const page of [first, second]) page.connect();
    stage.flush();
    first.replica.push(['a']);
    stage.flush();
    for (const page of [first, second]) page.cut();
    stage.restart(0);
    second.connect();
    stage.flush();
    expect(second.replica.elements()).toEqual([]);
    second.replica.push(['b']);
    first.connect();
    stage.flush();
    expect(first.resets + second.resets).toBe(0);
    for (const { replica } of [first, second]) expect(replica.elements()).toEqual(stage.elements());
    expect(new Set(stage.elements())).toEqual(new Set(['a', 'b']));
  });

  it('SY-14 several writers show the same picture, whatever is cut and lost, and each keeps the order of their own', () => {
    const page = fc.nat(2);
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ act: fc.constant('draw' as const), page }) },
      { weight: 3, arbitrary: fc.record({ act: fc.constant('flush' as const), page }) },
      {
        weight: 2,
        arbitrary: fc.record({ act: fc.constantFrom('cut' as const, 'connect' as const), page }),
      },
      fc.record({ act: fc.constant('crash' as const), page }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), fc.nat(4), (steps, lost) => {
        const stage = stageDocument();
        const pages = [0, 1, 2].map(() => stage.openPage(() => true));
        const connected = new Set<number>();
        const connect = (index: number): void => {
          if (!connected.has(index)) pages[index]?.connect();
          connected.add(index);
        };
        const cut = (index: number): void => {
          pages[index]?.cut();
          connected.delete(index);
        };
        for (const index of pages.keys()) connect(index);
        const drawn: string[][] = [[], [], []];
        for (const [number, { act, page: index }] of steps.entries()) {
          if (act === 'draw') {
            const element = `${index}:${number}`;
            drawn[index]?.push(element);
            pages[index]?.replica.push([element]);
          } else if (act === 'flush') stage.flush();
          else if (act === 'cut') cut(index);
          else if (act === 'connect') connect(index);
          else {
            for (const one of pages.keys()) cut(one);
            stage.restart(Math.max(0, stage.logLength - lost));
          }
        }
        for (const index of pages.keys()) connect(index);
        stage.flush();
        const elements = stage.elements().map(String);
        for (const { replica, shown } of pages) {
          expect(replica.elements()).toEqual(elements);
          expect(shown()).toEqual(elements);
        }
        for (const [index, own] of drawn.entries())
          expect(elements.filter((element) => element.startsWith(`${index}:`))).toEqual(own);
      }),
      { numRuns: 500 },
    );
  });

  it('SY-4 SY-10 cuts, crashes and refusals at any moment lose, double and reorder nothing', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant('draw' as const) },
      { weight: 3, arbitrary: fc.constant('flush' as const) },
      fc.constantFrom('bad' as const, 'cut' as const, 'connect' as const, 'crash' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(3), (steps, lost) => {
        const { stage, drawer, reader } = stageDrawing();
        const drawn: string[] = [];
        let bad = 0;
        let connected = true;
        const cut = (): void => {
          for (const page of [drawer, reader]) page.cut();
          connected = false;
        };
        const connect = (): void => {
          if (!connected) for (const page of [drawer, reader]) page.connect();
          connected = true;
        };
        for (const [index, act] of steps.entries()) {
          if (act === 'draw') {
            drawn.push(`e${index}`);
            drawer.replica.push([`e${index}`]);
          } else if (act === 'bad') {
            drawer.replica.push([`!${(bad += 1)}`]);
          } else if (act === 'flush') stage.flush();
          else if (act === 'cut') cut();
          else if (act === 'connect') connect();
          else {
            cut();
            stage.restart(Math.max(0, stage.logLength - lost));
          }
        }
        connect();
        stage.flush();
        expect(stage.elements()).toEqual(drawn);
        expect(reader.replica.elements()).toEqual(drawn);
        expect(drawer.resets).toBeLessThanOrEqual(bad);
      }),
      { numRuns: 500, examples: [[['draw', 'bad', 'flush', 'crash', 'bad'], 1]] },
    );
  });
});
