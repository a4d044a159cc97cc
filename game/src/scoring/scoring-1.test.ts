import { describe, expect, it } from 'vitest';
import { scoreTurn } from './index.ts';

const T = 80_000;
const AT = 1_700_000_000_000;
const score = (...elapsedMs: readonly (number | undefined)[]): Record<string, number> =>
  scoreTurn({
    drawTimeMs: T,
    startedAt: AT,
    drawers: ['drawer'],
    guessers: elapsedMs.map((_, index) => `p${index}`),
    rights: elapsedMs.flatMap((ms, index) =>
      ms === undefined ? [] : [{ playerId: `p${index}`, at: AT + ms, wrongTries: 20 }],
    ),
  });

/** Archived turns must give the same points for ever. */
describe('scoring 1', () => {
  it.each([
    [0, 300],
    [8_000, 262],
    [20_000, 212],
    [24_000, 198], // 0.7² × 200 is 98 exactly; floating squares would lose the point
    [40_000, 150],
    [60_000, 112],
    [79_999, 100],
    [80_000, 100],
  ])('SC-8 a second right guess after %d of 80000 ms earned %d', (elapsedMs, points) => {
    expect(score(0, elapsedMs)['p1']).toBe(points);
  });

  it.each([
    [
      'the first earned 50 more, of which the drawer had nothing',
      [0, 40_000],
      { p0: 350, p1: 150, drawer: 247 },
    ],
    ['in the same millisecond, who was judged first', [40_000, 40_000], { p0: 200, p1: 150, drawer: 165 }],
    ['who did not get it took from the mean', [0, undefined], { p0: 350, p1: 0, drawer: 165 }],
    ['nobody got it', [undefined], { p0: 0, drawer: 0 }],
    ['nobody could guess', [], { drawer: 0 }],
  ])('SC-8 %s', (_, elapsedMs, points) => {
    expect(score(...elapsedMs)).toEqual(points);
  });
});
