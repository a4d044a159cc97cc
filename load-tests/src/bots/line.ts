import type { Socket } from 'node:net';
import { connectBy, type ConnectSocket } from '@drawguess/client/session';
import { WebSocket } from 'ws';

/** A frame on the wire, as a line saw it. `bytes` is the WebSocket message's payload. */
export type LineFrame = { from: 'client' | 'server'; bytes: Uint8Array };

export type LineOptions = {
  onFrame?: ((frame: LineFrame) => void) | undefined;
  /** The address of this machine that it comes from, such as 127.0.0.2: what is routed by it goes another way. */
  localAddress?: string | undefined;
};

/** Stands between a client and the wire: sends each of its frames as it is, or otherwise. */
export type Outgoing = (bytes: Uint8Array, send: (bytes: Uint8Array) => void) => void;

export type Streamed = { received: number; sent: number };

/** One device's way to the server over real sockets, which a test can watch and cut. */
export type Line = {
  connect: ConnectSocket;
  /** Bytes of all its TCP streams so far, behind the upgrade: WebSocket headers included. */
  streamed(): Streamed;
  /**
   * Destroys the socket from one moment to the next: what is on its way in either direction is lost. Returns whether there
   * was one, open or about to open.
   */
  cut(): boolean;
  /** While the line is down, every attempt to connect fails at once. */
  setUp(up: boolean): void;
  /** From now on frames leave in this way; left out, as they are. */
  disturb(outgoing?: Outgoing): void;
};

/** @param server the server's address, e.g. `http://127.0.0.1:8080` */
export function createLine(server: string, options: LineOptions = {}): Line {
  const { onFrame = () => undefined, localAddress } = options;
  const url = `${server.replace('http', 'ws')}/sync`;
  let current: WebSocket | undefined;
  let up = true;
  let outgoing = asItIs;
  let ended = NOTHING;
  let streaming = (): Streamed => NOTHING;

  const connect = connectBy(() => {
    const websocket = new WebSocket(url, {
      perMessageDeflate: false,
      ...(localAddress && { localAddress }),
    });
    current = websocket;
    if (!up) websocket.terminate();
    websocket.once('upgrade', ({ socket }) => {
      const upgrade = bytesOf(socket);
      const ofThis = (): Streamed => {
        const { received, sent } = bytesOf(socket);
        return { received: received - upgrade.received, sent: sent - upgrade.sent };
      };
      streaming = ofThis;
      websocket.once('close', () => {
        ended = add(ended, ofThis());
        if (streaming === ofThis) streaming = () => NOTHING;
      });
    });
    websocket.on('message', (bytes: Buffer | ArrayBuffer) =>
      onFrame({ from: 'server', bytes: new Uint8Array(bytes) }),
    );
    const send = websocket.send.bind(websocket);
    return Object.assign(websocket, {
      send(bytes: Uint8Array) {
        onFrame({ from: 'client', bytes });
        outgoing(bytes, send);
      },
    }) as never;
  });

  const cut = (): boolean => current !== undefined && cutSocket(current);
  return {
    connect,
    streamed: () => add(ended, streaming()),
    cut,
    setUp(next) {
      up = next;
      if (!up) cut();
    },
    disturb(next = asItIs) {
      outgoing = next;
    },
  };
}

const asItIs: Outgoing = (bytes, send) => send(bytes);

const NOTHING: Streamed = { received: 0, sent: 0 };

const bytesOf = ({ bytesRead, bytesWritten }: Socket): Streamed => ({
  received: bytesRead,
  sent: bytesWritten,
});

const add = (a: Streamed, b: Streamed): Streamed => ({
  received: a.received + b.received,
  sent: a.sent + b.sent,
});

/** Destroys a socket. Returns whether it was open or about to open. */
export function cutSocket(socket: WebSocket): boolean {
  const isAlive = socket.readyState === WebSocket.OPEN || socket.readyState === WebSocket.CONNECTING;
  if (isAlive) socket.terminate();
  return isAlive;
}
