import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANVAS_HEIGHT, CANVAS_WIDTH, createRaster, SIZES, smoothPath, smoothSvgPath } from './index.ts';
import type { Outline, Point } from './index.ts';
import { drawStrokes } from './seeded-drawing.ts';

type Mask = Uint8Array;

const cornersOf = (outline: Outline): (readonly [x: number, y: number])[] =>
  Array.from({ length: outline.length / 2 }, (_, index) => [
    outline[2 * index] ?? 0,
    outline[2 * index + 1] ?? 0,
  ]);

/** Marks the pixels whose middles lie inside an outline by the nonzero rule. */
function paintOutline(mask: Mask, path: Outline): void {
  const outline = cornersOf(path);
  const rows = new Map<number, [x: number, winding: number][]>();
  outline.forEach(([x0, y0], index) => {
    const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
    const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
    for (let y = Math.max(0, Math.ceil(top)); y < Math.min(bottom, CANVAS_HEIGHT); y += 1) {
      const crossings = rows.get(y) ?? [];
      crossings.push([x0 + ((x1 - x0) * (y - y0)) / (y1 - y0), y1 > y0 ? 1 : -1]);
      rows.set(y, crossings);
    }
  });
  for (const [y, crossings] of rows) {
    crossings.sort(([a], [b]) => a - b);
    let winding = 0;
    crossings.forEach(([x, step], index) => {
      winding += step;
      const end = crossings[index + 1]?.[0] ?? x;
      if (winding === 0) return;
      for (let at = Math.max(0, Math.ceil(x)); at <= Math.min(end, CANVAS_WIDTH - 1); at += 1)
        mask[y * CANVAS_WIDTH + at] = 1;
    });
  }
}

/** How many pixels of a mask are farther than one pixel, in any of eight directions, from all of the other's. */
function countBeyond(mask: Mask, other: Mask): number {
  let count = 0;
  mask.forEach((inked, at) => {
    if (inked === 0 || other[at] === 1) return;
    for (const row of [-CANVAS_WIDTH, 0, CANVAS_WIDTH])
      for (const column of [-1, 0, 1]) if (other[at + row + column] === 1) return;
    count += 1;
  });
  return count;
}

/** Zigzags, stars and boxes: corners of all kinds, by a hand that moves from one to the next in so many points. */
function drawCorners(seed: number, pointsPerSide: number): Point[][] {
  const targets = drawStrokes(seed, 8, 120, 0.05);
  return targets.map((path, index) => {
    const corners = path.filter((_, at) => at % 13 === 0).map(([x, y]): Point => [x, y, 20 + 3 * index]);
    return corners.flatMap((from, at) => {
      const to = corners[at + 1] ?? from;
      return Array.from({ length: pointsPerSide }, (_, step): Point => {
        const t = step / pointsPerSide;
        const along = (a: number, b: number): number => Math.round(a + (b - a) * t);
        return [along(from[0], to[0]), along(from[1], to[1]), from[2]];
      });
    });
  });
}

/** How often the outline goes round a place; the nonzero rule inks every place where this is not 0. */
function windingAt(path: Outline, x: number, y: number): number {
  const outline = cornersOf(path);
  let winding = 0;
  outline.forEach(([x0, y0], index) => {
    const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
    const side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0);
    if (y0 <= y && y1 > y && side > 0) winding += 1;
    if (y1 <= y && y0 > y && side < 0) winding -= 1;
  });
  return winding;
}

