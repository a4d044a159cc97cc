import type { LogEntry } from '@drawguess/game/log';
import type { SessionToken } from '../tokens/index.ts';
import { HttpError } from './errors.ts';
import type { HttpOptions } from './options.ts';

/**
 * Gives a player client ids to write under. They are in the room's log, durably, before anybody can use one: the gate
 * would take what is written under an unknown id for a forgery.
 */
export async function grantClientIds(
  { log, nextClientId }: Pick<HttpOptions, 'log' | 'nextClientId'>,
  roomId: string,
  playerId: string,
  count: number,
): Promise<number[]> {
  const clientIds = await Promise.all(Array.from({ length: count }, () => nextClientId()));
  const grants = clientIds.map((clientId): LogEntry => ({ type: 'grant', clientId, playerId }));
  await log.append(roomId, grants, { durable: true });
  return clientIds;
}

/** @throws HttpError 401 */
export function verifiedSession(
  { tokens, clock }: Pick<HttpOptions, 'tokens' | 'clock'>,
  token: string,
): SessionToken {
  const session = tokens.verifySession(token, clock.now());
  if (!('error' in session)) return session;
  throw session.error === 'expired'
    ? new HttpError(401, 'token-expired', 'This token has expired. Join the room again without it.')
    : new HttpError(
        401,
        'token-forged',
        'This token is not one of this server. Join the room again without it.',
      );
}
