import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { podium } from './index.ts';

const anyEntries = fc.uniqueArray(
  fc.record({
    playerId: fc.string({ minLength: 1, maxLength: 4 }),
    score: fc.nat(5),
    joinedAt: fc.nat(3),
  }),
  { selector: (entry) => entry.playerId, maxLength: 12 },
);

describe('podium', () => {
  it('SC-7 equal scores share a rank and the next rank is skipped', () => {
    const places = podium([
      { playerId: 'ann', score: 100, joinedAt: 3 },
      { playerId: 'ben', score: 300, joinedAt: 2 },
      { playerId: 'cho', score: 300, joinedAt: 1 },
      { playerId: 'dan', score: 0, joinedAt: 0 },
    ]);
    expect(places).toEqual([
      { playerId: 'cho', score: 300, rank: 1 },
      { playerId: 'ben', score: 300, rank: 1 },
      { playerId: 'ann', score: 100, rank: 3 },
      { playerId: 'dan', score: 0, rank: 4 },
    ]);
  });

  it('SC-7 an empty room has no places', () => {
    expect(podium([])).toEqual([]);
  });

  it('SC-7 a rank is one more than the number of players with a higher score', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const places = podium(entries);
        expect(places).toHaveLength(entries.length);
        for (const place of places) {
          expect(place.rank).toBe(1 + entries.filter((entry) => entry.score > place.score).length);
        }
      }),
    );
  });

  it('SC-7 does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        expect(podium(entries.toReversed())).toEqual(podium(entries));
      }),
    );
  });
});
