import { describe, expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

describe('a rate limit', () => {
  it('SY-9 gives a burst at once and fills up evenly', () => {
    const limit = createRateLimit(10, 3, 0);
    expect([limit.take(1, 0), limit.take(2, 0), limit.take(1, 0)]).toEqual([true, true, false]);
    expect(limit.take(1, 99)).toBe(false);
    expect(limit.take(1, 100)).toBe(true);
  });

  it('SY-9 holds no more than a burst, however long it rests', () => {
    const limit = createRateLimit(10, 3, 0);
    expect(limit.take(4, 1_000_000)).toBe(false);
    expect(limit.take(3, 1_000_000)).toBe(true);
  });

  it('SY-9 takes nothing for what it refuses, and gains nothing when time runs back', () => {
    const limit = createRateLimit(10, 3, 1_000);
    expect(limit.take(5, 1_000)).toBe(false);
    expect(limit.take(3, 500)).toBe(true);
    expect(limit.take(1, 400)).toBe(false);
    expect(limit.take(1, 1_000)).toBe(false);
  });
});
