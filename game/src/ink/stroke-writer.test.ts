import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createInkLog, createStrokeWriter, decodeOperation, MAX_STROKE_POINTS, type Point } from './index.ts';
import { drawStrokes } from './seeded-drawing.ts';

function createPen(slot = 3, nextNumber = 10) {
  const texts: string[] = [];
  const pen = createStrokeWriter(slot, nextNumber, (text) => texts.push(text));
  const take = () => texts.splice(0).map((text) => decodeOperation(text));
  const takeLog = () => {
    const log = createInkLog();
    texts.splice(0).forEach((text) => log.apply(text));
    return log;
  };
  return { pen, take, takeLog };
}

describe('createStrokeWriter', () => {
  it('IN-15 emits a begin at once and points when they are flushed', () => {
    const { pen, take } = createPen();
    pen.begin('eraser', 4, 2, [100, 200, 32]);
    expect(take()).toEqual([
      { type: 'begin', slot: 3, number: 10, tool: 'eraser', colour: 4, size: 2, point: [100, 200, 32] },
    ]);
    pen.add([[101, 202, 30]]);
    pen.add([[105, 202, 31]]);
    expect(take()).toEqual([]);
    pen.flush();
    pen.flush();
    const deltas = [
      [1, 2, -2],
      [4, 0, 1],
    ];
    expect(take()).toEqual([{ type: 'points', slot: 3, number: 10, index: 1, deltas }]);
    pen.add([[104, 202, 31]]);
    pen.end();
    expect(take()).toEqual([{ type: 'points', slot: 3, number: 10, index: 3, deltas: [[-1, 0, 0]] }]);
  });

  it('IN-15 ends the open stroke before any other operation and counts on', () => {
    const { pen, take } = createPen();
    pen.begin('pen', 1, 0, [1, 1, 32]);
    pen.add([[2, 2, 32]]);
    pen.fill([-5, 4000], 2);
    pen.add([[3, 3, 32]]);
    pen.undo();
    pen.redo();
    pen.clear();
    expect(take()).toMatchObject([
      { type: 'begin', number: 10 },
      { type: 'points', number: 10 },
      { type: 'fill', number: 11, point: [0, 899] },
      { type: 'undo', number: 12 },
      { type: 'redo', number: 13 },
      { type: 'clear', number: 14 },
    ]);
  });

  it('IN-15 rounds, keeps points on the canvas and drops a point equal to the one before', () => {
    const { pen, takeLog } = createPen();
    pen.begin('pen', 1, 0, [-3, 12.4, 99]);
    pen.add([
      [0.4, 12, 63],
      [Number.NaN, 950, 31.6],
      [1e9, -1e9, -1],
    ]);
    pen.end();
    expect(takeLog().strokes()[0]?.points).toEqual([
      [0, 12, 63],
      [0, 899, 32],
      [1599, 0, 0],
    ]);
  });

  it('IN-4 IN-15 splits points over operations of 64 and strokes of 4096, losing none', () => {
    const { pen, takeLog } = createPen();
    const [stroke = []] = drawStrokes(1, 1, 10_000, 0.03);
    const path = stroke.filter((point, index) => String(point) !== String(stroke[index - 1]));
    const [start = [0, 0, 0] as const] = path;
    pen.begin('pen', 1, 0, start);
    pen.add(path.slice(1));
    pen.end();
    const strokes = takeLog().strokes();
    expect(strokes.length).toBe(Math.ceil(path.length / MAX_STROKE_POINTS));
    expect(strokes[0]?.points.length).toBe(MAX_STROKE_POINTS);
    // Each further stroke begins where the full one stopped.
    expect(strokes.flatMap(({ points }, index) => points.slice(index === 0 ? 0 : 1))).toEqual(path);
  });
});

/** Draws strokes into a document as a client does, six points a flush, each flush an update of its own. */
function drawIntoDocument(strokes: readonly Point[][]) {
  const document = new Y.Doc();
  document.clientID = 48_213;
  const canvas = document.getArray<string>('ink');
  const flushes = { count: 0, points: 0, updateBytes: 0, chars: 0 };
  document.on('update', (update: Uint8Array) => {
    const text = canvas.get(canvas.length - 1);
    const operation = decodeOperation(text);
    if (operation?.type !== 'points') return;
    flushes.count += 1;
    flushes.points += operation.deltas.length;
    flushes.updateBytes += update.length;
    flushes.chars += text.length;
  });
  const pen = createStrokeWriter(0, 0, (text) => canvas.push([text]));
  strokes.forEach(([start = [0, 0, 0], ...rest], index) => {
    pen.begin('pen', 1 + (index % 20), index % 6, start);
    rest.forEach((point, at) => {
      pen.add([point]);
      if (at % 6 === 5) pen.flush();
    });
    pen.end();
  });
  return { documentBytes: Y.encodeStateAsUpdate(document).length, flushes };
}

/** Around an update on its way to a client: WebSocket header 2, channel 2, message and sync type 2, length 1. */
const FRAME_BYTES = 7;

describe('the byte budget', () => {
  it.each([
    ['calm', 0.01],
    ['hasty', 0.03],
  ])('IN-10 a %s hand with a pen costs at most 8 bytes a point on the wire', (hand, pull) => {
    const { documentBytes, flushes } = drawIntoDocument(drawStrokes(21, 60, 80, pull));
    const bytesPerPoint = (flushes.updateBytes + flushes.count * FRAME_BYTES) / flushes.points;
    const charsPerFlush = flushes.chars / flushes.count;
    console.info(
      `${hand} hand: ${bytesPerPoint.toFixed(2)} B a point framed, ${charsPerFlush.toFixed(1)} chars a P, document ${documentBytes} B`,
    );
    expect(bytesPerPoint).toBeLessThanOrEqual(8);
    expect(charsPerFlush).toBeLessThanOrEqual(5 + 2.3 * 6);
    expect(documentBytes).toBeLessThanOrEqual(20_000);
  });
});
