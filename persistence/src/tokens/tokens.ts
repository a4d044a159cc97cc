import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose session it is. `expiresAt` is server time in ms. */
export type SessionToken = { roomId: string; playerId: string; expiresAt: number };

/** Lets one stock connection open one document, writing under one client id. */
export type TicketToken = SessionToken & { document: string; clientId: number };

export type TokenError = { error: 'expired' | 'forged' };

export type Tokens = {
  signSession(token: SessionToken): string;
  verifySession(token: string, now: number): SessionToken | TokenError;
  signTicket(ticket: TicketToken): string;
  verifyTicket(ticket: string, now: number): TicketToken | TokenError;
  /** What stands for a text where the text itself must not be kept: the same as long as the secret is. */
  pseudonym(kind: string, text: string): string;
};

const MAX_TOKEN_CHARS = 1_000;

/**
 * Tokens that say whom they were given to and prove that this server said so: base64url JSON, a dot, HMAC-SHA256
 * (THREAT_MODEL "Tokens"). Whoever holds one is that player, so none is ever logged.
 *
 * @param secret `SESSION_SECRET`; another secret makes every token given so far `forged`
 */
export function createTokens(secret: string): Tokens {
  // The kind is part of what is signed: a ticket can never pass for a session.
  const mac = (kind: string, body: string): Buffer =>
    createHmac('sha256', secret).update(`${kind}.${body}`).digest();

  const sign = (kind: string, content: object): string => {
    const body = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${body}.${mac(kind, body).toString('base64url')}`;
  };

  const verify = <Content extends SessionToken>(
    kind: string,
    token: string,
    now: number,
  ): Content | TokenError => {
    const [body, signature, ...rest] = token.split('.');
    if (token.length > MAX_TOKEN_CHARS || body === undefined || signature === undefined || rest.length > 0) {
      return { error: 'forged' };
    }
    const given = Buffer.from(signature, 'base64url');
    const wanted = mac(kind, body);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { error: 'forged' };
    const content = JSON.parse(Buffer.from(body, 'base64url').toString()) as Content;
    return content.expiresAt > now ? content : { error: 'expired' };
  };

  return {
    signSession: (token) => sign('session', token),
    verifySession: (token, now) => verify<SessionToken>('session', token, now),
    signTicket: (ticket) => sign('ticket', ticket),
    verifyTicket: (ticket, now) => verify<TicketToken>('ticket', ticket, now),
    pseudonym: (kind, text) => mac(`pseudonym.${kind}`, text).toString('base64url'),
  };
}
