import { LIMITS } from '@drawguess/game/limits';
import * as Type from 'typebox';
import { cutPage, dayOf, hundredthsPerTurn } from '../archive/index.ts';
import type { PlayerTotals } from '../ports/index.ts';
import { PAGE, readPage, TurnSummary } from './archive-schemas.ts';
import { createAdmission } from './admission.ts';
import { ErrorBody } from './errors.ts';
import type { App, HttpOptions } from './options.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const DRAWINGS_SHOWN = 12;
/** Statistics may be this old, so that a page that many people have open asks the archive once. */
const A_MOMENT = 'public, max-age=10';

const Standing = Type.Object({
  playerId: Type.String(),
  nickname: Type.String(),
  games: Type.Integer(),
  wins: Type.Integer(),
  points: Type.Integer(),
  turns: Type.Integer(),
  pointsPerTurn: Type.Number(),
  lastAt: Type.Number(),
});
const Leaderboard = Type.Object({
  period: Type.Enum(['week', 'all']),
  players: Type.Array(Standing),
  cursor: Type.Optional(Type.String()),
});
const Statistics = Type.Object({
  nickname: Type.String(),
  /** Each seat in a room is a player of its own: without accounts a name may be several people's. */
  players: Type.Array(Standing),
  drawings: Type.Array(TurnSummary),
});
const TOTALS = {
  turns: Type.Integer(),
  games: Type.Integer(),
  guesses: Type.Integer(),
  rights: Type.Integer(),
  operations: Type.Integer(),
};
const Overview = Type.Object({
  all: Type.Object(TOTALS),
  /** The last days, oldest first; days (UTC) without anything have zeros. */
  days: Type.Array(Type.Object({ day: Type.Number(), ...TOTALS })),
  roomsOpen: Type.Integer(),
  publicRooms: Type.Integer(),
});
const Activity = Type.Object({
  items: Type.Array(
    Type.Union([
      Type.Object({ type: Type.Literal('turn'), at: Type.Number(), turn: TurnSummary }),
      Type.Object({
        type: Type.Literal('game'),
        at: Type.Number(),
        game: Type.Object({
          id: Type.String(),
          language: Type.String(),
          turns: Type.Integer(),
          standings: Type.Array(
            Type.Object({ nickname: Type.String(), score: Type.Integer(), rank: Type.Integer() }),
          ),
        }),
      }),
    ]),
  ),
  cursor: Type.Optional(Type.String()),
});

const toStanding = (totals: PlayerTotals) => ({ ...totals, pointsPerTurn: hundredthsPerTurn(totals) / 100 });

/** Standings and statistics of public rooms (SPEC ST-11, ST-12, ST-13). */
export function addStandingsRoutes(app: App, options: HttpOptions): void {
  const { archive, referee, clock, operatorToken } = options;
  const onRequest = createAdmission({ clock, capacity: 120, refillMs: 500, operatorToken });

  app.get(
    '/api/leaderboard',
    {
      onRequest,
      schema: {
        querystring: Type.Object({ ...PAGE, period: Type.Optional(Type.Enum(['week', 'all'])) }),
        response: { 200: Leaderboard, default: ErrorBody },
      },
    },
    async (request, reply) => {
      const { period = 'week' } = request.query;
      const { players, ...cursor } = await archive.leaderboard({
        ...readPage(request.query),
        period: period === 'all' ? 'all' : { weekOf: clock.now() },
      });
      void reply.header('cache-control', A_MOMENT);
      return { period, players: players.map(toStanding), ...cursor };
    },
  );

  app.get(
    '/api/user/:nickname/stats',
    {
      onRequest,
      schema: {
        params: Type.Object({ nickname: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 200: Statistics, default: ErrorBody },
      },
    },
    async (request, reply) => {
      const nickname = request.params.nickname.normalize('NFC');
      const [players, { turns }] = await Promise.all([
        archive.playersNamed(nickname),
        archive.listTurns({ limit: DRAWINGS_SHOWN, publicOnly: true, drawnBy: nickname }),
      ]);
      void reply.header('cache-control', A_MOMENT);
      return { nickname, players: players.map(toStanding), drawings: turns };
    },
  );

  app.get(
    '/api/stats/overview',
    { onRequest, schema: { response: { 200: Overview, default: ErrorBody } } },
    async (_request, reply) => {
      const today = dayOf(clock.now());
      const shown = Array.from(
        { length: LIMITS.maxTotalDays },
        (_, index) => today - index * DAY_MS,
      ).reverse();
      const { all, days } = await archive.totals(shown[0] ?? today);
      const none = { turns: 0, games: 0, guesses: 0, rights: 0, operations: 0 };
      void reply.header('cache-control', A_MOMENT);
      return {
        all,
        days: shown.map((day) => days.find((one) => one.day === day) ?? { day, ...none }),
        roomsOpen: referee.roomsOpen,
        publicRooms: referee.publicRooms().length,
      };
    },
  );

  app.get(
    '/api/recent-activity',
    {
      onRequest,
      schema: { querystring: Type.Object(PAGE), response: { 200: Activity, default: ErrorBody } },
    },
    async (request, reply) => {
      const page = readPage(request.query);
      const about = { ...page, publicOnly: true as const };
      const [{ turns, ...moreTurns }, { games, ...moreGames }] = await Promise.all([
        archive.listTurns(about),
        archive.listGames(about),
      ]);
      const items = [
        ...turns.map((turn) => ({ type: 'turn' as const, at: turn.endedAt, turn })),
        ...games.map(({ id, language, turns: count, endedAt, standings }) => ({
          type: 'game' as const,
          at: endedAt,
          game: { id, language, turns: count, standings },
        })),
      ];
      const idOf = (item: (typeof items)[number]): string =>
        item.type === 'turn' ? item.turn.id : item.game.id;
      items.sort((a, b) => b.at - a.at || (idOf(a) < idOf(b) ? 1 : -1));
      const isMore = items.length > page.limit || 'cursor' in moreTurns || 'cursor' in moreGames;
      const shown = cutPage(items, page.limit, (item) => ({ by: item.at, id: idOf(item) }));
      void reply.header('cache-control', A_MOMENT);
      return isMore ? shown : { items: shown.items };
    },
  );
}
