import { SIZES, type Point } from './canvas.ts';

/** A closed polygon in logical pixels, fractions included; to be filled by the nonzero rule. */
export type Outline = readonly (readonly [x: number, y: number])[];

/** A place on the stroke's middle line with half the stroke's width there. */
type Sample = readonly [x: number, y: number, radius: number];

/** How far, in logical pixels, a straight edge may stray from the curve it stands for. */
const TOLERANCE = 0.2;

const middle = (a: Sample, b: Sample): Sample => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];

/** Appends the curve from `start` (not itself) to `end` that `control` pulls: a quadratic, as straight pieces. */
function appendCurve(line: Sample[], start: Sample, control: Sample, end: Sample): void {
  const bend = Math.hypot(start[0] - 2 * control[0] + end[0], start[1] - 2 * control[1] + end[1]) / 4;
  const pieces = Math.max(1, Math.ceil(Math.sqrt(bend / TOLERANCE)));
  for (let piece = 1; piece <= pieces; piece += 1) {
    const t = piece / pieces;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    const at = (axis: 0 | 1 | 2): number => a * start[axis] + b * control[axis] + c * end[axis];
    line.push([at(0), at(1), at(2)]);
  }
}

/** The middle line: a hand's points pull a curve that runs through the middles between them. */
function smoothLine(points: readonly Sample[]): Sample[] {
  const line: Sample[] = points.slice(0, 1);
  let start = points[0];
  points.forEach((control, index) => {
    const next = points[index + 1];
    if (index === 0 || next === undefined || start === undefined) return;
    const end = middle(control, next);
    appendCurve(line, start, control, end);
    start = end;
  });
  return line.concat(points.slice(1).slice(-1));
}

/** How far the disc around `a` reaches out of the disc around `b`; 0 or less when it lies inside. */
const reachOut = (a: Sample, b: Sample): number => Math.hypot(a[0] - b[0], a[1] - b[1]) + a[2] - b[2];

/**
 * Without discs that lie inside their neighbour's (no line touches two such discs from outside) and without those that
 * hardly reach out of the one before, as of a broad pen that trembles.
 */
function separated(line: readonly Sample[]): Sample[] {
  const apart: Sample[] = [];
  for (const sample of line) {
    let last = apart.at(-1);
    if (last !== undefined && reachOut(sample, last) <= last[2] / 24) continue;
    while (last !== undefined && reachOut(last, sample) <= 0) {
      apart.pop();
      last = apart.at(-1);
    }
    apart.push(sample);
  }
  return apart;
}

/**
 * The outline of a stroke as people see it: smooth, as wide as its pressure says, round at both ends.
 * For eyes only, computed in fractions: fills and hashes come from the raster (IN-14).
 *
 * Discs are regular polygons of one corner count, all turned the same way, so a side joins the same corner of two
 * neighbours and at a turn both sides walk from corner to corner. That is the exact border of a swept polygon: it goes
 * round every inked place at least once in one sense, and the nonzero rule leaves no hole.
 * @param points The stroke's points; for a run that joins on, from the point before it. None gives an empty outline.
 * @param size Place in SIZES.
 */
export function smoothPath(points: readonly Point[], size: number): Outline {
  const diameter = SIZES[size] ?? SIZES[0];
  const samples = points.map(([x, y, pressure], index): Sample => {
    // A sensor's pressure is uneven: each is evened out with its neighbours.
    const before = points[index - 1]?.[2] ?? pressure;
    const after = points[index + 1]?.[2] ?? pressure;
    return [x, y, (diameter * (32 + (before + 2 * pressure + after) / 4)) / 128];
  });
  const line = separated(smoothLine(samples));
  const first = line[0];
  const last = line.at(-1);
  if (first === undefined || last === undefined) return [];

  const cornerCount = Math.ceil(Math.PI / Math.acos(1 - TOLERANCE / diameter));
  const cornerAngle = (2 * Math.PI) / cornerCount;
  const outline: [number, number][] = [];
  const rightSide: [number, number][] = [];
  /** Appends the corners of a sample's disc from one to another, both included, whichever way that is. */
  const appendCorners = (
    side: [number, number][],
    [x, y, radius]: Sample,
    from: number,
    to: number,
  ): void => {
    const way = from < to ? 1 : -1;
    for (let corner = from; corner !== to + way; corner += way) {
      side.push([x + radius * Math.cos(corner * cornerAngle), y + radius * Math.sin(corner * cornerAngle)]);
    }
  };

  let [heading, left, right] = [0, cornerCount, 1];
  line.forEach((sample, index) => {
    const next = line[index + 1];
    if (next === undefined) return;
    const [dx, dy] = [next[0] - sample[0], next[1] - sample[1]];
    const towards = Math.atan2(dy, dx);
    heading += Math.atan2(Math.sin(towards - heading), Math.cos(towards - heading));
    // Where both discs are equal the sides leave at right angles to the heading, else towards the smaller one.
    const shrinking = ((sample[2] - next[2]) * Math.cos(cornerAngle / 2)) / Math.hypot(dx, dy);
    const slant = Math.acos(Math.max(-1, Math.min(1, shrinking)));
    const nextLeft = Math.round((heading + slant) / cornerAngle);
    const nextRight = Math.round((heading - slant) / cornerAngle);
    if (index === 0) {
      // From the right side round behind the start to the left side.
      appendCorners(outline, sample, nextRight + cornerCount, nextLeft);
    } else {
      appendCorners(outline, sample, left, nextLeft);
      appendCorners(rightSide, sample, right, nextRight);
    }
    [left, right] = [nextLeft, nextRight];
  });
  appendCorners(outline, last, left, right);
  return outline.concat(rightSide.reverse());
}

/** An outline as the `d` of an SVG path: tenths of a logical pixel, relative to save bytes. Empty for an empty outline. */
export function smoothSvgPath(outline: Outline): string {
  let [x, y] = [0, 0];
  let path = '';
  for (const point of outline) {
    const [toX, toY] = [Math.round(point[0] * 10), Math.round(point[1] * 10)];
    if (path !== '' && toX === x && toY === y) continue;
    path += `${path === '' ? 'M' : 'l'}${(toX - x) / 10} ${(toY - y) / 10}`;
    [x, y] = [toX, toY];
  }
  return path === '' ? '' : `${path}z`;
}
