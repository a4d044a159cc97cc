import { SIZES, type Point } from './canvas.ts';

/**
 * A closed polygon in logical pixels, fractions included, as x and y of each corner in turn; to be filled by the nonzero
 * rule.
 */
export type Outline = readonly number[];

/** Places on a stroke's middle line with half the stroke's width there: x, y and radius of each in turn. */
type Line = number[];

/** How far, in logical pixels, an edge of a disc, and of the line along which it is swept, may stray from the curve. */
const DISC_TOLERANCE = 0.2;
const LINE_TOLERANCE = 0.05;
/** How far a curve may pass by a point that pulls it, in logical pixels: farther, fills show that it does. */
const LONGEST_BYPASS = 1.5;
/** A turn by more than 60° is meant as a corner, unless it is as small as the steps of whole pixels. */
const CORNER_COSINE = 0.5;
const SMALLEST_CORNER = 0.5;

/** Entry `at` of a list that is known to be so long. */
const get = (list: ArrayLike<number>, at: number): number => list[at] ?? 0;

/** The points of a run with the radius at each; a sensor's pressure is uneven, so each is evened out with its neighbours. */
function sample(points: readonly Point[], first: number, to: number, diameter: number): Line {
  const samples: Line = [];
  for (let index = first; index < to; index += 1) {
    const point = points[index];
    if (point === undefined) break;
    const pressure = point[2];
    const before = points[index - 1]?.[2] ?? pressure;
    const after = points[index + 1]?.[2] ?? pressure;
    samples.push(point[0], point[1], (diameter * (32 + (before + 2 * pressure + after) / 4)) / 128);
  }
  return samples;
}

/**
 * Appends the way past the sample at `at`, from the middle before it to the middle behind it: a quadratic that it pulls, as
 * straight pieces. A sharp turn is a corner, and a wide one is rounded only near its point.
 */
function appendBend(line: Line, samples: Line, at: number): void {
  const [x, y, radius] = [get(samples, at), get(samples, at + 1), get(samples, at + 2)];
  // Half the way to the samples beside it.
  const [inX, inY, inRadius] = [
    (get(samples, at - 3) - x) / 2,
    (get(samples, at - 2) - y) / 2,
    (get(samples, at - 1) - radius) / 2,
  ];
  const [outX, outY, outRadius] = [
    (get(samples, at + 3) - x) / 2,
    (get(samples, at + 4) - y) / 2,
    (get(samples, at + 5) - radius) / 2,
  ];
  const [pullX, pullY] = [inX + outX, inY + outY];
  const bypass = Math.sqrt(pullX * pullX + pullY * pullY) / 4;
  const lengths = Math.sqrt((inX * inX + inY * inY) * (outX * outX + outY * outY));
  const isCorner = bypass > SMALLEST_CORNER && -(inX * outX + inY * outY) < CORNER_COSINE * lengths;
  /** Which part of the way to the middles the curve takes. */
  const part = isCorner ? 0 : Math.min(1, LONGEST_BYPASS / bypass);
  line.push(x + inX * part, y + inY * part, radius + inRadius * part);
  const pieces = Math.ceil(Math.sqrt((bypass * part) / LINE_TOLERANCE));
  for (let piece = 1; piece < pieces; piece += 1) {
    const t = piece / pieces;
    const [a, c] = [part * (1 - t) * (1 - t), part * t * t];
    line.push(x + a * inX + c * outX, y + a * inY + c * outY, radius + a * inRadius + c * outRadius);
  }
  line.push(x + outX * part, y + outY * part, radius + outRadius * part);
  line.push(x + outX, y + outY, radius + outRadius);
}

/**
 * The middle line of a run: a hand's points pull a curve that runs through the middles between them.
 * @param from place of the run's first point in `samples`: it begins at the first point, or where an open run before it ends
 * @param isOpen ends it in the middle before its last point, else at that
 */
function smoothLine(samples: Line, from: number, isOpen: boolean): Line {
  const count = samples.length / 3;
  const appendMiddle = (at: number): void => {
    for (let axis = 0; axis < 3; axis += 1)
      line.push((get(samples, at - 3 + axis) + get(samples, at + axis)) / 2);
  };
  const line: Line = [];
  if (from > 1) appendMiddle(3 * (from - 1));
  else line.push(...samples.slice(0, 3));
  for (let index = Math.max(1, from - 1); index < count - 1; index += 1) appendBend(line, samples, 3 * index);
  if (count > 1 && isOpen) appendMiddle(3 * (count - 1));
  else if (count > 1) line.push(...samples.slice(-3));
  return line;
}

/**
 * Without discs that lie inside their neighbour's (no line touches two such discs from outside) and without those that
 * hardly reach out of the one before, as of a broad pen that trembles.
 */
function separated(line: Line): Line {
  const apart: Line = [];
  for (let at = 0; at < line.length; at += 3) {
    const [x, y, radius] = [get(line, at), get(line, at + 1), get(line, at + 2)];
    let isInside = false;
    while (apart.length > 0) {
      const last = apart.length - 3;
      const [dx, dy] = [x - get(apart, last), y - get(apart, last + 1)];
      const [distance, lastRadius] = [Math.sqrt(dx * dx + dy * dy), get(apart, last + 2)];
      isInside = distance + radius - lastRadius <= lastRadius / 24;
      if (isInside || distance + lastRadius - radius > 0) break;
      apart.length = last;
    }
    if (!isInside) apart.push(x, y, radius);
  }
  return apart;
}

