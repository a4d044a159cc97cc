import { getChoseong } from 'es-hangul';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/index.ts';
import { WORD_PACKS, hintPlan, hintTimes, maskWord } from './index.ts';

const anyRandom = fc.stringMatching(/^[0-9a-f]{32}$/).map((seed) => createRandom(seed));
const anyHangul = fc.stringMatching(/^[가-힣]{1,8}$/);
const anyPackWord = fc.constantFrom(...WORD_PACKS.en, ...WORD_PACKS.ko).map((word) => word.text);
const random = createRandom('00112233445566778899aabbccddeeff');

describe('maskWord', () => {
  it.each([
    ['apple', [], '_____'],
    ['apple', [0, 4], 'a___e'],
    ['ice cream', [], '___ _____'],
    ['yo-yo', [1], '_o-__'],
    ["cat's eye", [1], "_a_'_ ___"],
    ['Café', [3], '___é'],
    ['고양이', [], '___'],
    ['고양이', [1], '_ㅇ_'],
    ['까마귀', [0, 1, 2], 'ㄲㅁㄱ'],
    ['보물 지도', [3], '__ ㅈ_'],
    ['T셔츠', [0, 1], 'Tㅅ_'],
    ['apple', [-1, 5, 0.5, NaN], '_____'],
  ])('HN-1 HN-2 %s with %j shown is %s', (word, revealed, mask) => {
    expect(maskWord(word, revealed).join('')).toBe(mask);
  });

  it('HN-1 counts decomposed letters as the characters that people see', () => {
    expect(maskWord('고양이'.normalize('NFD'), [0])).toEqual(['ㄱ', '_', '_']);
    expect(maskWord('café'.normalize('NFD'), [])).toHaveLength(4);
  });

  it('HN-2 never shows a Hangul syllable, whatever is revealed', () => {
    fc.assert(
      fc.property(anyHangul, fc.array(fc.integer({ min: -1, max: 9 })), (word, revealed) => {
        expect(maskWord(word, revealed).join('')).not.toMatch(/[가-힣]/);
      }),
    );
  });
});

describe('hintPlan', () => {
  it.each([
    ['ox', 0],
    ['cat', 1],
    ['bear', 1],
    ['tiger', 2],
    ['ice cream', 2],
    ['pineapple', 2],
    ['watermelon', 3],
    ['hot air balloon', 3],
    ['yo-yo', 1],
    ['곰', 1],
    ['사과', 2],
    ['고양이', 3],
    ['보물 지도', 3],
    ['켄타우로스', 3],
    ['', 0],
  ])('HN-3 %s has %d hints', (word, count) => {
    expect(hintPlan(word, random)[0]).toHaveLength(count);
  });

  it('HN-3 every hint shows something new, and only letters', () => {
    fc.assert(
      fc.property(anyRandom, anyPackWord, (state, word) => {
        const [plan] = hintPlan(word, state);
        const indices = plan.flat();
        expect(new Set(indices).size).toBe(indices.length);
        expect(plan.every((step) => step.length > 0)).toBe(true);
        expect(indices.map((index) => word[index]).join('')).not.toMatch(/[ -]/);
      }),
    );
  });

  it('HN-4 all hints of a Korean word show its initial consonants, the later ones no fewer than the earlier', () => {
    fc.assert(
      fc.property(anyRandom, anyHangul, (state, word) => {
        const [plan] = hintPlan(word, state);
        expect(maskWord(word, plan.flat()).join('')).toBe(getChoseong(word));
        const sizes = plan.map((step) => step.length);
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      }),
    );
  });

  it('HN-4 all hints together never show the whole word', () => {
    fc.assert(
      fc.property(anyRandom, anyPackWord, (state, word) => {
        const [plan] = hintPlan(word, state);
        expect(maskWord(word, plan.flat()).join('')).not.toBe(word);
      }),
    );
  });

  it('HN-3 the order is drawn: the same from the same random state, varied over many', () => {
    expect(hintPlan('watermelon', random)).toEqual(hintPlan('watermelon', random));
    const firsts = fc.sample(anyRandom, 200).map((state) => hintPlan('사과', state)[0][0]?.[0]);
    expect(new Set(firsts)).toEqual(new Set([0, 1]));
  });
});

describe('hintTimes', () => {
  it.each([
    [0, 80_000, []],
    [1, 80_000, [40_000]],
    [2, 80_000, [26_667, 53_333]],
    [3, 80_000, [20_000, 40_000, 60_000]],
  ])('HN-5 %d hints in %d ms come at %j', (count, drawTimeMs, times) => {
    expect(hintTimes(count, drawTimeMs)).toEqual(times);
  });

  it('HN-5 hints come one after another, after the start and before the end', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: 15_000, max: 600_000 }), (count, drawTimeMs) => {
        const moments = [0, ...hintTimes(count, drawTimeMs), drawTimeMs];
        expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b));
      }),
    );
  });
});
