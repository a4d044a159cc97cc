import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createFakeClock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Hub } from '../hub/index.ts';
import { serveSockets } from './serve-sockets.ts';

let http: Server;
let sockets: ReturnType<typeof serveSockets>;
let opened: string[];
let clock: ReturnType<typeof createFakeClock>;

beforeEach(async () => {
  opened = [];
  clock = createFakeClock();
  const connection = { receive: () => undefined, drained: () => undefined, closed: () => undefined };
  const hub: Pick<Hub, 'connect' | 'connectStock'> = {
    connect() {
      opened.push('session');
      return connection;
    },
    connectStock(_socket, document, ticket) {
      opened.push(`${document} by ${ticket}`);
      return connection;
    },
  };
  http = createServer();
  sockets = serveSockets(http, hub as Hub, {
    allowedOrigins: [],
    maxSessions: 2,
    clock,
    random: () => 0.5,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});

afterEach(async () => {
  await sockets.close();
  http.close();
});

async function askFor(path: string, header = 'X-Nothing: 1'): Promise<Socket> {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\n${upgrade}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  return socket;
}

async function statusOf(path: string, header?: string): Promise<string> {
  const socket = await askFor(path, header);
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return head.toString().slice(9, 12);
}

it('opens a session, or one document by a ticket', async () => {
  expect(await statusOf('/sync')).toBe('101');
  expect(await statusOf('/sync/canvas:r%3At?ticket=abc')).toBe('101');
  expect(opened).toEqual(['session', 'canvas:r:t by abc']);
});

it.each(['/', '//', '/nowhere', '/sync/%E0%A4%A'])('answers %s with 404', async (path) => {
  expect(await statusOf(path)).toBe('404');
  expect(opened).toEqual([]);
});

it('outlives a client that is gone before it is refused', async () => {
  const accepted = once(http, 'connection') as Promise<[Socket]>;
  const socket = await askFor('/nowhere');
  const [stream] = await accepted;
  const gone = new Promise((resolve) => stream.once('close', resolve));
  socket.resetAndDestroy();
  // An error that nobody listens to would end the process, and here the run.
  await gone;
  expect(await statusOf('/sync')).toBe('101');
});

/** Why the server closes a socket. */
async function closingOf(socket: WebSocket): Promise<string> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return `${code} ${reason.toString()}`;
}

const connectTo = (path: string): WebSocket =>
  new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}${path}`);

it('SY-16 sends sockets away above the bound, before anything is done for them', async () => {
  const [session, stock] = [connectTo('/sync'), connectTo('/sync/room:r?ticket=abc')];
  await Promise.all([once(session, 'open'), once(stock, 'open')]);
  expect(await closingOf(connectTo('/sync'))).toBe('1013 The server is full; try again later.');
  expect(await closingOf(connectTo('/sync/room:r?ticket=abc'))).toContain('1013');
  expect({ opened: opened.length, count: sockets.count, refused: sockets.refused }).toEqual({
    opened: 2,
    count: 2,
    refused: 2,
  });

  stock.close();
  await expect.poll(() => sockets.count).toBe(1);
  const next = connectTo('/sync');
  await once(next, 'open');
  expect(sockets.count).toBe(2);
  for (const socket of [session, next]) socket.terminate();
});

it('SY-15 closes sessions with 1012 in the course of its end, and sends new ones away at once', async () => {
  const session = connectTo('/sync');
  await once(session, 'open');
  const ended = closingOf(session);
  const drained = sockets.drain();
  expect(await closingOf(connectTo('/sync'))).toBe('1012 The server is restarting.');
  expect(await statusOf('/sync', 'X-Forwarded-For: 192.0.2.1')).toBe('503');
  await clock.advance(LIMITS.drainSpreadMs / 2 - 1);
  expect(session.readyState).toBe(WebSocket.OPEN);
  await clock.advance(1);
  expect(await ended).toBe('1012 The server is restarting.');
  await drained;
  expect({ count: sockets.count, refused: sockets.refused }).toEqual({ count: 0, refused: 0 });
});
