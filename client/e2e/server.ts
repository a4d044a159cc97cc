import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  startServer,
  type RunningServer,
  type ServerOptions,
} from '../../sync-server/src/standalone/index.ts';

export type TestServer = Pick<RunningServer, 'url' | 'archive' | 'close'>;

const clientDirectory = fileURLToPath(new URL('../dist', import.meta.url));

/** The real server with the built client, on a free port and a folder of its own. */
export async function startTestServer(
  options: Pick<ServerOptions, 'words' | 'operatorToken'> = {},
): Promise<TestServer> {
  if (!existsSync(join(clientDirectory, 'index.html')))
    throw new Error('Build the client first: npm run build');
  const dataDir = await mkdtemp(join(tmpdir(), 'drawguess-e2e-'));
  const server = await startServer({ port: 0, host: '127.0.0.1', dataDir, clientDirectory, ...options });
  return {
    url: server.url,
    archive: server.archive,
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
