import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '@drawguess/game/limits';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Hub } from '../hub/index.ts';
import type { Connection, Socket } from '../sessions/index.ts';

const SYNC_PATH = '/sync';
/** How long a client may take to answer a close before its socket is cut. */
const CLOSE_TIMEOUT_MS = 2_000;

export type SocketServer = { close(): Promise<void> };

/**
 * Serves `WS /sync` and `WS /sync/{document}?ticket=` on an HTTP server (PROTOCOL §1).
 *
 * @param allowedOrigins origins of browsers that may connect; empty: any. Other clients send none.
 */
export function serveSockets(http: Server, hub: Hub, allowedOrigins: readonly string[]): SocketServer {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.maxFrameBytes,
  });

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseUpgrade(stream, '404 Not Found');
    const { origin } = request.headers;
    if (allowedOrigins.length > 0 && origin !== undefined && !allowedOrigins.includes(origin)) {
      return refuseUpgrade(stream, '403 Forbidden');
    }
    server.handleUpgrade(request, stream, head, (websocket) => {
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

  return {
    close() {
      http.off('upgrade', onUpgrade);
      const cut = setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, CLOSE_TIMEOUT_MS);
      return new Promise((resolve) => {
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        for (const client of server.clients) client.close(1012);
        if (server.clients.size === 0) clearTimeout(cut);
      });
    },
  };
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
      websocket.close(code, reason.slice(0, 120));
      setTimeout(() => websocket.terminate(), CLOSE_TIMEOUT_MS).unref();
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
