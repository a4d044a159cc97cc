import { getChoseong } from 'es-hangul';
import { pick, shuffle } from '../random/index.ts';
import type { Drawn, RandomState } from '../random/index.ts';

/**
 * What guessers see of the word, one cell per character: `_` hidden, a letter shown, an initial consonant (초성) of a
 * hidden Korean syllable, a space, `-` or `'`.
 */
export type Mask = readonly string[];

/** The characters that one hint shows: indices into the word's cells. */
export type HintStep = readonly number[];

const HANGUL_SYLLABLE = /^[가-힣]$/;
const MAX_HINTS = 3;

/**
 * The public mask of a word (HN-1, HN-2). A revealed Hangul syllable shows its initial consonant only; spaces,
 * hyphens and apostrophes always show.
 *
 * @param revealed indices of cells, in any order; those outside the word change nothing
 */
export function maskWord(word: string, revealed: readonly number[]): Mask {
  return cellsOf(word).map((cell, index) => {
    if (isGap(cell)) return cell;
    if (!revealed.includes(index)) return '_';
    return HANGUL_SYLLABLE.test(cell) ? getChoseong(cell) : cell;
  });
}

/**
 * What each hint of a turn will show, in order (HN-3, HN-4); hint n is on show from `hintTimes(…)[n − 1]` on. The plan
 * gives letters away, so it stays with the referee. Together all hints never show the whole word.
 *
 * Words with Hangul: an initial consonant for each syllable, spread over at most three hints, the later ones showing
 * more. Others, by letters: up to 2 none, 3–4 one, 5–9 two, from 10 three.
 */
export function hintPlan(word: string, random: RandomState): Drawn<readonly HintStep[]> {
  const cells = cellsOf(word);
  const indicesWhere = (test: (cell: string) => boolean) =>
    cells.flatMap((cell, index) => (test(cell) ? [index] : []));

  const syllables = indicesWhere((cell) => HANGUL_SYLLABLE.test(cell));
  if (syllables.length > 0) {
    const [order, next] = shuffle(random, syllables);
    return [splitEvenly(order, Math.min(order.length, MAX_HINTS)), next];
  }
  const letters = indicesWhere((cell) => !isGap(cell));
  const [order, next] = pick(random, letters, letterHints(letters.length));
  return [order.map((index) => [index]), next];
}

/**
 * When each hint appears, in whole ms after drawing began: `count` moments that part the draw time evenly (HN-5).
 *
 * @param count number of hints, an integer from 0
 */
export function hintTimes(count: number, drawTimeMs: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.round((drawTimeMs * (index + 1)) / (count + 1)));
}

function cellsOf(word: string): string[] {
  return [...word.normalize('NFC')].map((char) => (/\s/u.test(char) ? ' ' : char));
}

function isGap(cell: string): boolean {
  return cell === ' ' || cell === '-' || cell === "'";
}

function letterHints(letterCount: number): number {
  if (letterCount <= 2) return 0;
  if (letterCount <= 4) return 1;
  return letterCount <= 9 ? 2 : MAX_HINTS;
}

function splitEvenly(order: readonly number[], parts: number): HintStep[] {
  const edge = (part: number) => Math.floor((part * order.length) / parts);
  return Array.from({ length: parts }, (_, part) => order.slice(edge(part), edge(part + 1)));
}
