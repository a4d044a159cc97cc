import type { ArchivedTurn } from '@drawguess/game/archive';
import { decodeOperation } from '@drawguess/game/ink';
import { createBotApi } from '../bots/index.ts';

/** What the players know of a turn that they played. */
export type PlayedTurn = {
  canvasHash: string;
  /** The drawer's own copy of the canvas. */
  drawn: string[];
  strokes: number;
  said: string[];
  word: string;
};

/** A turn as `GET /api/turns/{id}` gives it. */
type TurnAnswer = Pick<ArchivedTurn, 'word' | 'canvasHash' | 'guesses' | 'points'> & { operations: string[] };

const ARCHIVED_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 100;
const NOTHING_WAITS = /^drawguess_archive_waiting_items 0$/m;

/**
 * Reads the game's turns, oldest first, once nothing waits for the archive any more.
 *
 * @throws Error when something does for 15 s
 */
export async function readArchivedTurns(server: string): Promise<TurnAnswer[]> {
  const api = createBotApi(server);
  for (let waitedMs = 0; waitedMs < ARCHIVED_WITHIN_MS; waitedMs += ASK_EVERY_MS) {
    const metrics = await (await fetch(`${server}/metrics`)).text();
    if (NOTHING_WAITS.test(metrics)) {
      const { turns } = await api.get<{ turns: { id: string }[] }>('/api/turns?limit=100');
      return Promise.all(turns.toReversed().map(({ id }) => api.get<TurnAnswer>(`/api/turns/${id}`)));
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error('The archive does not get what waits for it.');
}

/** Holds the archive against what the players did and saw. Returns a line for each difference. */
export function compareWithArchive(
  played: readonly PlayedTurn[],
  turns: readonly TurnAnswer[],
  standings: readonly { playerId: string; score: number }[],
): string[] {
  if (turns.length !== played.length)
    return [`${turns.length} turns were archived, ${played.length} played.`];
  const differences: string[] = [];
  for (const [index, { canvasHash, drawn, strokes, said, word }] of played.entries()) {
    const turn = turns[index];
    const differ = (what: string): unknown => differences.push(`Turn ${index + 1}: ${what}`);
    if (turn === undefined) continue;
    if (turn.word !== word) differ('the archived word is another one.');
    if (turn.canvasHash !== canvasHash) differ('the archived canvas is another one.');
    if (turn.operations.join() !== drawn.join()) differ('the archived ink is not what was drawn.');
    const begun = turn.operations.filter((operation) => decodeOperation(operation)?.type === 'begin').length;
    if (begun !== strokes) differ(`${begun} strokes were archived, ${strokes} drawn.`);
    for (const text of said) {
      const times = turn.guesses.filter((guess) => guess.text === text).length;
      if (times !== 1) differ(`"${text}" was judged ${times} times.`);
    }
  }
  for (const { playerId, score } of standings) {
    const archived = turns.reduce((sum, { points }) => sum + (points[playerId] ?? 0), 0);
    if (archived !== score)
      differences.push(`${playerId} has ${score} points, but ${archived} in the archive.`);
  }
  if (standings.length === 0) differences.push('There is no podium.');
  return differences;
}
