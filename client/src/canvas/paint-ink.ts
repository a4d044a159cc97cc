import {
  FILL_REACH,
  PALETTE,
  PAPER,
  smoothPath,
  type Outline,
  type Stroke,
  type StrokeRun,
} from '@drawguess/game/ink';

/**
 * Ink as people see it, on a 2D context whose units are logical pixels and whose whole numbers are the middles of the
 * raster's pixels. What is painted is opaque.
 */

const hexOf = (colour: number): string => (PALETTE[colour] ?? PALETTE[PAPER])?.hex ?? 'white';

function toPath(outline: Outline): Path2D {
  const path = new Path2D();
  for (const [x, y] of outline) path.lineTo(x, y);
  path.closePath();
  return path;
}

/** Paints a whole stroke. */
export function paintStroke(
  context: CanvasRenderingContext2D,
  { tool, colour, size, points }: Pick<Stroke, 'tool' | 'colour' | 'size' | 'points'>,
): void {
  context.fillStyle = hexOf(tool === 'eraser' ? PAPER : colour);
  context.fill(toPath(smoothPath(points, size)));
}

/** Paints a run, joined to the point before it. */
export function paintRun(context: CanvasRenderingContext2D, { stroke, from, to }: StrokeRun): void {
  paintStroke(context, { ...stroke, points: stroke.points.slice(Math.max(0, from - 1), to) });
}

/**
 * Paints the pixels that the raster filled, all in one path: rows painted one by one would show seams.
 * @param spans flat triples (y, first x, last x)
 */
export function paintSpans(
  context: CanvasRenderingContext2D,
  colour: number,
  spans: readonly number[],
): void {
  const path = new Path2D();
  for (let at = 0; at < spans.length; at += 3) {
    const [y = 0, left = 0, right = 0] = spans.slice(at, at + 3);
    path.rect(left - FILL_REACH, y - FILL_REACH, right - left + 2 * FILL_REACH, 2 * FILL_REACH);
  }
  context.fillStyle = hexOf(colour);
  context.fill(path);
}
