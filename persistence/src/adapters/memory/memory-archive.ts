import type { ArchivedGame } from '@drawguess/game/archive';
import { LIMITS } from '@drawguess/game/limits';
import {
  dayOf,
  hundredthsPerTurn,
  NOTHING,
  periodKey,
  periodsOf,
  resultsOf,
  summarizeTurn,
  totalsOfGame,
  totalsOfTurn,
  type ListPlace,
} from '../../archive/index.ts';
import type { Archive, PlayerTotals, StoredTurn, Totals } from '../../ports/index.ts';
import { createMemoryModeration } from './memory-moderation.ts';
import { pageOf } from './page-of.ts';

/** An archive in memory, for tests and simulations. What goes in and comes out is copied. */
export function createMemoryArchive(): Archive {
  const turns = new Map<string, StoredTurn>();
  const games = new Map<string, ArchivedGame>();
  const results: { periods: number[]; of: PlayerTotals }[] = [];
  const played: { day: number; totals: Totals }[] = [];

  const totalsByPlayer = (period: number): PlayerTotals[] => {
    const byPlayer = new Map<string, PlayerTotals>();
    for (const { periods, of } of results) {
      if (!periods.includes(period)) continue;
      const before = byPlayer.get(of.playerId);
      byPlayer.set(of.playerId, before === undefined ? of : addResult(before, of));
    }
    return [...byPlayer.values()];
  };

  const purgeRounds = (before: number, limit: number): number => {
    let count = 0;
    for (const rounds of [games, turns]) {
      const old = [...rounds.values()]
        .filter((round) => round.endedAt < before && !(round.kind === 'turn' && games.has(round.gameId)))
        .slice(0, limit);
      for (const { id } of old) rounds.delete(id);
      count += old.length;
    }
    const left = results.filter(({ of }) => of.lastAt >= before);
    results.splice(0, results.length, ...left);
    return count;
  };

  return {
    ...createMemoryModeration(turns, purgeRounds),

    async saveTurn(turn) {
      if (turns.has(turn.id)) return;
      turns.set(turn.id, structuredClone(turn));
      played.push({ day: dayOf(turn.endedAt), totals: totalsOfTurn(turn) });
    },
    async saveGame(game) {
      if (games.has(game.id)) return;
      games.set(game.id, structuredClone(game));
      played.push({ day: dayOf(game.endedAt), totals: totalsOfGame() });
      results.push(...resultsOf(game).map((of) => ({ periods: periodsOf(game), of })));
    },
    async getTurn(id) {
      return structuredClone(turns.get(id));
    },
    async listTurns({ publicOnly, gameId, drawnBy, ...page }) {
      const wanted = [...turns.values()].filter(
        (turn) =>
          turn.hidden === undefined &&
          (publicOnly === undefined || turn.isPublic === true) &&
          (gameId === undefined || turn.gameId === gameId) &&
          (drawnBy === undefined || turn.drawers[0]?.nickname === drawnBy),
      );
      const { items, ...cursor } = pageOf(wanted, byEnd, page);
      return { turns: items.map(summarizeTurn), ...cursor };
    },
    async listGames({ publicOnly, ...page }) {
      const wanted = [...games.values()].filter((game) => publicOnly === undefined || game.isPublic === true);
      const { items, ...cursor } = pageOf(wanted, byEnd, page);
      return { games: structuredClone(items), ...cursor };
    },
    async turnsOfGame(gameId) {
      const found = [...turns.values()].filter((turn) => turn.gameId === gameId);
      return structuredClone(found.sort((a, b) => a.number - b.number));
    },
    async leaderboard({ period, ...page }) {
      const often = totalsByPlayer(periodKey(period)).filter(
        ({ games: count }) => count >= LIMITS.leaderboardMinGames,
      );
      const { items, ...cursor } = pageOf(often, byPointsPerTurn, page);
      return { players: items, ...cursor };
    },
    async playersNamed(nickname) {
      const named = totalsByPlayer(periodKey('all')).filter((totals) => totals.nickname === nickname);
      return pageOf(named, ({ lastAt: by, playerId: id }) => ({ by, id }), { limit: LIMITS.maxPlayersNamed })
        .items;
    },
    async totals(since) {
      const sum = (of: typeof played): Totals =>
        of.reduce((all, { totals }) => addTotals(all, totals), NOTHING);
      const days = [...new Set(played.map(({ day }) => day))].filter((day) => day >= since);
      return {
        all: sum(played),
        days: days
          .sort((a, b) => a - b)
          .map((day) => ({ day, ...sum(played.filter((one) => one.day === day)) })),
      };
    },
    async ping() {},
    async close() {},
  };
}

const byEnd = ({ endedAt: by, id }: { endedAt: number; id: string }): ListPlace => ({ by, id });
const byPointsPerTurn = (totals: PlayerTotals): ListPlace => ({
  by: hundredthsPerTurn(totals),
  id: totals.playerId,
});

const addResult = (sum: PlayerTotals, one: PlayerTotals): PlayerTotals => ({
  ...(one.lastAt >= sum.lastAt ? one : sum),
  games: sum.games + one.games,
  wins: sum.wins + one.wins,
  points: sum.points + one.points,
  turns: sum.turns + one.turns,
});

const addTotals = (sum: Totals, one: Totals): Totals => ({
  turns: sum.turns + one.turns,
  games: sum.games + one.games,
  guesses: sum.guesses + one.guesses,
  rights: sum.rights + one.rights,
  operations: sum.operations + one.operations,
});
