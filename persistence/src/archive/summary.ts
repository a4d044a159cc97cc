import type { ArchivedTurn } from '@drawguess/game/archive';
import type { TurnSummary } from '../ports/index.ts';

/** What the gallery lists of a turn. */
export function summarizeTurn(turn: ArchivedTurn): TurnSummary {
  const { id, gameId, round, number, word, language, endedAt, canvasHash, operations } = turn;
  return {
    id,
    gameId,
    round,
    number,
    word,
    language,
    endedAt,
    canvasHash,
    operations,
    drawers: turn.drawers.map(({ playerId, nickname }) => ({ playerId, nickname })),
    guessers: turn.guessers.length,
    // Of a skipped turn nobody counts as a guesser, whoever was right.
    rights: turn.guessers.filter(({ playerId }) =>
      turn.guesses.some((guess) => guess.verdict === 'right' && guess.playerId === playerId),
    ).length,
  };
}
