import { createInkSender, type Session } from '@drawguess/client/session';
import type { Clock } from '@drawguess/game/clock';
import { CANVAS_HEIGHT, CANVAS_WIDTH, PALETTE, SIZES, type Point } from '@drawguess/game/ink';
import type { Device } from './device.ts';
import type { RandomSource } from './random-source.ts';

/** What a player draws with, over whatever pages their device has. */
export type Hand = {
  /**
   * Draws something on the canvas of this moment. The pen is picked up when the canvas is there, and kept through cuts; a
   * reload takes it away. `mayClear`: nobody clears a wall.
   */
  draw(slot: number, mayClear: boolean): void;
  /** Puts the pen down unless it is on this canvas. */
  leaveOthers(canvas: string | undefined): void;
};

type Pen = { canvas: string; session: Session; ink: ReturnType<typeof createInkSender> };

export function createHand(device: Device, clock: Clock, random: RandomSource): Hand {
  let pen: Pen | undefined;

  const move = ({ ink }: Pen, mayClear: boolean, isHeld: () => boolean): void => {
    const what = random.next();
    if (what < 0.08) return ink.undo();
    if (what < 0.11) return ink.redo();
    if (what < 0.16) return ink.fill(place(), random.below(PALETTE.length));
    if (what < 0.18 && mayClear) return ink.clear();
    ink.begin(
      what < 0.25 ? 'eraser' : 'pen',
      random.below(PALETTE.length),
      random.below(SIZES.length),
      point(),
    );
    let left = 1 + random.below(6);
    const go = (): void => {
      if (!isHeld()) return;
      ink.add(Array.from({ length: 1 + random.below(3) }, point));
      if (--left > 0) clock.after(random.between(8, 60), go);
      else ink.end();
    };
    clock.after(random.between(8, 60), go);
  };

  const place = (): [number, number] => [random.below(CANVAS_WIDTH), random.below(CANVAS_HEIGHT)];
  const point = (): Point => [...place(), random.below(64)];

  return {
    draw(slot, mayClear) {
      const { session } = device.page;
      if (pen !== undefined && pen.session !== session) pen = undefined;
      const canvas = device.canvas();
      if (pen === undefined && canvas?.synced)
        pen = { canvas: canvas.document, session, ink: createInkSender(canvas, slot, clock) };
      const held = pen;
      if (held !== undefined)
        move(held, mayClear, () => pen === held && held.session === device.page.session);
    },
    leaveOthers(canvas) {
      if (pen === undefined || pen.canvas === canvas) return;
      if (pen.session === device.page.session) pen.ink.close();
      pen = undefined;
    },
  };
}
