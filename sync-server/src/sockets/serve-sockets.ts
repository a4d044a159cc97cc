import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import { CLOSE } from '@drawguess/game/wire';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Hub } from '../hub/index.ts';
import type { Connection, Socket } from '../sessions/index.ts';

const SYNC_PATH = '/sync';
/** How long a client may take to answer a close before its socket is cut. */
const CLOSE_TIMEOUT_MS = 2_000;

export type SocketOptions = {
  /** Origins of browsers that may connect; empty: any. Other clients send none. */
  allowedOrigins: readonly string[];
  /** Sockets at a time, stock connections included. */
  maxSessions: number;
  clock: Clock;
  /** From 0 to 1. */
  random(): number;
};

export type SocketServer = {
  /** Sockets that were let in and are open. */
  readonly count: number;
  /** Sockets that were sent away since the start because there were `maxSessions`. */
  readonly refused: number;
  /**
   * From now on sends new sockets away, and closes those that there are, each at a moment of its own within
   * `LIMITS.drainSpreadMs` (SPEC SY-15). Resolves when all are closed.
   */
  drain(): Promise<void>;
  /** Closes all sockets at once, and serves no more. Idempotent. */
  close(): Promise<void>;
};

/** Serves `WS /sync` and `WS /sync/{document}?ticket=` on an HTTP server (PROTOCOL §1). */
export function serveSockets(http: Server, hub: Hub, options: SocketOptions): SocketServer {
  const { allowedOrigins, maxSessions, clock } = options;
  const admitted = new Set<WebSocket>();
  let refused = 0;
  let draining = false;
  let closing: Promise<void> | undefined;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.maxFrameBytes,
  });

  /** What a socket is told instead of being served. A browser hears nothing of an upgrade that fails but of a close. */
  const sendAway = (websocket: WebSocket, code: number, reason: string): void => {
    websocket.on('error', () => websocket.terminate());
    closeSoon(websocket, code, reason);
  };

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseUpgrade(stream, '404 Not Found');
    const { origin } = request.headers;
    if (allowedOrigins.length > 0 && origin !== undefined && !allowedOrigins.includes(origin)) {
      return refuseUpgrade(stream, '403 Forbidden');
    }
    // A proxy can ask another process at once; a client would come back to this one.
    if (draining && request.headers['x-forwarded-for'] !== undefined) {
      return refuseUpgrade(stream, '503 Service Unavailable');
    }
    server.handleUpgrade(request, stream, head, (websocket) => {
      if (draining) return sendAway(websocket, CLOSE.restarting, RESTARTING);
      if (admitted.size >= maxSessions) {
        refused += 1;
        return sendAway(websocket, CLOSE.tryLater, 'The server is full; try again later.');
      }
      admitted.add(websocket);
      websocket.once('close', () => admitted.delete(websocket));
      const socket = createSocket(websocket, stream);
      attach(
        websocket,
        target.document === undefined
          ? hub.connect(socket)
          : hub.connectStock(socket, target.document, target.ticket),
        stream,
      );
    });
  };
  http.on('upgrade', onUpgrade);

  const closeInTime = (websocket: WebSocket): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(options.random() * LIMITS.drainSpreadMs, () =>
        closeSoon(websocket, CLOSE.restarting, RESTARTING),
      );
      websocket.once('close', () => {
        cancel();
        resolve();
      });
    });

  const close = async (): Promise<void> => {
    http.off('upgrade', onUpgrade);
    const closed = new Promise((resolve) => server.close(resolve));
    for (const client of server.clients) closeSoon(client, CLOSE.restarting, RESTARTING);
    await closed;
  };

  return {
    get count() {
      return admitted.size;
    },
    get refused() {
      return refused;
    },
    async drain() {
      draining = true;
      await Promise.all(Array.from(admitted, closeInTime));
    },
    close: () => (closing ??= close()),
  };
}

const RESTARTING = 'The server is restarting.';

/** Closes a socket; one that does not answer that is cut. */
function closeSoon(websocket: WebSocket, code: number, reason: string): void {
  websocket.close(code, reason);
  const cut = setTimeout(() => websocket.terminate(), CLOSE_TIMEOUT_MS);
  websocket.once('close', () => clearTimeout(cut));
}

/** Never throws: `//` is no URL, and `%E0` no text. */
function readTarget(url: string): { document?: string; ticket: string } | undefined {
  try {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname === SYNC_PATH) return { ticket: '' };
    if (!pathname.startsWith(`${SYNC_PATH}/`)) return undefined;
    const document = decodeURIComponent(pathname.slice(SYNC_PATH.length + 1));
    return { document, ticket: searchParams.get('ticket') ?? '' };
  } catch {
    return undefined;
  }
}

function refuseUpgrade(stream: Duplex, status: string): void {
  // An upgraded stream has no listener left: a client that is gone already would end the process.
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** All frames that one tick sends to a client leave in one write: writing to sockets is what costs most. */
function createSocket(websocket: WebSocket, stream: Duplex): Socket {
  let corked = false;
  return {
    send(bytes) {
      if (websocket.readyState !== websocket.OPEN) return;
      if (!corked) {
        corked = true;
        stream.cork();
        setImmediate(() => {
          corked = false;
          stream.uncork();
        });
      }
      websocket.send(bytes);
    },
    get bufferedBytes() {
      return websocket.bufferedAmount;
    },
    close(code, reason) {
      closeSoon(websocket, code, reason.slice(0, 120));
    },
  };
}

function attach(websocket: WebSocket, connection: Connection, stream: Duplex): void {
  websocket.binaryType = 'nodebuffer';
  websocket.on('message', (message: RawData) => connection.receive(message as Buffer));
  websocket.on('close', () => connection.closed());
  // ws reports protocol errors here and closes the socket itself; `close` follows.
  websocket.on('error', () => connection.closed());
  stream.on('drain', () => connection.drained());
}
