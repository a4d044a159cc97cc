export { createTokens, type SessionToken, type TicketToken, type TokenError, type Tokens } from './tokens.ts';
