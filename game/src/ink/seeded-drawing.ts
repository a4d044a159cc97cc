import { CANVAS_HEIGHT, CANVAS_WIDTH, type Point } from './canvas.ts';

/**
 * Strokes as a hand with a pen makes them, for tests: the nib is pulled from target to target like a weight on a damped
 * spring, the sensor jitters by up to half a pixel, pressure rises, follows the speed and falls. Only sums and products
 * of doubles, so one seed gives the same points on every engine.
 * @param pull Stiffness of the spring; 0.01 is a calm hand (about 6 px a point), 0.03 a hasty one.
 */
export function drawStrokes(seed: number, strokeCount: number, pointCount: number, pull = 0.01): Point[][] {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 0x1000000;
  };

  const drawStroke = (): Point[] => {
    let [x, y] = [random() * CANVAS_WIDTH, random() * CANVAS_HEIGHT];
    let [targetX, targetY] = [x, y];
    let [speedX, speedY, pressure] = [0, 0, 8];
    const points: Point[] = [];
    for (let index = 0; index < pointCount; index += 1) {
      if (index % 20 === 0) {
        targetX = Math.min(1560, Math.max(40, targetX + (random() - 0.5) * 700));
        targetY = Math.min(860, Math.max(40, targetY + (random() - 0.5) * 700));
      }
      speedX = (speedX + (targetX - x) * pull) * 0.88;
      speedY = (speedY + (targetY - y) * pull) * 0.88;
      [x, y] = [x + speedX, y + speedY];
      const haste = Math.min(1, (Math.abs(speedX) + Math.abs(speedY)) / 30);
      const wanted = index > pointCount - 8 ? 6 : 42 - 18 * haste;
      pressure += (wanted - pressure) * 0.2 + (random() - 0.5) * 1.5;
      points.push([
        Math.min(CANVAS_WIDTH - 1, Math.max(0, Math.round(x + random() - 0.5))),
        Math.min(CANVAS_HEIGHT - 1, Math.max(0, Math.round(y + random() - 0.5))),
        Math.min(63, Math.max(0, Math.round(pressure))),
      ]);
    }
    return points;
  };
  return Array.from({ length: strokeCount }, drawStroke);
}
