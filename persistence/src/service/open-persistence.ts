import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@drawguess/game/clock';
import { hashOperations } from '@drawguess/game/ink';
import type { Word } from '@drawguess/game/words';
import { startRetention } from '../archive/index.ts';
import { serveClient } from '../client-files/index.ts';
import type { Config } from '../config/index.ts';
import { closeHttp, createHttp, type App, type HttpOptions } from '../http/index.ts';
import { openTogether, type Reporter } from '../lifecycle/index.ts';
import { createReferee } from '../referee/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Tokens } from '../tokens/index.ts';

export type PersistenceOptions = Partial<
  Pick<Config, 'allowedOrigins' | 'logLevel' | 'operatorToken' | 'publicUrl'>
> &
  Pick<HttpOptions, 'registry' | 'unready'> & {
    /** Outlives the service, and is closed by whoever opened it. */
    storage: Pick<Storage, 'log' | 'archive'>;
    tokens: Tokens;
    nextClientId: () => Promise<number>;
    clock: Clock;
    reporter: Reporter;
    /** Where the client is built; it is served if it is there, since a web server or a CDN may have it. */
    clientDirectory?: string;
    /** Words for every room, in place of the packs. */
    words?: readonly Word[];
    version?: string;
    commit?: string;
  };

export type PersistenceService = {
  /** Complete, but it does not listen. */
  readonly app: App;
  /** Answers what was asked, then hands the rooms over. Idempotent. */
  close(): Promise<void>;
};

/** The service that judges rooms and keeps the archive, on storage that is open (DESIGN §3). */
export function openPersistence(options: PersistenceOptions): Promise<PersistenceService> {
  const { storage, clock, nextClientId, reporter, clientDirectory, words, operatorToken, unready } = options;
  const { log, archive } = storage;
  const onError = reporter.report;
  return openTogether(async (closers) => {
    closers.add(startRetention({ archive, clock, onError }));
    const referee = closers.add(
      createReferee({
        log,
        archive,
        clock,
        nextClientId,
        randomBytes,
        hashCanvas: hashOperations,
        ...(words && { words }),
        onError,
      }),
    );
    const app = createHttp({
      referee,
      archive,
      log,
      tokens: options.tokens,
      nextClientId,
      clock,
      version: options.version ?? '0.1.0',
      commit: options.commit ?? 'unknown',
      dependencies: [
        { name: 'room-log', required: true, probe: async () => void (await log.rooms()) },
        { name: 'archive', required: false, probe: () => archive.ping() },
      ],
      registry: options.registry,
      allowedOrigins: options.allowedOrigins ?? [],
      logLevel: options.logLevel ?? 'warn',
      ...(operatorToken !== undefined && { operatorToken }),
      ...(unready && { unready }),
    });
    closers.add({ close: () => closeHttp(app) });
    reporter.reportTo(app.log);
    await referee.start();
    if (clientDirectory !== undefined && existsSync(join(clientDirectory, 'index.html')))
      await serveClient(app, clientDirectory, options.publicUrl);
    return { app, close: closers.close };
  });
}
