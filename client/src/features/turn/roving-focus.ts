import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Where a control stands on screen, in CSS pixels. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Being aside counts so much more than being far. */
const ASIDE = 3;

/**
 * The place in `boxes` to which a key moves the focus from the box at `current`: with an arrow the nearest one in its
 * direction as it is seen, so that mirrored and wrapped rows need no rules of their own; with Home and End the first and
 * last. Undefined where there is none.
 */
export function focusAfter(key: string, boxes: readonly Box[], current: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return boxes.length - 1;
  const direction = DIRECTIONS[key];
  const from = boxes[current];
  if (direction === undefined || from === undefined) return undefined;
  const middleOf = ({ left, top, width, height }: Box) => [left + width / 2, top + height / 2] as const;
  const [x, y] = middleOf(from);
  let [nearest, nearestAt]: [number, number | undefined] = [Infinity, undefined];
  boxes.forEach((box, index) => {
    const [toX, toY] = middleOf(box);
    const ahead = (toX - x) * direction[0] + (toY - y) * direction[1];
    const aside = Math.abs((toX - x) * direction[1]) + Math.abs((toY - y) * direction[0]);
    const distance = ahead + ASIDE * aside;
    if (ahead > 1 && distance < nearest) [nearest, nearestAt] = [distance, index];
  });
  return nearestAt;
}

const enabledIn = (toolbar: HTMLElement): HTMLButtonElement[] => [
  ...toolbar.querySelectorAll<HTMLButtonElement>('button:enabled'),
];

/** Lets Tab stop at this button of the toolbar alone, or at the first one where it is gone or disabled. */
function setStop(toolbar: HTMLElement, wanted: Element | undefined): void {
  const buttons = enabledIn(toolbar);
  const stop = buttons.find((button) => button === wanted) ?? buttons[0];
  for (const button of toolbar.querySelectorAll('button')) button.tabIndex = button === stop ? 0 : -1;
}

/** Makes a toolbar's buttons one stop of the Tab key; between them go arrow keys, Home and End. */
export function useRovingFocus(toolbar: RefObject<HTMLElement | null>): void {
  const stop = useRef<Element>(undefined);
  // After every render: buttons come, go and are disabled.
  useLayoutEffect(() => {
    if (toolbar.current !== null) setStop(toolbar.current, stop.current);
  });

  useEffect(() => {
    const element = toolbar.current;
    if (element === null) return;
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLButtonElement)) return;
      stop.current = target;
      setStop(element, target);
    };
    const onKey = (event: KeyboardEvent): void => {
      const buttons = enabledIn(element);
      const current = buttons.findIndex((button) => button === event.target);
      const boxes = buttons.map((button) => button.getBoundingClientRect());
      const next = focusAfter(event.key, boxes, current);
      if (current < 0 || next === undefined) return;
      event.preventDefault();
      buttons[next]?.focus();
    };
    const ends = new AbortController();
    element.addEventListener('focusin', onFocus, { signal: ends.signal });
    element.addEventListener('keydown', onKey, { signal: ends.signal });
    return () => ends.abort();
  }, [toolbar]);
}
