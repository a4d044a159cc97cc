import type { Refusal } from '@drawguess/game/channel';
import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import {
  CLOSE,
  CONTROL_CHANNEL,
  decodeControlText,
  decodeFrame,
  parseClientControl,
  PROTOCOL_VERSION,
} from '@drawguess/game/wire';
import { NoSuchRoomError, type RoomLog } from '@drawguess/persistence/ports';
import type { Tokens } from '@drawguess/persistence/tokens';
import { openLiveRoom, type LiveRoom } from '../rooms/index.ts';
import {
  createSession,
  createStockSession,
  TAKEN_OVER,
  type Connection,
  type Socket,
} from '../sessions/index.ts';

export type HubOptions = {
  log: RoomLog;
  clock: Clock;
  tokens: Pick<Tokens, 'verifySession' | 'verifyTicket'>;
  nextClientId(): Promise<number>;
  onError(error: unknown): void;
  onRefused?(refusal: Refusal): void;
};

export type Hub = {
  /** A multiplexed session on `/sync`; its first frame must be the hello. */
  connect(socket: Socket): Connection;
  /** A stock y-websocket connection on `/sync/{document}`. */
  connectStock(socket: Socket, document: string, ticket: string): Connection;
  /** Sessions and rooms in memory now. */
  count(): { sessions: number; rooms: number };
  /** Ends every session with 1012 and stores what is still on its way. Rejects when that failed. Idempotent. */
  close(): Promise<void>;
};

type Ended = { end(code: number, reason: string): void };
type Gate = { code: number; reason: string };