/** Corners of the regular polygon with so many and radius 1: x and y of each in turn. */
const polygons = new Map<number, Float64Array>();

function polygonOf(cornerCount: number): Float64Array {
  const known = polygons.get(cornerCount);
  if (known !== undefined) return known;
  const polygon = new Float64Array(2 * cornerCount);
  for (let corner = 0; corner < cornerCount; corner += 1) {
    polygon[2 * corner] = Math.cos((2 * Math.PI * corner) / cornerCount);
    polygon[2 * corner + 1] = Math.sin((2 * Math.PI * corner) / cornerCount);
  }
  polygons.set(cornerCount, polygon);
  return polygon;
}

/**
 * The border of the discs along a line.
 *
 * Discs are regular polygons of one corner count, all turned the same way, so a side joins the same corner of two
 * neighbours and at a turn both sides walk from corner to corner. That is the exact border of a swept polygon: it goes
 * round every inked place at least once in one sense, and the nonzero rule leaves no hole.
 */
function outlineOf(line: Line, diameter: number): Outline {
  if (line.length === 0) return [];
  const cornerCount = Math.ceil(Math.PI / Math.acos(1 - DISC_TOLERANCE / diameter));
  const cornerAngle = (2 * Math.PI) / cornerCount;
  const narrowing = Math.cos(cornerAngle / 2);
  const polygon = polygonOf(cornerCount);
  const outline: number[] = [];
  const rightSide: number[] = [];
  /** Appends the corners of the disc at `at` from one to another, both included, whichever way that is. */
  const appendCorners = (side: number[], at: number, from: number, to: number): void => {
    const [x, y, radius] = [get(line, at), get(line, at + 1), get(line, at + 2)];
    const way = from < to ? 1 : -1;
    for (let corner = from; corner !== to + way; corner += way) {
      const place = 2 * (((corner % cornerCount) + cornerCount) % cornerCount);
      side.push(x + radius * get(polygon, place), y + radius * get(polygon, place + 1));
    }
  };

  let [heading, left, right] = [0, cornerCount, 1];
  const last = line.length - 3;
  for (let at = 0; at < last; at += 3) {
    const [dx, dy] = [get(line, at + 3) - get(line, at), get(line, at + 4) - get(line, at + 1)];
    const turn = (Math.atan2(dy, dx) - heading) / (2 * Math.PI);
    heading += 2 * Math.PI * (turn - Math.round(turn));
    // Where both discs are equal the sides leave at right angles to the heading, else towards the smaller one.
    const shrinking = ((get(line, at + 2) - get(line, at + 5)) * narrowing) / Math.sqrt(dx * dx + dy * dy);
    const slant = Math.acos(Math.max(-1, Math.min(1, shrinking)));
    const nextLeft = Math.round((heading + slant) / cornerAngle);
    const nextRight = Math.round((heading - slant) / cornerAngle);
    if (at === 0) {
      // From the right side round behind the start to the left side.
      appendCorners(outline, at, nextRight + cornerCount, nextLeft);
    } else {
      appendCorners(outline, at, left, nextLeft);
      appendCorners(rightSide, at, right, nextRight);
    }
    [left, right] = [nextLeft, nextRight];
  }
  appendCorners(outline, last, left, right);
  for (let at = rightSide.length - 2; at >= 0; at -= 2)
    outline.push(get(rightSide, at), get(rightSide, at + 1));
  return outline;
}

/**
 * The outline of a stroke as people see it: smooth, as wide as its pressure says, round at both ends.
 * For eyes only, computed in fractions: fills and hashes come from the raster (IN-14).
 * @param points The stroke's points. None gives an empty outline.
 * @param size Place in SIZES.
 * @param run The part to outline: points from place `from` up to but not including `to`, joined to the point before. An
 * open one ends where the next one, from its `to` on, begins, so that what is painted run by run equals the whole; the
 * point at its `to` has to be there already.
 */
export function smoothPath(
  points: readonly Point[],
  size: number,
  { from = 0, to = points.length, isOpen = false }: { from?: number; to?: number; isOpen?: boolean } = {},
): Outline {
  const diameter = SIZES[size] ?? SIZES[0];
  // A bend is the work of a point and those beside it, so that none before these has a say.
  const first = Math.max(0, from - 2);
  const samples = sample(points, first, to, diameter);
  return outlineOf(separated(smoothLine(samples, from - first, isOpen)), diameter);
}

/** An outline as the `d` of an SVG path: tenths of a logical pixel, relative to save bytes. Empty for an empty outline. */
export function smoothSvgPath(outline: Outline): string {
  let [x, y] = [0, 0];
  let path = '';
  for (let at = 0; at < outline.length; at += 2) {
    const [toX, toY] = [Math.round(get(outline, at) * 10), Math.round(get(outline, at + 1) * 10)];
    if (path !== '' && toX === x && toY === y) continue;
    path += `${path === '' ? 'M' : 'l'}${(toX - x) / 10} ${(toY - y) / 10}`;
    [x, y] = [toX, toY];
  }
  return path === '' ? '' : `${path}z`;
}
