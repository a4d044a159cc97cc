import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';
import type { App, HttpOptions } from './options.ts';

/** Players whose latest address is remembered, as a pseudonym, so that a ban of the player reaches it. */
const MAX_SEEN = 10_000;

export type Bans = {
  /** Bans a player, and the address from which they joined last where this process knows it. */
  banPlayer(playerId: string, until: number): Promise<void>;
  banAddress(address: string, until: number): Promise<void>;
};

const MAKING_AND_JOINING: readonly (string | undefined)[] = ['/api/rooms', '/api/rooms/:code/join'];

/**
 * Keeps banned players and addresses from making and joining rooms (SPEC MD-4). Addresses are kept as pseudonyms only,
 * and never logged. While the archive does not answer, nobody is kept out: a game never waits for it.
 */
export function addBans(
  app: App,
  { archive, tokens, clock }: Pick<HttpOptions, 'archive' | 'tokens' | 'clock'>,
): Bans {
  const seen = new Map<string, string>();
  const addressSubject = (address: string): string => tokens.pseudonym('address', networkOf(address));
  const playerSubject = (playerId: string): string => tokens.pseudonym('player', playerId);

  app.addHook('preHandler', async (request) => {
    if (request.method !== 'POST' || !MAKING_AND_JOINING.includes(request.routeOptions.url)) return;
    const subjects = [addressSubject(request.ip), ...formerPlayers(request).map(playerSubject)];
    const until = await archive.bannedUntil(subjects, clock.now()).catch((error: unknown) => {
      request.log.error(error);
      return undefined;
    });
    if (until === undefined) return;
    const day = new Date(until).toISOString().slice(0, 10);
    throw new HttpError(403, 'banned', `You were banned from this server until ${day}.`);
  });

  app.addHook('preSerialization', async (request, _reply, payload) => {
    const { playerId } = (payload ?? {}) as { playerId?: unknown };
    if (request.routeOptions.url !== '/api/rooms/:code/join' || typeof playerId !== 'string') return payload;
    seen.delete(playerId);
    seen.set(playerId, addressSubject(request.ip));
    if (seen.size > MAX_SEEN) for (const oldest of [...seen.keys()].slice(0, 1)) seen.delete(oldest);
    return payload;
  });

  const formerPlayers = ({ body }: FastifyRequest): string[] => {
    const { playerToken } = (body ?? {}) as { playerToken?: unknown };
    if (typeof playerToken !== 'string') return [];
    const session = tokens.verifySession(playerToken, clock.now());
    return 'error' in session ? [] : [session.playerId];
  };

  return {
    async banPlayer(playerId, until) {
      await archive.saveBan(playerSubject(playerId), until);
      const address = seen.get(playerId);
      if (address !== undefined) await archive.saveBan(address, until);
    },
    banAddress: (address, until) => archive.saveBan(addressSubject(address), until),
  };
}

/** What one household shares: an IPv4 address, or the first half of an IPv6 one, whose other half changes at will. */
export function networkOf(address: string): string {
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (inner !== undefined) return inner;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const gap = tail === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [...(first ?? []), ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...(last ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
