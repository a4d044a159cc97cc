import { CANVAS_HEIGHT, CANVAS_WIDTH, PAPER, SIZES } from './canvas.ts';
import { floodFill } from './flood-fill.ts';
import type { PaintItem, Stroke } from './ink-log.ts';

/** What fills and hashes are computed on: every client's raster of one canvas holds the same bytes. */
export type Raster = {
  /** One colour index per pixel, rows from the top, 1600 bytes a row. */
  readonly pixels: Uint8Array;
  /** Paints one item over what is there. */
  paint(item: PaintItem): void;
  /** Paints a stroke's points from place `from` on, joined to the point before. */
  extend(stroke: Stroke, from: number): void;
  /** Blanks the raster and paints the items in order. */
  repaint(items: readonly PaintItem[]): void;
};

/** Told of each fill: its colour and the pixels it took, as flat triples (y, first x, last x). */
export type FillListener = (colour: number, spans: readonly number[]) => void;

/** A stroke's radius in whole pixels: half the size's diameter at pressure 32, half of that at 0, 1.5 times at 63. */
export function rasterRadius(size: number, pressure: number): number {
  return Math.max(1, ((SIZES[size] ?? SIZES[0]) * (32 + pressure) + 64) >> 7);
}

/** So many are painted one by one. */
const FEW_PIXELS = 40;

/** Half the disc's width in row `dy` from its centre, for each radius: the largest w with w² + dy² <= r² + r. */
const discs = new Map<number, Uint8Array>();

function discOf(radius: number): Uint8Array {
  const known = discs.get(radius);
  if (known !== undefined) return known;
  const disc = new Uint8Array(radius + 1);
  let width = radius;
  for (let dy = 0; dy <= radius; dy += 1) {
    while (width * width + dy * dy > radius * radius + radius) width -= 1;
    disc[dy] = width;
  }
  discs.set(radius, disc);
  return disc;
}

/**
 * A blank raster. Aliased and in integers alone, so that every engine paints the same: a stroke is discs along Bresenham
 * lines from point to point, the radius changing evenly on the way (IN-11); an eraser paints paper; a fill takes the
 * 4-connected region of one colour (IN-12).
 * @param onFill Told of each fill as it is painted; the smooth picture draws those pixels.
 */
export function createRaster(onFill?: FillListener): Raster {
  const pixels = new Uint8Array(CANVAS_WIDTH * CANVAS_HEIGHT);
  // The discs of one line overlap in each row, so a row's union is one span: its ends are gathered, then painted once.
  const lefts = new Int16Array(CANVAS_HEIGHT).fill(CANVAS_WIDTH);
  const rights = new Int16Array(CANVAS_HEIGHT).fill(-1);

  const gather = (x: number, y: number, radius: number): void => {
    const disc = discOf(radius);
    const bottom = Math.min(CANVAS_HEIGHT - 1, y + radius);
    for (let row = Math.max(0, y - radius); row <= bottom; row += 1) {
      const width = disc[row < y ? y - row : row - y] ?? 0;
      if (x - width < (lefts[row] ?? 0)) lefts[row] = x - width;
      if (x + width > (rights[row] ?? 0)) rights[row] = x + width;
    }
  };

  const paintGathered = (top: number, bottom: number, colour: number): void => {
    const last = Math.min(CANVAS_HEIGHT - 1, bottom);
    for (let row = Math.max(0, top); row <= last; row += 1) {
      const left = Math.max(0, lefts[row] ?? 0);
      const right = Math.min(CANVAS_WIDTH - 1, rights[row] ?? -1);
      const end = row * CANVAS_WIDTH + right + 1;
      let at = row * CANVAS_WIDTH + left;
      // A call costs more than a few pixels.
      if (right - left > FEW_PIXELS) pixels.fill(colour, at, end);
      else for (; at < end; at += 1) pixels[at] = colour;
      lefts[row] = CANVAS_WIDTH;
      rights[row] = -1;
    }
  };

  /** The line from one point to another without its first disc, which the line before it has painted. */
  const gatherLine = (x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): void => {
    const dx = Math.abs(x1 - x0);
    const dy = Math.abs(y1 - y0);
    const steps = Math.max(dx, dy, 1);
    const [signX, signY] = [Math.sign(x1 - x0), Math.sign(y1 - y0)];
    let [x, y, errorX, errorY] = [x0, y0, steps >> 1, steps >> 1];
    for (let step = 1; step <= steps; step += 1) {
      errorX += dx;
      errorY += dy;
      if (errorX >= steps) {
        errorX -= steps;
        x += signX;
      }
      if (errorY >= steps) {
        errorY -= steps;
        y += signY;
      }
      gather(x, y, r0 + Math.trunc(((r1 - r0) * step) / steps));
    }
  };

  const paintPoints = (stroke: Stroke, from: number, to: number): void => {
    const colour = stroke.tool === 'eraser' ? PAPER : stroke.colour;
    for (let index = from; index < to; index += 1) {
      const point = stroke.points[index];
      if (point === undefined) return;
      const [x, y] = point;
      const radius = rasterRadius(stroke.size, point[2]);
      const before = stroke.points[index - 1];
      if (before === undefined) {
        gather(x, y, radius);
        paintGathered(y - radius, y + radius, colour);
      } else {
        const radiusBefore = rasterRadius(stroke.size, before[2]);
        gatherLine(before[0], before[1], radiusBefore, x, y, radius);
        const reach = Math.max(radius, radiusBefore);
        paintGathered(Math.min(y, before[1]) - reach, Math.max(y, before[1]) + reach, colour);
      }
    }
  };

  const paint = (item: PaintItem): void => {
    switch (item.type) {
      case 'stroke':
        return paintPoints(item.stroke, item.from, item.to);
      case 'fill': {
        const spans = floodFill(pixels, CANVAS_WIDTH, item.point[0], item.point[1], item.colour);
        onFill?.(item.colour, spans);
        return;
      }
      case 'clear':
        pixels.fill(PAPER);
    }
  };

  return {
    pixels,
    paint,
    extend: (stroke, from) => paintPoints(stroke, from, stroke.points.length),
    repaint(items) {
      pixels.fill(PAPER);
      items.forEach(paint);
    },
  };
}
