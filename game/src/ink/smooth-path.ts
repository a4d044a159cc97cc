import { SIZES, type Point } from './canvas.ts';

/**
 * A closed polygon in logical pixels, fractions included, as x and y of each corner in turn; to be filled by the nonzero
 * rule.
 */
export type Outline = ArrayLike<number>;

/** Numbers in a row, in memory that is used again: outlines are made by the thousand. */
type Buffer = { values: Float64Array; length: number };

const createBuffer = (): Buffer => ({ values: new Float64Array(1_024), length: 0 });

function reserve(buffer: Buffer, count: number): Float64Array {
  if (buffer.length + count > buffer.values.length) {
    const larger = new Float64Array(2 * buffer.values.length + count);
    larger.set(buffer.values);
    buffer.values = larger;
  }
  return buffer.values;
}

/** Places on a stroke's middle line with half the stroke's width there: x, y and radius of each in turn. */
const samples = createBuffer();
const line = createBuffer();
/** The border: its left side and, to be walked back, its right one. */
const leftSide = createBuffer();
const rightSide = createBuffer();

/** How far, in logical pixels, an edge of a disc, and of the line along which it is swept, may stray from the curve. */
const DISC_TOLERANCE = 0.2;
const LINE_TOLERANCE = 0.1;
/** How far a curve may pass by a point that pulls it, in logical pixels: farther, fills show that it does. */
const LONGEST_BYPASS = 1.5;
/** A turn by more than 60° is meant as a corner, unless it is as small as the steps of whole pixels. */
const CORNER_COSINE = 0.5;
const SMALLEST_CORNER = 0.5;

/** Entry `at` of a list that is known to be so long. */
const get = (list: Float64Array, at: number): number => list[at] ?? 0;

/** Gathers a run's points with the radius at each; a sensor's pressure is uneven, so it is evened out with its neighbours'. */
function gatherSamples(points: readonly Point[], first: number, to: number, diameter: number): void {
  samples.length = 0;
  const values = reserve(samples, 3 * (to - first));
  for (let index = first; index < to; index += 1) {
    const point = points[index];
    if (point === undefined) break;
    const pressure = point[2];
    const before = points[index - 1]?.[2] ?? pressure;
    const after = points[index + 1]?.[2] ?? pressure;
    values[samples.length] = point[0];
    values[samples.length + 1] = point[1];
    values[samples.length + 2] = (diameter * (32 + (before + 2 * pressure + after) / 4)) / 128;
    samples.length += 3;
  }
}

/**
 * Appends a disc to the line. It leaves out discs that lie inside their neighbour's (no line touches two such discs from
 * outside) and those that hardly reach out of the one before, as of a broad pen that trembles.
 */
function appendDisc(x: number, y: number, radius: number): void {
  const values = reserve(line, 3);
  while (line.length > 0) {
    const last = line.length - 3;
    const lastRadius = get(values, last + 2);
    const dx = x - get(values, last);
    const dy = y - get(values, last + 1);
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance + radius - lastRadius <= lastRadius / 24) return;
    if (distance + lastRadius - radius > 0) break;
    line.length = last;
  }
  values[line.length] = x;
  values[line.length + 1] = y;
  values[line.length + 2] = radius;
  line.length += 3;
}

/**
 * Appends the way past the sample at `at`, from the middle before it to the middle behind it: a quadratic that it pulls, as
 * straight pieces. A sharp turn is a corner, and a wide one is rounded only near its point.
 */
function appendBend(at: number): void {
  const { values } = samples;
  const x = get(values, at);
  const y = get(values, at + 1);
  const radius = get(values, at + 2);
  // Half the way to the samples beside it.
  const inX = (get(values, at - 3) - x) / 2;
  const inY = (get(values, at - 2) - y) / 2;
  const inRadius = (get(values, at - 1) - radius) / 2;
  const outX = (get(values, at + 3) - x) / 2;
  const outY = (get(values, at + 4) - y) / 2;
  const outRadius = (get(values, at + 5) - radius) / 2;
  const pullX = inX + outX;
  const pullY = inY + outY;
  const bypass = Math.sqrt(pullX * pullX + pullY * pullY) / 4;
  const lengths = Math.sqrt((inX * inX + inY * inY) * (outX * outX + outY * outY));
  const isCorner = bypass > SMALLEST_CORNER && -(inX * outX + inY * outY) < CORNER_COSINE * lengths;
  /** Which part of the way to the middles the curve takes. */
  const part = isCorner ? 0 : Math.min(1, LONGEST_BYPASS / bypass);
  appendDisc(x + inX * part, y + inY * part, radius + inRadius * part);
  const pieces = Math.ceil(Math.sqrt((bypass * part) / LINE_TOLERANCE));
  for (let piece = 1; piece < pieces; piece += 1) {
    const t = piece / pieces;
    const a = part * (1 - t) * (1 - t);
    const c = part * t * t;
    appendDisc(x + a * inX + c * outX, y + a * inY + c * outY, radius + a * inRadius + c * outRadius);
  }
  appendDisc(x + outX * part, y + outY * part, radius + outRadius * part);
  appendDisc(x + outX, y + outY, radius + outRadius);
}

