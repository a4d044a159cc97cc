import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServer } from './index.ts';

it('closes soon, whoever holds a connection open: a browser opens some that it may never use', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawguess-'));
  const server = await startServer({ port: 0, host: '127.0.0.1', dataDir });
  const unused = connect(server.port, '127.0.0.1');
  await once(unused, 'connect');
  const half = connect(server.port, '127.0.0.1');
  await once(half, 'connect');
  half.write('GET /health HTTP/1.1\r\nHost: localhost\r\n');
  const ended = Promise.all([once(unused, 'close'), once(half, 'close')]);
  for (const socket of [unused, half]) socket.on('error', () => undefined);

  await server.close();
  await ended;
  await rm(dataDir, { recursive: true });
  expect(unused.destroyed && half.destroyed).toBe(true);
});
