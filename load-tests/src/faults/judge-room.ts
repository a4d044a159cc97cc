import { setTimeout as sleep } from 'node:timers/promises';
import type { ArchivedTurn } from '@drawguess/game/archive';
import { hashOperations } from '@drawguess/game/ink';
import { createBotApi } from '../bots/index.ts';
import type { PlayedTurn, RoomInPlay } from './room-in-play.ts';
import type { Count, Tally } from './tally.ts';

/** A turn as `GET /api/turns/{id}` gives it. */
type TurnAnswer = Pick<ArchivedTurn, 'gameId' | 'word' | 'canvasHash' | 'guesses' | 'points'> & {
  operations: string[];
};
type Api = ReturnType<typeof createBotApi>;

const ARCHIVED_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 200;

/**
 * Holds the archive against what the players of a room did and saw, once all of it is there, and adds that up.
 *
 * @param server where the archive is asked
 */
export async function judgeRoom(server: string, room: RoomInPlay, tally: Tally): Promise<void> {
  const api = createBotApi(server);
  tally.turns.expected += room.played.length;
  const points = new Map<string, number>();
  let gameId: string | undefined;
  for (const [index, turn] of room.played.entries()) {
    judgeCopies(turn, index === room.played.length - 1, tally);
    const archived = await findTurn(api, turn.turnId);
    if (archived === undefined) {
      tally.broken.push(`Turn ${turn.turnId} is not in the archive`);
      continue;
    }
    tally.turns.archived += 1;
    gameId = archived.gameId;
    judgeTurn(turn, archived, tally);
    for (const [playerId, gained] of Object.entries(archived.points))
      points.set(playerId, (points.get(playerId) ?? 0) + gained);
  }
  await judgeGame(api, room, gameId, points, tally);
}

/** @returns nothing when it is not there within a minute */
async function findTurn(api: Api, turnId: string): Promise<TurnAnswer | undefined> {
  const giveUpAt = performance.now() + ARCHIVED_WITHIN_MS;
  for (;;) {
    try {
      return await api.get<TurnAnswer>(`/api/turns/${turnId}`);
    } catch (error) {
      if (performance.now() > giveUpAt) {
        if ((error as { status?: number }).status === 404) return undefined;
        throw error;
      }
      await sleep(ASK_EVERY_MS);
    }
  }
}

function judgeCopies({ turnId, copies }: PlayedTurn, isLast: boolean, tally: Tally): void {
  for (const { seen } of copies) tally.copies[seen] += 1;
  // When it closes, all are back: none may have missed it.
  if (isLast && copies.some(({ seen }) => seen !== 'same'))
    tally.broken.push(`Turn ${turnId}: not everybody has seen the closed canvas`);
}

function judgeTurn(turn: PlayedTurn, archived: TurnAnswer, tally: Tally): void {
  const differ = (what: string): unknown => tally.broken.push(`Turn ${turn.turnId}: ${what}`);
  if (archived.word !== turn.word) differ('the archived word is another one');
  if (archived.canvasHash !== hashOperations(archived.operations))
    differ('the archived hash is not that of the archived ink');
  if (turn.copies.some(({ hash }) => hash !== undefined && hash !== archived.canvasHash))
    differ('the archived canvas is not the one that was closed');

  const stored = countEach(archived.operations);
  const late = new Set(turn.late);
  const lost: Count = { sent: turn.strokes.size, lost: 0, doubled: 0 };
  for (const operations of turn.strokes.values()) {
    if (operations.some((operation) => (stored.get(operation) ?? 0) > 1)) lost.doubled += 1;
    const missing = operations.filter((operation) => !stored.has(operation));
    if (missing.some((operation) => !late.has(operation))) lost.lost += 1;
    else if (missing.length > 0) tally.lateStrokes += 1;
  }
  add(tally.strokes, lost);
  const drawn = new Set([...[...turn.strokes.values()].flat(), ...turn.besides]);
  if (archived.operations.some((operation) => !drawn.has(operation)))
    differ('the archive holds ink of nobody');

  const judged = countEach(archived.guesses.map(({ text }) => text));
  add(tally.guesses, {
    sent: turn.said.length,
    lost: turn.said.filter((text) => !judged.has(text)).length,
    doubled: turn.said.filter((text) => (judged.get(text) ?? 0) > 1).length,
  });
}

async function judgeGame(
  api: Api,
  { table, played }: RoomInPlay,
  gameId: string | undefined,
  points: ReadonlyMap<string, number>,
  tally: Tally,
): Promise<void> {
  if (gameId === undefined) return;
  const { turns } = await api.get<{ turns: { id: string; number: number }[] }>(
    `/api/turns?gameId=${gameId}&limit=100`,
  );
  const numbers = new Set(turns.map(({ number }) => number));
  tally.turns.doubled += turns.length - numbers.size;
  const unknown = turns.filter(({ id }) => !played.some(({ turnId }) => turnId === id));
  if (unknown.length > 0) tally.broken.push(`${unknown.length} archived turns were played by nobody`);
  const phase = table.bots.map(({ session }) => session.room?.phase).find((one) => one?.type === 'podium');
  if (phase?.type !== 'podium') return void tally.broken.push('There is no podium');
  for (const { playerId, score } of phase.standings) {
    if (score !== (points.get(playerId) ?? 0))
      tally.broken.push(
        `A player has ${score} points on the podium and ${points.get(playerId) ?? 0} in the archive`,
      );
  }
}

function countEach(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function add(sum: Count, more: Count): void {
  sum.sent += more.sent;
  sum.lost += more.lost;
  sum.doubled += more.doubled;
}
