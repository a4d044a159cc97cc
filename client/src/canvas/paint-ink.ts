import { FILL_REACH, PALETTE, PAPER, smoothPath, type Outline, type Stroke } from '@drawguess/game/ink';

/**
 * Ink as people see it, on a 2D context whose units are logical pixels and whose whole numbers are the middles of the
 * raster's pixels. What is painted is opaque.
 */

/** What of a stroke its look depends on. */
export type Ink = Pick<Stroke, 'tool' | 'colour' | 'size' | 'points'>;

/**
 * A part of a stroke: its points from place `from` up to but not including `to`, joined to the point before. Without `to`
 * all that there are. An open one ends where the next one, from its `to` on, begins; the point at its `to` is there already.
 */
export type InkRun = { readonly from?: number; readonly to?: number; readonly isOpen?: boolean };

const hexOf = (colour: number): string => (PALETTE[colour] ?? PALETTE[PAPER]).hex;

const styleOf = ({ tool, colour }: Ink): string => hexOf(tool === 'eraser' ? PAPER : colour);

/** What an outline is traced onto: a context's current path, or a path that is kept. */
type Trace = Pick<CanvasPath, 'lineTo' | 'closePath'>;

function trace<To extends Trace>(to: To, outline: Outline): To {
  for (let at = 0; at < outline.length; at += 2) to.lineTo(outline[at] ?? 0, outline[at + 1] ?? 0);
  to.closePath();
  return to;
}

/** The path of each stroke that was painted whole: painting it again, after an undo, costs little. */
const wholePaths = new WeakMap<Ink, { readonly pointCount: number; readonly path: Path2D }>();

function wholePath(ink: Ink): Path2D {
  const known = wholePaths.get(ink);
  if (known?.pointCount === ink.points.length) return known.path;
  const path = trace(new Path2D(), smoothPath(ink.points, ink.size));
  wholePaths.set(ink, { pointCount: ink.points.length, path });
  return path;
}

/** Paints a finished stroke. */
export function paintWhole(context: CanvasRenderingContext2D, ink: Ink): void {
  context.fillStyle = styleOf(ink);
  context.fill(wholePath(ink));
}

/** Paints a stroke that grows, or a part of it. */
export function paintRun(context: CanvasRenderingContext2D, ink: Ink, run: InkRun = {}): void {
  context.fillStyle = styleOf(ink);
  context.beginPath();
  trace(context, smoothPath(ink.points, ink.size, run)).fill();
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
    const [y, left, right] = [spans[at] ?? 0, spans[at + 1] ?? 0, spans[at + 2] ?? 0];
    path.rect(left - FILL_REACH, y - FILL_REACH, right - left + 2 * FILL_REACH, 2 * FILL_REACH);
  }
  context.fillStyle = hexOf(colour);
  context.fill(path);
}