describe('smoothPath', () => {
  it('IN-14 inks the whole stroke, without a hole inside', () => {
    for (const pull of [0.001, 0.01]) {
      for (const stroke of drawStrokes(3, 10, 80, pull)) {
        const outline = smoothPath(stroke, 4);
        stroke.forEach(([x, y], index) => {
          const pressures = stroke.slice(Math.max(0, index - 1), index + 2).map(([, , pressure]) => pressure);
          const radius = (0.8 * (SIZES[4] * (32 + Math.min(...pressures)))) / 128;
          for (let spoke = 0; spoke < 12; spoke += 1) {
            const reach = (radius * (1 + (spoke % 3))) / 3;
            const at = [x + reach * Math.cos(spoke), y + reach * Math.sin(spoke)] as const;
            expect(windingAt(outline, ...at)).not.toBe(0);
          }
        });
      }
    }
  });

  it('IN-14 stays within the widest reach of the points', () => {
    const points = fc.array(fc.tuple(fc.nat({ max: 1599 }), fc.nat({ max: 899 }), fc.nat({ max: 63 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(points, fc.nat({ max: 5 }), (stroke: Point[], size) => {
        const outline = cornersOf(smoothPath(stroke, size));
        const reach = ((SIZES[size] ?? 0) * 95) / 128 + 0.01;
        expect(outline.length).toBeGreaterThan(2);
        for (const [axis, place] of outline.flatMap(([x, y]) => [[0, x] as const, [1, y] as const])) {
          const places = stroke.map((point) => point[axis]);
          expect(place).toBeGreaterThanOrEqual(Math.min(...places) - reach);
          expect(place).toBeLessThanOrEqual(Math.max(...places) + reach);
        }
      }),
    );
  });

  it.each([
    ['corners, a point each', drawCorners(5, 1)],
    ['corners, with points between', drawCorners(6, 6)],
    ['a calm hand', drawStrokes(7, 12, 80, 0.01)],
    ['a hasty hand', drawStrokes(8, 12, 80, 0.03)],
  ])('IN-14 follows the raster within a pixel but for a hundredth of the ink: %s', (_, strokes) => {
    const raster = createRaster();
    const smooth = new Uint8Array(CANVAS_WIDTH * CANVAS_HEIGHT);
    strokes.forEach((points, index) => {
      const size = index % SIZES.length;
      const stroke = { slot: 0, number: 0, tool: 'pen', colour: 1, size, points } as const;
      raster.paint({ type: 'stroke', stroke, from: 0, to: points.length });
      paintOutline(smooth, smoothPath(points, size));
    });
    const ink = raster.pixels.filter((colour) => colour === 1).length;
    const beyond = countBeyond(smooth, raster.pixels) + countBeyond(raster.pixels, smooth);
    expect(ink).toBeGreaterThan(10_000);
    expect(beyond / ink).toBeLessThanOrEqual(0.01);
  });

  it('IN-14 keeps the corners of a box sharp', () => {
    const box = [
      [100, 100, 32],
      [900, 100, 32],
      [900, 500, 32],
      [100, 500, 32],
      [100, 100, 32],
    ] as const;
    const outline = smoothPath(box, 3);
    for (const [x, y] of box) {
      // The disc at the corner is inked to where it reaches farthest out of the box.
      const reach = 0.97 * 12 * Math.SQRT1_2;
      const [outX, outY] = [x + (x > 500 ? reach : -reach), y + (y > 300 ? reach : -reach)];
      expect(windingAt(outline, outX, outY)).not.toBe(0);
    }
  });

  it('IN-14 painted run by run while it grows is what it is painted whole', () => {
    for (const [seed, step] of [
      [11, 1],
      [12, 3],
      [13, 17],
    ] as const) {
      for (const stroke of [...drawStrokes(seed, 2, 60, 0.03), ...drawCorners(seed, 2).slice(0, 2)]) {
        const whole = new Uint8Array(CANVAS_WIDTH * CANVAS_HEIGHT);
        const grown = new Uint8Array(CANVAS_WIDTH * CANVAS_HEIGHT);
        paintOutline(whole, smoothPath(stroke, 3));
        let painted = 0;
        for (let known = 2; known <= stroke.length; known = Math.min(stroke.length, known + step)) {
          const run = { from: painted, to: known - 1, isOpen: true };
          paintOutline(grown, smoothPath(stroke.slice(0, known), 3, run));
          painted = known - 1;
          if (known === stroke.length) break;
        }
        paintOutline(grown, smoothPath(stroke, 3, { from: painted }));
        const ink = whole.filter((inked) => inked === 1).length;
        expect(whole.filter((inked, at) => inked !== grown[at]).length / ink).toBeLessThan(0.002);
        expect(countBeyond(whole, grown) + countBeyond(grown, whole)).toBe(0);
      }
    }
  });

  it('IN-14 makes a round dot of a single point and nothing of none', () => {
    const dot = smoothPath([[100, 100, 32]], 3);
    for (const [x, y] of cornersOf(dot)) expect(Math.hypot(x - 100, y - 100)).toBeCloseTo(12, 6);
    expect(windingAt(dot, 100, 100)).not.toBe(0);
    expect(smoothPath([], 3)).toHaveLength(0);
  });

  it('IN-14 widens with pressure', () => {
    const widthAt = (pressure: number) => {
      const outline = cornersOf(
        smoothPath(
          [
            [100, 100, pressure],
            [300, 100, pressure],
          ],
          3,
        ),
      );
      const ys = outline.map(([, y]) => y);
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(widthAt(0)).toBeCloseTo(12, 0);
    expect(widthAt(32)).toBeCloseTo(24, 0);
    expect(widthAt(63)).toBeGreaterThan(35);
  });
});

describe('smoothSvgPath', () => {
  it('IN-14 writes tenths, relative, without repeated places', () => {
    expect(smoothSvgPath([1, 2, 1.04, 2.04, 11.26, 1.5, 0, -0.3])).toBe('M1 2l10.3 -0.5l-11.3 -1.8z');
    expect(smoothSvgPath([])).toBe('');
  });

  it('IN-14 comes back to the outline within half a tenth', () => {
    for (const stroke of drawStrokes(8, 5, 80)) {
      const outline = smoothPath(stroke, 2);
      const path = smoothSvgPath(outline);
      expect(path).toMatch(/^M-?\d+(\.\d)? -?\d+(\.\d)?(l-?\d+(\.\d)? -?\d+(\.\d)?)+z$/);
      const moves = path
        .slice(1, -1)
        .split('l')
        .map((pair) => pair.split(' ').map(Number));
      const end = moves.reduce(([x = 0, y = 0], [dx = 0, dy = 0]) => [x + dx, y + dy], [0, 0]);
      const last = cornersOf(outline).at(-1) ?? [0, 0];
      expect(Math.hypot((end[0] ?? 0) - last[0], (end[1] ?? 0) - last[1])).toBeLessThan(0.08);
    }
  });
});
