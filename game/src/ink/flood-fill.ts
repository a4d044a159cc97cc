/**
 * Gives the 4-connected region of one colour around a pixel another colour. Each pixel is visited a bounded number of
 * times, whatever its region's shape.
 * @param pixels One byte per pixel, rows of `width`.
 * @returns The pixels that changed, as flat triples (y, first x, last x); empty where the colour was there already.
 */
export function floodFill(pixels: Uint8Array, width: number, x: number, y: number, colour: number): number[] {
  const target = pixels[y * width + x];
  const spans: number[] = [];
  if (target === undefined || target === colour) return spans;

  /** Runs of the region that are to be painted, as pairs (first, last place in `pixels`); some are found twice. */
  const runs = [y * width + x, y * width + x];
  const findRuns = (from: number, to: number): void => {
    for (let at = Math.max(0, from); at <= to; at += 1) {
      if (pixels[at] !== target) continue;
      runs.push(at);
      while (at < to && pixels[at + 1] === target) at += 1;
      runs.push(at);
    }
  };

  while (runs.length > 0) {
    let right = runs.pop() ?? 0;
    let left = runs.pop() ?? 0;
    if (pixels[left] !== target) continue;
    const row = Math.floor(left / width);
    const rowStart = row * width;
    while (left > rowStart && pixels[left - 1] === target) left -= 1;
    while (right < rowStart + width - 1 && pixels[right + 1] === target) right += 1;
    pixels.fill(colour, left, right + 1);
    spans.push(row, left - rowStart, right - rowStart);
    findRuns(left - width, right - width);
    findRuns(left + width, right + width);
  }
  return spans;
}
