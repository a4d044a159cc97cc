import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { LIMITS } from '@drawguess/game/limits';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { CLIENT_IDS_PER_BLOCK, createClientIdPool } from '@drawguess/persistence/client-ids';
import { readSharedConfig, type SharedConfig } from '@drawguess/persistence/config';
import { closeHttp, createProbeHttp, createProcessRegistry } from '@drawguess/persistence/http';
import { createReporter, explainListening, openTogether, runService } from '@drawguess/persistence/lifecycle';
import { openSyncStorage } from '@drawguess/persistence/storage';
import { createTokens } from '@drawguess/persistence/tokens';
import { serveSync } from './service/index.ts';

// The process that has the players' sockets, and of HTTP only what probes ask.
const clock = createSystemClock();

await runService(process, clock, async () => {
  const { url, drain } = await start(readSharedConfig(process.env));
  console.log(`A sync-server of DrawGuess is at ${url}`);
  console.log(`ready in ${((Date.now() - performance.timeOrigin) / 1_000).toFixed(1)} s`);
  return { drain };
});

function start(config: SharedConfig): Promise<{ url: string; drain(): Promise<void> }> {
  return openTogether(async (closers) => {
    const reporter = createReporter();
    const { log, clientIds, pingDatabase } = closers.add(
      await openSyncStorage({ ...config, clock, warn: console.warn, onError: reporter.report }),
    );
    const pool = createClientIdPool(clientIds, CLIENT_IDS_PER_BLOCK);
    const registry = createProcessRegistry();
    let draining = false;
    const app = createProbeHttp({
      clock,
      version: '0.1.0',
      commit: 'unknown',
      dependencies: [
        { name: 'room-log', required: true, probe: async () => void (await log.rooms()) },
        // Who has a client id plays on without it; new pages get ids from the block that is begun.
        { name: 'client-ids', required: false, probe: pingDatabase },
      ],
      registry,
      allowedOrigins: config.allowedOrigins,
      logLevel: config.logLevel,
      unready: () => (draining ? 'draining' : service.full ? 'full' : undefined),
    });
    closers.add({ close: () => closeHttp(app) });
    reporter.reportTo(app.log);
    const service = closers.add(
      serveSync({
        ...config,
        http: app.server,
        log,
        clock,
        tokens: createTokens(config.sessionSecret),
        nextClientId: () => pool.next(),
        registry,
        random: Math.random,
        onError: reporter.report,
      }),
    );
    await app.listen({ port: config.port, host: config.host }).catch(explainListening(config.port));
    const { port } = app.server.address() as AddressInfo;
    return {
      url: `http://localhost:${port}`,
      async drain() {
        draining = true;
        // Whoever spreads sockets over processes is to hear of it before a connection is refused.
        await Promise.all([service.drain(), rest(LIMITS.drainSpreadMs)]);
        await closers.close();
      },
    };
  });
}
