import { isIP } from 'node:net';
import { LIMITS } from '@drawguess/game/limits';
import * as Type from 'typebox';
import { PAGE, readPage, TurnSummary } from './archive-schemas.ts';
import { createOperatorGate } from './admission.ts';
import type { Bans } from './bans.ts';
import { ErrorBody, HttpError } from './errors.ts';
import type { App, HttpOptions } from './options.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' }) });
const Reports = Type.Object({
  reports: Type.Array(
    Type.Object({
      id: Type.String(),
      reason: Type.String(),
      text: Type.String(),
      at: Type.Number(),
      turn: TurnSummary,
    }),
  ),
  cursor: Type.Optional(Type.String()),
});
const Days = Type.Integer({ minimum: 1, maximum: LIMITS.maxBanDays });
const BanBody = Type.Union([
  Type.Object(
    { playerId: Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' }), days: Days },
    { additionalProperties: false },
  ),
  Type.Object({ address: Type.String({ maxLength: 64 }), days: Days }, { additionalProperties: false }),
]);

/** What the operator alone may do: see reports, remove drawings, ban (SPEC MD-2). */
export function addOperatorRoutes(app: App, options: HttpOptions, bans: Bans): void {
  const { archive, clock } = options;
  const onRequest = createOperatorGate(options);

  app.get(
    '/api/operator/reports',
    {
      onRequest,
      schema: { querystring: Type.Object(PAGE), response: { 200: Reports, default: ErrorBody } },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return archive.listReports(readPage(request.query));
    },
  );

  app.post(
    '/api/operator/turns/:id/remove',
    {
      onRequest,
      schema: {
        params: Id,
        response: { 200: Type.Object({ removed: Type.Boolean() }), default: ErrorBody },
      },
    },
    async (request) => {
      if (await archive.hideTurn(request.params.id, 'removed', clock.now())) return { removed: true };
      throw new HttpError(404, 'unknown-turn', 'There is no such drawing, or it is not shown any more.');
    },
  );

  app.post(
    '/api/operator/reports/:id/dismiss',
    {
      onRequest,
      schema: {
        params: Id,
        response: { 200: Type.Object({ dismissed: Type.Boolean() }), default: ErrorBody },
      },
    },
    async (request) => {
      if (await archive.dismissReport(request.params.id, clock.now())) return { dismissed: true };
      throw new HttpError(404, 'unknown-report', 'There is no such report, or it was dealt with.');
    },
  );

  app.post(
    '/api/operator/bans',
    {
      onRequest,
      schema: { body: BanBody, response: { 200: Type.Object({ until: Type.Number() }), default: ErrorBody } },
    },
    async ({ body }) => {
      const until = clock.now() + body.days * DAY_MS;
      if ('playerId' in body) {
        await bans.banPlayer(body.playerId, until);
      } else {
        if (isIP(body.address) === 0) {
          throw new HttpError(400, 'bad-address', 'An address is one such as 198.51.100.7 or 2001:db8::1.');
        }
        await bans.banAddress(body.address, until);
      }
      return { until };
    },
  );
}
