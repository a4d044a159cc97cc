import { parseDocumentName } from '@drawguess/game/documents';
import { findMember } from '@drawguess/game/rules';
import * as Type from 'typebox';
import { createAdmission } from './admission.ts';
import { ErrorBody, HttpError } from './errors.ts';
import { grantClientIds, verifiedSession } from './grants.ts';
import type { App, HttpOptions } from './options.ts';

const TicketBody = Type.Object({
  token: Type.String({ maxLength: 2_000 }),
  document: Type.String({ maxLength: 200 }),
});
const Ticket = Type.Object({ ticket: Type.String(), clientId: Type.Integer(), expiresAt: Type.Number() });

/** Tickets for `/sync/{document}`: one document of one's room, one client id to write it under (DESIGN §7). */
export function addTicketRoutes(app: App, options: HttpOptions): void {
  const { referee, tokens, clock, operatorToken } = options;
  const admission = createAdmission({ clock, capacity: 60, refillMs: 1_000, operatorToken });

  app.post(
    '/api/tickets',
    { onRequest: admission, schema: { body: TicketBody, response: { 200: Ticket, default: ErrorBody } } },
    async (request) => {
      const { roomId, playerId, expiresAt } = verifiedSession(options, request.body.token);
      const { document } = request.body;
      const name = parseDocumentName(document);
      if (name === undefined) {
        const message = 'A document is named room:…, chat:…, canvas:…:…, outbox:…:… or private:…:….';
        throw new HttpError(400, 'bad-document', message);
      }
      const own = name.kind === 'outbox' || name.kind === 'private' ? name.playerId === playerId : true;
      const room = referee.inspect(roomId);
      const present = room === undefined || findMember(room, playerId) !== undefined;
      if (name.roomId !== roomId || !own || !present) {
        throw new HttpError(403, 'not-yours', 'This document is not yours to open.');
      }
      const [clientId = 0] = await grantClientIds(options, roomId, playerId, 1);
      const ticket = tokens.signTicket({ roomId, playerId, document, clientId, expiresAt });
      return { ticket, clientId, expiresAt };
    },
  );
}
