import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/index.ts';
import { WORD_PACKS, chooseWords } from './index.ts';
import type { Difficulty, Word } from './index.ts';

const anyRandom = fc.stringMatching(/^[0-9a-f]{32}$/).map((seed) => createRandom(seed));
const anyPack = fc
  .array(fc.constantFrom<Difficulty>(1, 2, 3), { maxLength: 12 })
  .map((difficulties) =>
    difficulties.map((difficulty, index) => ({ text: `w${index}`, difficulty, category: 'any' })),
  );
const anyUsed = fc.array(fc.nat(11)).map((indices) => new Set(indices.map((index) => `w${index}`)));
const textsOf = (words: readonly Word[]) => words.map((word) => word.text);

describe('chooseWords', () => {
  it('WD-3 offers one word of each difficulty, the easiest first', () => {
    fc.assert(
      fc.property(anyRandom, fc.constantFrom(WORD_PACKS.en, WORD_PACKS.ko), (random, pack) => {
        const [{ words, startedOver }] = chooseWords(random, pack, new Set());
        expect(words.map((word) => word.difficulty)).toEqual([1, 2, 3]);
        expect(startedOver).toBe(false);
      }),
    );
  });

  it('WD-3 fills up from what there is when a difficulty is missing', () => {
    const pack = WORD_PACKS.en.filter((word) => word.difficulty !== 2);
    const [{ words }] = chooseWords(createRandom('0'.repeat(32)), pack, new Set(), 4);
    expect(words.map((word) => word.difficulty)).toEqual([1, 1, 3, 3]);
  });

  it('WD-3 offers as many different words of the pack as asked, or all of a smaller pack', () => {
    fc.assert(
      fc.property(anyRandom, anyPack, anyUsed, fc.nat(5), (random, pack, used, count) => {
        const [{ words }] = chooseWords(random, pack, used, count);
        expect(new Set(words).size).toBe(Math.min(count, pack.length));
        expect(pack).toEqual(expect.arrayContaining([...words]));
      }),
    );
  });

  it('WD-4 offers used words only when all unused ones are on offer, and says so', () => {
    fc.assert(
      fc.property(anyRandom, anyPack, anyUsed, (random, pack, used) => {
        const [{ words, startedOver }] = chooseWords(random, pack, used);
        const offered = textsOf(words);
        expect(startedOver).toBe(offered.some((text) => used.has(text)));
        const unusedLeftOut = pack.some(({ text }) => !used.has(text) && !offered.includes(text));
        expect(startedOver && unusedLeftOut).toBe(false);
      }),
    );
  });

  it('WD-4 a room sees the whole pack before any word comes back', () => {
    let random = createRandom('f'.repeat(32));
    const used = new Set<string>();
    for (;;) {
      const [{ words, startedOver }, next] = chooseWords(random, WORD_PACKS.ko, used);
      random = next;
      if (startedOver) break;
      for (const { text } of words) used.add(text);
    }
    expect(WORD_PACKS.ko.length - used.size).toBeLessThan(3);
  });

  it('WD-3 gives the same offer from the same random state, another one from the next', () => {
    const random = createRandom('a'.repeat(32));
    const [first, next] = chooseWords(random, WORD_PACKS.en, new Set());
    expect(chooseWords(random, WORD_PACKS.en, new Set())[0]).toEqual(first);
    expect(chooseWords(next, WORD_PACKS.en, new Set())[0]).not.toEqual(first);
  });

  it('WD-3 every word of a pack can come up', () => {
    let random = createRandom('b'.repeat(32));
    const seen = new Set<string>();
    for (let turn = 0; turn < 5_000; turn += 1) {
      const [{ words }, next] = chooseWords(random, WORD_PACKS.en, new Set());
      random = next;
      for (const { text } of words) seen.add(text);
    }
    expect(seen.size).toBe(WORD_PACKS.en.length);
  });
});
