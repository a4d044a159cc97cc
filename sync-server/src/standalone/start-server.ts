import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Word } from '@drawguess/game/words';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { CLIENT_IDS_PER_BLOCK, createClientIdPool } from '@drawguess/persistence/client-ids';
import { loadSessionSecret, MAX_SESSIONS, type Config } from '@drawguess/persistence/config';
import { createProcessRegistry } from '@drawguess/persistence/http';
import { createReporter, explainListening, openTogether } from '@drawguess/persistence/lifecycle';
import type { Archive } from '@drawguess/persistence/ports';
import { openPersistence } from '@drawguess/persistence/service';
import { openStorage } from '@drawguess/persistence/storage';
import { createTokens } from '@drawguess/persistence/tokens';
import { serveSync } from '../service/index.ts';

export type ServerOptions = Pick<Config, 'port' | 'host' | 'dataDir'> &
  Partial<Config> & {
    /** Where the client is built; without it only the API and the sockets are served. */
    clientDirectory?: string;
    /** Words for every room, in place of the packs. */
    words?: readonly Word[];
    version?: string;
    commit?: string;
    /** Told, in one line each, what the operator should know of the start: a damaged log, … */
    warn?: (message: string) => void;
  };

export type RunningServer = {
  /** Where the server can be reached on this machine. */
  url: string;
  port: number;
  archive: Archive;
  /** Takes nobody in any more, ends sessions in the course of `LIMITS.drainSpreadMs`, then closes. Rejects as `close`. */
  drain(): Promise<void>;
  /** Ends sessions with 1012, stores what is on its way, and closes everything. Rejects when that failed. Idempotent. */
  close(): Promise<void>;
};

/**
 * Both services in one process, on what the configuration names: rooms' logs and the archive in `dataDir`, or in Redis and
 * PostgreSQL.
 *
 * @throws Error with one line that says what to do: the port is taken, `dataDir` cannot be used, Redis is not there, …
 */
export function startServer(options: ServerOptions): Promise<RunningServer> {
  const clock = createSystemClock();
  return openTogether(async (closers) => {
    const reporter = createReporter();
    const { warn = () => undefined, maxSessions = MAX_SESSIONS, allowedOrigins = [] } = options;
    const storage = closers.add(await openStorage({ ...options, clock, warn, onError: reporter.report }));
    const { log, archive } = storage;
    const secret =
      options.sessionSecret ?? (await loadSessionSecret({ directory: options.dataDir, randomBytes }));
    const pool = createClientIdPool(storage.clientIds, CLIENT_IDS_PER_BLOCK);
    const shared = {
      clock,
      tokens: createTokens(secret),
      nextClientId: () => pool.next(),
      registry: createProcessRegistry(),
      allowedOrigins,
    };
    let draining = false;
    const { app } = closers.add(
      await openPersistence({
        ...options,
        ...shared,
        storage,
        reporter,
        // A process that is full goes on answering: there is no other to send people to.
        unready: () => (draining ? 'draining' : undefined),
      }),
    );
    const sync = closers.add(
      serveSync({
        ...shared,
        http: app.server,
        log,
        maxSessions,
        random: Math.random,
        onError: reporter.report,
      }),
    );
    await app.listen({ port: options.port, host: options.host }).catch(explainListening(options.port));
    const { port } = app.server.address() as AddressInfo;
    return {
      url: `http://localhost:${port}`,
      port,
      archive,
      async drain() {
        draining = true;
        await sync.drain();
        await closers.close();
      },
      close: closers.close,
    };
  });
}
