import type { Point } from '@drawguess/game/ink';

/** What touches the paper: the tool in hand, an eraser whatever the tool is, or what takes a colour up. */
export type Grip = 'tool' | 'eraser' | 'picker';

/** What a hand does on the canvas. Points are logical pixels, fractions and places off the canvas included. */
export type HandEvents = {
  onDown(point: Point, grip: Grip): void;
  onMove(points: readonly Point[]): void;
  /** The canvas lies elsewhere under the hand than before: it goes on at this point without a line to it. */
  onJump(point: Point): void;
  onUp(): void;
  /** The browser or the system took the hand away; it ends what `onDown` began, as `onUp` does. */
  onCancel(): void;
};
