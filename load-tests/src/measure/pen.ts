import { setTimeout as sleep } from 'node:timers/promises';
import { createStrokeWriter, drawStrokes, type Point } from '@drawguess/game/ink';
import type { BotTurn } from '../bots/index.ts';

const POINTS_PER_FLUSH = 6;
/** Of the hands that `drawStrokes` knows, the one whose points cost the most. */
const HASTY_PULL = 0.03;
export const POINTS_PER_STROKE = 80;

/**
 * The drawer's pen, with pressure, as the client flushes it: a stroke's beginning at once, then six points an update. It
 * counts points, not time, so that a busy machine changes nothing.
 */
export function createPen({ drawer, slot }: BotTurn, seed: number) {
  let emitted: string[] = [];
  let strokes = 0;
  const writer = createStrokeWriter(slot, 0, (operation) => emitted.push(operation));

  const flush = async (everyMs: number): Promise<void> => {
    writer.flush();
    if (emitted.length > 0) drawer.session.canvas?.push(emitted);
    emitted = [];
    await sleep(everyMs);
  };

  const drawStroke = async ([start, ...points]: Point[], everyMs: number): Promise<void> => {
    if (start === undefined) return;
    writer.begin('pen', 1 + (strokes % 20), strokes % 5, start);
    await flush(everyMs);
    for (let from = 0; from < points.length; from += POINTS_PER_FLUSH) {
      writer.add(points.slice(from, from + POINTS_PER_FLUSH));
      await flush(everyMs);
    }
    writer.end();
    strokes += 1;
  };

  return {
    /** @param everyMs time between two flushes; the server takes 100 updates a second, and 1,000 at once */
    async draw(strokeCount: number, everyMs: number): Promise<void> {
      for (const stroke of drawStrokes(seed + strokes, strokeCount, POINTS_PER_STROKE, HASTY_PULL))
        await drawStroke(stroke, everyMs);
    },
  };
}
