import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floodFill } from './flood-fill.ts';
import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  createInkLog,
  createRaster,
  createStrokeWriter,
  hashRaster,
} from './index.ts';
import type { PaintItem, Point, Raster, Tool } from './index.ts';
import { rasterRadius } from './raster.ts';
import { drawStrokes } from './seeded-drawing.ts';

const at = ({ pixels }: Raster, x: number, y: number): number | undefined => pixels[y * CANVAS_WIDTH + x];

function stroke(points: readonly Point[], colour = 1, size = 0, tool: Tool = 'pen'): PaintItem {
  return {
    type: 'stroke',
    stroke: { slot: 0, number: 0, tool, colour, size, points },
    from: 0,
    to: points.length,
  };
}

function seededDrawing(strokeCount: number): readonly PaintItem[] {
  const log = createInkLog();
  const pen = createStrokeWriter(0, 0, (text) => log.apply(text));
  drawStrokes(77, strokeCount, 80).forEach(([start = [0, 0, 0], ...rest], index) => {
    pen.begin(index % 7 === 6 ? 'eraser' : 'pen', 1 + (index % 25), index % 6, start);
    pen.add(rest);
    if (index % 5 === 4) pen.fill([start[0], CANVAS_HEIGHT - 1 - start[1]], 1 + ((index * 3) % 25));
  });
  pen.end();
  return log.items();
}

/** The shortest of some runs, which is what the code costs when nothing else runs. */
function bestMs(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('createRaster', () => {
  it('IN-11 IN-12 IN-13 paints a seeded drawing to the hash it always had', () => {
    const raster = createRaster();
    raster.repaint(seededDrawing(30));
    expect(hashRaster(raster)).toBe('25bd80ed281d51bc');
    raster.repaint([]);
    expect(hashRaster(raster)).toBe('52860adaaf43c6b5');
  });

  it.each([
    [0, 0, 1],
    [0, 32, 2],
    [0, 63, 3],
    [3, 0, 6],
    [3, 32, 12],
    [3, 63, 18],
    [5, 63, 48],
  ])('IN-11 size %i at pressure %i has radius %i', (size, pressure, radius) => {
    expect(rasterRadius(size, pressure)).toBe(radius);
  });

  it('IN-11 a dot is a disc', () => {
    const raster = createRaster();
    raster.paint(stroke([[10, 10, 32]]));
    const rows = [7, 8, 9, 10, 11, 12, 13].map((y) =>
      [7, 8, 9, 10, 11, 12, 13].map((x) => (at(raster, x, y) === 1 ? '#' : '.')).join(''),
    );
    expect(rows).toEqual(['.......', '..###..', '.#####.', '.#####.', '.#####.', '..###..', '.......']);
  });

  it('IN-11 a line is the discs of its points, also where it leaves the canvas', () => {
    const point = fc.tuple(
      fc.constantFrom(0, 3, 40, 80, 1590, 1599),
      fc.integer({ min: 0, max: 60 }).map((y) => (y > 50 ? 899 - y : y)),
      fc.nat({ max: 63 }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 3 }), fc.nat({ max: 5 }), (points, size) => {
        const steady = points.map(([x, y]): Point => [x, y, points[0]?.[2] ?? 0]);
        const raster = createRaster();
        raster.paint(stroke(steady, 1, size));
        const dots = createRaster();
        const stamp = (x: number, y: number) => dots.paint(stroke([[x, y, steady[0]?.[2] ?? 0]], 1, size));
        steady.forEach(([x, y], index) => {
          const [fromX, fromY] = steady[index - 1] ?? [x, y];
          const steps = Math.max(Math.abs(x - fromX), Math.abs(y - fromY), 1);
          const along = (a: number, b: number, step: number) =>
            a + Math.sign(b - a) * Math.floor((Math.abs(b - a) * step + (steps >> 1)) / steps);
          for (let step = 0; step <= steps; step += 1) stamp(along(fromX, x, step), along(fromY, y, step));
        });
        expect(hashRaster(raster)).toBe(hashRaster(dots));
      }),
      { numRuns: 40 },
    );
  });

  it('IN-11 the radius changes evenly along a line', () => {
    const raster = createRaster();
    raster.paint(
      stroke(
        [
          [100, 100, 0],
          [300, 100, 63],
        ],
        1,
        5,
      ),
    );
    const heights = [150, 200, 250, 300].map((x) => {
      const column = Array.from({ length: 200 }, (_, y) => at(raster, x, y));
      return column.filter((colour) => colour === 1).length;
    });
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(heights.at(-1)).toBe(97);
  });

  it('IN-11 an eraser paints paper and a clear leaves paper alone', () => {
    const raster = createRaster();
    raster.paint(
      stroke(
        [
          [50, 50, 32],
          [150, 50, 32],
        ],
        4,
        3,
      ),
    );
    raster.paint(stroke([[100, 50, 32]], 9, 0, 'eraser'));
    expect([at(raster, 90, 50), at(raster, 100, 50), at(raster, 110, 50)]).toEqual([4, 0, 4]);
    raster.paint({ type: 'clear' });
    expect(raster.pixels.every((pixel) => pixel === 0)).toBe(true);
  });

  it('IN-12 a fill stays inside a closed line and tells which pixels it took', () => {
    const told: [number, number][] = [];
    const raster = createRaster((colour, spans) => {
      let count = 0;
      for (let index = 0; index < spans.length; index += 3) {
        count += (spans[index + 2] ?? 0) - (spans[index + 1] ?? 0) + 1;
      }
      told.push([colour, count]);
    });
    const corners: Point[] = [
      [100, 100, 32],
      [200, 100, 32],
      [200, 200, 32],
      [100, 200, 32],
      [100, 100, 32],
    ];
    raster.paint(stroke(corners));
    raster.paint({ type: 'fill', point: [150, 150], colour: 5 });
    // The line is five pixels wide, two on either side of its middle.
    expect(told).toEqual([[5, 95 * 95]]);
    expect([at(raster, 103, 103), at(raster, 102, 150), at(raster, 50, 50)]).toEqual([5, 1, 0]);
    raster.paint({ type: 'fill', point: [150, 150], colour: 5 });
    expect(told[1]).toEqual([5, 0]);
  });

  it('IN-11 a repaint of 60 strokes and a fill of the whole canvas are quick', () => {
    const raster = createRaster();
    const items = seededDrawing(60).filter(({ type }) => type === 'stroke');
    const repaintMs = bestMs(5, () => raster.repaint(items));
    raster.repaint([]);
    let colour = 0;
    const fillMs = bestMs(15, () => raster.paint({ type: 'fill', point: [800, 450], colour: (colour += 1) }));
    const hashMs = bestMs(5, () => hashRaster(raster));
    console.info(
      `repaint ${repaintMs.toFixed(1)} ms, fill ${fillMs.toFixed(1)} ms, hash ${hashMs.toFixed(1)} ms`,
    );
    expect(repaintMs).toBeLessThan(100);
    expect(fillMs).toBeLessThan(15);
  });
});

