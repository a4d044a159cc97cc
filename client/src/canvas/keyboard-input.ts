import { CANVAS_HEIGHT, CANVAS_WIDTH, PLAIN_PRESSURE } from '@drawguess/game/ink';
import type { HandEvents } from './hand-events.ts';

/** Where a hand without a pointer stands, in logical pixels, and whether it is on the paper. */
export type KeyboardCursor = { readonly x: number; readonly y: number; readonly isDown: boolean };

const STEP = 8;
const LONG_STEP = 48;
const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, value));

/**
 * Reads a hand from the keys of a focused element (SPEC IN-19): arrow keys move it, two at once go diagonally, Ctrl makes
 * the steps long, Space or Enter puts it down and lifts it, Escape takes back what is not committed.
 * @param onCursor told where the hand is; undefined while the keyboard is not in use
 */
export function createKeyboardInput(
  element: HTMLElement,
  events: HandEvents,
  onCursor: (cursor: KeyboardCursor | undefined) => void,
): { close(): void } {
  let [x, y, isDown] = [CANVAS_WIDTH / 2, CANVAS_HEIGHT / 2, false];
  const held = new Set<string>();
  const ends = new AbortController();

  let isShown = false;

  const show = (): void => {
    isShown = true;
    onCursor({ x, y, isDown });
  };

  const moveBy = (step: number): void => {
    const directions = [...held].map((key) => DIRECTIONS[key] ?? [0, 0]);
    for (const [dx, dy] of directions) {
      x = clamp(x + dx * step, CANVAS_WIDTH - 1);
      y = clamp(y + dy * step, CANVAS_HEIGHT - 1);
    }
    if (isDown) events.onMove([[x, y, PLAIN_PRESSURE]]);
  };

  const lift = (how: 'onUp' | 'onCancel'): void => {
    if (!isDown) return;
    isDown = false;
    events[how]();
  };

  const press = (): void => {
    if (isDown) return lift('onUp');
    isDown = true;
    events.onDown([x, y, PLAIN_PRESSURE], 'tool');
  };

  const keyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.key in DIRECTIONS) {
      held.add(event.key);
      moveBy(event.ctrlKey ? LONG_STEP : STEP);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (!event.repeat) press();
    } else if (event.key === 'Escape') lift('onCancel');
    else return;
    event.preventDefault();
    show();
  };

  const leave = (): void => {
    held.clear();
    lift('onUp');
    if (isShown) onCursor(undefined);
    isShown = false;
  };

  const { signal } = ends;
  element.addEventListener('keydown', keyDown, { signal });
  element.addEventListener('keyup', ({ key }) => held.delete(key), { signal });
  element.addEventListener('blur', leave, { signal });
  // A hand with a pointer needs no cursor; this one lifts before that one comes down.
  element.addEventListener('pointerdown', leave, { signal, capture: true });
  return {
    close() {
      ends.abort();
      leave();
    },
  };
}
