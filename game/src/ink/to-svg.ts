import { CANVAS_HEIGHT, CANVAS_WIDTH, PALETTE, PAPER } from './canvas.ts';
import { createInkLog, type StrokeRun } from './ink-log.ts';
import { createRaster, type Raster } from './raster.ts';
import { smoothPath, smoothSvgPath } from './smooth-path.ts';

/** A drawing whose smooth picture is longer than this, in characters, is given as coarse pixels (IN-23). */
export const MAX_SMOOTH_SVG_CHARS = 2_000_000;

/**
 * How far a fill reaches beyond the middles of its pixels, in logical pixels: their other half, and a little under the
 * soft edge of the ink around it.
 */
export const FILL_REACH = 0.5 + 0.6;

/** Side of a coarse pixel in logical pixels; it divides the canvas. */
const COARSE = 4;

/** The part of the canvas that a picture shows, from its left upper corner. */
type Extent = { readonly width: number; readonly height: number };

const WHOLE: Extent = { width: CANVAS_WIDTH, height: CANVAS_HEIGHT };

const headOf = ({ width, height }: Extent): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 ${width} ${height}" width="${width}" height="${height}">` +
  `<path fill="${hexOf(PAPER)}" d="M-1-1h${CANVAS_WIDTH + 1}v${CANVAS_HEIGHT + 1}h-${CANVAS_WIDTH + 1}z"/>`;
const TAIL = '</svg>';

function hexOf(colour: number): string {
  return (PALETTE[colour] ?? PALETTE[PAPER])?.hex ?? 'white';
}

/**
 * The picture that operations in paint order make, as people see it, as one SVG of 1600 × 900 on white paper: strokes
 * are smooth outlines (IN-14), a fill is exactly the pixels that the raster filled (IN-12), an eraser paints paper. What
 * was undone or cleared is not in it, so the text holds nothing that cannot be seen, and no text of a player's.
 *
 * @param extent left out, the whole canvas
 * @returns at most about `MAX_SMOOTH_SVG_CHARS` characters
 */
export function toSvg(operations: readonly string[], extent: Extent = WHOLE): string {
  const writing = writeSvg(operations, extent);
  for (;;) {
    const { done, value } = writing.next();
    if (done === true) return value;
  }
}

/** As `toSvg`, in steps of some milliseconds: a drawing full of fills takes a second, in which others want their turn. */
export function* writeSvg(
  operations: readonly string[],
  extent: Extent = WHOLE,
): Generator<undefined, string> {
  const head = headOf(extent);
  const ink = createInkLog();
  for (const operation of operations) ink.apply(operation);
  const parts = [head];
  let chars = head.length;
  /** @param minChars what it will come to at least: what is too long anyway is not written first */
  const add = (minChars: number, write: () => string): void => {
    chars += minChars;
    if (chars > MAX_SMOOTH_SVG_CHARS) return;
    const part = write();
    parts.push(part);
    chars += part.length - minChars;
  };

  const raster = createRaster((colour, spans) =>
    add(2 * spans.length, () => spansPath(colour, spans, 2 * FILL_REACH)),
  );
  for (const item of ink.items()) {
    raster.paint(item);
    if (item.type === 'stroke') add(item.to - item.from, () => runPath(item));
    yield;
  }
  return chars > MAX_SMOOTH_SVG_CHARS ? coarsePicture(raster, head) : parts.concat(TAIL).join('');
}

function runPath({ stroke, from, to }: StrokeRun): string {
  const outline = smoothPath(stroke.points, stroke.size, { from, to });
  const colour = hexOf(stroke.tool === 'eraser' ? PAPER : stroke.colour);
  return `<path fill="${colour}" d="${smoothSvgPath(outline)}"/>`;
}

/**
 * Rows of pixels as one stroked path, which shows no seams between them: each span is a line through the middles of its
 * pixels, with square ends.
 * @param spans flat triples (y, first x, last x)
 */
function spansPath(colour: number, spans: readonly number[], lineWidth: number): string {
  if (spans.length === 0) return '';
  const sorted = Array.from({ length: spans.length / 3 }, (_, index) =>
    spans.slice(3 * index, 3 * index + 3),
  );
  sorted.sort(([y = 0, x = 0], [otherY = 0, otherX = 0]) => y - otherY || x - otherX);
  let [atX, atY] = [0, 0];
  let path = '';
  for (const [y = 0, left = 0, right = 0] of sorted) {
    path += `m${left - atX} ${y - atY}h${right - left}`;
    [atX, atY] = [right, y];
  }
  return `<path stroke="${hexOf(colour)}" stroke-width="${lineWidth}" stroke-linecap="square" fill="none" d="${path}"/>`;
}

/** The raster in squares of 4 × 4 pixels, each in the colour of one in its middle: bounded whatever was drawn. */
function coarsePicture({ pixels }: Pick<Raster, 'pixels'>, head: string): string {
  const [columns, rows] = [CANVAS_WIDTH / COARSE, CANVAS_HEIGHT / COARSE];
  const colourAt = (column: number, row: number): number | undefined =>
    pixels[(row * COARSE + COARSE / 2) * CANVAS_WIDTH + column * COARSE + COARSE / 2];
  const spans = new Map<number, number[]>();
  for (let row = 0; row < rows; row += 1) {
    for (let first = 0, last = 0; first < columns; first = last + 1) {
      const colour = colourAt(first, row) ?? PAPER;
      last = first;
      while (last + 1 < columns && colourAt(last + 1, row) === colour) last += 1;
      if (colour === PAPER) continue;
      const ofColour = spans.get(colour) ?? [];
      ofColour.push(row, first, last);
      spans.set(colour, ofColour);
    }
  }
  const middle = COARSE / 2 - 0.5;
  const paths = [...spans].map(([colour, ofColour]) => spansPath(colour, ofColour, 1));
  return `${head}<g transform="translate(${middle} ${middle}) scale(${COARSE})">${paths.join('')}</g>${TAIL}`;
}
