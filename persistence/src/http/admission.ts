import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@drawguess/game/clock';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';
import { createRateLimit } from './rate-limit.ts';

const MAX_KEYS = 10_000;

/**
 * Makes a hook that lets one address do something only so often: a class behind one router joins at once, a script
 * does not fill the disk with rooms. The operator is let through.
 *
 * @throws HttpError 429 from the hook, with `retry-after` in seconds
 */
export function createAdmission(options: {
  clock: Clock;
  capacity: number;
  refillMs: number;
  operatorToken?: string | undefined;
}) {
  const limit = createRateLimit({ ...options, maxKeys: MAX_KEYS });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (isOperator(request, options.operatorToken)) return;
    const seconds = Math.ceil(limit.take(request.ip) / 1_000);
    if (seconds === 0) return;
    reply.header('retry-after', String(seconds));
    throw new HttpError(429, 'too-many-requests', `Too many requests. Try again in ${seconds} s.`);
  };
}

function isOperator(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization } = request.headers;
  if (token === undefined || authorization === undefined) return false;
  // Digests have one length, which the comparison needs, whatever was sent.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}
