import type { Clock } from '@drawguess/game/clock';
import {
  canvasOf,
  chatDocument,
  outboxDocument,
  privateDocument,
  readChat,
  readPrivate,
  readRoom,
  roomDocument,
  ROOTS,
  type ChatMessage,
  type IntentBody,
  type IntentRefusal,
  type Notice,
  type PrivateView,
  type RoomView,
} from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { isFinalClose } from '@drawguess/game/wire';
import type { ConnectSocket } from './client-socket.ts';
import { createConnection, type Connection } from './connection.ts';
import { createOutbox } from './outbox.ts';
import { createReplica, type Replica, type ReplicaChange } from './replica.ts';
import { retryWaitMs } from './retry-wait.ts';

/** Whether the server is there: `ended` is final and says why. */
export type SessionStatus =
  | { type: 'connecting' }
  | { type: 'live' }
  | { type: 'reconnecting'; attempt: number }
  | { type: 'ended'; code: number; reason: string };

export type SessionEvent =
  | { type: 'status' }
  | { type: 'room' }
  | { type: 'chat' }
  | { type: 'private' }
  /** The number of intents that wait for the referee may have changed. */
  | { type: 'outbox' }
  | { type: 'refused'; intentId: string; refusal: IntentRefusal }
  /** Another canvas, a turn's or the lobby's wall, took the place of the old one, or there is none now. */
  | { type: 'canvas' }
  | { type: 'ink'; change: ReplicaChange };

export type SessionOptions = {
  roomId: string;
  playerId: string;
  token: string;
  connect: ConnectSocket;
  clock: Clock;
  /** A version 4 UUID. */
  randomId(): string;
  /** Evenly in 0 ≤ x < 1, for the jitter of reconnects. */
  random(): number;
};

/** The canvas of the present turn, or the lobby's wall, as this page has it. */
export type CanvasHandle = {
  readonly document: string;
  /** The ink is complete as far as the server has it. */
  readonly synced: boolean;
  /** Operations in paint order, own ones that have not left yet included. */
  operations(): string[];
  /** Adds own operations; one call is one update on the wire. */
  push(operations: readonly string[]): void;
  /** Own operations that came too late for the server (SPEC TN-7). */
  readonly late: number;
  /** There is no room for more: what is pushed is dropped. */
  readonly full: boolean;
  /** Those of `operations` that are meant by `late`; others' may have come in between. */
  lateOperations(): string[];
};

/**
 * A player's presence in a room, without any screen: one socket, the room's documents, and the intents on their way.
 * It reconnects by itself, forever, until the server's answer is final or `close` is called.
 */
export type Session = {
  readonly status: SessionStatus;
  readonly room: RoomView | undefined;
  readonly chat: ChatMessage[];
  readonly privateView: PrivateView;
  readonly notices: Notice[];
  /** Intents that the referee has not acknowledged. */
  readonly waiting: number;
  readonly canvas: CanvasHandle | undefined;
  /** Own operations on the canvas before this one that did not reach the server, as far as can be told (SPEC TN-7). */
  readonly lateInk: readonly string[];
  /** The server's time in ms, as well as it can be told from here. */
  serverNow(): number;
  send(body: IntentBody): string;
  /** Every kind of change, at once and in order. Returns a function that ends it. */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** The network may be back: try now, not after the rest of the wait. */
  nudge(): void;
  close(): void;
};

