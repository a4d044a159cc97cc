import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createInkLog,
  createRaster,
  createStrokeWriter,
  hashRaster,
  type InkLog,
  type Point,
} from './index.ts';

/** A canvas with a few authors' pens on it; `texts` is the array of elements so far. */
function createTable(writerCount = 2) {
  const texts: string[] = [];
  const log = createInkLog();
  const raster = createRaster();
  const changes: string[] = [];
  const take = (text: string): void => {
    texts.push(text);
    const change = log.apply(text);
    changes.push(change.kind);
    if (change.kind === 'paint') raster.paint(change.item);
    if (change.kind === 'extend') raster.extend(change.stroke, change.from);
    if (change.kind === 'repaint') raster.repaint(log.items());
  };
  const writers = Array.from({ length: writerCount }, (_, slot) => createStrokeWriter(slot, 0, take));
  return { texts, log, raster, changes, take, writers };
}

const replay = (texts: readonly string[]): InkLog => {
  const log = createInkLog();
  texts.forEach((text) => log.apply(text));
  return log;
};

/** One word per item of the picture: the stroke's colour, `fill` and its colour, `clear`. */
const picture = (log: InkLog): string =>
  log
    .items()
    .map((item) => {
      if (item.type === 'stroke') return `${item.stroke.colour}`;
      return item.type === 'fill' ? `fill${item.colour}` : 'clear';
    })
    .join(' ');

/** Plays a script like `a1 b2 aU`: writer a or b draws a stroke of a colour, or fills (F), clears, undoes, redoes. */
function play(script: string): InkLog {
  const { log, writers } = createTable();
  for (const word of script.split(' ')) {
    const writer = writers[word.startsWith('a') ? 0 : 1];
    const action = word.slice(1);
    if (action === 'U') writer?.undo();
    else if (action === 'R') writer?.redo();
    else if (action === 'C') writer?.clear();
    else if (action === 'F') writer?.fill([1, 1], 9);
    else writer?.begin('pen', Number(action), 0, [10, 10, 32]);
  }
  return log;
}

