import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import type { ChatMessage, PhaseView } from '@drawguess/game/documents';
import type { PushedOperation, SeenPicture } from './device.ts';
import { digest } from './digest.ts';
import type { Commit } from './watched-log.ts';

/** Each of these says what does not hold, in words; nothing is well. */
type Problems = string[];

/** A closed canvas as it was archived. */
export type ClosedCanvas = {
  canvasHash: string;
  operations: readonly string[];
  /** When the canvas took no more ink (ms). */
  closingAt: number;
};

/** No frame is longer on its way than this: what was pushed earlier than that before the closing has had its time. */
export const LONGEST_WAY_MS = 1_600;

/** History as it stands: one commit after the other, and each intent in one of them at most (SPEC SY-6, ST-7). */
export function checkCommits(commits: readonly Commit[]): Problems {
  const problems: Problems = [];
  const applied = new Set<string>();
  commits.forEach((commit, index) => {
    const before = commits[index - 1];
    if (before !== undefined && commit.revision !== before.revision + 1)
      problems.push(`commit ${before.revision} is followed by commit ${commit.revision}`);
    for (const id of commit.applied) {
      if (applied.has(id)) problems.push(`intent ${id} was applied twice`);
      applied.add(id);
    }
  });
  return problems;
}

/** An intent that its page still had at the end has had its effect or its refusal. */
export function checkJudged(sent: readonly string[], commits: readonly Commit[]): Problems {
  const applied = new Set(commits.flatMap((commit) => commit.applied));
  return sent.filter((id) => !applied.has(id)).map((id) => `intent ${id} was never judged`);
}

/**
 * Messages come once and in order, nobody guesses right twice in a turn.
 *
 * @param typed texts of which each was typed once
 */
export function checkChat(chat: readonly ChatMessage[], typed: ReadonlySet<string>): Problems {
  const problems: Problems = [];
  const shown = new Set<string>();
  let guessed = new Set<string>();
  chat.forEach((message, index) => {
    if (message.id <= (chat[index - 1]?.id ?? 0)) problems.push(`message ${message.id} is out of order`);
    if (message.type === 'turn-started') guessed = new Set();
    if (message.type === 'guessed') {
      if (guessed.has(message.playerId)) problems.push(`${message.nickname} was announced twice in a turn`);
      guessed.add(message.playerId);
    }
    if (message.type !== 'said' || !typed.has(message.text)) return;
    if (shown.has(message.text)) problems.push(`“${message.text}” was shown twice`);
    shown.add(message.text);
  });
  return problems;
}

/** Every guess is in the log of one turn, once, and nobody is right twice in one (SPEC GS-15). */
export function checkGuesses(turns: readonly Pick<ArchivedTurn, 'id' | 'guesses'>[]): Problems {
  const problems: Problems = [];
  const logged = new Set<string>();
  for (const { id: turnId, guesses } of turns) {
    const right = new Set<string>();
    for (const { id, playerId, verdict } of guesses) {
      if (logged.has(id)) problems.push(`guess ${id} was logged twice`);
      logged.add(id);
      if (verdict !== 'right') continue;
      if (right.has(playerId)) problems.push(`${playerId} guessed right twice in turn ${turnId}`);
      right.add(playerId);
    }
  }
  return problems;
}

/** The podium in the room is the one of the archive, and its scores are the sums of the archived turns' points. */
export function checkScores(
  podium: Extract<PhaseView, { type: 'podium' }>,
  games: readonly ArchivedGame[],
  turns: readonly Pick<ArchivedTurn, 'number' | 'points'>[],
): Problems {
  const [game, ...others] = games;
  if (game === undefined || others.length > 0) return [`${games.length} games were archived, not 1`];
  const problems: Problems = [];
  const numbers = turns.map(({ number }) => number).join();
  const wanted = Array.from({ length: game.turns }, (_, index) => index + 1).join();
  if (numbers !== wanted) problems.push(`turns ${numbers} were archived, not ${wanted}`);
  if (JSON.stringify(game.standings) !== JSON.stringify(podium.standings))
    problems.push('the podium was archived as another');
  for (const { playerId, nickname, score } of podium.standings) {
    const sum = turns.reduce((total, { points }) => total + (points[playerId] ?? 0), 0);
    if (sum !== score) problems.push(`${nickname} has ${score} points, but earned ${sum}`);
  }
  return problems;
}

/**
 * A page shows the closed canvas, and besides it only ink of its own that it calls late (SPEC TN-7, TN-8).
 *
 * @param pushed what this page pushed onto the canvas
 */
export function checkPicture(
  seen: SeenPicture,
  closed: ClosedCanvas,
  pushed: readonly PushedOperation[],
): Problems {
  const problems: Problems = [];
  const held = new Set(closed.operations);
  const missing = seen.operations.filter((text) => !held.has(text));
  if (seen.announced !== closed.canvasHash)
    problems.push('a picture was announced, and another one archived');
  if (digest(seen.operations.filter((text) => held.has(text))) !== closed.canvasHash)
    problems.push('a page shows another picture than was closed');
  const own = new Map(pushed.map(({ text, at }) => [text, at]));
  const foreign = missing.filter((text) => !own.has(text));
  if (foreign.length > 0)
    problems.push(`a page shows ${foreign.length} operations that are in no closed canvas`);
  // What left the device about when the canvas closed may not have been answered when the next turn came.
  const leftAt = (text: string): number => Math.max(own.get(text) ?? 0, seen.syncedSince);
  const mayBeOnTheWay = (text: string): boolean =>
    (own.get(text) ?? 0) > closed.closingAt - LONGEST_WAY_MS ||
    Math.abs(leftAt(text) - closed.closingAt) < 2 * LONGEST_WAY_MS;
  const onTheWay = missing.filter(mayBeOnTheWay);
  if (missing.length > seen.late + onTheWay.length)
    problems.push(`${missing.length} operations are missing, and ${seen.late} called late`);
  if (seen.late > missing.length)
    problems.push(`${seen.late} operations are called late, and ${missing.length} missing`);
  return problems;
}

/** Ink that had all it needs to arrive is in the closed canvas; what is there is in the order in which it was drawn. */
export function checkInk(
  due: readonly PushedOperation[],
  pushed: readonly PushedOperation[],
  closed: Pick<ClosedCanvas, 'operations'>,
): Problems {
  const problems: Problems = [];
  const place = new Map(closed.operations.map((text, index) => [text, index]));
  if (place.size !== closed.operations.length) problems.push('an operation is in a closed canvas twice');
  const lost = due.filter(({ text }) => !place.has(text));
  if (lost.length > 0) problems.push(`${lost.length} of ${due.length} operations were lost`);
  const places = pushed.flatMap(({ text }) => place.get(text) ?? []);
  if (places.some((at, index) => at < (places[index - 1] ?? 0))) problems.push('ink is out of order');
  return problems;
}

/** A page's copy of a wall, and what the page pushed onto it. */
export type WallCopy = {
  synced: boolean;
  operations: readonly string[];
  pushed: readonly PushedOperation[];
};

/** All copies of a wall that is at rest are the same, and hold all that the pages drew which are still there (SPEC SY-14). */
export function checkWall(copies: readonly WallCopy[]): Problems {
  const problems = copies.flatMap(({ pushed, operations }) => checkInk(pushed, pushed, { operations }));
  if (!copies.every(({ synced }) => synced)) problems.push('a page has no wall');
  const pictures = new Set(copies.map(({ operations }) => digest(operations)));
  if (pictures.size > 1) problems.push('two replicas of the wall differ');
  return problems;
}
