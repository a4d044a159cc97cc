import * as Type from 'typebox';
import type { Static } from 'typebox';
import * as Value from 'typebox/value';

/**
 * Version of the session protocol. Versions next to each other get along: the newer of a page and a server speaks the
 * older one's (SPEC SY-25).
 */
export const PROTOCOL_VERSION = 1;

const channel = Type.Integer({ minimum: 1, maximum: 0x7fff_ffff });
const closed = { additionalProperties: false };

/** Control messages from a client (PROTOCOL §4). */
export const ClientControl = Type.Union([
  // Open to more: a page says it before it knows whether the server is of an earlier version.
  Type.Object({
    type: Type.Literal('hello'),
    protocol: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    token: Type.String({ minLength: 1, maxLength: 2_000 }),
    /** The id that this page load already uses; left out on its first connection. */
    clientId: Type.Optional(Type.Integer({ minimum: 1, maximum: 0xffff_ffff })),
  }),
  Type.Object({ type: Type.Literal('open'), channel, document: Type.String({ maxLength: 120 }) }, closed),
  Type.Object({ type: Type.Literal('shut'), channel }, closed),
  Type.Object({ type: Type.Literal('ping'), sentAt: Type.Number() }, closed),
]);
export type ClientControl = Static<typeof ClientControl>;

/** Why an update was refused (PROTOCOL §5). */
export type RefusalReason =
  | 'malformed'
  | 'too-large'
  | 'too-fast'
  | 'forged-id'
  | 'gap'
  | 'bad-structure'
  | 'foreign-delete'
  | 'bad-element'
  | 'full'
  | 'read-only';

/** Control messages from the server (PROTOCOL §4). */
export type ServerControl =
  | {
      type: 'welcome';
      protocol: number;
      playerId: string;
      clientId: number;
      now: number;
      heartbeatMs: number;
      silenceMs: number;
    }
  /** The channel is open. The writer of a `write` channel answers the server's SyncStep1. */
  | { type: 'opened'; channel: number; access: 'read' | 'write' }
  | { type: 'denied'; channel: number; code: number; reason: string }
  /** The server's copy of `client` ends before `clock`; `refused` is the clock of the element to leave out, if it is one element. */
  | {
      type: 'reset';
      channel: number;
      client: number;
      clock: number;
      refused?: number;
      reason: RefusalReason;
      /** A fresh id for the writer's next document; missing where writing is not allowed. */
      clientId?: number;
    }
  /** Updates were left out because the reader was slow: send SyncStep1 again. */
  | { type: 'resync'; channel: number }
  /** Commits up to this revision survive a power loss. */
  | { type: 'durable'; revision: number }
  | { type: 'pong'; sentAt: number; now: number };

/** Reads a client's control message; `undefined` if it is not one. Never throws. */
export function parseClientControl(text: string): ClientControl | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Value.Check(ClientControl, value) ? value : undefined;
}
