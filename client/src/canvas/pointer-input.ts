import type { Clock } from '@drawguess/game/clock';
import { CANVAS_HEIGHT, CANVAS_WIDTH, MAX_PRESSURE, PLAIN_PRESSURE, type Point } from '@drawguess/game/ink';
import type { Grip, HandEvents } from './hand-events.ts';

/** For so long after a pen was used, touches are taken for the palm that rests beside it. */
const PALM_MS = 60_000;
/** A finger that lies still is a dot only after this time: until then a second finger may make it a gesture. */
const GESTURE_MS = 120;
/** A finger that moved farther, in CSS pixels, draws at once. */
const STILL_PX = 4;

const ERASER_BUTTON = 5;
const GRIPS: Readonly<Record<number, Grip>> = { 0: 'tool', 2: 'eraser', [ERASER_BUTTON]: 'eraser' };

type ActivePointer = {
  readonly pointerId: number;
  readonly isFinger: boolean;
  readonly grip: Grip;
  readonly startX: number;
  readonly startY: number;
  bounds: DOMRect;
  lastTime: number;
  /** Points of a finger that may still turn out to be half of a gesture. */
  waiting: Point[] | undefined;
  stopWaiting(): void;
};

/** What the person drawing wants of touches and pens. */
export type PointerHabits = {
  /** Whether fingers draw also while a pen is in use. */
  fingersDraw(): boolean;
  /** A pen was used: from now on fingers are taken for a palm, unless the person wants it otherwise. */
  onPen(): void;
  /**
   * Where movements come by first on their way to the element, which nobody else shall hear of: a page's other listeners
   * would look for who wants them, a hundred times a second.
   */
  readonly movesPass?: EventTarget;
};

const isSameBox = (a: DOMRect, b: DOMRect): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

const toPoint = (event: PointerEvent, { left, top, width, height }: DOMRect): Point => [
  ((event.clientX - left) * CANVAS_WIDTH) / width - 0.5,
  ((event.clientY - top) * CANVAS_HEIGHT) / height - 0.5,
  event.pointerType === 'pen' ? event.pressure * MAX_PRESSURE : PLAIN_PRESSURE,
];

/** The movements that the browser put into one event, in order of time; outside a secure context the event alone. */
function partsOf(event: PointerEvent, since: number): PointerEvent[] {
  const coalesced = typeof event.getCoalescedEvents === 'function' ? event.getCoalescedEvents() : [];
  const parts = coalesced
    .filter(({ timeStamp }) => timeStamp >= since)
    .toSorted((a, b) => a.timeStamp - b.timeStamp);
  return parts.length > 0 ? parts : [event];
}

/**
 * Reads one pointer at a time from an element, which needs `touch-action: none` (SPEC IN-18). The right button and the
 * far end of a pen erase; Alt takes a colour up.
 */
export function createPointerInput(
  element: HTMLElement,
  events: HandEvents,
  clock: Clock,
  habits: PointerHabits,
): { close(): void } {
  let active: ActivePointer | undefined;
  let penUsedAt = -Infinity;
  const fingers = new Set<number>();
  const ends = new AbortController();

  /** Draws what has waited: it is no gesture. */
  const commit = (): void => {
    const points = active?.waiting;
    if (active === undefined || points === undefined) return;
    active.stopWaiting();
    active.waiting = undefined;
    const [first, ...rest] = points;
    if (first !== undefined) events.onDown(first, active.grip);
    if (rest.length > 0) events.onMove(rest);
  };

  const finish = (how: 'up' | 'cancel'): void => {
    if (active === undefined) return;
    if (how === 'up') commit();
    active.stopWaiting();
    const hasBegun = active.waiting === undefined;
    active = undefined;
    if (!hasBegun) return;
    if (how === 'up') events.onUp();
    else events.onCancel();
  };

  const begin = (event: PointerEvent, grip: Grip): void => {
    const isFinger = event.pointerType === 'touch';
    const bounds = element.getBoundingClientRect();
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    active = {
      pointerId: event.pointerId,
      isFinger,
      grip: event.altKey ? 'picker' : grip,
      startX: event.clientX,
      startY: event.clientY,
      bounds,
      lastTime: event.timeStamp,
      waiting: [toPoint(event, bounds)],
      stopWaiting: isFinger ? clock.after(GESTURE_MS, commit) : () => undefined,
    };
    if (!isFinger) commit();
  };

  const down = (event: PointerEvent): void => {
    const grip = GRIPS[event.button];
    if (event.pointerType === 'touch') {
      fingers.add(event.pointerId);
      if (event.timeStamp - penUsedAt < PALM_MS && !habits.fingersDraw()) return;
      // Two fingers together are no drawing hand; a second one that comes later is ignored.
      if (fingers.size > 1 && active?.waiting !== undefined) finish('cancel');
      if (fingers.size > 1) return;
    }
    if (event.pointerType === 'pen') {
      penUsedAt = event.timeStamp;
      habits.onPen();
      // The palm came down before the pen.
      if (active?.isFinger === true) finish('cancel');
    }
    if (active === undefined && grip !== undefined) begin(event, grip);
  };

  const move = (event: PointerEvent): void => {
    if (active === undefined || event.pointerId !== active.pointerId) return;
    event.stopPropagation();
    if (event.pointerType === 'pen') penUsedAt = event.timeStamp;
    const parts = partsOf(event, active.lastTime);
    active.lastTime = event.timeStamp;
    const bounds = element.getBoundingClientRect();
    const hasJumped = !isSameBox(bounds, active.bounds);
    active.bounds = bounds;
    const points = parts.map((part) => toPoint(part, bounds));
    if (active.waiting !== undefined) {
      active.waiting = hasJumped ? points : [...active.waiting, ...points];
      if (Math.hypot(event.clientX - active.startX, event.clientY - active.startY) > STILL_PX) commit();
      return;
    }
    const jump = hasJumped ? points.shift() : undefined;
    if (jump !== undefined) events.onJump(jump);
    if (points.length > 0) events.onMove(points);
  };

  const release = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (event.pointerId === active?.pointerId) finish(event.type === 'pointerup' ? 'up' : 'cancel');
  };

  const { signal } = ends;
  element.addEventListener('pointerdown', down, { signal });
  const { movesPass = element } = habits;
  movesPass.addEventListener('pointermove', (event) => move(event as PointerEvent), {
    signal,
    capture: true,
  });
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    element.addEventListener(type, release, { signal });
  }
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  return {
    close() {
      ends.abort();
      finish('cancel');
    },
  };
}
