import type { Clock } from '@drawguess/game/clock';
import { createInkSender, type CanvasHandle } from '../session/index.ts';
import { createPointerInput } from './pointer-input.ts';

/** What the drawer holds: a pen, an eraser or a bucket; places in the palette and the sizes. */
export type ToolChoice = { tool: 'pen' | 'eraser' | 'fill'; colour: number; size: number };

export type DrawingHand = { undo(): void; redo(): void; clear(): void; close(): void };

/**
 * Lets the drawer draw on an element. Made once the canvas is synced, so that a drawer who comes back goes on with the
 * numbers that their ink already has.
 * @param slot the drawer's writer slot on this canvas
 * @param choice asked at the beginning of each stroke
 */
export function createDrawingHand(
  canvas: CanvasHandle,
  slot: number,
  surface: HTMLElement,
  clock: Clock,
  choice: () => ToolChoice,
): DrawingHand {
  const sender = createInkSender(canvas, slot, clock);
  const input = createPointerInput(surface, {
    onDown(point) {
      const { tool, colour, size } = choice();
      if (tool === 'fill') sender.fill([point[0], point[1]], colour);
      else sender.begin(tool, tool === 'eraser' ? 0 : colour, size, point);
    },
    onMove: (points) => sender.add(points),
    onUp: () => sender.end(),
  });
  return {
    undo: () => sender.undo(),
    redo: () => sender.redo(),
    clear: () => sender.clear(),
    close() {
      input.close();
      sender.close();
    },
  };
}