describe('floodFill', () => {
  it('IN-12 takes exactly the 4-connected region of one colour', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          cells: fc.array(fc.nat({ max: 1 }), { minLength: width * height, maxLength: width * height }),
          start: fc.nat({ max: width * height - 1 }),
          colour: fc.nat({ max: 2 }),
        }),
      );
    fc.assert(
      fc.property(picture, ({ width, cells, start, colour }) => {
        const target = cells[start];
        const expected = [...cells];
        const open = target === colour ? [] : [start];
        for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
          if (expected[cell] !== target) continue;
          expected[cell] = colour;
          open.push(cell - width, cell + width);
          if (cell % width > 0) open.push(cell - 1);
          if (cell % width < width - 1) open.push(cell + 1);
        }
        const pixels = Uint8Array.from(cells);
        const spans = floodFill(pixels, width, start % width, Math.floor(start / width), colour);
        expect([...pixels]).toEqual(expected);

        const fromSpans = [...cells];
        for (let index = 0; index < spans.length; index += 3) {
          const [row = 0, left = 0, right = 0] = spans.slice(index, index + 3);
          fromSpans.fill(colour, row * width + left, row * width + right + 1);
        }
        expect(fromSpans).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hashRaster', () => {
  it('IN-13 is 64-bit FNV-1a over the runs of each row', () => {
    const raster = createRaster();
    raster.repaint(seededDrawing(4));
    let hash = 0xcbf29ce484222325n;
    const take = (byte: number): void => {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    };
    for (let y = 0; y < CANVAS_HEIGHT; y += 1) {
      for (let x = 0, start = 0; x < CANVAS_WIDTH; x += 1) {
        if (x + 1 < CANVAS_WIDTH && at(raster, x + 1, y) === at(raster, x, y)) continue;
        const length = x + 1 - start;
        [at(raster, x, y) ?? 0, length % 256, Math.floor(length / 256)].forEach(take);
        start = x + 1;
      }
    }
    expect(hashRaster(raster)).toBe(hash.toString(16).padStart(16, '0'));
  });

  it('IN-13 changes with a single pixel', () => {
    const raster = createRaster();
    const blank = hashRaster(raster);
    raster.pixels[CANVAS_WIDTH * CANVAS_HEIGHT - 1] = 1;
    expect(hashRaster(raster)).not.toBe(blank);
  });
});
