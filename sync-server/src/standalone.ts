import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

/**
 * Placeholder: serves the built client's page until the real server is here.
 * @param options startedAtMs: when the command began, ms since the epoch
 */
export async function start({ startedAtMs }: { startedAtMs: number }): Promise<void> {
  const page = new URL('../../client/dist/index.html', import.meta.url);
  const server = createServer((_request, response) => {
    readFile(page).then(
      (html) => response.writeHead(200, { 'content-type': 'text/html' }).end(html),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(process.env.PORT ?? 8080), resolve);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
  console.log(`ready in ${((Date.now() - startedAtMs) / 1_000).toFixed(1)} s`);
}
