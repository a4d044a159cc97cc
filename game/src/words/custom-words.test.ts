import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits/index.ts';
import { judgeGuess, normalizeGuess, readCustomWords } from './index.ts';

const anyPasted = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.stringMatching(/^[가-힣ㄱ-ㅎa-zé' -]{0,34}$/u),
      fc.constantFrom('사과', '사과 ', 'cat', 'CAT', '', ' '),
    ),
    { maxLength: 30 },
  )
  .chain((lines) => fc.constantFrom(',', ';', '\n', '\r\n', '、').map((separator) => lines.join(separator)));

describe('readCustomWords', () => {
  it.each([
    [
      '사과, 배나무;포도\n수박\r\n참외，귤껍질、감나무',
      ['사과', '배나무', '포도', '수박', '참외', '귤껍질', '감나무'],
    ],
    ['  our   old\u00a0dog ', ['our old dog']],
    ['고양이'.normalize('NFD'), ['고양이']],
    ["jack-o'-lantern, jack‑o’‑lantern 2", ["jack-o'-lantern", "jack-o'-lantern 2"]],
    ['Café, T셔츠, 7번 버스', ['Café', 'T셔츠', '7번 버스']],
    [`ab, ${'x'.repeat(30)}`, ['ab', 'x'.repeat(30)]],
    ['별, 집', ['별', '집']],
    ['', []],
    [' ,;\n, ', []],
  ])('WD-5 finds in %j the words %j', (text, words) => {
    expect(readCustomWords(text)).toEqual({ words, problems: [] });
  });

  it.each([
    ['x', 'too-short'],
    ['ㄱ', 'too-short'],
    ['星', 'too-short'],
    ["- '-", 'too-short'],
    ['7-', 'too-short'],
    ['x'.repeat(31), 'too-long'],
    ['사과!', 'bad-characters'],
    ['🍎🍎', 'bad-characters'],
    ['<b>bold</b>', 'bad-characters'],
    ['z\u0335algo', 'bad-characters'],
    ['사\u3164과', 'bad-characters'],
    ['ca\u200bt', 'bad-characters'],
    ['apple', 'duplicate'],
    ['a p-p l E', 'duplicate'],
    ['ÁPPLE', 'duplicate'],
  ])('WD-5 says that %j is %s', (text, reason) => {
    expect(readCustomWords(`apple\n${text}\npear`)).toEqual({
      words: ['apple', 'pear'],
      problems: [{ text, reason }],
    });
  });

  it('WD-5 keeps the first 300, and names those behind', () => {
    const words = Array.from({ length: LIMITS.maxCustomWords + 2 }, (_, index) => `word ${index}`);
    const checked = readCustomWords(words.join());
    expect(checked.words).toEqual(words.slice(0, 300));
    expect(checked.problems).toEqual(words.slice(300).map((text) => ({ text, reason: 'too-many' })));
  });

  it('WD-5 finds the same words again in what it found, each within its bounds and another one when guessed', () => {
    fc.assert(
      fc.property(anyPasted, (text) => {
        const { words } = readCustomWords(text);
        expect(readCustomWords(words.join('\n'))).toEqual({ words, problems: [] });
        expect(new Set(words.map(normalizeGuess)).size).toBe(words.length);
        for (const word of words) {
          expect([...word].length).toBeLessThanOrEqual(LIMITS.maxCustomWordChars);
          expect(word).not.toMatch(/[^\p{L}\p{N} '-]/u);
          expect(judgeGuess(word, word)).toBe('right');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('WD-5 drops nothing in silence but what is empty', () => {
    fc.assert(
      fc.property(anyPasted, (text) => {
        const { words, problems } = readCustomWords(text);
        const given = text.split(/[,;\r\n，；、]/u).filter((line) => line.trim() !== '');
        expect(words.length + problems.length).toBe(given.length);
      }),
    );
  });
});