describe('createInkLog', () => {
  it.each([
    ['a1 a2 a3', '1 2 3'],
    ['a1 a2 aU', '1'],
    ['a1 a2 aU aU', ''],
    ['a1 aU aU aU', ''],
    ['a1 a2 aU aU aR', '1'],
    ['a1 a2 aU aU aR aR', '1 2'],
    ['a1 a2 aU aR aR', '1 2'],
    ['a1 aR', '1'],
    ['a1 aF aU', '1'],
    ['a1 aF aU aR', '1 fill9'],
    ['a1 a2 aU aR aU aU aR', '1'],
  ])('IN-8 one writer: %s shows "%s"', (script, expected) => {
    expect(picture(play(script))).toBe(expected);
  });

  it.each([
    ['a1 a2 aU a3 aR', '1 3'],
    ['a1 aU aF aR', 'fill9'],
    ['a1 a2 aU aC aR aU', '1'],
    ['a1 aU b2 aR', '1 2'],
  ])('IN-8 a new operation of its own ends what a writer can redo: %s shows "%s"', (script, expected) => {
    expect(picture(play(script))).toBe(expected);
  });

  it.each([
    ['a1 b2 aU', '2'],
    ['a1 b2 bU', '1'],
    ['a1 b2 a3 bU', '1 3'],
    ['a1 b2 a3 bU aU bR', '1 2'],
    ['a1 bU bR', '1'],
    ['a1 aU b2 bU aR', '1'],
  ])('IN-8 two writers, each their own: %s shows "%s"', (script, expected) => {
    expect(picture(play(script))).toBe(expected);
  });

  it.each([
    ['a1 b2 aC', ''],
    ['a1 b2 aC b3', '3'],
    ['a1 b2 aC b3 aU', '1 2 3'],
    ['a1 b2 aC b3 aU aR', '3'],
    ['a1 b2 aC bU aU', '1'],
    ['a1 aC b2 bC aU', ''],
    ['a1 aC b2 bC aU bU', '1 2'],
    ['a1 aC aU aU', ''],
  ])('IN-9 a clear blanks what came before it and can be undone: %s shows "%s"', (script, expected) => {
    expect(picture(play(script))).toBe(expected);
  });

  it('IN-8 points that arrive while their stroke is undone show when it is done again', () => {
    const log = replay(['B000101010W', 'U01']);
    expect(log.apply('P00100')).toEqual({ kind: 'none' });
    expect(log.items()).toEqual([]);
    log.apply('R02');
    expect(log.items()).toMatchObject([{ type: 'stroke', from: 0, to: 2 }]);
  });

  it('IN-8 tells what each writer can undo and redo', () => {
    const log = play('a1 b2 aU');
    expect([log.canUndo(0), log.canRedo(0), log.canUndo(1), log.canRedo(1)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([log.canUndo(5), log.canRedo(5)]).toEqual([false, false]);
  });

  it('IN-7 tells the renderer what each element changes', () => {
    const { changes, writers } = createTable();
    const [pen] = writers;
    pen?.redo();
    pen?.begin('pen', 1, 0, [1, 1, 32]);
    pen?.add([[2, 2, 32]]);
    pen?.fill([5, 5], 2);
    pen?.undo();
    pen?.redo();
    pen?.clear();
    expect(changes).toEqual(['none', 'paint', 'extend', 'paint', 'repaint', 'repaint', 'paint']);
  });

  it('IN-7 a stroke that grows after something else was painted goes on above it, as a run of its own', () => {
    const { log, writers } = createTable();
    const [a, b] = writers;
    a?.begin('pen', 1, 0, [1, 1, 32]);
    a?.add([[2, 2, 32]]);
    a?.flush();
    b?.begin('pen', 2, 0, [9, 9, 32]);
    a?.add([
      [3, 3, 32],
      [4, 4, 32],
    ]);
    a?.end();
    expect(log.items()).toMatchObject([
      { stroke: { colour: 1 }, from: 0, to: 2 },
      { stroke: { colour: 2 }, from: 0, to: 1 },
      { stroke: { colour: 1 }, from: 2, to: 4 },
    ]);
    expect(log.strokes().map(({ points }) => points.length)).toEqual([4, 1]);
  });

  it('IN-5 skips points that are there already and takes the rest', () => {
    const log = replay(['B000101010W', 'P00100', 'P00100', 'P00100F', 'P002000']);
    expect(log.pointCount).toBe(6);
    expect(log.operationCount).toBe(1);
  });

  it('IN-6 keeps points out that lie beyond a gap, until the gap is closed', () => {
    const log = replay(['B000101010W', 'P00200']);
    expect(log.pointCount).toBe(1);
    log.apply('P00100');
    log.apply('P00200');
    expect(log.pointCount).toBe(3);
    expect(replay(['P00100', 'B000101010W']).pointCount).toBe(1);
  });

  it('IN-3 keeps an operation out whose points leave the canvas, whole', () => {
    const { texts, writers } = createTable(1);
    writers[0]?.begin('pen', 1, 0, [0, 0, 0]);
    writers[0]?.add([
      [20, 0, 0],
      [10, 0, 0],
    ]);
    writers[0]?.end();
    const [begin = '', points = ''] = texts;
    const atRightEdge = begin.slice(0, 6) + 'Oz' + begin.slice(8);
    expect(replay([begin, points]).pointCount).toBe(3);
    expect(replay([atRightEdge, points]).pointCount).toBe(1);
  });

  it('IN-2 ignores points under the key of something that is no stroke, and malformed text', () => {
    const log = replay(['F0000001', 'P00100', 'nonsense', '', 'C01']);
    expect([log.operationCount, log.pointCount, log.nextNumber(0)]).toEqual([2, 0, 2]);
  });

  it('IN-2 counts on from the highest number of a slot, undone ones included', () => {
    const log = play('a1 a2 aU b3');
    expect([log.nextNumber(0), log.nextNumber(1), log.nextNumber(2)]).toEqual([3, 1, 0]);
  });
});

const coordinate = fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 200 }), fc.nat({ max: 63 }));
const step = fc.record({
  writer: fc.nat({ max: 1 }),
  action: fc.constantFrom('begin', 'begin', 'add', 'add', 'add', 'fill', 'undo', 'redo', 'clear'),
  colour: fc.nat({ max: 20 }),
  points: fc.array(coordinate, { minLength: 1, maxLength: 4 }),
});

function playSteps(steps: readonly { writer: number; action: string; colour: number; points: Point[] }[]) {
  const table = createTable();
  for (const { writer, action, colour, points } of steps) {
    const pen = table.writers[writer];
    const [first = [0, 0, 0] as const] = points;
    if (action === 'begin') pen?.begin(colour === 0 ? 'eraser' : 'pen', colour, colour % 6, first);
    if (action === 'fill') pen?.fill([first[0], first[1]], colour);
    if (action === 'undo') pen?.undo();
    if (action === 'redo') pen?.redo();
    if (action === 'clear') pen?.clear();
    pen?.add(points);
    pen?.flush();
  }
  return table;
}

describe('createInkLog, whatever two writers do', () => {
  it('IN-7 painting element by element gives the same raster as painting the whole picture', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { log, raster, texts } = playSteps(steps);
        const whole = createRaster();
        whole.repaint(log.items());
        const late = createRaster();
        late.repaint(replay(texts).items());
        expect(hashRaster(raster)).toBe(hashRaster(whole));
        expect(hashRaster(raster)).toBe(hashRaster(late));
      }),
      { numRuns: 60 },
    );
  });

  it('IN-2 IN-5 elements done again later, in any order, change nothing', () => {
    const again = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), again, (steps, repeats) => {
        const { texts, log } = playSteps(steps);
        const doubled = [...texts];
        for (const [from, gap] of repeats) {
          if (texts.length === 0) break;
          const text = texts[from % texts.length] ?? '';
          const earliest = doubled.indexOf(text) + 1;
          doubled.splice(earliest + (gap % (doubled.length - earliest + 1)), 0, text);
        }
        const other = replay(doubled);
        expect(other.items()).toEqual(log.items());
        expect([other.pointCount, other.operationCount]).toEqual([log.pointCount, log.operationCount]);
      }),
      { numRuns: 200 },
    );
  });
});
