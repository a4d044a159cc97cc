import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startPostgres, type TestPostgres } from '../../testing/index.ts';
import { openPostgres } from './index.ts';

/** Its certificate is for `localhost`, and says so itself. */
let server: TestPostgres;
let directory: string;
let certificate: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drawguess-'));
  certificate = join(directory, 'server.crt');
  const key = join(directory, 'server.key');
  const request =
    '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  const files = ['-keyout', key, '-out', certificate];
  await promisify(execFile)('openssl', ['req', ...request.split(' '), ...files]);
  server = await startPostgres({
    fsync: false,
    settings: { ssl: 'on', ssl_cert_file: 'server.crt', ssl_key_file: 'server.key' },
    files: { 'server.crt': await readFile(certificate, 'utf8'), 'server.key': await readFile(key, 'utf8') },
  });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
});

function open(host: string, parameters: string) {
  const url = `${server.url.replace('127.0.0.1', host)}${parameters}`;
  const sql = openPostgres({ url, onError: () => undefined });
  onTestFinished(() => sql.close());
  return sql;
}
const isEncrypted = async (host: string, parameters: string): Promise<unknown> => {
  const { rows } = await open(host, parameters).query(
    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  );
  return rows[0]?.ssl;
};

it('encrypts to a server whose certificate the given file vouches for', async () => {
  const file = `sslrootcert=${encodeURIComponent(certificate)}`;
  expect(await isEncrypted('localhost', `?sslmode=verify-full&${file}`)).toBe(true);
  expect(await isEncrypted('localhost', `?${file}`)).toBe(true);
});

it('does not speak to a server whom nobody vouches for', async () => {
  await expect(isEncrypted('localhost', '?sslmode=require')).rejects.toThrow(
    /cannot be reached: self-signed certificate/,
  );
});

it('does not speak to a server of another name', async () => {
  const file = `sslrootcert=${encodeURIComponent(certificate)}`;
  await expect(isEncrypted('127.0.0.1', `?${file}`)).rejects.toThrow(/cannot be reached: .*127\.0\.0\.1/);
});

it('speaks in the clear where it is told to', async () => {
  expect(await isEncrypted('localhost', '?sslmode=disable')).toBe(false);
});
