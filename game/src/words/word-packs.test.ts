import { describe, expect, it } from 'vitest';
import { WORD_PACKS, hintPlan, normalizeGuess } from './index.ts';
import type { Difficulty } from './index.ts';
import { createRandom } from '../random/index.ts';

const random = createRandom('00112233445566778899aabbccddeeff');

describe.each([
  { language: 'en', pack: WORD_PACKS.en, spelling: /^[a-z]+([ -][a-z]+)*$/ },
  { language: 'ko', pack: WORD_PACKS.ko, spelling: /^[가-힣]+( [가-힣]+)*$/ },
])('the $language pack', ({ pack, spelling }) => {
  const words = pack.map((word) => word.text);

  it('WD-1 holds 600 words or more, most of them easy and enough of each difficulty and category', () => {
    expect(words.length).toBeGreaterThanOrEqual(600);
    const countOf = (difficulty: Difficulty) => pack.filter((word) => word.difficulty === difficulty).length;
    expect(countOf(1)).toBeGreaterThanOrEqual(Math.max(countOf(2), countOf(3)));
    expect(Math.min(countOf(1), countOf(2), countOf(3))).toBeGreaterThanOrEqual(words.length / 4);
    for (const category of new Set(pack.map((word) => word.category))) {
      expect(pack.filter((word) => word.category === category).length).toBeGreaterThanOrEqual(15);
    }
  });

  it('WD-2 is spelled in its own script, short enough for a phone', () => {
    expect(words.filter((word) => !spelling.test(word) || word.length > 20)).toEqual([]);
    expect(words.filter((word) => word !== word.normalize('NFC'))).toEqual([]);
  });

  it('WD-2 holds no word twice and none inside another, so that naming one never hides or wins the other', () => {
    const normalized = words.map(normalizeGuess);
    const inside = normalized.flatMap((word, index) =>
      normalized
        .filter((other, otherIndex) => otherIndex !== index && other.includes(word))
        .map((other) => [word, other]),
    );
    expect(inside).toEqual([]);
  });

  it('WD-2 has at least one hint for every word', () => {
    expect(words.filter((word) => hintPlan(word, random)[0].length === 0)).toEqual([]);
  });
});

it('WD-1 the packs share their categories', () => {
  const categories = (pack: readonly { category: string }[]) =>
    [...new Set(pack.map((word) => word.category))].toSorted();
  expect(categories(WORD_PACKS.ko)).toEqual(categories(WORD_PACKS.en));
});
