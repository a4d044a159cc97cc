import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import {
  CLOSE,
  CONTROL_CHANNEL,
  decodeChannelMessage,
  decodeControlText,
  decodeFrame,
  encodeControl,
  encodeFrame,
  PROTOCOL_VERSION,
  type RefusalReason,
  type ServerControl,
} from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { Held, Outcome } from './attack.ts';
import type { FuzzServer } from './fuzz-server.ts';
import type { Seat } from './honest-player.ts';
import { plug, type Plug } from './plug.ts';

/** An open channel on either kind of connection. */
export type Channel = {
  held: Held;
  /** Those of the player's ids under which something new may come on it. */
  ids: readonly number[];
  send(payload: Uint8Array): Outcome;
  /** Whether the server has said why, in the way of this kind of connection (PROTOCOL §5, §7). Asked once, some time after. */
  isToldOf(refusal: RefusalReason): boolean;
  shut(): void;
};

/** A connection is left before its rates could hide what is tried. */
const UPDATES_PER_CONNECTION = LIMITS.maxUpdatesPerSecond * 8;
const BYTES_PER_CONNECTION = LIMITS.maxUpdateBytesPerSecond * 6;
const CHANNELS_PER_CONNECTION = 1_000;

/** A multiplexed session, and how much was sent on it. */
type RawSession = Plug & { nextChannel: number; updates: number; bytes: number };

/** The hostile player's connections of both kinds, spoken by hand. */
export type HostileConnections = ReturnType<typeof createHostileConnections>;

export function createHostileConnections(seat: Seat, server: FuzzServer, clock: Clock) {
  const { hub, refusals, tokens } = server;
  const ids: number[] = [];
  let session: RawSession | undefined;

  /** Whatever can go on without time passing has gone on. */
  const settled = (): Promise<void> => new Promise((resolve) => void clock.after(0, resolve));

  const ticketFor = (document: string): string => {
    const { roomId, playerId } = seat;
    const expiresAt = clock.now() + 60_000;
    return tokens.signTicket({ roomId, playerId, document, clientId: ids[0] ?? 0, expiresAt });
  };

  const hello = async (): Promise<RawSession> => {
    const opened: RawSession = Object.assign(
      plug((socket) => hub.connect(socket)),
      { nextChannel: 1, updates: 0, bytes: 0 },
    );
    const clientId = ids.at(-1);
    opened.give(
      encodeControl({
        type: 'hello',
        protocol: PROTOCOL_VERSION,
        token: seat.token,
        ...(clientId !== undefined && { clientId }),
      }),
    );
    await settled();
    learn(opened);
    if (opened.closedWith !== undefined) throw new Error(`No place any more: ${opened.closedWith}`);
    session = opened;
    return opened;
  };

  /** The present session, or a new one in the place of one that ended or has sent enough. */
  const sessionNow = async (fresh = false): Promise<RawSession> => {
    const isSpent =
      session === undefined ||
      session.closedWith !== undefined ||
      session.updates > UPDATES_PER_CONNECTION ||
      session.bytes > BYTES_PER_CONNECTION ||
      session.nextChannel > CHANNELS_PER_CONNECTION;
    return session === undefined || isSpent || fresh ? hello() : session;
  };

  /** Takes what the server has said since the last time; ids come with the welcome and with each reset. */
  const learn = (from: Plug): ServerControl[] => {
    const messages: ServerControl[] = [];
    for (const bytes of from.received.splice(0)) {
      const frame = decodeFrame(bytes);
      if (frame?.channel !== CONTROL_CHANNEL) continue;
      const message = JSON.parse(decodeControlText(frame.payload) ?? '') as ServerControl;
      messages.push(message);
      if (message.type !== 'welcome' && message.type !== 'reset') continue;
      if (message.clientId !== undefined && !ids.includes(message.clientId)) ids.push(message.clientId);
    }
    return messages;
  };

  /** Gives the server bytes and sees what it makes of them, which it does at once. */
  const observe = (to: Plug, bytes: Uint8Array): Outcome => {
    const refused = refusals.length;
    const received = to.received.length;
    const closedBefore = to.closedWith;
    to.give(bytes);
    const refusal = refusals[refused];
    if (refusal !== undefined) return refusal.reason;
    const { closedWith } = to;
    if (closedWith !== undefined && closedBefore === undefined) return `closed ${closedWith}`;
    return to.received.length > received ? 'answered' : 'dropped';
  };

  const openOnSession = async (document: string, fresh: boolean): Promise<Channel | Outcome> => {
    const on = await sessionNow(fresh);
    const number = on.nextChannel++;
    on.give(encodeControl({ type: 'open', channel: number, document }));
    await settled();
    const payloads = on.received.flatMap((bytes) => {
      const frame = decodeFrame(bytes);
      return frame?.channel === number ? [frame.payload] : [];
    });
    const answers = learn(on);
    for (const answer of answers)
      if (answer.type === 'denied' && answer.channel === number) return `denied ${answer.code}`;
    return {
      held: heldIn(payloads),
      ids: ids.slice(1),
      send(payload) {
        on.updates += 1;
        on.bytes += payload.byteLength > LIMITS.maxUpdateBytes ? 0 : payload.byteLength;
        return observe(on, encodeFrame(number, payload));
      },
      isToldOf: (refusal) =>
        learn(on).some((one) => one.type === 'reset' && one.channel === number && one.reason === refusal) ||
        // One refusal too many ends the session instead.
        on.closedWith === CLOSE.malformed,
      shut: () => on.give(encodeControl({ type: 'shut', channel: number })),
    };
  };

  const plugIn = (document: string): Plug =>
    plug((socket) => hub.connectStock(socket, document, ticketFor(document)));

  const openByTicket = async (document: string): Promise<Channel | Outcome> => {
    const on = plugIn(document);
    await settled();
    if (on.closedWith !== undefined) return `denied ${on.closedWith}`;
    return {
      held: heldIn(on.received),
      ids: ids.slice(0, 1),
      send: (payload) => observe(on, payload),
      isToldOf: (refusal) => on.closedWith === (refusal === 'read-only' ? CLOSE.notYours : CLOSE.malformed),
      shut: () => on.unplug(),
    };
  };

  return {
    /** Client ids granted so far, oldest first: that of all tickets, then those of sessions. */
    ids: ids as readonly number[],
    async arrive(): Promise<void> {
      ids.push(await server.grantTicketId(seat.roomId, seat.playerId));
      await hello();
    },
    settled,
    ticketFor,
    sessionNow,
    learn,
    observe,
    plugIn,
    /** Opens a channel, or says what came of it. With `fresh`, on a connection that has sent nothing yet. */
    open: (document: string, over: 'session' | 'stock', fresh = false): Promise<Channel | Outcome> =>
      over === 'session' ? openOnSession(document, fresh) : openByTicket(document),
    close: () => session?.unplug(),
  };
}

/** The server begins each channel with its own state vector. */
function heldIn(payloads: readonly Uint8Array[]): Held {
  for (const payload of payloads) {
    const message = decodeChannelMessage(payload);
    if (message?.type === 'step1') return Y.decodeStateVector(message.stateVector);
  }
  throw new Error('The server opened a channel without SyncStep1.');
}
