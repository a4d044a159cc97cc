import { CANVAS_WIDTH, PALETTE, PAPER } from '@drawguess/game/ink';

/** Browsers refuse larger pointers. */
const LARGEST_PX = 120;
const RING_PX = 1.5;
const DARK = PALETTE[1].hex;
const LIGHT = PALETTE[PAPER].hex;

/**
 * The mouse pointer over the canvas: a ring as wide as the line, dark and light so that it shows on every colour.
 * @param diameter of the line, in logical pixels
 * @param canvasWidth of the canvas on screen, in CSS pixels
 * @returns a value of the CSS property `cursor`
 */
export function brushCursor(diameter: number, canvasWidth: number): string {
  const width = Math.max(2, (diameter * canvasWidth) / CANVAS_WIDTH);
  const box = Math.ceil(width + 4 * RING_PX);
  if (box > LARGEST_PX) return 'crosshair';
  const ring = (radius: number, colour: string): string =>
    `<circle cx='${box / 2}' cy='${box / 2}' r='${radius}' fill='none' stroke='${colour}' stroke-width='${RING_PX}'/>`;
  const picture =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${box}' height='${box}'>` +
    ring(width / 2, DARK) +
    ring(width / 2 + RING_PX, LIGHT) +
    '</svg>';
  const middle = Math.floor(box / 2);
  return `url("data:image/svg+xml,${encodeURIComponent(picture)}") ${middle} ${middle}, crosshair`;
}
