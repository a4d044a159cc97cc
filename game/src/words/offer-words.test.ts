import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/index.ts';
import { WORD_PACKS, normalizeGuess, offerWords } from './index.ts';
import type { CustomWords, Word } from './index.ts';

const COUNT = 3;
const anyRandom = fc.stringMatching(/^[0-9a-f]{32}$/).map((seed) => createRandom(seed));
const pack: Word[] = Array.from({ length: 12 }, (_, index) => ({
  text: `pack ${index}`,
  difficulty: index < 4 ? 1 : index < 8 ? 2 : 3,
  category: 'any',
}));
const anyCustom = (use: CustomWords['use'], least: number) =>
  fc
    .uniqueArray(fc.nat(20), { minLength: least, maxLength: 12 })
    // Up to a third of them are words of the pack in another spelling.
    .map((numbers) => ({ use, words: numbers.map((n) => (n < 7 ? `PACK-${n}` : `own ${n}`)) }));

/** Draws offers until the words start over; each time `take` says which of them is drawn. */
function playThrough(given: Word[], custom: CustomWords, seed: string, take: (turn: number) => number) {
  const offers: string[][] = [];
  const drawn: string[] = [];
  let random = createRandom(seed);
  let usedWords: string[] = [];
  for (let turn = 0; ; turn += 1) {
    const [offer, next] = offerWords(random, given, custom, usedWords, COUNT);
    if (offer.usedWords.length < usedWords.length) return { offers, drawn };
    random = next;
    const word = offer.choices[take(turn) % COUNT] ?? '';
    offers.push(offer.choices);
    drawn.push(word);
    usedWords = [...usedWords, word];
    if (turn > 100) throw new Error('The words never start over.');
  }
}

describe('offerWords', () => {
  it('WD-8 without custom words, or with them off, offers words of the pack', () => {
    fc.assert(
      fc.property(anyRandom, anyCustom('off', 0), (random, custom) => {
        const [{ choices }] = offerWords(random, pack, custom, [], COUNT);
        const texts = pack.map(({ text }) => text);
        expect(new Set(choices).size).toBe(COUNT);
        expect(texts).toEqual(expect.arrayContaining(choices));
      }),
    );
  });

  it('WD-8 only: all three are custom words', () => {
    fc.assert(
      fc.property(anyRandom, anyCustom('only', COUNT), fc.array(fc.nat(20)), (random, custom, numbers) => {
        const used = numbers.map((n) => `own ${n}`);
        const [{ choices }] = offerWords(random, pack, custom, used, COUNT);
        expect(new Set(choices).size).toBe(COUNT);
        expect(custom.words).toEqual(expect.arrayContaining(choices));
      }),
    );
  });

  it('WD-8 mixed: one is a custom word while there are unused ones, beside an easy and a hard one of a large pack', () => {
    fc.assert(
      fc.property(anyRandom, fc.constantFrom(WORD_PACKS.en, WORD_PACKS.ko), (random, large) => {
        const custom: CustomWords = { use: 'mixed', words: ['우리 강아지 뽀삐'] };
        const [{ choices }] = offerWords(random, large, custom, [], COUNT);
        expect(choices[1]).toBe('우리 강아지 뽀삐');
        const difficulties = choices.map((choice) => large.find(({ text }) => text === choice)?.difficulty);
        expect(difficulties).toEqual([1, undefined, 3]);
      }),
    );
  });

  it('WD-8 mixed: custom words come in every turn until they are used up', () => {
    fc.assert(
      fc.property(
        anyCustom('mixed', 1),
        fc.stringMatching(/^[0-9a-f]{32}$/),
        fc.nat(2),
        (custom, seed, pick) => {
          const { offers, drawn } = playThrough(pack, custom, seed, (turn) => turn * pick);
          offers.forEach((choices, turn) => {
            const unused = custom.words.filter((word) => !drawn.slice(0, turn).includes(word));
            expect(choices.some((choice) => unused.includes(choice))).toBe(unused.length > 0);
          });
        },
      ),
    );
  });

  it.each(['off', 'mixed', 'only'] as const)(
    'WD-9 %s: no word comes back, in whatever spelling, before all others are on offer',
    (use) => {
      fc.assert(
        fc.property(
          anyCustom(use, COUNT),
          fc.stringMatching(/^[0-9a-f]{32}$/),
          fc.nat(2),
          (custom, seed, pick) => {
            const { offers, drawn } = playThrough(pack, custom, seed, (turn) => turn * pick);
            offers.forEach((choices, turn) => {
              const before = new Set(drawn.slice(0, turn).map(normalizeGuess));
              expect(choices.filter((choice) => before.has(normalizeGuess(choice)))).toEqual([]);
            });
            const texts = [
              ...(use === 'only' ? [] : pack.map(({ text }) => text)),
              ...(use === 'off' ? [] : custom.words),
            ];
            const left = new Set(texts.map(normalizeGuess)).size - drawn.length;
            expect(left).toBeLessThan(COUNT);
          },
        ),
      );
    },
  );

  it('WD-9 words that are not in play stay used when those that are start over', () => {
    const custom: CustomWords = { use: 'only', words: ['own 1', 'own 2', 'Pack 3'] };
    const used = ['own 1', 'pack 3', 'pack 5', 'own 2'];
    const [{ usedWords }] = offerWords(createRandom('0'.repeat(32)), pack, custom, used, COUNT);
    expect(usedWords).toEqual(['pack 5']);
  });

  it('WD-3 gives the same offer from the same random state', () => {
    const custom: CustomWords = { use: 'mixed', words: ['own 1', 'own 2'] };
    const random = createRandom('a'.repeat(32));
    const [first, next] = offerWords(random, pack, custom, [], COUNT);
    expect(offerWords(random, pack, custom, [], COUNT)[0]).toEqual(first);
    expect(next).not.toEqual(random);
  });
});
