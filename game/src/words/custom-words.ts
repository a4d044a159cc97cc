import { LIMITS } from '../limits/index.ts';
import { normalizeGuess } from './guess-matching.ts';

/** A room's custom words are left aside (`off`), come among those of the pack (`mixed`) or alone (`only`). */
export type CustomWordUse = 'off' | 'mixed' | 'only';

/** The words that a host has given the room, checked, in the order given. */
export type CustomWords = { use: CustomWordUse; words: string[] };

/** How many words each use takes at least: an offer of nothing but custom words needs three (SPEC WD-7). */
export const FEWEST_CUSTOM_WORDS: Readonly<Record<CustomWordUse, number>> = { off: 0, mixed: 1, only: 3 };

/** Why a line is no custom word; `too-many` are those behind the last that a room keeps. */
export type CustomWordReason = 'too-short' | 'too-long' | 'bad-characters' | 'duplicate' | 'too-many';

/** What became of a list of words: those that are proper, and each other one as it was given, with its reason. */
export type CheckedWords = {
  words: string[];
  problems: { text: string; reason: CustomWordReason }[];
};

/** Commas and semicolons of Korean and Chinese keyboards separate, too. */
const SEPARATOR = /[,;\r\n，；、]/u;
/** Characters that a mask can show one by one; a mark without a letter of its own could not stand alone in it. */
const PROPER = /^[\p{L}\p{N} '-]+$/u;
/** A word by itself where a letter is none: 별, 집. */
const SYLLABLE = /^[가-힣]$/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** Reads what a host has pasted: words between commas, semicolons or line ends (SPEC WD-5). Empty ones are no problem. */
export function readCustomWords(text: string): CheckedWords {
  return checkCustomWords(text.split(SEPARATOR));
}

/** Keeps the proper words of a list, tidied up, and says of each other one what is wrong (SPEC WD-5). */
export function checkCustomWords(list: readonly string[]): CheckedWords {
  const checked: CheckedWords = { words: [], problems: [] };
  const taken = new Set<string>();
  for (const given of list) {
    const text = tidy(given);
    if (text === '') continue;
    const reason = reasonAgainst(text, taken);
    if (reason !== undefined) checked.problems.push({ text, reason });
    else {
      taken.add(normalizeGuess(text));
      checked.words.push(text);
    }
  }
  return checked;
}

/** @param taken the words so far, as guesses are compared: two that one guess would win are the same word */
function reasonAgainst(text: string, taken: ReadonlySet<string>): CustomWordReason | undefined {
  if ([...text].length > LIMITS.maxCustomWordChars) return 'too-long';
  if (!PROPER.test(text) || INVISIBLE.test(text)) return 'bad-characters';
  const folded = normalizeGuess(text);
  if ([...folded].length < LIMITS.minCustomWordLetters && !SYLLABLE.test(folded)) return 'too-short';
  if (taken.has(folded)) return 'duplicate';
  return taken.size >= LIMITS.maxCustomWords ? 'too-many' : undefined;
}

/** One spelling of what phones write in several ways. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[‘’]/gu, "'")
    .replace(/[‐‑]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}
