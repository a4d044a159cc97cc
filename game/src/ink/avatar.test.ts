import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits/index.ts';
import {
  AVATAR_SIDE,
  createStrokeWriter,
  drawStrokes,
  isAvatar,
  readAvatar,
  writeAvatar,
  type StrokeWriter,
} from './index.ts';

function draw(what: (hand: StrokeWriter) => void, slot = 0): string {
  const operations: string[] = [];
  const hand = createStrokeWriter(slot, 0, (text) => operations.push(text));
  what(hand);
  hand.end();
  return writeAvatar(operations);
}

const last = AVATAR_SIDE - 1;

describe('an avatar', () => {
  it.each<[what: string, avatar: string, proper: boolean]>([
    ['nothing', '', true],
    ['a dot in the last corner', draw((hand) => hand.begin('pen', 1, 1, [last, last, 32])), true],
    ['a dot beside the square', draw((hand) => hand.begin('pen', 1, 1, [last + 1, 0, 32])), false],
    [
      'a line that leaves the square',
      draw((hand) => {
        hand.begin('pen', 1, 1, [last, 5, 32]);
        hand.add([[last + 1, 5, 32]]);
      }),
      false,
    ],
    [
      'a line that leaves the square and was undone',
      draw((hand) => {
        hand.begin('pen', 1, 1, [last, 5, 32]);
        hand.add([[last + 1, 5, 32]]);
        hand.undo();
      }),
      true,
    ],
    ['a fill', draw((hand) => hand.fill([1, 1], 3)), true],
    ['a fill beside the square', draw((hand) => hand.fill([last + 1, 1], 3)), false],
    ['four fills', draw((hand) => [1, 2, 3, 4].forEach((colour) => hand.fill([1, 1], colour))), true],
    ['five fills', draw((hand) => [1, 2, 3, 4, 5].forEach((colour) => hand.fill([1, 1], colour))), false],
    ['ink of another slot', draw((hand) => hand.begin('pen', 1, 1, [1, 1, 32]), 1), false],
    ['a text', 'hello', false],
    ['a separator alone', '.', false],
    ['a separator at the end', `${draw((hand) => hand.undo())}.`, false],
  ])('RM-20 of %s', (_, avatar, proper) => {
    expect(isAvatar(avatar)).toBe(proper);
  });

  it('RM-20 has so many characters and not one more', () => {
    const dots = (count: number): string =>
      draw((hand) => {
        for (let index = 0; index < count; index++) hand.undo();
      });
    let avatar = '';
    for (let count = 1; avatar.length < LIMITS.maxAvatarChars; count++) avatar = dots(count);
    expect(avatar.length > LIMITS.maxAvatarChars).toBe(!isAvatar(avatar));
    expect(isAvatar(avatar.slice(0, avatar.lastIndexOf('.')))).toBe(true);
  });

  it('RM-20 has room for a face drawn by hand', () => {
    const face = draw((hand) => {
      for (const [first, ...points] of drawStrokes(7, 8, 40)) {
        const inside = ([x, y, pressure]: readonly [number, number, number]) =>
          [x / 2, y / 2, pressure] as const;
        if (first !== undefined) hand.begin('pen', 1, 2, inside(first));
        hand.add(points.map(inside));
      }
      hand.fill([1, 1], 3);
    });
    expect(face.length).toBeLessThan(LIMITS.maxAvatarChars);
    expect(isAvatar(face)).toBe(true);
    expect(writeAvatar(readAvatar(face))).toBe(face);
  });

  it('RM-20 any text is one or none, without a word', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => typeof isAvatar(text) === 'boolean'));
    expect(readAvatar('')).toEqual([]);
  });
});
