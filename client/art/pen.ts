import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  createStrokeWriter,
  PALETTE,
  PLAIN_PRESSURE,
  SIZES,
  type Point,
} from '@drawguess/game/ink';

/** A hand that draws the game's own pictures: it trembles a little, presses harder in the middle, and overshoots. */

export type Spot = readonly [x: number, y: number];

export type Pen = {
  /** A smooth line through the spots. `size` is a place in SIZES. */
  line(spots: readonly Spot[], size?: number): void;
  /** Straight pieces from spot to spot, corners kept. */
  corners(spots: readonly Spot[], size?: number): void;
  /** An ellipse, or the part of it between two angles in degrees (0 is right, 90 is down); a whole one overshoots. */
  oval(centre: Spot, radii: Spot, size?: number, from?: number, to?: number): void;
  /** Colours a closed shape with one zigzag of the broad marker, `gap` logical pixels from line to line. */
  hatch(shape: readonly Spot[], options?: { gap?: number; degrees?: number; size?: number }): void;
  dot(spot: Spot, size?: number): void;
  /** The colour of what comes next, by its name in the palette. */
  take(colour: string): void;
};

/** Rows `gap` / 2 apart, turned by `angle` in radians, ending `inset` within the outline. */
type Hatching = { gap: number; angle: number; inset: number };

/** Logical pixels between two points of a recording. */
const STEP = 13;
const TREMBLE = 2.2;

/** Records what `draw` does as ink operations, the same ones for the same seed. */
export function record(seed: number, draw: (pen: Pen) => void): string[] {
  const operations: string[] = [];
  const writer = createStrokeWriter(0, 0, (text) => operations.push(text));
  const random = createRandom(seed);
  let colour = indexOf('ink');

  const stroke = (spots: readonly Spot[], size: number, tremble = TREMBLE): void => {
    const line = sampled(spots);
    const [phaseX, phaseY] = [random() * 9, random() * 9];
    const points = line.map(([x, y], index): Point => {
      const along = index / Math.max(1, line.length - 1);
      const press = PLAIN_PRESSURE + 14 * Math.sin(Math.PI * along) - 6 + random() * 4;
      return [
        x + tremble * Math.sin(index / 3.1 + phaseX) + (random() - 0.5) * tremble * 0.6,
        y + tremble * Math.cos(index / 2.7 + phaseY) + (random() - 0.5) * tremble * 0.6,
        Math.round(press / 4) * 4,
      ];
    });
    const [first, ...rest] = points;
    if (first === undefined) return;
    writer.begin('pen', colour, size, first);
    writer.add(rest);
    writer.end();
  };

  draw({
    take: (name) => (colour = indexOf(name)),
    line: (spots, size = 2) => stroke(throughSpots(spots), size),
    corners: (spots, size = 2) => stroke(spots, size),
    dot: ([x, y], size = 3) =>
      stroke(
        [
          [x, y],
          [x + 1, y + 1],
        ],
        size,
        0,
      ),
    oval(centre, radii, size = 2, from = -100, to = 275) {
      stroke(ellipse(centre, radii, from, to), size);
    },
    hatch(shape, { gap = 26, degrees = -38, size = 4 } = {}) {
      const inset = (SIZES[size] ?? 0) * 0.42;
      for (const zigzag of hatched(shape, { gap, angle: (degrees * Math.PI) / 180, inset }))
        stroke(zigzag, size, TREMBLE * 1.4);
    },
  });
  return operations;
}

function indexOf(name: string): number {
  const index = PALETTE.findIndex((one) => one.name === name);
  if (index < 0) throw new RangeError(`The palette has no ${name}.`);
  return index;
}

