import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { hashOperations } from '@drawguess/game/ink';
import type { Word } from '@drawguess/game/words';
import { startRetention } from '@drawguess/persistence/archive';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import { loadSessionSecret, type Config } from '@drawguess/persistence/config';
import { createHttp, createProcessRegistry, type App } from '@drawguess/persistence/http';
import type { Archive } from '@drawguess/persistence/ports';
import { createReferee } from '@drawguess/persistence/referee';
import { openStorage } from '@drawguess/persistence/storage';
import { createTokens } from '@drawguess/persistence/tokens';
import { serveClient } from './client-files/index.ts';
import { createHub } from './hub/index.ts';
import { serveSockets } from './sockets/index.ts';

export type ServerOptions = Pick<Config, 'port' | 'host' | 'dataDir'> &
  Partial<Config> & {
    /** The built client; left out, only the API and the sockets are served. */
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
  /** Ends sessions with 1012, stores what is on its way, and closes everything. Idempotent. */
  close(): Promise<void>;
};

const CLIENT_IDS_PER_BLOCK = 1_000;
const HTTP_GRACE_MS = 1_000;

/**
 * Both services in one process, on what the configuration names: rooms' logs and the archive in `dataDir`, or in Redis and
 * PostgreSQL.
 *
 * @throws Error with one line that says what to do: the port is taken, `dataDir` cannot be used, Redis is not there, …
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const clock = createSystemClock();
  const closers: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      for (const closer of closers.reverse()) await closer();
    })();
    return closing;
  };

  try {
    // What goes wrong before there is a logger ends the start, and is told by that.
    let report = (_error: unknown): void => undefined;
    const onError = (error: unknown): void => report(error);
    const storage = await openStorage({
      ...options,
      clock,
      warn: options.warn ?? (() => undefined),
      onError,
    });
    closers.push(() => storage.close());
    const { log, clientIds, archive } = storage;
    const retention = startRetention({ archive, clock, onError });
    closers.push(() => retention.close());
    const secret =
      options.sessionSecret ?? (await loadSessionSecret({ directory: options.dataDir, randomBytes }));
    const tokens = createTokens(secret);
    const nextClientId = (): Promise<number> => pool.next();
    const pool = createClientIdPool(clientIds, CLIENT_IDS_PER_BLOCK);
    const referee = createReferee({
      log,
      archive,
      clock,
      nextClientId,
      randomBytes,
      hashCanvas: hashOperations,
      ...(options.words && { words: options.words }),
      onError,
    });
    const app = createHttp({
      referee,
      archive,
      log,
      tokens,
      nextClientId,
      clock,
      version: options.version ?? '0.1.0',
      commit: options.commit ?? 'unknown',
      dependencies: [
        { name: 'room-log', required: true, probe: async () => void (await log.rooms()) },
        { name: 'archive', required: false, probe: () => archive.ping() },
      ],
      registry: createProcessRegistry(),
      allowedOrigins: options.allowedOrigins ?? [],
      logLevel: options.logLevel ?? 'warn',
      ...(options.operatorToken !== undefined && { operatorToken: options.operatorToken }),
    });
    report = (error) => app.log.error(error);
    closers.push(() => closeHttp(app));
    await referee.start();
    closers.push(() => referee.close());
    const hub = createHub({ log, clock, tokens, nextClientId, onError });
    closers.push(() => hub.close());
    if (options.clientDirectory !== undefined)
      await serveClient(app, options.clientDirectory, options.publicUrl);
    const sockets = serveSockets(app.server, hub, options.allowedOrigins ?? []);
    closers.push(() => sockets.close());

    await app.listen({ port: options.port, host: options.host });
    const { port } = app.server.address() as AddressInfo;
    return { url: `http://localhost:${port}`, port, archive, close };
  } catch (error) {
    await close();
    throw explain(error, options.port);
  }
}

/** Answers that are on their way get a moment; then connections that say nothing, or never end, are cut. */
async function closeHttp(app: App): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), HTTP_GRACE_MS);
  await app.close().finally(() => clearTimeout(cut));
}

function explain(error: unknown, port: number): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is taken by another program. Set PORT to a free one, e.g. PORT=${port + 1}.`,
    );
  }
  if (code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user. Set PORT to one above 1023.`);
  return error;
}
