import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORD_PACKS } from '../words/index.ts';
import { holdsRudeWord, maskRudeWords } from './index.ts';

describe('clean language', () => {
  it.each([
    ['what the fuck', 'what the •••'],
    ['FUCK, that was close', '•••, that was close'],
    ['you Ｂｉｔｃｈ!', 'you •••!'],
    ['fuuuuck', '•••'],
    ['f.u.c.k you', '••• you'],
    ['f u c k', '•••'],
    ['시개새끼발', '•••'],
    ['sh1t', '•••'],
    ['$h1t', '•••'],
    ['shit shit', '••• •••'],
    ['fück', '•••'],
    ['fuck야', '•••야'],
    ['아 씨발', '아 •••'],
    ['시발아 뭐야', '•••아 뭐야'],
    ['시1발', '•••'],
    ['씨.발', '•••'],
    ['병 신', '•••'],
    ['개새끼야!', '•••!'],
    ['존나 웃겨', '••• 웃겨'],
    ['씨발'.normalize('NFD'), '•••'],
  ])('GS-17 %j is shown as %j', (text, shown) => {
    expect(maskRudeWords(text)).toBe(shown);
    expect(holdsRudeWord(text)).toBe(true);
  });

  it.each([
    ['Scunthorpe'],
    ['a class of grass'],
    ['assassin, bass, pass the glass'],
    ['cocktail and shiitake'],
    ['as is'],
    ['a s s u m e'],
    ['5 0 1'],
    ['다시 발표해요'],
    ['역시 발이 빨라'],
    ['9시 발 기차'],
    ['여기가 시발점이에요'],
    ['팔등신'],
    ['씨발아'],
    ['새끼 고양이'],
    ['보지 마'],
    ['ㅅㅂ? 수박!'],
    ['ㅋㅋㅋㅋ'],
    [''],
    ['•••'],
  ])('GS-17 %j stays', (text) => {
    expect(maskRudeWords(text)).toBe(text);
    expect(holdsRudeWord(text)).toBe(false);
  });

  it('GS-17 no word of a pack is rude, alone or beside another', () => {
    for (const pack of Object.values(WORD_PACKS)) {
      const words = pack.map(({ text }) => text);
      expect(words.filter(holdsRudeWord)).toEqual([]);
      expect(maskRudeWords(words.join(' '))).toBe(words.join(' '));
    }
  });

  it('GS-17 what was masked holds nothing rude any more, whatever the text', () => {
    const part = fc.oneof(
      fc.constantFrom('fuck', '씨발', '시', '발', 'f', 'u', 'c', 'k', ' ', '.', '1', '개새끼'),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const masked = maskRudeWords(parts.join(''));
        expect(holdsRudeWord(masked)).toBe(false);
      }),
    );
  });
});
