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
    refuseWhile(limit.take(request.ip), reply);
  };
}

/** Wrong operator tokens that one address may send at once, and the time after which it may send one more. */
const WRONG_TOKENS = 5;
const WRONG_TOKEN_MS = 60_000;

/**
 * Makes a hook that lets the operator alone through. Who sends wrong tokens again and again is not listened to for a
 * while, whatever they send then.
 *
 * @throws HttpError 403 where no token is configured, 401 for a wrong one, 429 after several wrong ones
 */
export function createOperatorGate(options: { clock: Clock; operatorToken?: string | undefined }) {
  const wrong = createRateLimit({
    clock: options.clock,
    capacity: WRONG_TOKENS,
    refillMs: WRONG_TOKEN_MS,
    maxKeys: MAX_KEYS,
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (options.operatorToken === undefined) {
      const message = 'This server has no operator: set OPERATOR_TOKEN and start it again.';
      throw new HttpError(403, 'no-operator', message);
    }
    refuseWhile(wrong.wait(request.ip), reply);
    if (isOperator(request, options.operatorToken)) return;
    wrong.take(request.ip);
    throw new HttpError(401, 'wrong-operator-token', 'This is not the operator’s token.');
  };
}

function refuseWhile(waitMs: number, reply: FastifyReply): void {
  const seconds = Math.ceil(waitMs / 1_000);
  if (seconds === 0) return;
  reply.header('retry-after', String(seconds));
  throw new HttpError(429, 'too-many-requests', `Too many requests. Try again in ${seconds} s.`);
}

function isOperator(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization } = request.headers;
  if (token === undefined || authorization === undefined) return false;
  // Digests have one length, which the comparison needs, whatever was sent.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}
