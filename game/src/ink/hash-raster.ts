import { CANVAS_HEIGHT, CANVAS_WIDTH } from './canvas.ts';
import type { Raster } from './raster.ts';

const TWO_TO_32 = 2 ** 32;
/** The 64-bit FNV prime is 2^40 + 0x1b3: a shift of the low half into the high one, and a product by this. */
const PRIME_LOW = 0x1b3;

/**
 * The picture's fingerprint: 64-bit FNV-1a, as 16 lower-case hexadecimal digits, over three bytes for each run of equal
 * pixels in a row (colour, then the run's length, low byte first), rows from the top, runs from the left (IN-13).
 */
export function hashRaster(raster: Pick<Raster, 'pixels'>): string {
  const { pixels } = raster;
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const take = (byte: number): void => {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * PRIME_LOW;
    const carry = Math.floor(product / TWO_TO_32);
    high = (high * PRIME_LOW + carry + ((mixed << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  };

  for (let row = 0; row < CANVAS_HEIGHT; row += 1) {
    const end = (row + 1) * CANVAS_WIDTH;
    let at = end - CANVAS_WIDTH;
    while (at < end) {
      const start = at;
      const colour = pixels[start] ?? 0;
      while (at < end && pixels[at] === colour) at += 1;
      take(colour);
      take((at - start) & 255);
      take((at - start) >> 8);
    }
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
