import { CANVAS_HEIGHT, CANVAS_WIDTH, MAX_PRESSURE, type Point, type Tool } from './canvas.ts';
import type { Delta } from './delta-code.ts';
import { decodeOperation, type InkOperation } from './operation.ts';

/** A stroke as the log knows it; `points` grows while its author draws. */
export type Stroke = {
  readonly slot: number;
  readonly number: number;
  readonly tool: Tool;
  readonly colour: number;
  readonly size: number;
  readonly points: readonly Point[];
};

/**
 * A run of a stroke's points, `from` up to but not including `to`, painted in one go. A stroke is one run unless
 * something else was painted while it grew; its next points are then a run of their own, above that. A run with `from`
 * above 0 joins on to the point before it. The last run's `to` grows.
 */
export type StrokeRun = {
  readonly type: 'stroke';
  readonly stroke: Stroke;
  readonly from: number;
  readonly to: number;
};

/** What a renderer paints, in array order. */
export type PaintItem =
  | StrokeRun
  | { readonly type: 'fill'; readonly point: readonly [x: number, y: number]; readonly colour: number }
  | { readonly type: 'clear' };

/**
 * What an element asks of a renderer, to be done before the next element is applied: nothing; paint a stroke's points
 * from place `from` on (joined to the one before); paint one item; or start again from `items()`.
 */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'extend'; readonly stroke: Stroke; readonly from: number }
  | { readonly kind: 'paint'; readonly item: PaintItem }
  | { readonly kind: 'repaint' };

/** The state of one canvas, replayed from its elements. */
export type InkLog = {
  /**
   * Takes the next element in array order. Malformed text, a repeated key, points already there, points beyond a gap
   * (IN-6) or off the canvas, and an undo or redo of nothing change nothing. Work is proportional to the text.
   */
  apply(text: string): Change;
  /** What the picture consists of: done operations in paint order, without what the last done clear blanked. */
  items(): readonly PaintItem[];
  /** The strokes of `items()`, each once and whole, in the order in which they came into the picture. */
  strokes(): readonly Stroke[];
  /** Whether the picture holds nothing: no done operation, or none since the last done clear. */
  readonly isBlank: boolean;
  /** Operations taken with a key of their own: everything but `points`. */
  readonly operationCount: number;
  /** Points taken, undone strokes' included. */
  readonly pointCount: number;
  /** The number that a writer's next operation carries: one above its highest so far, 0 at first. */
  nextNumber(slot: number): number;
  /** Whether an undo by this writer would change anything. */
  canUndo(slot: number): boolean;
  /** Whether a redo by this writer would change anything. */
  canRedo(slot: number): boolean;
};

type GrowingStroke = Stroke & { readonly points: Point[] };
type GrowingRun = StrokeRun & { to: number };
/** An operation that undo can reach; its stroke, if it began one. */
type Undoable = { done: boolean; readonly stroke?: GrowingStroke };
type Painted = { readonly by: Undoable; readonly item: GrowingRun | Exclude<PaintItem, StrokeRun> };
type Writer = {
  readonly seen: Map<number, Undoable | undefined>;
  done: Undoable[];
  undone: Undoable[];
  next: number;
};

const NOTHING: Change = { kind: 'none' };

const isOnCanvas = ([x, y, pressure]: Point): boolean =>
  x >= 0 && x < CANVAS_WIDTH && y >= 0 && y < CANVAS_HEIGHT && pressure >= 0 && pressure <= MAX_PRESSURE;

function walk(start: Point, deltas: readonly Delta[]): Point[] {
  let [x, y, pressure] = start;
  return deltas.map(([dx, dy, dp]) => [(x += dx), (y += dy), (pressure += dp)] as const);
}

