import { CANVAS_HEIGHT, CANVAS_WIDTH, PLAIN_PRESSURE } from '@drawguess/game/ink';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapePoints, type Shape } from './shapes.ts';

const place = fc.tuple(fc.integer({ min: -400, max: 2000 }), fc.integer({ min: -400, max: 1300 }));
const shape = fc.constantFrom<Shape>('line', 'rectangle', 'ellipse');
const extent = (points: readonly (readonly [number, number, number])[], axis: 0 | 1) => {
  const places = points.map((point) => point[axis]);
  return Math.max(...places) - Math.min(...places);
};

describe('shapePoints', () => {
  it('IN-17 a line goes from where the drag began to where it is', () => {
    expect(shapePoints('line', [10, 20], [300.4, 99.6], false)).toEqual([
      [10, 20, PLAIN_PRESSURE],
      [300, 100, PLAIN_PRESSURE],
    ]);
  });

  it('IN-17 a rectangle goes round its corners and closes', () => {
    expect(shapePoints('rectangle', [10, 20], [300, 100], false).map(([x, y]) => [x, y])).toEqual([
      [10, 20],
      [300, 20],
      [300, 100],
      [10, 100],
      [10, 20],
    ]);
  });

  it('IN-17 an ellipse touches the four sides of its box, closes, and lies on its line', () => {
    const points = shapePoints('ellipse', [100, 100], [900, 500], false);
    expect([extent(points, 0), extent(points, 1)]).toEqual([800, 400]);
    expect(points[0]).toEqual(points.at(-1));
    points.forEach(([x, y], index) => {
      expect(Math.hypot((x - 500) / 400, (y - 300) / 200)).toBeCloseTo(1, 2);
      const [nextX, nextY] = points[index + 1] ?? [x, y];
      // Between two points, too: the chord's middle is within a pixel of the line.
      const [dx, dy] = [(x + nextX) / 2 - 500, (y + nextY) / 2 - 300];
      expect(Math.abs(1 - Math.hypot(dx / 400, dy / 200)) * 200).toBeLessThan(1);
    });
  });

  it.each([
    [
      [400, 10],
      [400, 0],
    ],
    [
      [300, 280],
      [290, 290],
    ],
    [
      [-20, 200],
      [0, 200],
    ],
    [
      [-200, 190],
      [-195, 195],
    ],
    [
      [-300, -20],
      [-300, 0],
    ],
  ])('IN-17 a constrained line by %j goes by %j', ([dx = 0, dy = 0], [wantedX = 0, wantedY = 0]) => {
    const [from, to] = shapePoints('line', [800, 450], [800 + dx, 450 + dy], true);
    expect([(to?.[0] ?? 0) - (from?.[0] ?? 0), (to?.[1] ?? 0) - (from?.[1] ?? 0)]).toEqual([
      wantedX,
      wantedY,
    ]);
  });

  it('IN-17 a constrained rectangle is a square and a constrained ellipse a circle, at the edge too', () => {
    fc.assert(
      fc.property(place, place, fc.constantFrom<Shape>('rectangle', 'ellipse'), (from, to, one) => {
        const points = shapePoints(one, from, to, true);
        fc.pre(points.length > 0);
        expect(Math.abs(extent(points, 0) - extent(points, 1))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('IN-3 IN-17 stays on the canvas, in whole numbers, wherever the drag goes', () => {
    fc.assert(
      fc.property(shape, place, place, fc.boolean(), (one, from, to, constrained) => {
        for (const [x, y, pressure] of shapePoints(one, from, to, constrained)) {
          expect([Number.isInteger(x), Number.isInteger(y), pressure]).toEqual([true, true, PLAIN_PRESSURE]);
          expect(x >= 0 && x < CANVAS_WIDTH && y >= 0 && y < CANVAS_HEIGHT).toBe(true);
        }
      }),
    );
  });

  it('IN-17 a drag without extent leaves nothing', () => {
    for (const one of ['line', 'rectangle', 'ellipse'] as const)
      expect(shapePoints(one, [50, 50], [50.3, 49.8], false)).toEqual([]);
  });
});
