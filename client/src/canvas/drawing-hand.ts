import type { Clock } from '@drawguess/game/clock';
import type { Point, Stroke } from '@drawguess/game/ink';
import { createInkSender, type CanvasHandle } from '../session/index.ts';
import type { HandEvents } from './hand-events.ts';
import { createKeyboardInput, type KeyboardCursor } from './keyboard-input.ts';
import type { Painter } from './painter.ts';
import { createPointerInput, type PointerHabits } from './pointer-input.ts';
import { isShape, shapePoints, type Shape } from './shapes.ts';

export type DrawingTool = 'pen' | 'eraser' | 'fill' | Shape | 'eyedropper';

/** What the drawer holds: a tool, and places in the palette and the sizes. */
export type ToolChoice = {
  tool: DrawingTool;
  colour: number;
  size: number;
  /** Lines keep to 45°, rectangles are squares, ellipses circles. */
  isConstrained: boolean;
};

export type DrawingHand = {
  undo(): void;
  redo(): void;
  clear(): void;
  /** What the drawer holds has changed. */
  refresh(): void;
  close(): void;
};

export type HandOptions = PointerHabits & {
  readonly canvas: CanvasHandle;
  /** The drawer's writer slot on this canvas. */
  readonly slot: number;
  readonly surface: HTMLElement;
  /** Shows the canvas on the surface. */
  readonly painter: Painter;
  readonly clock: Clock;
  /** Asked at the beginning of each stroke, and while a shape is dragged out. */
  choice(): ToolChoice;
  /** A place in the palette was picked from the picture. */
  onPick(colour: number): void;
  onCursor(cursor: KeyboardCursor | undefined): void;
};

type Ink = Pick<Stroke, 'tool' | 'colour' | 'size'>;
/** What is going on between down and up. */
type Action =
  | { readonly type: 'stroke'; readonly ink: Ink }
  | { readonly type: 'shape'; readonly shape: Shape; readonly ink: Ink; readonly from: Point; to: Point };

/**
 * Lets the drawer draw on an element. Made once the canvas is synced, so that a drawer who comes back goes on with the
 * numbers that their ink already has.
 */
export function createDrawingHand(options: HandOptions): DrawingHand {
  const { canvas, slot, surface, painter, clock, choice } = options;
  const sender = createInkSender(canvas, slot, clock);
  let action: Action | undefined;
  let isShiftHeld = false;

  const pointsOf = ({ shape, from, to }: Extract<Action, { type: 'shape' }>): Point[] =>
    shapePoints(shape, [from[0], from[1]], [to[0], to[1]], isShiftHeld || choice().isConstrained);

  const events: HandEvents = {
    onDown(point, grip) {
      const { tool, colour, size } = choice();
      if (grip === 'picker' || tool === 'eyedropper') {
        return options.onPick(painter.colourAt(point[0], point[1]));
      }
      const isEraser = grip === 'eraser' || tool === 'eraser';
      if (tool === 'fill' && !isEraser) return sender.fill([point[0], point[1]], colour);
      const ink: Ink = { tool: isEraser ? 'eraser' : 'pen', colour: isEraser ? 0 : colour, size };
      if (isShape(tool) && !isEraser) {
        action = { type: 'shape', shape: tool, ink, from: point, to: point };
      } else {
        action = { type: 'stroke', ink };
        sender.begin(ink.tool, ink.colour, ink.size, point);
      }
    },
    onMove(points) {
      const last = points.at(-1);
      if (action?.type === 'stroke') sender.add(points);
      else if (action !== undefined && last !== undefined) action.to = last;
      painter.refresh();
    },
    onJump(point) {
      if (action?.type === 'stroke') {
        const { tool, colour, size } = action.ink;
        sender.begin(tool, colour, size, point);
      } else events.onMove([point]);
    },
    onUp() {
      if (action?.type === 'stroke') sender.end();
      const [first, ...rest] = action?.type === 'shape' ? pointsOf(action) : [];
      if (action !== undefined && first !== undefined) {
        sender.begin(action.ink.tool, action.ink.colour, action.ink.size, first);
        sender.add(rest);
        sender.end();
      }
      action = undefined;
      painter.refresh();
    },
    onCancel() {
      if (action?.type === 'stroke') sender.end();
      action = undefined;
      painter.refresh();
    },
  };

  // Points that have not left yet are on screen all the same, or a line would come 33 ms behind its hand.
  painter.setPreview(() => {
    if (action === undefined) return undefined;
    if (action.type === 'shape') return { ...action.ink, points: pointsOf(action) };
    const points = sender.unsent();
    // The first of them has left.
    return points.length > 1 ? { ...action.ink, points } : undefined;
  });
  const keyboard = createKeyboardInput(surface, events, options.onCursor);
  const pointer = createPointerInput(surface, events, clock, options);

  const onShift = ({ type, key }: KeyboardEvent): void => {
    if (key !== 'Shift') return;
    isShiftHeld = type === 'keydown';
    painter.refresh();
  };
  const ends = new AbortController();
  addEventListener('keydown', onShift, { signal: ends.signal });
  addEventListener('keyup', onShift, { signal: ends.signal });

  return {
    undo: () => sender.undo(),
    redo: () => sender.redo(),
    clear: () => sender.clear(),
    refresh: () => painter.refresh(),
    close() {
      ends.abort();
      keyboard.close();
      pointer.close();
      painter.setPreview(undefined);
      sender.close();
    },
  };
}
