import { randomUUID } from 'node:crypto';
import { LIMITS } from '@drawguess/game/limits';
import { plainText } from '@drawguess/game/text';
import * as Type from 'typebox';
import { REPORT_REASONS } from '../ports/index.ts';
import { createAdmission } from './admission.ts';
import { networkOf } from './bans.ts';
import { ErrorBody, HttpError } from './errors.ts';
import { findShownTurn } from './find-turn.ts';
import type { App, HttpOptions } from './options.ts';

const TurnId = Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' }) });
const ReportBody = Type.Object(
  {
    reason: Type.Enum([...REPORT_REASONS]),
    text: Type.Optional(Type.String({ maxLength: LIMITS.maxReportChars })),
  },
  { additionalProperties: false },
);
const DeleteBody = Type.Object(
  {
    tokens: Type.Array(Type.String({ maxLength: 2_000 }), {
      minItems: 1,
      maxItems: LIMITS.maxDeleteTokens,
    }),
  },
  { additionalProperties: false },
);

/** What players can do about drawings in the archive: report one (SPEC MD-1), delete their own (MD-5). */
export function addReportRoutes(app: App, options: HttpOptions): void {
  const { archive, tokens, clock, operatorToken } = options;
  const reporting = createAdmission({ clock, capacity: 5, refillMs: 60_000, operatorToken });
  const deleting = createAdmission({ clock, capacity: 10, refillMs: 30_000, operatorToken });

  app.post(
    '/api/turns/:id/reports',
    {
      onRequest: reporting,
      schema: {
        params: TurnId,
        body: ReportBody,
        response: { 201: Type.Object({ reported: Type.Boolean() }), default: ErrorBody },
      },
    },
    async (request, reply) => {
      const { reason, text = '' } = request.body;
      const plain = plainText(text.replaceAll(/\s+/gu, ' '));
      if (plain === undefined) {
        throw new HttpError(400, 'bad-text', 'The text has invisible characters. Type it anew.');
      }
      const { id: turnId } = await findShownTurn(archive, request.params.id);
      const saved = await archive.saveReport({
        id: randomUUID().replaceAll('-', ''),
        turnId,
        reason,
        text: plain,
        at: clock.now(),
        reporter: tokens.pseudonym('reporter', networkOf(request.ip)),
      });
      if (saved === 'full') {
        const message = 'Very many reports wait already. Try again tomorrow.';
        throw new HttpError(503, 'reports-full', message);
      }
      return reply.code(201).send({ reported: true });
    },
  );

  app.post(
    '/api/turns/delete-mine',
    {
      onRequest: deleting,
      schema: {
        body: DeleteBody,
        response: { 200: Type.Object({ deleted: Type.Integer() }), default: ErrorBody },
      },
    },
    async (request) => {
      // Who somebody was is true also when they may no longer play as them.
      const sessions = request.body.tokens.map((token) => tokens.verifySession(token, 0));
      const playerIds = new Set(
        sessions.flatMap((session) => ('error' in session ? [] : [session.playerId])),
      );
      if (playerIds.size === 0) {
        throw new HttpError(401, 'token-forged', 'None of these tokens is one of this server.');
      }
      let deleted = 0;
      for (const playerId of playerIds) {
        deleted += await archive.hideDrawingsOf(playerId, clock.now(), LIMITS.maxDeletedTurns);
      }
      return { deleted };
    },
  );
}
