import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer, type ServerOptions } from '@drawguess/sync-server';

/** Lets bots past the limits for one address (PROTOCOL §8). */
export const OPERATOR_TOKEN = 'an operator token for tests only';

/** The real server in this process, on a free loopback port and a folder of its own that goes with it. */
export async function startTemporaryServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawguess-bots-'));
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    operatorToken: OPERATOR_TOKEN,
    logLevel: 'error',
    ...options,
  });
  return {
    ...server,
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
