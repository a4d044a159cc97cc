import type { Texts } from './en.ts';

/** Texts under these keys may be set in the display face, which holds no other Hangul than theirs. */
const DISPLAYED = /^(title|headline|create|join|start|again|here|stay|playHere)$|Title$/;

/** All characters that may appear in the display face, names and numbers that are put in left out. */
export function displayText(texts: Texts): string {
  const collect = (value: unknown, displayed: boolean): string => {
    if (typeof value === 'string') return displayed ? value : '';
    if (typeof value === 'function')
      return displayed ? String((value as (...parts: unknown[]) => unknown)('', '', '')) : '';
    if (typeof value !== 'object' || value === null) return '';
    return Object.entries(value)
      .map(([key, part]) => collect(part, displayed || DISPLAYED.test(key)))
      .join('');
  };
  return collect(texts, false);
}