/** Appends the disc in the middle between the sample at `at` and the one before it, or by `part` nearer to the former. */
function appendBetween(at: number, part = 0.5): void {
  const { values } = samples;
  const along = (axis: number): number => {
    const before = get(values, at - 3 + axis);
    return before + (get(values, at + axis) - before) * part;
  };
  appendDisc(along(0), along(1), along(2));
}

/**
 * Makes the middle line of a run: a hand's points pull a curve that runs through the middles between them.
 * @param from place of the run's first point among the samples: it begins at the first one, or where an open run before it
 * ends
 * @param isOpen ends it in the middle before its last point, else at that
 */
function makeLine(from: number, isOpen: boolean): void {
  const { values } = samples;
  line.length = 0;
  if (samples.length === 0) return;
  if (from > 1) appendBetween(3 * (from - 1));
  else appendDisc(get(values, 0), get(values, 1), get(values, 2));
  const last = samples.length - 3;
  for (let at = 3 * Math.max(1, from - 1); at < last; at += 3) appendBend(at);
  if (last > 0) appendBetween(last, isOpen ? 0.5 : 1);
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

/** Appends the corners of the line's disc at `at` from one to another, both included, whichever way that is. */
function appendCorners(side: Buffer, polygon: Float64Array, at: number, from: number, to: number): void {
  const x = get(line.values, at);
  const y = get(line.values, at + 1);
  const radius = get(line.values, at + 2);
  const way = from < to ? 2 : -2;
  const values = reserve(side, 2 * (Math.abs(to - from) + 1));
  let corner = (2 * from) % polygon.length;
  if (corner < 0) corner += polygon.length;
  for (let left = Math.abs(to - from); left >= 0; left -= 1) {
    values[side.length] = x + radius * get(polygon, corner);
    values[side.length + 1] = y + radius * get(polygon, corner + 1);
    side.length += 2;
    corner += way;
    if (corner < 0) corner += polygon.length;
    else if (corner >= polygon.length) corner -= polygon.length;
  }
}

/**
 * The border of the discs along the line.
 *
 * Discs are regular polygons of one corner count, all turned the same way, so a side joins the same corner of two
 * neighbours and at a turn both sides walk from corner to corner. That is the exact border of a swept polygon: it goes
 * round every inked place at least once in one sense, and the nonzero rule leaves no hole.
 */
function borderOfLine(diameter: number): Outline {
  leftSide.length = 0;
  rightSide.length = 0;
  if (line.length === 0) return [];
  const cornerCount = Math.ceil(Math.PI / Math.acos(1 - DISC_TOLERANCE / diameter));
  const cornerAngle = (2 * Math.PI) / cornerCount;
  const narrowing = Math.cos(cornerAngle / 2);
  const polygon = polygonOf(cornerCount);
  const { values } = line;
  const last = line.length - 3;
  let [heading, left, right] = [0, cornerCount, 1];
  for (let at = 0; at < last; at += 3) {
    const dx = get(values, at + 3) - get(values, at);
    const dy = get(values, at + 4) - get(values, at + 1);
    const turn = (Math.atan2(dy, dx) - heading) / (2 * Math.PI);
    heading += 2 * Math.PI * (turn - Math.round(turn));
    // Where both discs are equal the sides leave at right angles to the heading, else towards the smaller one.
    const shrinking =
      ((get(values, at + 2) - get(values, at + 5)) * narrowing) / Math.sqrt(dx * dx + dy * dy);
    const slant = Math.acos(Math.max(-1, Math.min(1, shrinking)));
    const nextLeft = Math.round((heading + slant) / cornerAngle);
    const nextRight = Math.round((heading - slant) / cornerAngle);
    if (at === 0) {
      // From the right side round behind the start to the left side.
      appendCorners(leftSide, polygon, at, nextRight + cornerCount, nextLeft);
    } else {
      appendCorners(leftSide, polygon, at, left, nextLeft);
      appendCorners(rightSide, polygon, at, right, nextRight);
    }
    left = nextLeft;
    right = nextRight;
  }
  appendCorners(leftSide, polygon, last, left, right);

  const outline = new Float64Array(leftSide.length + rightSide.length);
  outline.set(leftSide.values.subarray(0, leftSide.length));
  for (let at = 0; at < rightSide.length; at += 2) {
    outline[outline.length - at - 2] = get(rightSide.values, at);
    outline[outline.length - at - 1] = get(rightSide.values, at + 1);
  }
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
  gatherSamples(points, first, to, diameter);
  makeLine(from - first, isOpen);
  return borderOfLine(diameter);
}

/** An outline as the `d` of an SVG path: tenths of a logical pixel, relative to save bytes. Empty for an empty outline. */
export function smoothSvgPath(outline: Outline): string {
  let [x, y] = [0, 0];
  let path = '';
  for (let at = 0; at < outline.length; at += 2) {
    const [toX, toY] = [Math.round((outline[at] ?? 0) * 10), Math.round((outline[at + 1] ?? 0) * 10)];
    if (path !== '' && toX === x && toY === y) continue;
    path += `${path === '' ? 'M' : 'l'}${(toX - x) / 10} ${(toY - y) / 10}`;
    [x, y] = [toX, toY];
  }
  return path === '' ? '' : `${path}z`;
}
