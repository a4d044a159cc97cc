import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreTurn } from './index.ts';
import type { TurnToScore } from './index.ts';

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
const right = (playerId: string, elapsedMs: number) => ({ playerId, at: STARTED_AT + elapsedMs });

const PLAYERS = ['ann', 'ben', 'cho', 'dan', 'eve', 'fay'];
const anyTurn = fc
  .record({
    drawTimeMs: fc.integer({ min: 1, max: 600_000 }),
    guessers: fc.uniqueArray(fc.constantFrom(...PLAYERS), { minLength: 1 }),
    rights: fc.array(
      fc.record({
        playerId: fc.constantFrom(...PLAYERS),
        share: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ drawTimeMs, guessers, rights }) =>
    turn({
      drawTimeMs,
      guessers,
      rights: rights.map(({ playerId, share }) => right(playerId, Math.round(share * drawTimeMs))),
    }),
  );

describe('scoreTurn, guessers', () => {
  it.each([
    [0, 300],
    [8_000, 262],
    [20_000, 212],
    [24_000, 198], // 0.7² × 200 is 98 exactly; floating squares would lose the point
    [40_000, 150],
    [60_000, 112],
    [79_999, 100],
    [80_000, 100],
  ])('SC-1 a right guess after %d of 80000 ms earns %d', (elapsedMs, points) => {
    expect(scoreTurn(turn({ rights: [right('ben', 0), right('ann', elapsedMs)] }))['ann']).toBe(points);
  });

  it.each([
    ['before the start', -5_000, 300],
    ['after the end', T + 5_000, 100],
  ])('SC-1 a guess %s counts as at that edge', (_, elapsedMs, points) => {
    const rights = [right('ben', elapsedMs), right('ann', elapsedMs)];
    expect(scoreTurn(turn({ rights }))['ann']).toBe(points);
  });

  it('SC-2 the first right guess earns 50 more', () => {
    expect(scoreTurn(turn({ rights: [right('ann', 40_000), right('ben', 40_001)] }))).toMatchObject({
      ann: 200,
      ben: 149,
    });
  });

  it('SC-2 in the same millisecond the guess judged first is the first', () => {
    expect(scoreTurn(turn({ rights: [right('ben', 40_000), right('ann', 40_000)] }))).toMatchObject({
      ann: 150,
      ben: 200,
    });
  });

  it('SC-4 a player scores once, by the earliest right guess', () => {
    const twice = scoreTurn(
      turn({ rights: [right('ann', 60_000), right('ann', 40_000), right('ben', 50_000)] }),
    );
    expect(twice).toEqual(scoreTurn(turn({ rights: [right('ann', 40_000), right('ben', 50_000)] })));
  });

  it('SC-4 right guesses of others than the guessers count for nobody', () => {
    const rights = [right('late', 1_000), right('drawer', 2_000), right('ann', 40_000)];
    expect(scoreTurn(turn({ rights }))).toEqual(scoreTurn(turn({ rights: [right('ann', 40_000)] })));
  });

  it('SC-4 a drawer listed as a guesser stays a drawer', () => {
    const listed = turn({
      guessers: ['ann', 'ben', 'drawer'],
      rights: [right('drawer', 0), right('ann', 40_000)],
    });
    expect(scoreTurn(listed)).toEqual(scoreTurn(turn({ rights: [right('ann', 40_000)] })));
  });

  it('SC-1 an earlier guess never earns less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600_000 }),
        fc.nat(600_000),
        fc.nat(600_000),
        (drawTimeMs, a, b) => {
          const at = (elapsedMs: number) =>
            scoreTurn(turn({ drawTimeMs, guessers: ['ann'], rights: [right('ann', elapsedMs)] }))['ann'] ?? 0;
          expect(at(Math.min(a, b))).toBeGreaterThanOrEqual(at(Math.max(a, b)));
        },
      ),
    );
  });
});

describe('scoreTurn, drawers', () => {
  it('SC-3 the drawer gets 110 % of the mean over guessers, without the first-guess bonus', () => {
    expect(scoreTurn(turn({ rights: [right('ann', 0), right('ben', 40_000)] }))['drawer']).toBe(247); // 450 / 2 × 1.1
  });

  it('SC-3 guessers who did not get it count 0 in the mean', () => {
    expect(scoreTurn(turn({ rights: [right('ann', 0)] }))).toEqual({ ann: 350, ben: 0, drawer: 165 });
  });

  it('SC-3 every one of several drawers gets the mean', () => {
    const points = scoreTurn(turn({ drawers: ['x', 'y'], rights: [right('ann', 0), right('ben', 0)] }));
    expect(points).toEqual({ ann: 350, ben: 300, x: 330, y: 330 });
  });

  it.each([
    ['nobody guessed', {}, { ann: 0, ben: 0, drawer: 0 }],
    ['nobody could guess', { guessers: [] }, { drawer: 0 }],
    ['nobody drew', { drawers: [], rights: [right('ann', 0)] }, { ann: 350, ben: 0 }],
  ])('SC-5 %s', (_, change, points) => {
    expect(scoreTurn(turn(change))).toEqual(points);
  });

  it('SC-3 a drawing that all get by half time beats a guess in the last quarter, even a first one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(T / 2), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: (T * 3) / 4, max: T }),
        (quick, late) => {
          const guessers = quick.map((_, index) => `p${index}`);
          const rights = quick.map((elapsedMs, index) => right(`p${index}`, elapsedMs));
          const drawer = scoreTurn(turn({ guessers, rights }))['drawer'] ?? 0;
          expect(drawer).toBeGreaterThan(scoreTurn(turn({ rights: [right('ann', late)] }))['ann'] ?? 0);
        },
      ),
    );
  });

  it('SC-3 a lone guesser earns more by guessing than that gives to the drawer', () => {
    fc.assert(
      fc.property(fc.nat(T), (elapsedMs) => {
        const points = scoreTurn(turn({ guessers: ['ann'], rights: [right('ann', elapsedMs)] }));
        expect(points['ann']).toBeGreaterThan(points['drawer'] ?? 0);
      }),
    );
  });

  it('SC-3 one more right guess never costs the drawer anything', () => {
    fc.assert(
      fc.property(anyTurn, fc.constantFrom(...PLAYERS), fc.nat(T), (played, playerId, elapsedMs) => {
        const more = { ...played, rights: [...played.rights, right(playerId, elapsedMs)] };
        expect(scoreTurn(more)['drawer']).toBeGreaterThanOrEqual(scoreTurn(played)['drawer'] ?? 0);
      }),
    );
  });
});

describe('scoreTurn, always', () => {
  it('SC-6 gives every drawer and guesser a whole number from 0 to 350, and nobody else', () => {
    fc.assert(
      fc.property(anyTurn, (played) => {
        const points = scoreTurn(played);
        expect(Object.keys(points).toSorted()).toEqual([...played.drawers, ...played.guessers].toSorted());
        for (const value of Object.values(points)) {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(350);
        }
      }),
    );
  });

  it('SC-6 an id like __proto__ is a player like any other', () => {
    const points = scoreTurn(turn({ guessers: ['__proto__'], rights: [right('__proto__', 0)] }));
    expect(Object.entries(points)).toEqual([
      ['__proto__', 350],
      ['drawer', 330],
    ]);
  });

  it.each([0, -1, NaN])('SC-6 refuses a draw time of %d', (drawTimeMs) => {
    expect(() => scoreTurn(turn({ drawTimeMs }))).toThrow(RangeError);
  });
});
