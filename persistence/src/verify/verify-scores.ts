import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import { podium, scoreTurn } from '@drawguess/game/scoring';
import { isAsLongAsWord, judgeGuess } from '@drawguess/game/words';
import { MAX_PAGE } from '../archive/index.ts';
import type { Archive } from '../ports/index.ts';

/** What the archive says and what its own log of guesses gives. */
export type Mismatch = {
  gameId: string;
  /** Left out where the game as a whole does not add up. */
  turnId?: string;
  /** A guess's verdict · a player's points in a turn · a player's place or score in the standings · turns missing. */
  what: 'verdict' | 'points' | 'score' | 'rank' | 'turns';
  /** The guess or player it is about. */
  about: string;
  stored: number | string;
  computed: number | string;
};

export type Verification = { games: number; turns: number; mismatches: Mismatch[] };

/**
 * Computes every point of every archived game again, from the guesses as they were typed (SPEC ST-6): judges each
 * guess, scores each turn by who was right when, adds the turns up to standings, and compares.
 */
export async function verifyScores(
  archive: Pick<Archive, 'listGames' | 'turnsOfGame'>,
): Promise<Verification> {
  const found: Verification = { games: 0, turns: 0, mismatches: [] };
  let before: string | undefined;
  do {
    const page = await archive.listGames({ limit: MAX_PAGE, ...(before !== undefined && { before }) });
    for (const game of page.games) {
      const turns = await archive.turnsOfGame(game.id);
      found.games += 1;
      found.turns += turns.length;
      found.mismatches.push(...turns.flatMap(verifyTurn), ...verifyGame(game, turns));
    }
    before = page.cursor;
  } while (before !== undefined);
  return found;
}

function verifyTurn(turn: ArchivedTurn): Mismatch[] {
  const about = { gameId: turn.gameId, turnId: turn.id };
  const judged = turn.guesses.map((guess) => ({ ...guess, computed: judgeGuess(guess.text, turn.word) }));
  const verdicts = judged
    .filter(({ verdict, computed }) => verdict !== computed)
    .map(({ id, verdict, computed }): Mismatch => ({
      ...about,
      what: 'verdict',
      about: id,
      stored: verdict,
      computed,
    }));

  const wrongTries = (playerId: string, before: number): number =>
    judged
      .slice(0, before)
      .filter((guess) => guess.playerId === playerId && guess.computed === 'wrong')
      .filter(({ text }) => isAsLongAsWord(text, turn.word)).length;
  const points = scoreTurn(
    {
      drawTimeMs: turn.drawTimeMs,
      startedAt: turn.startedAt,
      drawers: turn.drawers.map(({ playerId }) => playerId),
      guessers: turn.guessers.map(({ playerId }) => playerId),
      rights: judged.flatMap(({ playerId, at, computed }, index) =>
        computed === 'right' ? [{ playerId, at, wrongTries: wrongTries(playerId, index) }] : [],
      ),
    },
    turn.scoring,
  );
  return [...verdicts, ...differences('points', about, turn.points, points)];
}

function verifyGame(game: ArchivedGame, turns: readonly ArchivedTurn[]): Mismatch[] {
  const about = { gameId: game.id };
  if (turns.length !== game.turns) {
    // Without all turns no sum can be right: that they are missing is all there is to say.
    return [{ ...about, what: 'turns', about: game.id, stored: turns.length, computed: game.turns }];
  }
  const sum = (playerId: string): number =>
    turns.reduce((total, turn) => total + (turn.points[playerId] ?? 0), 0);
  const computed = game.standings.map(({ playerId }) => ({ playerId, score: sum(playerId), joinedAt: 0 }));
  const stored = (key: 'score' | 'rank') =>
    Object.fromEntries(game.standings.map((standing) => [standing.playerId, standing[key]]));
  return [
    ...differences('score', about, stored('score'), byPlayer(computed, 'score')),
    ...differences('rank', about, stored('rank'), byPlayer(podium(computed), 'rank')),
  ];
}

const byPlayer = <Key extends string>(
  all: readonly (Record<Key, number> & { playerId: string })[],
  key: Key,
): Record<string, number> => Object.fromEntries(all.map((one) => [one.playerId, one[key]]));

function differences(
  what: Mismatch['what'],
  about: { gameId: string; turnId?: string },
  stored: Readonly<Record<string, number>>,
  computed: Readonly<Record<string, number>>,
): Mismatch[] {
  const players = new Set([...Object.keys(stored), ...Object.keys(computed)]);
  return [...players]
    .filter((playerId) => stored[playerId] !== computed[playerId])
    .map((playerId) => ({
      ...about,
      what,
      about: playerId,
      stored: stored[playerId] ?? 'none',
      computed: computed[playerId] ?? 'none',
    }));
}
