import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  MAX_POINTS_PER_OPERATION,
  MAX_PRESSURE,
  MAX_STROKE_POINTS,
  type Point,
  type Tool,
} from './canvas.ts';
import { encodeOperation } from './operation.ts';

/** The author's side of a canvas: turns a hand's movements into operations. Points may be fractional or off the canvas. */
export type StrokeWriter = {
  /** Emits the beginning of a stroke at once, ending the one before. `colour` and `size` are places in the palette and sizes. */
  begin(tool: Tool, colour: number, size: number, point: Point): void;
  /** Collects points of the open stroke; without one they are dropped. A point equal to the one before it is dropped. */
  add(points: readonly Point[]): void;
  /** Emits what was collected, at most 64 points an operation. */
  flush(): void;
  /** Flushes and ends the open stroke. */
  end(): void;
  /** What was collected since the last flush, behind the point that was emitted last; none without an open stroke. */
  unsent(): readonly Point[];
  /** Fills the region around a point. */
  fill(point: readonly [x: number, y: number], colour: number): void;
  /** Undoes this writer's latest operation that is still done. */
  undo(): void;
  /** Does again what this writer undid last. */
  redo(): void;
  /** Blanks the canvas. */
  clear(): void;
};

/** The whole number nearest to `value` in 0..max; what is no number counts as 0. */
const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, Math.round(value) || 0));

const clampPoint = ([x, y, pressure]: Point): Point => [
  clamp(x, CANVAS_WIDTH - 1),
  clamp(y, CANVAS_HEIGHT - 1),
  clamp(pressure, MAX_PRESSURE),
];

const isSame = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];

/** A stroke in the making: `last` is its latest point, `pending` those not yet emitted, the first of them at `index`. */
type OpenStroke = {
  readonly tool: Tool;
  readonly colour: number;
  readonly size: number;
  readonly number: number;
  index: number;
  emitted: Point;
  last: Point;
  pending: Point[];
};

/**
 * A writer for one slot of one canvas. It holds no document: `emit` appends the text wherever the canvas is now.
 * @param nextNumber The first number to use: `nextNumber(slot)` of the canvas's log.
 * @param emit Takes each operation as soon as it exists, in order.
 */
export function createStrokeWriter(
  slot: number,
  nextNumber: number,
  emit: (text: string) => void,
): StrokeWriter {
  let next = nextNumber;
  let open: OpenStroke | undefined;

  const takeNumber = (): number => next++;

  const begin = (tool: Tool, colour: number, size: number, start: Point): void => {
    end();
    const point = clampPoint(start);
    const number = takeNumber();
    emit(encodeOperation({ type: 'begin', slot, number, tool, colour, size, point }));
    open = { tool, colour, size, number, index: 1, emitted: point, last: point, pending: [] };
  };

  const flush = (): void => {
    while (open !== undefined && open.pending.length > 0) {
      const points = open.pending.splice(0, MAX_POINTS_PER_OPERATION);
      let [x, y, pressure] = open.emitted;
      const deltas = points.map((point) => {
        const delta = [point[0] - x, point[1] - y, point[2] - pressure] as const;
        [x, y, pressure] = point;
        return delta;
      });
      const { number, index } = open;
      open.emitted = [x, y, pressure];
      open.index += points.length;
      emit(encodeOperation({ type: 'points', slot, number, index, deltas }));
    }
  };

  const end = (): void => {
    flush();
    open = undefined;
  };

  const add = (points: readonly Point[]): void => {
    for (const raw of points) {
      if (open === undefined) return;
      const point = clampPoint(raw);
      if (isSame(point, open.last)) continue;
      // A longer stroke goes on as a new one that starts where the full one stopped.
      if (open.index + open.pending.length === MAX_STROKE_POINTS)
        begin(open.tool, open.colour, open.size, open.last);
      open.pending.push(point);
      open.last = point;
    }
  };

  const emitPlain = (type: 'undo' | 'redo' | 'clear') => (): void => {
    end();
    emit(encodeOperation({ type, slot, number: takeNumber() }));
  };

  return {
    begin,
    add,
    flush,
    end,
    unsent: () => (open === undefined ? [] : [open.emitted, ...open.pending]),
    fill([x, y], colour) {
      end();
      const point = [clamp(x, CANVAS_WIDTH - 1), clamp(y, CANVAS_HEIGHT - 1)] as const;
      emit(encodeOperation({ type: 'fill', slot, number: takeNumber(), point, colour }));
    },
    undo: emitPlain('undo'),
    redo: emitPlain('redo'),
    clear: emitPlain('clear'),
  };
}
