import {
  createInkLog,
  createRaster,
  createStrokeWriter,
  drawStrokes,
  hashRaster,
  type PaintItem,
} from '@drawguess/game/ink';
import { describe, expect, it } from 'vitest';
import { createLazyRaster, type LazyRaster } from './lazy-raster.ts';

function drawItems(): readonly PaintItem[] {
  const log = createInkLog();
  const pen = createStrokeWriter(0, 0, (text) => log.apply(text));
  drawStrokes(31, 24, 300).forEach(([start = [0, 0, 0], ...rest], index) => {
    pen.begin(index % 7 === 6 ? 'eraser' : 'pen', 1 + index, index % 6, start);
    pen.add(rest);
    if (index % 5 === 4) pen.fill([start[0], 899 - start[1]], 1 + index);
  });
  pen.end();
  return log.items();
}

function paint(raster: LazyRaster, items: readonly PaintItem[], after: (index: number) => void): void {
  items.forEach((item, index) => {
    if (item.type === 'stroke') raster.paintStroke(item.stroke, item.from, item.to);
    else if (item.type === 'fill') raster.fill(...item.point, item.colour);
    else raster.clear();
    after(index);
  });
}

describe('createLazyRaster', () => {
  const items = drawItems();
  const eager = createRaster();
  eager.repaint(items);
  const hash = hashRaster(eager);

  it('IN-13 paints the same picture, whenever the work is done', () => {
    const lazy = createLazyRaster();
    paint(lazy, items, () => undefined);
    expect(lazy.isBehind).toBe(true);
    expect(hashRaster(lazy.caughtUp())).toBe(hash);
    expect(lazy.isBehind).toBe(false);

    const busy = createLazyRaster();
    paint(busy, items, (index) => {
      for (let times = 0; times < index % 4; times += 1) busy.work();
    });
    expect(hashRaster(busy.caughtUp())).toBe(hash);
  });

  it('IN-12 tells what a fill took, of ink that waited too', () => {
    const spans: (readonly number[])[] = [];
    const raster = createRaster((_colour, taken) => spans.push(taken));
    raster.repaint(items);
    const lazy = createLazyRaster();
    const lazySpans: (readonly number[])[] = [];
    for (const item of items) {
      if (item.type === 'stroke') lazy.paintStroke(item.stroke, item.from, item.to);
      if (item.type === 'fill') lazySpans.push(lazy.fill(...item.point, item.colour));
    }
    expect(lazySpans).toEqual(spans);
  });

  it('IN-9 a clear leaves out what waited', () => {
    const lazy = createLazyRaster();
    paint(lazy, items, () => undefined);
    lazy.clear();
    expect(lazy.isBehind).toBe(false);
    expect(hashRaster(lazy.caughtUp())).toBe(hashRaster(createRaster()));
  });
});
