import { createRaster, type Raster, type Stroke } from '@drawguess/game/ink';

/** A part of a stroke that the raster lacks. */
type Waiting = { readonly stroke: Stroke; from: number; readonly to: number };

/** What is done at once, so that no piece of work is long. */
const POINTS_AT_ONCE = 128;

/** So many parts are painted in a moment, whenever that is. */
const MUCH = 192;

/** A raster that is painted when it is asked for, or when there is time. */
export type LazyRaster = {
  paintStroke(stroke: Stroke, from: number, to: number): void;
  /** @returns the pixels that it took, as flat triples (y, first x, last x) */
  fill(x: number, y: number, colour: number): readonly number[];
  clear(): void;
  /** Whether anything waits to be painted. */
  readonly isBehind: boolean;
  /** Whether so much waits that idle time should be spent on it. */
  readonly isFarBehind: boolean;
  /** Paints a little of what waits. */
  work(): void;
  /** The raster, with all that waited painted. */
  caughtUp(): Raster;
};

export function createLazyRaster(): LazyRaster {
  let taken: readonly number[] = [];
  const raster = createRaster((_colour, spans) => (taken = spans));
  let waiting: Waiting[] = [];
  /** Places before this one in `waiting` are done. */
  let done = 0;

  const work = (): void => {
    const next = waiting[done];
    if (next === undefined) return;
    const to = Math.min(next.to, next.from + POINTS_AT_ONCE);
    raster.paint({ type: 'stroke', stroke: next.stroke, from: next.from, to });
    next.from = to;
    if (to < next.to) return;
    done += 1;
    if (done === waiting.length) [waiting, done] = [[], 0];
  };

  const caughtUp = (): Raster => {
    while (waiting.length > 0) work();
    return raster;
  };

  return {
    paintStroke: (stroke, from, to) => waiting.push({ stroke, from, to }),
    fill(x, y, colour) {
      caughtUp().paint({ type: 'fill', point: [x, y], colour });
      return taken;
    },
    clear() {
      [waiting, done] = [[], 0];
      raster.paint({ type: 'clear' });
    },
    get isBehind() {
      return waiting.length > 0;
    },
    get isFarBehind() {
      return waiting.length - done > MUCH;
    },
    work,
    caughtUp,
  };
}