/** Lets players into their rooms. Rooms come into memory with their first session and leave some time after the last. */
export function createHub(options: HubOptions): Hub {
  const { log, clock } = options;
  const rooms = new Map<string, Promise<LiveRoom>>();
  const sessions = new Map<Ended, { roomId: string; playerId: string; multiplexed: boolean }>();
  /** What is to happen to a room without sessions. */
  const unloading = new Map<string, () => void>();
  let closing: Promise<void> | undefined;

  const roomOf = (roomId: string): Promise<LiveRoom> => {
    unloading.get(roomId)?.();
    unloading.delete(roomId);
    const known = rooms.get(roomId);
    if (known !== undefined) return known;
    const opened = openLiveRoom({
      log,
      roomId,
      clock,
      nextClientId: options.nextClientId,
      onError: options.onError,
      onGone() {
        if (isInUse(roomId)) openAgainLater(roomId);
        unload(roomId, CLOSE.tryLater).catch(options.onError);
      },
    });
    rooms.set(roomId, opened);
    opened.catch(() => rooms.delete(roomId));
    return opened;
  };

  const unload = async (roomId: string, code: number): Promise<void> => {
    const room = rooms.get(roomId);
    rooms.delete(roomId);
    for (const [session, about] of sessions) {
      if (about.roomId === roomId) session.end(code, OPEN_AGAIN.reason);
    }
    await (await room)?.close();
  };

  const isInUse = (roomId: string): boolean =>
    [...sessions.values()].some((about) => about.roomId === roomId);

  const unloadLater = (roomId: string): void => {
    unloading.get(roomId)?.();
    const cancel = clock.after(LIMITS.unloadAfterMs, () => {
      unloading.delete(roomId);
      if (isInUse(roomId)) return;
      void unload(roomId, CLOSE.tryLater).catch(options.onError);
    });
    unloading.set(roomId, cancel);
  };

  /**
   * Whoever was here may come back at another process: the room takes them for present here until this process, which
   * holds their sessions no more, says that they are not.
   */
  const openAgainLater = (roomId: string): void => {
    const cancel = clock.after(OPEN_AGAIN_MS, () => {
      roomOf(roomId).then(
        () => isInUse(roomId) || unloadLater(roomId),
        (error: unknown) => {
          if (error instanceof NoSuchRoomError || closing !== undefined) return;
          options.onError(error);
          openAgainLater(roomId);
        },
      );
    });
    unloading.set(roomId, cancel);
  };

  const onClosed = (session: Ended, roomId: string): void => {
    sessions.delete(session);
    if (closing === undefined && rooms.has(roomId) && !isInUse(roomId)) unloadLater(roomId);
  };

  /** Finds the room and sees that the player is in it. */
  const admit = async (roomId: string, playerId: string): Promise<LiveRoom | Gate> => {
    let room: LiveRoom;
    try {
      room = await roomOf(roomId);
    } catch (error) {
      if (error instanceof NoSuchRoomError)
        return { code: CLOSE.noSuchDocument, reason: 'This room has ended.' };
      throw error;
    }
    if (await room.hasMember(playerId)) return room;
    return { code: CLOSE.notYours, reason: room.goneReason(playerId) };
  };

  const startSession = async (socket: Socket, hello: Uint8Array): Promise<(Connection & Ended) | Gate> => {
    const message = readHello(hello);
    if ('code' in message) return message;
    const token = options.tokens.verifySession(message.token, clock.now());
    if ('error' in token) return refusedToken(token.error);
    const { roomId, playerId } = token;
    const room = await admit(roomId, playerId);
    if ('code' in room) return room;
    const clientId = await room.letIn(playerId, message.clientId);
    if (room.isClosed) return OPEN_AGAIN;
    if (room.isTakenOver(playerId, clientId)) return { code: CLOSE.takenOver, reason: TAKEN_OVER };
    for (const [other, about] of sessions) {
      if (about.multiplexed && about.playerId === playerId && about.roomId === roomId) {
        other.end(CLOSE.takenOver, TAKEN_OVER);
      }
    }
    const session: Connection & Ended = createSession({
      socket,
      clock,
      room,
      playerId,
      protocol: Math.min(message.protocol, PROTOCOL_VERSION),
      clientId,
      onClosed: () => onClosed(session, roomId),
      onRefused: (refusal) => options.onRefused?.(refusal),
    });
    sessions.set(session, { roomId, playerId, multiplexed: true });
    return session;
  };

  const startStock = async (
    socket: Socket,
    document: string,
    ticket: string,
  ): Promise<(Connection & Ended) | Gate> => {
    const token = options.tokens.verifyTicket(ticket, clock.now());
    if ('error' in token) return refusedToken(token.error);
    const { roomId, playerId, clientId } = token;
    if (token.document !== document)
      return { code: CLOSE.notYours, reason: 'This ticket is for another document.' };
    const room = await admit(roomId, playerId);
    if ('code' in room) return room;
    const access = await room.open(playerId, document);
    if (access.type === 'denied') return { code: access.code, reason: access.reason };
    await room.learn(clientId);
    if (room.isClosed) return OPEN_AGAIN;
    const session: Connection & Ended = createStockSession({
      socket,
      clock,
      room,
      playerId,
      clientId,
      document,
      onClosed: () => onClosed(session, roomId),
      onRefused: (refusal) => options.onRefused?.(refusal),
    });
    sessions.set(session, { roomId, playerId, multiplexed: false });
    return session;
  };

  /** A connection whose owner is not known yet: frames wait, in order, until `start` has let them in. */
  const admitLater = (
    socket: Socket,
    start: (first: Uint8Array) => Promise<(Connection & Ended) | Gate>,
    startsAtOnce: boolean,
  ): Connection => {
    const waiting: Uint8Array[] = [];
    let inner: Connection | undefined;
    let begun = startsAtOnce;
    let gone = false;
    // Who said who they are and has to wait for a slow server is not at fault: they may come back.
    const cancelTimeout = clock.after(LIMITS.helloTimeoutMs, () => {
      if (inner !== undefined) return;
      if (begun) reject({ code: CLOSE.tryLater, reason: 'The server is slow; try again later.' });
      else reject({ code: CLOSE.malformed, reason: 'No hello came in time.' });
    });
    const reject = ({ code, reason }: Gate): void => {
      if (gone) return;
      gone = true;
      cancelTimeout();
      socket.close(code, reason);
    };
    const begin = (first: Uint8Array): void => {
      if (closing !== undefined)
        return reject({ code: CLOSE.restarting, reason: 'The server is restarting.' });
      start(first).then(
        (result) => {
          if ('code' in result) return reject(result);
          if (gone) return result.closed();
          cancelTimeout();
          inner = result;
          for (const frame of waiting.splice(0)) inner.receive(frame);
        },
        (error: unknown) => {
          options.onError(error);
          reject({ code: CLOSE.tryLater, reason: 'The server could not do this; try again later.' });
        },
      );
    };
    if (startsAtOnce) begin(new Uint8Array());
    return {
      receive(bytes) {
        if (inner !== undefined) return inner.receive(bytes);
        if (gone) return;
        if (!begun) {
          begun = true;
          return begin(bytes);
        }
        if (waiting.length >= MAX_EARLY_FRAMES)
          return reject({ code: CLOSE.tryLater, reason: 'Too much, too early; try again later.' });
        waiting.push(bytes.slice());
      },
      drained: () => inner?.drained(),
      closed() {
        gone = true;
        cancelTimeout();
        inner?.closed();
      },
    };
  };

  return {
    connect: (socket) => admitLater(socket, (hello) => startSession(socket, hello), false),
    connectStock: (socket, document, ticket) =>
      admitLater(socket, () => startStock(socket, document, ticket), true),
    count: () => ({ sessions: sessions.size, rooms: rooms.size }),
    close() {
      closing ??= (async () => {
        for (const cancel of unloading.values()) cancel();
        for (const session of sessions.keys()) session.end(CLOSE.restarting, 'The server is restarting.');
        const unloaded = await Promise.allSettled(
          [...rooms.keys()].map((roomId) => unload(roomId, CLOSE.restarting)),
        );
        for (const room of unloaded) if (room.status === 'rejected') throw room.reason;
      })();
      return closing;
    },
  };
}

const MAX_EARLY_FRAMES = 64;
const OPEN_AGAIN_MS = 1_000;

const OPEN_AGAIN: Gate = { code: CLOSE.tryLater, reason: 'This room has to be opened again.' };

const refusedToken = (error: 'expired' | 'forged'): Gate => ({
  code: CLOSE.badToken,
  reason:
    error === 'expired'
      ? 'Your place in this room has expired; join again.'
      : 'This token is not valid; join again.',
});

function readHello(bytes: Uint8Array): { protocol: number; token: string; clientId?: number } | Gate {
  const malformed: Gate = { code: CLOSE.malformed, reason: 'The first frame must be the hello.' };
  const frame = decodeFrame(bytes);
  if (frame === undefined || frame.channel !== CONTROL_CHANNEL) return malformed;
  const text = decodeControlText(frame.payload);
  const message = text === undefined ? undefined : parseClientControl(text);
  if (message?.type !== 'hello') return malformed;
  if (Math.abs(message.protocol - PROTOCOL_VERSION) > 1) {
    return { code: CLOSE.update, reason: 'This version of the game is too old or too new; reload the page.' };
  }
  return message;
}
