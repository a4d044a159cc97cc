/** Seeded randomness for simulations and fuzzing: quick, repeatable, and secret from nobody (sfc32). */
export type RandomSource = {
  /** Evenly in 0 ≤ x < 1. */
  next(): number;
  /** A whole number in 0 … below − 1. */
  below(below: number): number;
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item | undefined;
  /** `count` bytes as lower-case hex. */
  hex(count: number): string;
};

export function createRandomSource(seed: number): RandomSource {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 16; round++) next();
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    between: (least, most) => least + next() * (most - least),
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)],
    hex: (count) => Array.from({ length: count }, () => below(256).toString(16).padStart(2, '0')).join(''),
  };
}
