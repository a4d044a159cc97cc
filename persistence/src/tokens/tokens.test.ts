import { describe, expect, it } from 'vitest';
import { createTokens } from './tokens.ts';

const session = { roomId: 'room1', playerId: 'player1', expiresAt: 1_000 };
const ticket = { ...session, document: 'canvas:room1:turn1', clientId: 7 };

describe('tokens', () => {
  const tokens = createTokens('a secret of some length');

  it('RM-9 a token says whom it was given to until it expires', () => {
    const token = tokens.signSession(session);
    expect(tokens.verifySession(token, 999)).toEqual(session);
    expect(tokens.verifySession(token, 1_000)).toEqual({ error: 'expired' });
    expect(tokens.verifyTicket(tokens.signTicket(ticket), 0)).toEqual(ticket);
  });

  it('RM-9 a token of another kind or secret is forged', () => {
    expect(tokens.verifySession(tokens.signTicket(ticket), 0)).toEqual({ error: 'forged' });
    expect(createTokens('another secret entirely').verifySession(tokens.signSession(session), 0)).toEqual({
      error: 'forged',
    });
  });

  it('RM-9 a token with any character changed is forged', () => {
    const token = tokens.signSession(session);
    for (let index = 0; index < token.length - 1; index++) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(tokens.verifySession(changed, 0)).toEqual({ error: 'forged' });
    }
  });

  it('MD-4 a pseudonym is the same for the same text, and says nothing without the secret', () => {
    const address = '198.51.100.7';
    expect(tokens.pseudonym('address', address)).toBe(tokens.pseudonym('address', address));
    const others = [
      tokens.pseudonym('player', address),
      tokens.pseudonym('address', '198.51.100.8'),
      createTokens('another secret entirely').pseudonym('address', address),
    ];
    expect(others).not.toContain(tokens.pseudonym('address', address));
    expect(tokens.pseudonym('address', address)).not.toContain('198');
  });

  it.each(['', '.', 'a.b', 'a.b.c', 'x'.repeat(100_000), '💥.💥'])(
    'RM-9 %j is forged and does not throw',
    (token) => {
      expect(tokens.verifySession(token, 0)).toEqual({ error: 'forged' });
    },
  );
});
