import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENT_SCORING, scoreTurn } from './index.ts';
import type { ScoringVersion, TurnToScore } from './index.ts';

const T = 80_000;
const STARTED_AT = 1_700_000_000_000;
const turn = (change: Partial<TurnToScore>): TurnToScore => ({
  drawTimeMs: T,
  startedAt: STARTED_AT,
  drawers: ['drawer'],
  guessers: ['ann', 'ben'],
  rights: [],
  ...change,
});
const score = (change: Partial<TurnToScore>): Record<string, number> =>
  scoreTurn(turn(change), CURRENT_SCORING);
const right = (playerId: string, elapsedMs: number, wrongTries = 0) => ({
  playerId,
  at: STARTED_AT + elapsedMs,
  wrongTries,
});

const PLAYERS = ['ann', 'ben', 'cho', 'dan', 'eve', 'fay'];
const anyTurn = fc
  .record({
    drawTimeMs: fc.integer({ min: 1, max: 600_000 }),
    guessers: fc.uniqueArray(fc.constantFrom(...PLAYERS), { minLength: 1 }),
    rights: fc.array(
      fc.record({
        playerId: fc.constantFrom(...PLAYERS),
        share: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
        wrongTries: fc.nat(30),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ drawTimeMs, guessers, rights }) =>
    turn({
      drawTimeMs,
      guessers,
      rights: rights.map(({ playerId, share, wrongTries }) =>
        right(playerId, Math.round(share * drawTimeMs), wrongTries),
      ),
    }),
  );
/** A time at which a guess can be right, and an earlier one. */
const twoTimes = fc.tuple(fc.nat(T), fc.nat(T)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('scoreTurn, guessers', () => {
  it.each([
    ['before the start', -5_000, 300],
    ['at the start', 0, 300],
    ['at the end of the grace, an eighth', 10_000, 300],
    ['just after it', 10_001, 299],
    ['after a quarter', 20_000, 264],
    ['at half time', 40_000, 192],
    ['after three quarters', 60_000, 121],
    ['just before the end', 79_999, 50],
    ['at the end', T, 50],
    ['after the end', T + 5_000, 50],
  ])('SC-1 a right guess %s earns its points', (_, elapsedMs, points) => {
    expect(score({ rights: [right('ann', elapsedMs)] })['ann']).toBe(points);
  });

  it('SC-1 an earlier guess never earns less, whatever the others do', () => {
    fc.assert(
      fc.property(anyTurn, twoTimes, fc.nat(30), (played, [early, late], wrongTries) => {
        const others = played.rights.filter(({ playerId }) => playerId !== 'ann');
        const at = (elapsedMs: number) =>
          score({
            guessers: PLAYERS,
            rights: [...others, right('ann', elapsedMs, wrongTries)],
          })['ann'] ?? 0;
        expect(at(early)).toBeGreaterThanOrEqual(at(late));
      }),
    );
  });

  it('SC-1 a guess earns the same whoever else guesses before or after it', () => {
    fc.assert(
      fc.property(fc.nat(T), fc.nat(T), (ann, ben) => {
        const alone = score({ rights: [right('ann', ann)] })['ann'];
        expect(score({ rights: [right('ben', ben), right('ann', ann)] })['ann']).toBe(alone);
      }),
    );
  });

  it('SC-1 300 ms of latency never cost more than 2 of 300 points', () => {
    fc.assert(
      fc.property(fc.nat(T - 300), (elapsedMs) => {
        const at = (ms: number) => score({ rights: [right('ann', ms)] })['ann'] ?? 0;
        expect(at(elapsedMs) - at(elapsedMs + 300)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it.each([
    [0, 300],
    [8, 300],
    [9, 275],
    [13, 175],
    [18, 50],
    [1_000, 50],
  ])('SC-2 after %d wrong tries a guess at once earns %d', (wrongTries, points) => {
    expect(score({ rights: [right('ann', 0, wrongTries)] })['ann']).toBe(points);
  });

  it('SC-2 the guesser’s wrong tries cost the drawer nothing', () => {
    const rights = [right('ann', 0, 18), right('ben', 0)];
    expect(score({ rights })).toEqual({ ann: 50, ben: 300, drawer: 330 });
  });

  it('SC-4 a player scores once, by the earliest right guess', () => {
    const twice = score({ rights: [right('ann', 60_000), right('ann', 40_000), right('ben', 50_000)] });
    expect(twice).toEqual(score({ rights: [right('ann', 40_000), right('ben', 50_000)] }));
  });

  it('SC-4 right guesses of others than the guessers count for nobody', () => {
    const rights = [right('late', 1_000), right('drawer', 2_000), right('ann', 40_000)];
    expect(score({ rights })).toEqual(score({ rights: [right('ann', 40_000)] }));
  });

  it('SC-4 a drawer listed as a guesser stays a drawer', () => {
    const guessers = ['ann', 'ben', 'drawer'];
    const rights = [right('drawer', 0), right('ann', 40_000)];
    expect(score({ guessers, rights })).toEqual(score({ rights: [right('ann', 40_000)] }));
  });
});

describe('scoreTurn, drawers', () => {
  it.each([
    ['one guesser: 90 %', [0], 270],
    ['one guesser who did not get it', [undefined], 0],
    ['two at once: 110 % of what each earned', [0, 0], 330],
    ['two: the best counts as the second', [0, 40_000], 211], // (192 + 192) / 2 × 1.1
    ['two, of whom one did not get it: the best counts as the least', [0, undefined], 27], // (50 + 0) / 2 × 1.1
    ['three: the worst does not count', [0, 40_000, undefined], 211],
    ['three, of whom the worst is only late', [0, 40_000, 79_999], 211],
    ['three, of whom one got it', [0, undefined, undefined], 27],
    ['four', [0, 0, 60_000, undefined], 264], // (300 + 300 + 121) / 3 × 1.1
    ['nobody got it', [undefined, undefined], 0],
    ['nobody could guess', [], 0],
  ])('SC-3 SC-5 %s', (_, elapsedMs, points) => {
    const guessers = elapsedMs.map((_elapsed, index) => `p${index}`);
    const rights = elapsedMs.flatMap((ms, index) => (ms === undefined ? [] : [right(`p${index}`, ms)]));
    expect(score({ guessers, rights })['drawer']).toBe(points);
  });

  it('SC-3 every one of several drawers gets the same', () => {
    const rights = [right('ann', 0), right('ben', 0)];
    expect(score({ drawers: ['x', 'y'], rights })).toEqual({ ann: 300, ben: 300, x: 330, y: 330 });
    expect(score({ drawers: [], rights })).toEqual({ ann: 300, ben: 300 });
  });

  it('SC-3 one more right guess, or an earlier one, never costs the drawer anything', () => {
    fc.assert(
      fc.property(anyTurn, fc.constantFrom(...PLAYERS), fc.nat(600_000), (played, playerId, elapsedMs) => {
        const more = { ...played, rights: [...played.rights, right(playerId, elapsedMs)] };
        expect(score(more)['drawer']).toBeGreaterThanOrEqual(score(played)['drawer'] ?? 0);
      }),
    );
  });

  it('SC-3 when all others got it at the same time, one who does nothing costs the drawer nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(T), (count, elapsedMs) => {
        const guessers = Array.from({ length: count }, (_, index) => `p${index}`);
        const rights = guessers.map((playerId) => right(playerId, elapsedMs));
        const without = score({ guessers, rights })['drawer'];
        expect(score({ guessers: [...guessers, 'idle'], rights })['drawer']).toBe(without);
      }),
    );
  });

  it('SC-3 a friend alone brings the drawer at most a tenth of what the friend earns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 15 }), fc.nat(T / 8), (count, elapsedMs) => {
        const guessers = Array.from({ length: count }, (_, index) => `p${index}`);
        const points = score({ guessers, rights: [right('p0', elapsedMs)] });
        expect(points['p0']).toBe(300);
        expect(points['drawer']).toBeLessThanOrEqual(30);
      }),
    );
  });

  it('SC-3 of two players the guesser gains more than the drawer, and the more the earlier', () => {
    fc.assert(
      fc.property(twoTimes, ([early, late]) => {
        const ahead = (elapsedMs: number): number => {
          const points = score({ guessers: ['ann'], rights: [right('ann', elapsedMs)] });
          return (points['ann'] ?? 0) - (points['drawer'] ?? 0);
        };
        expect(ahead(late)).toBeGreaterThan(0);
        // Rounding down may take one point.
        expect(ahead(early)).toBeGreaterThanOrEqual(ahead(late) - 1);
      }),
    );
  });
});

const VERSIONS: readonly ScoringVersion[] = [1, 2];
const MOST: Readonly<Record<ScoringVersion, number>> = { 1: 350, 2: 330 };

describe.each(VERSIONS)('scoreTurn, scoring %d', (version) => {
  it(`SC-6 gives every drawer and guesser a whole number from 0 to ${MOST[version]}, and nobody else`, () => {
    fc.assert(
      fc.property(anyTurn, (played) => {
        const points = scoreTurn(played, version);
        expect(Object.keys(points).toSorted()).toEqual([...played.drawers, ...played.guessers].toSorted());
        for (const value of Object.values(points)) {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(MOST[version]);
        }
      }),
    );
  });

  it('SC-6 an id like __proto__ is a player like any other', () => {
    const points = scoreTurn(turn({ guessers: ['__proto__'], rights: [right('__proto__', 0)] }), version);
    expect(Object.keys(points)).toEqual(['__proto__', 'drawer']);
    expect(Object.values(points).every((value) => value > 200)).toBe(true);
  });

  it.each([0, -1, NaN])('SC-6 refuses a draw time of %d', (drawTimeMs) => {
    expect(() => scoreTurn(turn({ drawTimeMs }), version)).toThrow(RangeError);
  });
});

describe('scoreTurn, versions', () => {
  it('SC-8 a turn that names no version is scored by the first', () => {
    const played = turn({ rights: [right('ann', 0)] });
    expect(scoreTurn(played)).toEqual(scoreTurn(played, 1));
    expect(scoreTurn(played)).not.toEqual(scoreTurn(played, CURRENT_SCORING));
  });

  it('SC-8 refuses a version that it does not know', () => {
    expect(() => scoreTurn(turn({}), 3 as ScoringVersion)).toThrow('newer version');
  });
});
