import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Fastify from 'fastify';
import type { App } from '../http/index.ts';
import { expect, it, onTestFinished } from 'vitest';
import { serveClient } from './index.ts';

const HTML = '<!doctype html><head><meta name="description" content="x" /><title>DrawGuess</title></head>';

async function setUp(publicUrl?: string) {
  const root = await mkdtemp(join(tmpdir(), 'drawguess-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), HTML);
  await writeFile(join(root, 'assets', 'main-1.js'), 'run()');
  await writeFile(join(root, 'assets', 'main-1.js.br'), brotliCompressSync('run()'));
  const app = Fastify() as unknown as App;
  await serveClient(app, root, publicUrl);
  onTestFinished(async () => {
    await app.close();
    await rm(root, { recursive: true });
  });
  return (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    app.inject({ method: 'GET', url, headers });
}

it.each(['/', '/r/abcde', '/how-to-play', '/gallery', '/turns/aB3', '/players/%EA%B7%B8', '/watch/ABCDE'])(
  'answers %s with the one page',
  async (path) => {
    const answer = await (await setUp())(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    expect(answer.body.match(/<title>/g)).toHaveLength(1);
    expect(answer.body.match(/name="description"/g)).toHaveLength(1);
  },
);

it('shows the room in the preview of its link, by whole addresses', async () => {
  const get = await setUp('https://draw.example.org');
  const { body } = await get('/r/abcde');
  expect(body).toContain('<meta property="og:title" content="Come and draw: room ABCDE · DrawGuess" />');
  expect(body).toContain('<meta property="og:image" content="https://draw.example.org/preview.png" />');
  expect(body).toContain('<meta property="og:url" content="https://draw.example.org/r/abcde" />');
});

it('keeps what somebody wrote into an address out of the page’s markup', async () => {
  const { body } = await (await setUp())('/players/"><script>alert(1)</script>');
  expect(body).not.toContain('<script>');
});

it('answers people with a page where nothing is, and programs with an error', async () => {
  const get = await setUp();
  const page = await get('/nowhere');
  expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  const error = await get('/api/nowhere', { accept: 'application/json' });
  expect([error.statusCode, error.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
});

it('lets browsers keep what is named by its content, and ask again for the page', async () => {
  const get = await setUp();
  const script = await get('/assets/main-1.js', { 'accept-encoding': 'br' });
  expect(script.headers['cache-control']).toContain('immutable');
  expect(script.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(script.rawPayload).toString()).toBe('run()');
  const page = await get('/', { accept: 'text/html', 'accept-encoding': 'gzip, br' });
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(brotliDecompressSync(page.rawPayload).toString()).toContain('<title>');
  const again = await get('/', { accept: 'text/html', 'if-none-match': String(page.headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});
