import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LIMITS } from '@drawguess/game/limits';
import { createSystemClock } from './adapters/system/index.ts';
import { CLIENT_IDS_PER_BLOCK, createClientIdPool } from './client-ids/index.ts';
import { readSharedConfig, type SharedConfig } from './config/index.ts';
import { createProcessRegistry } from './http/index.ts';
import { createReporter, explainListening, openTogether, runService } from './lifecycle/index.ts';
import { openPersistence } from './service/index.ts';
import { openStorage } from './storage/index.ts';
import { createTokens } from './tokens/index.ts';

// The process that judges rooms, keeps the archive and serves the client: everything but sockets.
const clock = createSystemClock();
const clientDirectory = fileURLToPath(new URL('../../client/dist', import.meta.url));

await runService(process, clock, async () => {
  const { url, drain } = await start(readSharedConfig(process.env));
  console.log(`The persistence service of DrawGuess is at ${url}`);
  console.log(`ready in ${((Date.now() - performance.timeOrigin) / 1_000).toFixed(1)} s`);
  return { drain };
});

function start(config: SharedConfig): Promise<{ url: string; drain(): Promise<void> }> {
  return openTogether(async (closers) => {
    const reporter = createReporter();
    const storage = closers.add(
      await openStorage({ ...config, clock, warn: console.warn, onError: reporter.report }),
    );
    const pool = createClientIdPool(storage.clientIds, CLIENT_IDS_PER_BLOCK);
    let draining = false;
    const { app } = closers.add(
      await openPersistence({
        ...config,
        storage,
        tokens: createTokens(config.sessionSecret),
        nextClientId: () => pool.next(),
        clock,
        registry: createProcessRegistry(),
        reporter,
        clientDirectory,
        unready: () => (draining ? 'draining' : undefined),
      }),
    );
    await app.listen({ port: config.port, host: config.host }).catch(explainListening(config.port));
    const { port } = app.server.address() as AddressInfo;
    return {
      url: `http://localhost:${port}`,
      async drain() {
        draining = true;
        // Whoever spreads requests over processes is to hear of it before a connection is refused.
        await rest(LIMITS.drainSpreadMs);
        await closers.close();
      },
    };
  });
}
