import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { App } from '../http/index.ts';
import { NOWHERE, pageAt, renderPage } from './page.ts';

/** Everything that the page loads is its own. Pictures are also made in the page, as `data:` and `blob:`. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws: wss:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Named by their content: they never change. */
const HASHED = /[\\/]assets[\\/]/;
const YEAR_S = 31_536_000;
/** A page is made for each request, in the process that sends strokes: a tenth of the time for a few bytes more. */
const SWIFT = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * Serves the built client: files, compressed beforehand where the build did so, and its one page at every path that it
 * knows. A path that it does not know gets the page with 404, unless a program asked.
 *
 * @param root the build's folder
 * @param publicUrl where players reach the server; left out, as each request names it
 */
export async function serveClient(app: App, root: string, publicUrl: string | undefined): Promise<void> {
  const html = await readFile(join(root, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root,
    index: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/index.html', '**/*.br'],
    setHeaders(reply, path) {
      const kept = HASHED.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
      void reply.header('cache-control', kept);
    },
  });

  app.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const about = pageAt(path);
    if (about === undefined && !request.headers.accept?.includes('text/html')) return reply.callNotFound();
    const origin = publicUrl ?? `${request.protocol}://${request.host}`;
    const page = renderPage(html, about ?? NOWHERE, origin, path);
    const etag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;
    reply
      .code(about === undefined ? 404 : 200)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('referrer-policy', 'same-origin')
      .header('vary', 'accept-encoding')
      .header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(page);
    return reply.header('content-encoding', 'br').send(brotliCompressSync(page, SWIFT));
  });
}
