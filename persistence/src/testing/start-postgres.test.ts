import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../adapters/postgres/index.ts';
import { startPostgres, type TestPostgres } from './index.ts';

let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

const open = () => {
  const sql = openPostgres({ url: server.url, onError: () => undefined });
  onTestFinished(() => sql.close());
  return sql;
};
const isReachable = (host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(server.port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

it('listens on this machine only', async () => {
  expect(await isReachable('127.0.0.1')).toBe(true);
  const others = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4')) {
    expect(await isReachable(address)).toBe(false);
  }
});

it('keeps what was committed when it is killed and started again', async () => {
  const sql = open();
  await sql.transaction((query) => query('CREATE TABLE notes AS SELECT 7 AS n'));
  await server.kill('SIGKILL');
  expect(await isReachable('127.0.0.1')).toBe(false);
  await server.restart();
  expect((await sql.query('SELECT n FROM notes')).rows).toEqual([{ n: 7 }]);
});

it('leaves nothing behind, and stops twice without harm', async () => {
  const { rows } = await open().query('SHOW data_directory');
  const directory = String(rows[0]?.data_directory);
  expect(existsSync(directory)).toBe(true);
  await server.stop();
  await server.stop();
  expect(existsSync(directory)).toBe(false);
  expect(await isReachable('127.0.0.1')).toBe(false);
});

it('says why it does not start', async () => {
  await expect(startPostgres({ settings: { ssl: 'perhaps' } })).rejects.toThrow('"ssl"');
});
