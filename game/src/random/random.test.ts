import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, drawId, drawInt, pick, shuffle } from './index.ts';
import type { Drawn, RandomState } from './index.ts';

const SEED = '00112233445566778899aabbccddeeff';
const KNOWN_INTS = [264, 316, 315, 359, 597, 462];
const KNOWN_ID = 'mNnR1qNzcFyhXyGd';
const anyRandom = fc
  .tuple(fc.stringMatching(/^[0-9a-f]{32,64}$/), fc.nat(1_000_000))
  .map(([seed, drawn]) => createRandom(seed, drawn));

function repeat<Value>(times: number, draw: (state: RandomState) => Drawn<Value>, from = createRandom(SEED)) {
  const values: Value[] = [];
  let state = from;
  for (let done = 0; done < times; done += 1) {
    const [value, next] = draw(state);
    values.push(value);
    state = next;
  }
  return { values, state };
}

/** Pearson's chi-square of the counts against an even spread. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('createRandom', () => {
  it.each(['', 'abc', SEED.slice(1), SEED.toUpperCase(), `${SEED}g`, ` ${SEED}`])(
    'RN-1 refuses the seed %j',
    (seed) => {
      expect(() => createRandom(seed)).toThrow(RangeError);
    },
  );

  it.each([-1, 0.5, NaN, Infinity])('RN-1 refuses to stand at %d', (drawn) => {
    expect(() => createRandom(SEED, drawn)).toThrow(RangeError);
  });
});

describe('every draw', () => {
  it('RN-1 gives the same from the same state, also after a trip through JSON, and leaves the state alone', () => {
    fc.assert(
      fc.property(anyRandom, fc.integer({ min: 1, max: 2 ** 32 }), (state, below) => {
        const before = JSON.stringify(state);
        const copy = JSON.parse(before) as RandomState;
        expect(drawInt(copy, below)).toEqual(drawInt(state, below));
        expect(drawId(copy)).toEqual(drawId(state));
        expect(shuffle(copy, [1, 2, 3, 4])).toEqual(shuffle(state, [1, 2, 3, 4]));
        expect(JSON.stringify(state)).toBe(before);
      }),
    );
  });

  it('RN-1 keeps giving the values of today, so that stored games replay', () => {
    expect(repeat(6, (state) => drawInt(state, 1000)).values).toEqual(KNOWN_INTS);
    expect(drawId(createRandom(SEED))[0]).toBe(KNOWN_ID);
  });

  it('RN-2 takes numbers and ids from separate sequences: an id says nothing of the number at the same place', () => {
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
    const same = Array.from({ length: 5_800 }, (_, drawn) => createRandom(SEED, drawn)).filter(
      (state) => alphabet.charAt(drawInt(state, 58)[0]) === drawId(state, 1)[0],
    );
    expect(same.length).toBeGreaterThan(50);
    expect(same.length).toBeLessThan(150);
  });

  it('RN-2 moves on with every draw', () => {
    fc.assert(
      fc.property(anyRandom, (state) => {
        expect(drawInt(state, 1)[1].drawn).toBeGreaterThan(state.drawn);
        expect(drawId(state, 1)[1].drawn).toBeGreaterThan(state.drawn);
      }),
    );
  });
});

describe('drawInt', () => {
  it('RN-3 stays below its bound', () => {
    fc.assert(
      fc.property(anyRandom, fc.integer({ min: 1, max: 2 ** 32 }), (state, below) => {
        const [value] = drawInt(state, below);
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(below);
      }),
    );
  });

  it('RN-3 spreads evenly', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (const value of repeat(10_000, (state) => drawInt(state, 10)).values)
      counts[value] = (counts[value] ?? 0) + 1;
    expect(chiSquare(counts)).toBeLessThan(27.9); // p = 0.001 at 9 degrees of freedom
  });

  it('RN-3 is not biased where the bound does not divide 2³²: the rest is drawn again', () => {
    const below = 3 * 2 ** 30;
    const { values, state } = repeat(2_000, (from) => drawInt(from, below));
    expect(state.drawn).toBeGreaterThan(2_500);
    const lowThird = values.filter((value) => value < 2 ** 30).length;
    expect(lowThird / values.length).toBeGreaterThan(0.29);
    expect(lowThird / values.length).toBeLessThan(0.38); // a plain remainder would give one half
  });

  it.each([0, -1, 1.5, NaN, 2 ** 32 + 1])('RN-3 refuses the bound %d', (below) => {
    expect(() => drawInt(createRandom(SEED), below)).toThrow(RangeError);
  });
});

describe('drawId', () => {
  it('RN-4 has the asked length and only characters that cannot be confused', () => {
    fc.assert(
      fc.property(anyRandom, fc.integer({ min: 1, max: 128 }), (state, chars) => {
        const [id] = drawId(state, chars);
        expect(id).toHaveLength(chars);
        expect(id).toMatch(/^[1-9A-HJ-NP-Za-km-z]+$/);
      }),
    );
  });

  it('RN-4 does not repeat, and uses its alphabet evenly', () => {
    const ids = repeat(2_000, (state) => drawId(state)).values;
    expect(new Set(ids).size).toBe(ids.length);
    const counts = new Map<string, number>();
    for (const char of ids.join('')) counts.set(char, (counts.get(char) ?? 0) + 1);
    expect(counts.size).toBe(58);
    expect(chiSquare([...counts.values()])).toBeLessThan(95.8); // p = 0.001 at 57 degrees of freedom
  });

  it.each([0, -1, 2.5, 129])('RN-4 refuses %d characters', (chars) => {
    expect(() => drawId(createRandom(SEED), chars)).toThrow(RangeError);
  });
});

describe('shuffle and pick', () => {
  it('RN-5 a shuffle holds exactly what it was given, which stays as it was', () => {
    fc.assert(
      fc.property(anyRandom, fc.array(fc.integer(), { maxLength: 20 }), (state, items) => {
        const before = [...items];
        const [shuffled] = shuffle(state, items);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
        expect(items).toEqual(before);
      }),
    );
  });

  it('RN-5 every order of three comes up equally often', () => {
    const orders = new Map<string, number>();
    for (const order of repeat(6_000, (state) => shuffle(state, ['a', 'b', 'c'])).values) {
      orders.set(order.join(''), (orders.get(order.join('')) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    expect(chiSquare([...orders.values()])).toBeLessThan(20.5); // p = 0.001 at 5 degrees of freedom
  });

  it('RN-5 a pick has no item twice and takes as many as asked', () => {
    fc.assert(
      fc.property(
        anyRandom,
        fc.uniqueArray(fc.integer(), { maxLength: 20 }),
        fc.nat(20),
        (state, items, wish) => {
          const count = Math.min(wish, items.length);
          const [picked] = pick(state, items, count);
          expect(new Set(picked).size).toBe(count);
          expect(items).toEqual(expect.arrayContaining(picked));
        },
      ),
    );
  });

  it.each([-1, 1.5, 4])('RN-5 refuses to pick %d of three', (count) => {
    expect(() => pick(createRandom(SEED), [1, 2, 3], count)).toThrow(RangeError);
  });
});