/** An empty canvas, ready to take its elements from the first one on. */
export function createInkLog(): InkLog {
  const writers = new Map<number, Writer>();
  const painted: Painted[] = [];
  let operationCount = 0;
  let pointCount = 0;

  const writerOf = (slot: number): Writer => {
    const known = writers.get(slot);
    if (known !== undefined) return known;
    const writer: Writer = { seen: new Map(), done: [], undone: [], next: 0 };
    writers.set(slot, writer);
    return writer;
  };

  const perform = (writer: Writer, by: Undoable, item: Painted['item']): Change => {
    writer.done.push(by);
    writer.undone = [];
    painted.push({ by, item });
    return { kind: 'paint', item };
  };

  const begin = (writer: Writer, operation: Extract<InkOperation, { type: 'begin' }>): Change => {
    const { slot, number, tool, colour, size, point } = operation;
    const stroke: GrowingStroke = { slot, number, tool, colour, size, points: [point] };
    const by: Undoable = { done: true, stroke };
    writer.seen.set(number, by);
    pointCount += 1;
    return perform(writer, by, { type: 'stroke', stroke, from: 0, to: 1 });
  };

  const extend = (writer: Writer, operation: Extract<InkOperation, { type: 'points' }>): Change => {
    const by = writer.seen.get(operation.number);
    if (by?.stroke === undefined) return NOTHING;
    const { stroke } = by;
    const from = stroke.points.length;
    const before = stroke.points[operation.index - 1];
    if (before === undefined || operation.index + operation.deltas.length <= from) return NOTHING;
    const points = walk(before, operation.deltas);
    if (!points.every(isOnCanvas)) return NOTHING;

    stroke.points.push(...points.slice(from - operation.index));
    const to = stroke.points.length;
    pointCount += to - from;
    const top = painted.at(-1)?.item;
    if (top?.type === 'stroke' && top.stroke === stroke) top.to = to;
    else painted.push({ by, item: { type: 'stroke', stroke, from, to } });
    return by.done ? { kind: 'extend', stroke, from } : NOTHING;
  };

  const move = (from: Undoable[], to: Undoable[], done: boolean): Change => {
    const target = from.pop();
    if (target === undefined) return NOTHING;
    target.done = done;
    to.push(target);
    return { kind: 'repaint' };
  };

  const apply = (text: string): Change => {
    const operation = decodeOperation(text);
    if (operation === undefined) return NOTHING;
    const writer = writerOf(operation.slot);
    if (operation.type === 'points') return extend(writer, operation);
    if (writer.seen.has(operation.number)) return NOTHING;
    writer.seen.set(operation.number, undefined);
    writer.next = Math.max(writer.next, operation.number + 1);
    operationCount += 1;

    switch (operation.type) {
      case 'begin':
        return begin(writer, operation);
      case 'fill': {
        const { point, colour } = operation;
        return perform(writer, { done: true }, { type: 'fill', point, colour });
      }
      case 'clear':
        return perform(writer, { done: true }, { type: 'clear' });
      case 'undo':
        return move(writer.done, writer.undone, false);
      case 'redo':
        return move(writer.undone, writer.done, true);
    }
  };

  const items = (): PaintItem[] => {
    const blanked = painted.findLastIndex(({ by, item }) => by.done && item.type === 'clear');
    return painted.slice(blanked + 1).flatMap(({ by, item }) => (by.done ? [item] : []));
  };

  return {
    apply,
    items,
    strokes: () => [...new Set(items().flatMap((item) => (item.type === 'stroke' ? [item.stroke] : [])))],
    get isBlank() {
      const last = painted.findLast(({ by }) => by.done);
      return last === undefined || last.item.type === 'clear';
    },
    get operationCount() {
      return operationCount;
    },
    get pointCount() {
      return pointCount;
    },
    nextNumber: (slot) => writers.get(slot)?.next ?? 0,
    canUndo: (slot) => (writers.get(slot)?.done.length ?? 0) > 0,
    canRedo: (slot) => (writers.get(slot)?.undone.length ?? 0) > 0,
  };
}
