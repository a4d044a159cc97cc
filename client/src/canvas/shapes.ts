import { CANVAS_HEIGHT, CANVAS_WIDTH, PLAIN_PRESSURE, type Point } from '@drawguess/game/ink';

/** A tool that drags out a shape. What it leaves is an ordinary stroke of the pen (SPEC IN-17). */
export type Shape = 'line' | 'rectangle' | 'ellipse';

export const isShape = (tool: string): tool is Shape =>
  tool === 'line' || tool === 'rectangle' || tool === 'ellipse';

type Place = readonly [x: number, y: number];

/** How far, in logical pixels, an ellipse's points may leave its line between them. */
const TOLERANCE = 0.25;
/** A constrained line goes in one of so many directions. */
const DIRECTIONS = 8;

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, value));

/** How often `step` fits between `from` and the edge that it goes towards. */
const roomFor = (from: number, step: number, max: number): number =>
  step === 0 ? Infinity : (step > 0 ? max - from : from) / Math.abs(step);

/** As far from `from` along `(dx, dy)` as the canvas reaches, and no farther than the whole of it. */
function within([x, y]: Place, dx: number, dy: number): Place {
  const part = Math.min(1, roomFor(x, dx, CANVAS_WIDTH - 1), roomFor(y, dy, CANVAS_HEIGHT - 1));
  return [x + dx * part, y + dy * part];
}

/** The end of a line in the nearest multiple of 45°, or the corner of a square. */
function constrain(shape: Shape, from: Place, [toX, toY]: Place): Place {
  const [dx, dy] = [toX - from[0], toY - from[1]];
  if (shape !== 'line') {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    return within(from, dx < 0 ? -side : side, dy < 0 ? -side : side);
  }
  const turn = (2 * Math.PI) / DIRECTIONS;
  const angle = Math.round(Math.atan2(dy, dx) / turn) * turn;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return within(from, length * Math.cos(angle), length * Math.sin(angle));
}

/** A whole point beside its place may lie half a pixel off the line; so many places on either side are tried for a better one. */
const TRIES = 5;

/** Whole points round the ellipse between two corners, from its rightmost one back to it. */
function ellipse([x0, y0]: Place, [x1, y1]: Place): Place[] {
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const [radiusX, radiusY] = [Math.abs(x1 - x0) / 2, Math.abs(y1 - y0) / 2];
  const longest = Math.max(radiusX, radiusY, 1);
  const quarter = Math.max(2, Math.ceil(Math.PI / Math.acos(1 - TOLERANCE / longest) / 4));
  const step = Math.PI / 2 / quarter;

  const offLine = ([x, y]: Place): number =>
    Math.abs(1 - Math.hypot((x - middleX) / (radiusX || 1), (y - middleY) / (radiusY || 1)));
  const placeAt = (angle: number): Place => [
    Math.round(middleX + radiusX * Math.cos(angle)),
    Math.round(middleY + radiusY * Math.sin(angle)),
  ];
  const bestNear = (angle: number): Place => {
    let best = placeAt(angle);
    for (let aside = 1; aside <= TRIES; aside += 1) {
      for (const way of [-1, 1]) {
        const tried = placeAt(angle + (way * aside * step) / (3 * TRIES));
        if (offLine(tried) < offLine(best)) best = tried;
      }
    }
    return best;
  };
  const places = Array.from({ length: 4 * quarter }, (_, index) =>
    index % quarter === 0 ? placeAt(index * step) : bestNear(index * step),
  );
  return [...places, ...places.slice(0, 1)];
}

/**
 * The stroke that a shape is: whole points on the canvas, with plain pressure.
 * @param from where the drag began, in logical pixels; off the canvas counts as its edge
 * @param to where it is now
 * @param constrained makes a line horizontal, vertical or diagonal, a rectangle square, an ellipse a circle
 * @returns no points when the shape has no extent
 */
export function shapePoints(shape: Shape, from: Place, to: Place, constrained: boolean): Point[] {
  const [start, free] = [from, to].map(([x, y]): Place => [
    clamp(x, CANVAS_WIDTH - 1),
    clamp(y, CANVAS_HEIGHT - 1),
  ]) as [Place, Place];
  // A drag beyond the edge says the direction all the same.
  const end = constrained ? constrain(shape, start, to) : free;
  const places = (): Place[] => {
    switch (shape) {
      case 'line':
        return [start, end];
      case 'rectangle':
        return [start, [end[0], start[1]], end, [start[0], end[1]], start];
      case 'ellipse':
        return ellipse(start, end);
    }
  };
  const points = places().map(([x, y]): Point => [Math.round(x), Math.round(y), PLAIN_PRESSURE]);
  const [first] = points;
  const hasExtent = points.some(([x, y]) => x !== first?.[0] || y !== first[1]);
  return hasExtent ? points : [];
}
