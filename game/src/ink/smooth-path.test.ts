import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZES, smoothPath, smoothSvgPath, type Outline, type Point } from './index.ts';
import { drawStrokes } from './seeded-drawing.ts';

/** How often the outline goes round a place; the nonzero rule inks every place where this is not 0. */
function windingAt(outline: Outline, x: number, y: number): number {
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
        const outline = smoothPath(stroke, size);
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

  it('IN-14 makes a round dot of a single point and nothing of none', () => {
    const dot = smoothPath([[100, 100, 32]], 3);
    for (const [x, y] of dot) expect(Math.hypot(x - 100, y - 100)).toBeCloseTo(12, 6);
    expect(windingAt(dot, 100, 100)).not.toBe(0);
    expect(smoothPath([], 3)).toEqual([]);
  });

  it('IN-14 widens with pressure', () => {
    const widthAt = (pressure: number) => {
      const outline = smoothPath(
        [
          [100, 100, pressure],
          [300, 100, pressure],
        ],
        3,
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
    expect(
      smoothSvgPath([
        [1, 2],
        [1.04, 2.04],
        [11.26, 1.5],
        [0, -0.3],
      ]),
    ).toBe('M1 2l10.3 -0.5l-11.3 -1.8z');
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
      const last = outline.at(-1) ?? [0, 0];
      expect(Math.hypot((end[0] ?? 0) - last[0], (end[1] ?? 0) - last[1])).toBeLessThan(0.08);
    }
  });
});
