import type { Drawn, RandomState } from '../random/index.ts';
import { chooseWords } from './choose-words.ts';
import type { CustomWords } from './custom-words.ts';
import { normalizeGuess } from './guess-matching.ts';
import type { Word } from './word.ts';

/** An offer to a drawer, and the used words from then on. */
export type Offer = { choices: string[]; usedWords: string[] };

/**
 * Draws the words on offer out of the pack and the room's custom words (SPEC WD-8, WD-9). While custom words are mixed in
 * and not used up, one of them is on offer at least. Words are the same when one guess wins both: a word of the pack
 * that is a custom word, too, comes as the custom word.
 *
 * @param pack the words that come without custom ones
 * @param usedWords texts of the words that were drawn in this room
 * @param count how many, an integer from 1; never more than there are
 */
export function offerWords(
  random: RandomState,
  pack: readonly Word[],
  custom: CustomWords,
  usedWords: readonly string[],
  count: number,
): Drawn<Offer> {
  const own = custom.use === 'off' ? [] : custom.words.map(asWord);
  const foldedOwn = foldedTexts(own);
  const others = custom.use === 'only' ? [] : pack.filter(({ text }) => !foldedOwn.has(normalizeGuess(text)));
  const open = [...own, ...others];
  const foldedUsed = new Set(usedWords.map(normalizeGuess));
  const isUsed = ({ text }: Word): boolean => foldedUsed.has(normalizeGuess(text));
  const used = new Set(open.filter(isUsed).map(({ text }) => text));

  const unusedOwn = own.filter((word) => !isUsed(word));
  const [first, drawn] = chooseWords(random, unusedOwn, new Set(), custom.use === 'mixed' ? 1 : 0);
  const [{ words, startedOver }, next] = chooseWords(drawn, open, used, count, first.words);
  const foldedOpen = startedOver ? foldedTexts(open) : new Set<string>();
  return [
    {
      choices: words.map(({ text }) => text),
      usedWords: usedWords.filter((text) => !foldedOpen.has(normalizeGuess(text))),
    },
    next,
  ];
}

/** Nobody has said how hard a custom word is: the middle leaves room for an easy and a hard one beside it. */
const asWord = (text: string): Word => ({ text, difficulty: 2, category: 'custom' });

const foldedTexts = (words: readonly Word[]): Set<string> =>
  new Set(words.map(({ text }) => normalizeGuess(text)));
