import { CANVAS_HEIGHT, CANVAS_WIDTH, MAX_PRESSURE, PLAIN_PRESSURE, type Point } from '@drawguess/game/ink';

/** What a hand does on the canvas. Points are logical pixels, fractions and places off the canvas included. */
export type HandEvents = {
  onDown(point: Point): void;
  onMove(points: readonly Point[]): void;
  /** Comes after each `onDown`, also when the browser or the system takes the pointer away. */
  onUp(): void;
};

/**
 * Reads one pointer at a time from an element, which needs `touch-action: none`. Once a pen has been seen, fingers are
 * taken for the palm that rests beside it.
 */
export function createPointerInput(element: HTMLElement, events: HandEvents): { close(): void } {
  let active: { pointerId: number; bounds: DOMRect } | undefined;
  let penSeen = false;
  const ends = new AbortController();

  const toPoint = (event: PointerEvent, { left, top, width, height }: DOMRect): Point => [
    ((event.clientX - left) * CANVAS_WIDTH) / width - 0.5,
    ((event.clientY - top) * CANVAS_HEIGHT) / height - 0.5,
    event.pointerType === 'pen' ? event.pressure * MAX_PRESSURE : PLAIN_PRESSURE,
  ];

  const down = (event: PointerEvent): void => {
    if (event.pointerType === 'pen') penSeen = true;
    const isPalm = penSeen && event.pointerType === 'touch';
    if (active !== undefined || isPalm || event.button !== 0) return;
    event.preventDefault();
    active = { pointerId: event.pointerId, bounds: element.getBoundingClientRect() };
    element.setPointerCapture(event.pointerId);
    events.onDown(toPoint(event, active.bounds));
  };

  const move = (event: PointerEvent): void => {
    if (active === undefined || event.pointerId !== active.pointerId) return;
    // Outside a secure context there are no coalesced events.
    const parts = typeof event.getCoalescedEvents === 'function' ? event.getCoalescedEvents() : [];
    const { bounds } = active;
    events.onMove((parts.length > 0 ? parts : [event]).map((part) => toPoint(part, bounds)));
  };

  const up = (event: PointerEvent): void => {
    if (event.pointerId !== active?.pointerId) return;
    active = undefined;
    events.onUp();
  };

  const { signal } = ends;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    element.addEventListener(type, up, { signal });
  }
  return {
    close() {
      ends.abort();
      if (active === undefined) return;
      active = undefined;
      events.onUp();
    },
  };
}
