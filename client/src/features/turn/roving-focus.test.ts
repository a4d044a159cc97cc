import { describe, expect, it } from 'vitest';
import { focusAfter } from './roving-focus.ts';

/** Three rows as on a phone: 0 1 2, then 3 4, then one wide box 5. */
const boxes = [
  [0, 0],
  [50, 0],
  [100, 0],
  [0, 50],
  [50, 50],
  [0, 100, 140],
].map(([left = 0, top = 0, width = 44]) => ({ left, top, width, height: 44 }));

describe('focusAfter', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, undefined],
    ['ArrowLeft', 4, 3],
    ['ArrowDown', 0, 3],
    ['ArrowDown', 2, 4],
    ['ArrowDown', 4, 5],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 1, undefined],
    ['Home', 4, 0],
    ['End', 1, 5],
    ['a', 1, undefined],
  ])('IN-21 %s goes from %i to %s', (key, from, to) => {
    expect(focusAfter(key, boxes, from)).toBe(to);
  });

  it('IN-21 follows what is seen when rows are mirrored', () => {
    const mirrored = boxes.map((box) => ({ ...box, left: 200 - box.left - box.width }));
    expect(focusAfter('ArrowRight', mirrored, 1)).toBe(0);
    expect(focusAfter('ArrowLeft', mirrored, 1)).toBe(2);
  });
});
