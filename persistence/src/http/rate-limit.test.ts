import { createFakeClock } from '@drawguess/game/clock';
import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

it('SY-9 lets a burst through, then one for each refill, each key by itself', async () => {
  const clock = createFakeClock();
  const limit = createRateLimit({ capacity: 3, refillMs: 1_000, maxKeys: 10, clock });
  expect(limit.wait('a')).toBe(0);
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 1_000]);
  expect([limit.wait('a'), limit.wait('a'), limit.wait('b')]).toEqual([1_000, 1_000, 0]);
  expect(limit.take('b')).toBe(0);
  await clock.advance(400);
  expect(limit.take('a')).toBe(600);
  await clock.advance(600);
  expect([1, 2].map(() => limit.take('a'))).toEqual([0, 1_000]);
  await clock.advance(60_000);
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 1_000]);
});

it('SY-9 remembers only so many keys, those last seen', () => {
  const limit = createRateLimit({ capacity: 1, refillMs: 1_000, maxKeys: 2, clock: createFakeClock() });
  for (const key of ['a', 'b', 'c']) limit.take(key);
  expect(['c', 'b'].map((key) => limit.take(key))).toEqual([1_000, 1_000]);
  expect(limit.take('a')).toBe(0);
});