export function createSession(options: SessionOptions): Session {
  const { clock, roomId, playerId } = options;
  const listeners = new Set<(event: SessionEvent) => void>();
  let status: SessionStatus = { type: 'connecting' };
  let connection: Connection | undefined;
  let attempt = 0;
  let cancelRetry = (): void => {};
  let writer: number | undefined;
  let clockOffsetMs = 0;
  /** A durable revision counts only against acknowledgements of the same connection (SPEC SY-7). */
  let durable = 0;
  let canvas: { handle: CanvasHandle; replica: Replica; isWall: boolean } | undefined;
  let lateInk: string[] = [];

  const tell = (event: SessionEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const keyOf = (element: unknown): string =>
    typeof element === 'string' ? element : JSON.stringify((element as { id?: unknown }).id);

  const room = createReplica({ name: roomDocument(roomId), keyOf, onChange: () => onRoomChange() });
  const chat = createReplica({ name: chatDocument(roomId), keyOf, onChange: () => tell({ type: 'chat' }) });
  const secret = createReplica({
    name: privateDocument(roomId, playerId),
    keyOf,
    onChange: () => onPrivateChange(),
  });
  const intents = createReplica({
    name: outboxDocument(roomId, playerId),
    root: ROOTS.intents,
    keyOf,
    onChange: () => tell({ type: 'outbox' }),
  });
  const outbox = createOutbox(intents, options.randomId, (intentId, refusal) =>
    tell({ type: 'refused', intentId, refusal }),
  );
  const replicas = (): Replica[] => [
    room,
    chat,
    secret,
    intents,
    ...(canvas === undefined ? [] : [canvas.replica]),
  ];

  const onPrivateChange = (): void => {
    outbox.acknowledge(readPrivate(secret.doc).acks);
    if (secret.state === 'synced') outbox.setDurable(durable);
    tell({ type: 'private' });
    tell({ type: 'outbox' });
  };

  const onRoomChange = (): void => {
    const phase = readRoom(room.doc)?.phase;
    // While a rebuilt room is being fetched, the canvas stays: its turn may well go on.
    if (phase !== undefined) {
      const wanted = canvasOf(phase);
      if (wanted !== canvas?.handle.document) changeCanvas(wanted, phase.type === 'lobby');
      else if (phase.type === 'reveal' && phase.canvasState !== 'open')
        tell({ type: 'ink', change: { type: 'state' } });
    }
    tell({ type: 'room' });
  };

  const changeCanvas = (name: string | undefined, isWall: boolean): void => {
    // Nobody keeps a wall: what did not reach it is no loss to tell of.
    if (canvas !== undefined)
      lateInk = canvas.isWall
        ? []
        : canvas.replica.missing().filter((element) => typeof element === 'string');
    canvas?.replica.close();
    canvas = name === undefined ? undefined : { ...createCanvas(name), isWall };
    if (canvas !== undefined) {
      if (writer !== undefined) canvas.replica.setWriter(writer);
      if (connection !== undefined) canvas.replica.connect(connection);
    }
    tell({ type: 'canvas' });
  };

  const createCanvas = (name: string): { handle: CanvasHandle; replica: Replica } => {
    const replica = createReplica({
      name,
      root: ROOTS.ink,
      keyOf,
      onChange: (change) => tell({ type: 'ink', change }),
    });
    const handle: CanvasHandle = {
      document: name,
      get synced() {
        return replica.state === 'synced';
      },
      get late() {
        return replica.late.length;
      },
      get full() {
        return replica.full;
      },
      lateOperations: () => replica.late.filter((element) => typeof element === 'string'),
      operations: () => replica.elements().filter((element) => typeof element === 'string'),
      push: (operations) => replica.push(operations),
    };
    return { handle, replica };
  };

  const setStatus = (next: SessionStatus): void => {
    status = next;
    tell({ type: 'status' });
  };

  const start = (): void => {
    cancelRetry();
    const opened = createConnection(
      { connect: options.connect, clock, token: options.token, clientId: writer },
      {
        onOpen() {
          connection = opened;
          for (const replica of replicas()) replica.connect(opened);
        },
        onWelcome({ clientId, now }) {
          attempt = 0;
          clockOffsetMs = now - clock.now();
          writer = clientId;
          intents.setWriter(clientId);
          canvas?.replica.setWriter(clientId);
          setStatus({ type: 'live' });
        },
        onDurable(revision) {
          durable = revision;
          if (secret.state === 'synced') outbox.setDurable(revision);
        },
        onHeartbeat(roundTripMs, offsetMs) {
          clockOffsetMs = offsetMs;
          // On a slower line the answer may be to a ping from before the last beat.
          if (roundTripMs < LIMITS.heartbeatMs) canvas?.replica.beat();
        },
        onClose: (code, reason) => onLost(code, reason),
      },
    );
    current = opened;
  };
  let current: Connection | undefined;

  const onLost = (code: number, reason: string): void => {
    connection = undefined;
    current = undefined;
    durable = 0;
    for (const replica of replicas()) replica.disconnect();
    if (status.type === 'ended') return;
    if (isFinalClose(code)) return setStatus({ type: 'ended', code, reason });
    attempt += 1;
    setStatus({ type: 'reconnecting', attempt });
    cancelRetry = clock.after(retryWaitMs(code, attempt, options.random()), start);
  };

  start();

  return {
    get status() {
      return status;
    },
    get room() {
      return readRoom(room.doc);
    },
    get chat() {
      return readChat(chat.doc);
    },
    get privateView() {
      return readPrivate(secret.doc).view;
    },
    get notices() {
      return readPrivate(secret.doc).notices;
    },
    get waiting() {
      return outbox.waiting().length;
    },
    get canvas() {
      return canvas?.handle;
    },
    get lateInk() {
      return lateInk;
    },
    serverNow: () => clock.now() + clockOffsetMs,
    send: (body) => outbox.send(body),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nudge() {
      if (status.type === 'reconnecting' && current === undefined) start();
    },
    close() {
      if (status.type === 'ended') return;
      status = { type: 'ended', code: 1000, reason: '' };
      cancelRetry();
      current?.close();
      for (const replica of replicas()) replica.close();
    },
  };
}
