import { createFakeClock, type Clock } from '@drawguess/game/clock';
import {
  CONTROL_CHANNEL,
  decodeControlText,
  decodeFrame,
  encodeControl,
  encodeFrame,
  PROTOCOL_VERSION,
  type ClientControl,
  type ServerControl,
} from '@drawguess/game/wire';
import {
  createMemoryArchive,
  createMemoryClientIds,
  createMemoryRoomLog,
} from '@drawguess/persistence/adapters/memory';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import { LogReplacedError, type RoomListener, type RoomLog } from '@drawguess/persistence/ports';
import { createReferee } from '@drawguess/persistence/referee';
import { createTokens } from '@drawguess/persistence/tokens';
import type { Connection, Socket } from '../sessions/index.ts';
import { createHub } from './hub.ts';

/** One end of a socket pair that a test holds: what the server sent, and how full its buffer is. */
export type TestSocket = {
  readonly controls: ServerControl[];
  /** All that came, as it came. */
  readonly messages: Uint8Array[];
  /** Payloads that came on channels, in order. */
  readonly payloads: { channel: number; payload: Uint8Array }[];
  closed: { code: number; reason: string } | undefined;
  bufferedBytes: number;
  readonly connection: Connection;
  control(message: ClientControl): void;
  send(channel: number, payload: Uint8Array): void;
};

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A hub and a referee on adapters in memory, under a fake clock. For tests of what goes over sockets. */
export async function stageHub() {
  const clock = createFakeClock(1_700_000_000_000, settle);
  const memory = createMemoryRoomLog({ clock });
  const listeners = new Set<RoomListener>();
  const log: RoomLog = {
    ...memory,
    subscribe(roomId, listener) {
      listeners.add(listener);
      const end = memory.subscribe(roomId, listener);
      return () => {
        listeners.delete(listener);
        end();
      };
    },
  };
  const pool = createClientIdPool(createMemoryClientIds(), 100);
  const tokens = createTokens('a secret for tests only');
  const errors: unknown[] = [];
  let drawn = 0;
  const shared = {
    log,
    clock,
    nextClientId: () => pool.next(),
    onError: (error: unknown) => void errors.push(error),
  };
  const referee = createReferee({
    ...shared,
    archive: createMemoryArchive(),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => (drawn = (drawn * 29 + 7) % 251)),
    hashCanvas: (operations) => operations.join(),
  });
  await referee.start();
  const hub = createHub({ ...shared, tokens });

  /** Resolves a promise that needs the clock to move. */
  const when = async <Result>(promise: Promise<Result>): Promise<Result> => {
    let done = false;
    const end = (): void => void (done = true);
    promise.then(end, end);
    for (let step = 0; !done && step < 100; step++) await clock.advance(50);
    return promise;
  };

  /** A sync-server of its own on the same log. */
  const startProcess = (publications: (tell: () => void) => void = (tell) => tell()) => {
    let alive = true;
    const joined = memory.join();
    const processClock: Clock = {
      now: () => clock.now(),
      after: (delayMs, task) => clock.after(delayMs, () => alive && task()),
    };
    const other = createHub({
      ...shared,
      clock: processClock,
      log: {
        ...joined,
        subscribe: (roomId, listener) =>
          joined.subscribe(roomId, {
            ...listener,
            onPublished: (document, update) =>
              publications(() => alive && listener.onPublished?.(document, update)),
          }),
      },
      tokens,
    });
    const attach = (): TestSocket => connect((socket) => other.connect(socket));
    return {
      hub: other,
      processId: joined.processId,
      connect: attach,
      connectStock: (document: string, ticket: string): TestSocket =>
        connect((socket) => other.connectStock(socket, document, ticket), false),
      /** Says hello for a page that had this id, and waits for the answer. */
      async enter(token: string, clientId?: number): Promise<TestSocket> {
        const socket = attach();
        const had = clientId === undefined ? {} : { clientId };
        socket.control({ type: 'hello', protocol: PROTOCOL_VERSION, token, ...had });
        await clock.advance(20);
        return socket;
      },
      /** The process is gone from one moment to the next, with all that it had not stored. */
      kill(): void {
        alive = false;
        joined.crash();
      },
    };
  };

  const room = await when(referee.createRoom({ settings: { maxPlayers: 4 } }));

  const connect = (attach: (socket: Socket) => Connection, isFramed = true): TestSocket => {
    const controls: ServerControl[] = [];
    const messages: Uint8Array[] = [];
    const payloads: TestSocket['payloads'] = [];
    const test = {
      controls,
      messages,
      payloads,
      closed: undefined as TestSocket['closed'],
      bufferedBytes: 0,
    };
    const socket: Socket = {
      send(bytes) {
        messages.push(bytes);
        const frame = isFramed ? decodeFrame(bytes) : undefined;
        if (frame === undefined) return;
        if (frame.channel !== CONTROL_CHANNEL) return void payloads.push({ ...frame });
        controls.push(JSON.parse(decodeControlText(frame.payload) ?? '{}') as ServerControl);
      },
      get bufferedBytes() {
        return test.bufferedBytes;
      },
      close(code, reason) {
        test.closed ??= { code, reason };
        connection.closed();
      },
    };
    const connection = attach(socket);
    return Object.assign(test, {
      connection,
      control: (message: ClientControl) => connection.receive(encodeControl(message)),
      send: (channel: number, payload: Uint8Array) => connection.receive(encodeFrame(channel, payload)),
    });
  };

  return {
    clock,
    hub,
    referee,
    log,
    tokens,
    errors,
    startProcess,
    roomId: room.roomId,
    /** Whoever follows a room hears that what was heard of it may be gone. */
    loseLog(): void {
      for (const listener of listeners) listener.onLost?.(new LogReplacedError('replaced'));
    },
    settle: () => clock.advance(0),
    when,
    async join(nickname: string): Promise<{ playerId: string; token: string }> {
      const seat = await when(referee.join({ code: room.code, nickname }));
      if ('refusal' in seat) throw new Error(seat.refusal);
      const { playerId } = seat;
      const expiresAt = clock.now() + 24 * 60 * 60_000;
      return { playerId, token: tokens.signSession({ roomId: room.roomId, playerId, expiresAt }) };
    },
    connect: (): TestSocket => connect((socket) => hub.connect(socket)),
    connectStock: (document: string, ticket: string): TestSocket =>
      connect((socket) => hub.connectStock(socket, document, ticket), false),
    /** A session that was let in. */
    async enter(token: string): Promise<TestSocket> {
      const socket = connect((one) => hub.connect(one));
      socket.control({ type: 'hello', protocol: PROTOCOL_VERSION, token });
      await clock.advance(20);
      return socket;
    },
  };
}
