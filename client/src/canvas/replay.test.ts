import {
  createRaster,
  createStrokeWriter,
  drawStrokes,
  hashOperations,
  hashRaster,
  type PaintItem,
} from '@drawguess/game/ink';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplay, type ReplaySurface } from './replay.ts';

/** A surface that has no eyes: the raster alone, and how much it was asked to paint. */
function openRaster(items: () => readonly PaintItem[]) {
  const raster = createRaster();
  const painted = { repaints: 0, shown: 0 };
  const surface: ReplaySurface<Uint8Array> = {
    show(change) {
      if (change.kind === 'none') return;
      painted.shown += 1;
      if (change.kind === 'extend') raster.extend(change.stroke, change.from);
      else if (change.kind === 'paint') raster.paint(change.item);
    },
    repaint() {
      painted.repaints += 1;
      raster.repaint(items());
    },
    save: () => raster.pixels.slice(),
    restore(picture) {
      raster.pixels.set(picture);
      return true;
    },
  };
  return { surface, painted, hash: () => hashRaster(raster) };
}

function openReplay(operations: readonly string[]) {
  let opened: ReturnType<typeof openRaster> | undefined;
  const replay = createReplay(operations, (items) => (opened = openRaster(items)).surface);
  if (opened === undefined) throw new Error('The replay opened no surface.');
  return { replay, ...opened };
}

/** Strokes, fills, an eraser, undo, redo and a clear. */
function drawing(strokes: number): string[] {
  const operations: string[] = [];
  const writer = createStrokeWriter(0, 0, (operation) => operations.push(operation));
  drawStrokes(7, strokes, 90).forEach(([start, ...points], index) => {
    if (start === undefined) return;
    writer.begin(index % 5 === 4 ? 'eraser' : 'pen', index % 20, index % 6, start);
    writer.add(points);
    writer.end();
    if (index % 3 === 0) writer.fill([800, 450], (index + 3) % 20);
    if (index % 4 === 1) writer.undo();
    if (index % 8 === 1) writer.redo();
    if (index === 6) writer.clear();
  });
  return operations;
}

const OPERATIONS = drawing(14);

describe('a replay', () => {
  it('IN-24 takes at most 12 seconds, and a short drawing as long as a hand does', () => {
    expect(openReplay(drawing(40)).replay.durationMs).toBe(12_000);
    expect(openReplay(drawing(2)).replay.durationMs).toBeGreaterThan(2_000);
    expect(openReplay(drawing(2)).replay.durationMs).toBeLessThan(5_000);
  });

  it('IN-24 begins blank and ends with the very picture', () => {
    const { replay, hash } = openReplay(OPERATIONS);
    replay.seek(0);
    expect(hash()).toBe(hashOperations([]));
    replay.seek(Infinity);
    expect(replay.atMs).toBe(replay.durationMs);
    expect(hash()).toBe(hashOperations(OPERATIONS));
  });

  it('IN-24 draws point by point, never taking back what is there', () => {
    const { replay, painted } = openReplay(drawing(1).slice(0, 4));
    const steps: number[] = [];
    for (let part = 0; part <= 1; part += 0.01) {
      replay.seek(part * replay.durationMs);
      steps.push(painted.shown);
    }
    expect(new Set(steps).size).toBeGreaterThan(60);
    expect(painted.repaints).toBe(0);
  });

  it('IN-24 shows the same at a time, whichever way one came there', () => {
    const times = fc.array(fc.integer({ min: -1_000, max: 14_000 }), { minLength: 1, maxLength: 8 });
    const wandering = openReplay(OPERATIONS);
    fc.assert(
      fc.property(times, (stops) => {
        for (const stop of stops) wandering.replay.seek(stop);
        const straight = openReplay(OPERATIONS);
        straight.replay.seek(stops.at(-1) ?? 0);
        expect(wandering.hash()).toBe(straight.hash());
      }),
      { numRuns: 40 },
    );
  });

  it('IN-24 goes back without painting the whole drawing again', () => {
    const strokes = OPERATIONS.filter((operation) => 'BP'.includes(operation[0] ?? ''));
    const { replay, painted } = openReplay(strokes);
    replay.seek(Infinity);
    const whole = painted.shown;
    painted.shown = 0;
    replay.seek(0.9 * replay.durationMs);
    expect(painted.shown).toBeLessThan(whole / 3);
    expect(painted.repaints).toBe(0);
  });

  it('IN-24 plays nothing for a blank or malformed canvas', () => {
    for (const operations of [[], ['nonsense', 'B']]) {
      const { replay, hash } = openReplay(operations);
      replay.seek(5);
      expect([replay.durationMs, replay.atMs]).toEqual([0, 0]);
      expect(hash()).toBe(hashOperations([]));
    }
  });
});
