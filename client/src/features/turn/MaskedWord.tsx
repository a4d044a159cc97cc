import type { MaskView } from '@drawguess/game/documents';
import { useTexts } from '../../texts/index.ts';

/** Splits the cells into words, which are never broken across lines. */
function wordsOf(mask: MaskView): string[][] {
  const words: string[][] = [[]];
  for (const cell of mask) {
    if (cell === ' ') words.push([]);
    else words.at(-1)?.push(cell);
  }
  return words;
}

const isMark = (cell: string): boolean => cell === '-' || cell === "'";

/** The word as guessers see it: a line for each hidden letter. */
export function MaskedWord({ mask }: { mask: MaskView }) {
  const { turn } = useTexts();
  const spoken = mask.map((cell) => (cell === '_' ? turn.hiddenLetter : cell === ' ' ? ',' : cell)).join(' ');
  return (
    <p className="masked-word" data-testid="mask">
      <span className="unseen">{turn.hiddenWord(spoken)}</span>
      {wordsOf(mask).map((cells, word) => (
        // Words and letters have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={word} className="masked-part" aria-hidden="true">
          {cells.map((cell, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className="masked-cell" data-hidden={cell === '_'} data-gap={isMark(cell)}>
              {cell === '_' ? '' : cell}
            </span>
          ))}
        </span>
      ))}
      <span className="masked-count" aria-hidden="true">
        {wordsOf(mask)
          .map((cells) => cells.length)
          .join(' + ')}
      </span>
    </p>
  );
}
