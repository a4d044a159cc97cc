import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import { checkLimit, decodeCursor, encodeCursor, summarizeTurn } from '../../archive/index.ts';
import type { Archive } from '../../ports/index.ts';

/** An archive in memory, for tests and simulations. What goes in and comes out is copied. */
export function createMemoryArchive(): Archive {
  const turns = new Map<string, ArchivedTurn>();
  const games = new Map<string, ArchivedGame>();

  return {
    async saveTurn(turn) {
      if (!turns.has(turn.id)) turns.set(turn.id, structuredClone(turn));
    },
    async saveGame(game) {
      if (!games.has(game.id)) games.set(game.id, structuredClone(game));
    },
    async getTurn(id) {
      return structuredClone(turns.get(id));
    },
    async listTurns(page) {
      const { items, cursor } = pageOf(turns, page);
      return { turns: items.map(summarizeTurn), ...cursor };
    },
    async listGames(page) {
      const { items, cursor } = pageOf(games, page);
      return { games: structuredClone(items), ...cursor };
    },
    async turnsOfGame(gameId) {
      const found = [...turns.values()].filter((turn) => turn.gameId === gameId);
      return structuredClone(found.sort((a, b) => a.number - b.number));
    },
    async ping() {},
    async close() {},
  };
}

function pageOf<Item extends { id: string; endedAt: number }>(
  all: ReadonlyMap<string, Item>,
  { limit, before }: { limit: number; before?: string },
): { items: Item[]; cursor: { cursor?: string } } {
  const newestFirst = [...all.values()].sort((a, b) => b.endedAt - a.endedAt || (a.id < b.id ? 1 : -1));
  const place = before === undefined ? undefined : decodeCursor(before);
  const left = newestFirst.filter(
    ({ endedAt, id }) =>
      place === undefined || endedAt < place.endedAt || (endedAt === place.endedAt && id < place.id),
  );
  const items = left.slice(0, checkLimit(limit));
  const last = items.at(-1);
  return {
    items,
    cursor: last !== undefined && left.length > items.length ? { cursor: encodeCursor(last) } : {},
  };
}
