import { CLOSE } from '@drawguess/game/wire';
import { expect, it } from 'vitest';
import { retryWaitMs } from './retry-wait.ts';

/** The shortest and the longest wait. */
const waits = (code: number, attempt: number) => [0, 1].map((random) => retryWaitMs(code, attempt, random));

it('SY-15 comes back soon after a restart or a cut, spread by chance, and ever later', () => {
  for (const code of [CLOSE.restarting, 1006]) {
    expect(waits(code, 1)).toEqual([125, 250]);
    expect(waits(code, 2)).toEqual([250, 500]);
    expect(waits(code, 6)).toEqual([4_000, 8_000]);
    expect(waits(code, 40)).toEqual([4_000, 8_000]);
  }
});

it('SY-16 leaves an overloaded server alone for longer', () => {
  expect(waits(CLOSE.tryLater, 1)).toEqual([500, 1_000]);
  expect(waits(CLOSE.tryLater, 40)).toEqual([16_000, 32_000]);
});
