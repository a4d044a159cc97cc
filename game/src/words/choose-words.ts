import { drawInt } from '../random/index.ts';
import type { Drawn, RandomState } from '../random/index.ts';
import type { Word } from './word.ts';

/** Words on offer to a drawer, from the easiest to the hardest. */
export type WordChoice = {
  readonly words: readonly Word[];
  /** True when the pack ran out and used words are on offer again: the caller starts a new, empty `used`. */
  readonly startedOver: boolean;
};

/**
 * Draws the words on offer (WD-3, WD-4): one of each difficulty where the pack allows it, none twice, and none that
 * was used before while unused ones are left. When fewer than `count` are left they are all on offer, filled up from
 * the used ones.
 *
 * @param pack the words of the room; texts are unique
 * @param used texts that the caller counts as used, drawn or merely offered
 * @param count how many, an integer from 0; a smaller pack is offered whole
 * @param already words of the pack that are on offer in any case, at most `count`
 */
export function chooseWords(
  random: RandomState,
  pack: readonly Word[],
  used: ReadonlySet<string>,
  count = 3,
  already: readonly Word[] = [],
): Drawn<WordChoice> {
  const words: Word[] = [...already];
  let startedOver = false;
  let current = random;
  while (words.length < Math.min(count, pack.length)) {
    const open = pack.filter((word) => !words.includes(word));
    const unused = open.filter((word) => !used.has(word.text));
    if (unused.length === 0) startedOver = true;
    const candidates = ofScarcestDifficulty(unused.length > 0 ? unused : open, words);
    const [index, next] = drawInt(current, candidates.length);
    words.push(...candidates.slice(index, index + 1));
    current = next;
  }
  return [{ words: words.toSorted((a, b) => a.difficulty - b.difficulty), startedOver }, current];
}

/** Those candidates whose difficulty is so far chosen least often. */
function ofScarcestDifficulty(candidates: readonly Word[], chosen: readonly Word[]): readonly Word[] {
  const timesChosen = (word: Word) =>
    chosen.filter(({ difficulty }) => difficulty === word.difficulty).length;
  const fewest = Math.min(...candidates.map(timesChosen));
  return candidates.filter((word) => timesChosen(word) === fewest);
}
