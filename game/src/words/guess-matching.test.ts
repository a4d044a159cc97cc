import { disassemble } from 'es-hangul';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAsLongAsWord, WORD_PACKS, judgeGuess, normalizeGuess } from './index.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.stringMatching(/^[가-힣ㄱ-ㅣᄀ-ᇿ a-zé]{0,20}$/u),
);
const anyWord = fc.constantFrom(...WORD_PACKS.en, ...WORD_PACKS.ko).map((word) => word.text);
const anySeparator = fc.constantFrom(
  ' ',
  '.',
  '-',
  '_',
  '*',
  '~',
  '🎨',
  '\u200b',
  '\u2060',
  '\u00ad',
  '\u3164',
  '\ufe0f',
  '',
);

describe('normalizeGuess', () => {
  it.each([
    ['  Ice-Cream! ', 'icecream'],
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['ｐｉｚｚａ', 'pizza'],
    ['ﬁsh', 'fish'],
    ['İSTANBUL', 'istanbul'],
    ['ısı', 'isi'],
    ['Smørrebrød', 'smorrebrod'],
    ['Straße', 'strasse'],
    ['a\u200bp\u200dp\u2060l\ufeffe', 'apple'],
    ['z\u0335a\u0322l\u0353g\u0348o', 'zalgo'],
    ['🍎', ''],
    ['...!?', ''],
    ['고양이', '고양이'],
    ['고양이'.normalize('NFD'), '고양이'],
    ['고\u3164양\u115f이', '고양이'],
    ['고\u0308양\u20dd이\u0301', '고양이'],
    ['ㄱㅗㅁ', 'ㄱㅗㅁ'],
    ['ㅋㅋㅋ', 'ㅋㅋㅋ'],
    ['\u1100.\u1169.\u1106', 'ㄱㅗㅁ'],
    ['폭포 \u11a8', '폭포ㄱ'],
    ['がっこう', 'がっこう'],
    ['йод', 'иод'],
    ['7 up', '7up'],
  ])('GS-1 GS-2 %j becomes %j', (text, normalized) => {
    expect(normalizeGuess(text)).toBe(normalized);
  });

  it('GS-1 twice is the same as once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalizeGuess(text);
        expect(normalizeGuess(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('GS-1 all Unicode forms of a text are the same guess', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalizeGuess(text.normalize('NFD'))).toBe(normalizeGuess(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('GS-1 nothing invisible is left', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalizeGuess(text)).not.toMatch(
          /[\s\p{P}\p{S}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u,
        );
      }),
    );
  });
});

describe('judgeGuess in Latin script', () => {
  it.each([
    ['apple', 'apple', 'right'],
    ['APPLE!!', 'apple', 'right'],
    ['a.p.p.l.e', 'apple', 'right'],
    ['a p\u200bp l e', 'apple', 'right'],
    ['icecream', 'ice cream', 'right'],
    ['yo yo', 'yo-yo', 'right'],
    ['cafe', 'café', 'right'],
    ['is it an apple?', 'apple', 'contains'],
    ['is it a.p.p.l.e maybe', 'apple', 'contains'],
    ['pineapples', 'pineapple', 'contains'],
    ['aple', 'apple', 'close'],
    ['appple', 'apple', 'close'],
    ['axple', 'apple', 'close'],
    ['paple', 'apple', 'close'],
    ['bear', 'pear', 'close'],
    ['ca', 'cat', 'wrong'],
    ['cot', 'cat', 'wrong'],
    ['ple', 'apple', 'wrong'],
    ['elppa', 'apple', 'wrong'],
    ['papel', 'apple', 'wrong'],
    ['is it an aple', 'apple', 'wrong'],
    ['', 'apple', 'wrong'],
    ['🍎', 'apple', 'wrong'],
    ['anything', '!!!', 'wrong'],
  ])('GS-3 GS-4 GS-5 %j for %s is %s', (text, word, verdict) => {
    expect(judgeGuess(text, word)).toBe(verdict);
  });
});

describe('judgeGuess in Korean', () => {
  it.each([
    ['고양이', '고양이', 'right'],
    ['고 양 이!', '고양이', 'right'],
    ['고양이'.normalize('NFD'), '고양이', 'right'],
    ['ㄱㅗㅇㅑㅇㅇㅣ', '고양이', 'right'],
    ['ㄱ.ㅗ.ㅁ', '곰', 'right'],
    ['고ㅁ', '곰', 'right'],
    ['ﾡￌﾱ', '곰', 'right'],
    ['㉠ㅗㅁ', '곰', 'right'],
    ['보물지도', '보물 지도', 'right'],
    ['이건 고양이야', '고양이', 'contains'],
    ['정답 ㄱㅗㅇㅑㅇㅇㅣ 맞지', '고양이', 'contains'],
    ['곰이다', '곰', 'contains'],
    ['ㄱㅗㅁ이다', '곰', 'contains'],
    ['ㄱㅏㅂㅅ이 비싸', '값', 'contains'],
    ['돌고레', '돌고래', 'close'],
    ['돌고ㅐ', '돌고래', 'close'],
    ['달', '닭', 'close'],
    ['사자', '사과', 'wrong'],
    ['공', '곰', 'wrong'],
    ['고마워', '곰', 'wrong'],
    ['ㅋㅋㅋ 고마워', '곰', 'wrong'],
    ['ㄱㅁ', '곰', 'wrong'],
    ['ㄱㅇㅇ', '고양이', 'wrong'],
    ['강아지', '고양이', 'wrong'],
  ])('GS-3 GS-4 GS-5 GS-6 %j for %s is %s', (text, word, verdict) => {
    expect(judgeGuess(text, word)).toBe(verdict);
  });
});

describe('judgeGuess, always', () => {
  it('GS-3 the word itself is right however it is separated', () => {
    fc.assert(
      fc.property(anyWord, anySeparator, (word, separator) => {
        expect(judgeGuess([...word].join(separator).toUpperCase(), word)).toBe('right');
      }),
    );
  });

  it('GS-4 a message that holds the word is never taken for chat, in syllables or spelled out in jamo', () => {
    fc.assert(
      fc.property(anyText, anyWord, anyText, anySeparator, (before, word, after, separator) => {
        const isShown = (text: string) => ['close', 'wrong'].includes(judgeGuess(text, word));
        expect(isShown(`${before} ${word} ${after}`)).toBe(false);
        expect(isShown(`${before} ${[...disassemble(word)].join(separator)} ${after}`)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('GS-5 close is exactly one insertion, deletion, replacement or swap away', () => {
    const anySmall = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(
      fc.property(anySmall, fc.stringMatching(/^[abc]{4,6}$/), (text, word) => {
        fc.pre(!text.includes(word));
        expect(judgeGuess(text, word)).toBe(oneSlipFrom(word).has(text) ? 'close' : 'wrong');
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['house', 'tiger', true],
    ['ti ger!', 'tiger', true],
    ['haha', 'tiger', false],
    ['is it a house?', 'tiger', false],
    ['fire truck', 'iceskates', true],
    ['', 'tiger', false],
    ['고래', '사자', true],
    ['ㄱㅗㄹㅐ', '사자', true],
    ['ㅋㅋ', '사자', false],
    ['돌고래', '사자', false],
  ])('GS-16 %j is as long as %s: %s', (text, word, isAsLong) => {
    expect(isAsLongAsWord(text, word)).toBe(isAsLong);
  });

  it('WD-2 another word of the same pack is wrong, not even close', () => {
    for (const pack of Object.values(WORD_PACKS)) {
      const words = pack.map(({ text }) => ({ text, letters: disassemble(normalizeGuess(text)).length }));
      // One slip makes a word longer or shorter by one letter at most; none inside another is another test's.
      const pairs = words.flatMap((guess) =>
        words
          .filter((word) => word !== guess && Math.abs(word.letters - guess.letters) <= 1)
          .map((word) => [guess.text, word.text] as const),
      );
      expect(pairs.filter(([guess, word]) => judgeGuess(guess, word) !== 'wrong')).toEqual([]);
    }
  }, 30_000);
});

/** Every string that one slip makes of the word, by trying them all. */
function oneSlipFrom(word: string): Set<string> {
  const slips = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    slips.add(head + tail.slice(1));
    for (const letter of 'abc') slips.add(head + letter + tail).add(head + letter + tail.slice(1));
    slips.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
  }
  return slips;
}
