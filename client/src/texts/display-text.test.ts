import { describe, expect, it } from 'vitest';
import { DISPLAY_GLYPHS } from './display-glyphs.ts';
import { displayText } from './display-text.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

describe('the display face', () => {
  it.each([en, ko])('has every character of the titles in $languageName', (texts) => {
    const missing = [...new Set(displayText(texts))].filter((one) => !DISPLAY_GLYPHS.includes(one));
    expect(missing, 'npm run face cuts it anew').toEqual([]);
  });
});
