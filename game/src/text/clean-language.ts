import { normalizeGuess } from '../words/index.ts';
import { HONEST_KOREAN, RUDE_ENGLISH, RUDE_KOREAN } from './rude-words.ts';

const MASK = '•••';
/** What stands for a letter in words that are to slip through. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};
const LATIN = /^[a-z0-9@$]$/u;
const HANGUL = /^[ㄱ-ㆎ가-힣]+$/u;

/** A character of a text, as guesses are compared; `folded` is empty for what does not count. */
type Character = { at: number; folded: string; isSpace: boolean };
/** Places of the first and the last character of something rude. */
type Range = { from: number; to: number };

/** Puts ••• in place of each rude word (SPEC GS-17). A text without any comes back as it is. */
export function maskRudeWords(text: string): string {
  const masked = maskOnce(text);
  // What stood on both sides of a word may be another one without it.
  return masked === text ? text : maskRudeWords(masked);
}

function maskOnce(text: string): string {
  const characters = [...text.normalize('NFC')];
  const ranges = findRude(characters);
  if (ranges.length === 0) return text;
  let masked = '';
  let at = 0;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (to < at) continue;
    masked += characters.slice(at, Math.max(at, from)).join('') + (from >= at ? MASK : '');
    at = to + 1;
  }
  return masked + characters.slice(at).join('');
}

/** Whether a text holds a rude word, in English or Korean (SPEC GS-17, RM-27). */
export const holdsRudeWord = (text: string): boolean => findRude([...text.normalize('NFC')]).length > 0;

function findRude(texts: readonly string[]): Range[] {
  const characters = texts.map((text, at): Character => ({
    at,
    folded: text in LOOKALIKES ? text : normalizeGuess(text),
    isSpace: /^\s$/u.test(text),
  }));
  return [...findEnglish(characters), ...findKorean(characters)];
}

/** Whole words, and words of which each letter stands alone (f.u.c.k). */
function findEnglish(characters: readonly Character[]): Range[] {
  const words = joinSingles(runsOf(characters, ({ folded }) => LATIN.test(folded)));
  return words.filter((word) => spellings(word).some((spelling) => RUDE_ENGLISH.has(spelling))).map(rangeOf);
}

/** The word as it stands, and with letters that were dragged out (fuuuck) twice or once. */
function spellings(word: readonly Character[]): string[] {
  const text = word.map(({ folded }) => folded).join('');
  if (/^\d+$/u.test(text)) return [];
  const plain = text.replace(/[0-9@$]/gu, (sign) => LOOKALIKES[sign] ?? sign);
  return [plain, plain.replace(/(.)\1{2,}/gu, '$1$1'), plain.replace(/(.)\1{2,}/gu, '$1')];
}

/** Parts of what stands between spaces, without signs and digits in between (시1발), and of syllables that stand alone (병 신). */
function findKorean(characters: readonly Character[]): Range[] {
  const words = joinSingles(runsOf(characters, ({ isSpace }) => !isSpace)).map((word) =>
    word.filter(({ folded }) => HANGUL.test(folded)),
  );
  return words.flatMap((word) => {
    const honest = HONEST_KOREAN.flatMap((one) => occurrences(word, one));
    const rude = RUDE_KOREAN.flatMap((one) => occurrences(word, one));
    return rude.filter(({ from, to }) => !honest.some((range) => range.from <= from && to <= range.to));
  });
}

function occurrences(word: readonly Character[], part: string): Range[] {
  const text = word.map(({ folded }) => folded).join('');
  const found: Range[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    found.push(rangeOf(word.slice(at, at + part.length)));
  return found;
}

/** Neighbouring characters for which something holds. */
function runsOf(characters: readonly Character[], holds: (one: Character) => boolean): Character[][] {
  const runs: Character[][] = [];
  characters.forEach((character, index) => {
    if (!holds(character)) return;
    const before = characters[index - 1];
    if (before !== undefined && holds(before)) runs.at(-1)?.push(character);
    else runs.push([character]);
  });
  return runs;
}

/** Single characters one after the other are one word. */
function joinSingles(words: readonly Character[][]): Character[][] {
  const joined: Character[][] = [];
  let lastWasSingle = false;
  for (const word of words) {
    const isSingle = word.length === 1;
    if (isSingle && lastWasSingle) joined.at(-1)?.push(...word);
    else joined.push([...word]);
    lastWasSingle = isSingle;
  }
  return joined;
}

const rangeOf = (word: readonly Character[]): Range => ({
  from: word[0]?.at ?? 0,
  to: word.at(-1)?.at ?? 0,
});