/** A spot every STEP logical pixels along straight pieces, their ends included. */
function sampled(spots: readonly Spot[]): Spot[] {
  const line: Spot[] = [];
  spots.forEach(([x, y], index) => {
    const before = spots[index - 1];
    if (before !== undefined) {
      const pieces = Math.floor(Math.hypot(x - before[0], y - before[1]) / STEP);
      for (let piece = 1; piece < pieces; piece++) {
        const t = piece / pieces;
        line.push([before[0] + (x - before[0]) * t, before[1] + (y - before[1]) * t]);
      }
    }
    const last = line.at(-1);
    if (last === undefined || index === spots.length - 1 || Math.hypot(x - last[0], y - last[1]) > STEP / 2)
      line.push([x, y]);
  });
  return line.map(([x, y]) => [clamp(x, CANVAS_WIDTH), clamp(y, CANVAS_HEIGHT)]);
}

const clamp = (value: number, end: number): number => Math.min(end - 1, Math.max(0, value));

/** A Catmull-Rom curve through the spots, in fine straight pieces. */
function throughSpots(spots: readonly Spot[]): Spot[] {
  const curve: Spot[] = [];
  for (let index = 0; index + 1 < spots.length; index++) {
    const [a, b, c, d] = [index - 1, index, index + 1, index + 2].map(
      (at) => spots[Math.min(spots.length - 1, Math.max(0, at))] ?? [0, 0],
    ) as [Spot, Spot, Spot, Spot];
    const pieces = Math.max(2, Math.ceil(Math.hypot(c[0] - b[0], c[1] - b[1]) / 6));
    for (let piece = index === 0 ? 0 : 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      const at = (axis: 0 | 1): number =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      curve.push([at(0), at(1)]);
    }
  }
  return thinned(curve);
}

/** Without spots nearer than half a step to the one before. */
function thinned(curve: readonly Spot[]): Spot[] {
  const kept: Spot[] = [];
  curve.forEach((spot, index) => {
    const last = kept.at(-1);
    const far = last === undefined || Math.hypot(spot[0] - last[0], spot[1] - last[1]) >= STEP;
    if (far || index === curve.length - 1) kept.push(spot);
  });
  return kept;
}

export function ellipse([x, y]: Spot, [rx, ry]: Spot, from = 0, to = 360): Spot[] {
  const pieces = Math.max(6, Math.ceil((Math.abs(to - from) / 360) * ((Math.PI * (rx + ry)) / STEP)));
  return Array.from({ length: pieces + 1 }, (_, piece): Spot => {
    const angle = ((from + ((to - from) * piece) / pieces) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

/** Zigzags that cover a shape: rows at an angle, as far within the outline as the marker is broad, joined row to row. */
function hatched(shape: readonly Spot[], { gap, angle, inset }: Hatching): Spot[][] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = shape.map(([x, y]): Spot => [x * cos + y * sin, -x * sin + y * cos]);
  const rows = turned.map(([, y]) => y);
  const zigzags: Spot[][] = [];
  /** The zigzag that each pair of crossings goes on with: a row may cross a bent shape more than once. */
  let open: Spot[][] = [];
  let forth = true;
  for (let row = Math.min(...rows) + inset; row <= Math.max(...rows) - inset / 2; row += gap / 2) {
    const crossings = turned
      .flatMap(([x, y], index) => {
        const [nextX, nextY] = turned[(index + 1) % turned.length] ?? [0, 0];
        return y <= row === nextY <= row ? [] : [x + ((row - y) / (nextY - y)) * (nextX - x)];
      })
      .toSorted((a, b) => a - b);
    if (crossings.length !== open.length * 2) {
      zigzags.push(...open);
      open = Array.from({ length: Math.floor(crossings.length / 2) }, () => []);
    }
    open.forEach((zigzag, pair) => {
      const [from = 0, to = 0] = crossings.slice(pair * 2);
      const [left, right] =
        to - from > 2 * inset ? [from + inset, to - inset] : [(from + to) / 2, (from + to) / 2];
      zigzag.push([forth ? left : right, row]);
    });
    forth = !forth;
  }
  return [...zigzags, ...open].map((zigzag) =>
    zigzag.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]),
  );
}

/** Mulberry32: evenly in 0 ≤ x < 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
