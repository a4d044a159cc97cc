import { CANVAS_HEIGHT, CANVAS_WIDTH, PALETTE } from '@drawguess/game/ink';

/**
 * How far, of a channel's 256 steps, a colour may lie from the other picture's: a soft edge that lies on another one keeps
 * a faint rest of what was below both, which nobody sees.
 */
const TOLERANCE = 16;

const palette = PALETTE.map(({ hex }) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/** The raster in the colours of its palette, four bytes a pixel. */
export function paintedRaster(pixels: Uint8Array): Uint8Array {
  const rgba = new Uint8Array(4 * pixels.length);
  pixels.forEach((colour, at) => rgba.set([...(palette[colour] ?? []), 255], 4 * at));
  return rgba;
}

/**
 * Part of the pixels of one picture, from 0 to 1, that have a colour which the other has neither there nor one pixel
 * beside it. Soft edges have the colours between those around them; a line that the other lacks has none of them.
 * @param picture four bytes a pixel, rows from the top
 */
export function foreignPart(picture: Uint8Array, other: Uint8Array): number {
  let foreign = 0;
  for (let y = 0; y < CANVAS_HEIGHT; y += 1) {
    for (let x = 0; x < CANVAS_WIDTH; x += 1) if (!isNear(picture, other, x, y)) foreign += 1;
  }
  return foreign / (CANVAS_WIDTH * CANVAS_HEIGHT);
}

function isNear(picture: Uint8Array, other: Uint8Array, x: number, y: number): boolean {
  const at = 4 * (y * CANVAS_WIDTH + x);
  const [left, right] = [Math.max(0, x - 1), Math.min(CANVAS_WIDTH - 1, x + 1)];
  const [top, bottom] = [Math.max(0, y - 1), Math.min(CANVAS_HEIGHT - 1, y + 1)];
  for (let channel = 0; channel < 3; channel += 1) {
    const value = picture[at + channel] ?? 0;
    let [least, most] = [255, 0];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const beside = other[4 * (row * CANVAS_WIDTH + column) + channel] ?? 0;
        if (beside < least) least = beside;
        if (beside > most) most = beside;
      }
    }
    if (value < least - TOLERANCE || value > most + TOLERANCE) return false;
  }
  return true;
}
