import type { Server } from 'node:http';
import type { Clock } from '@drawguess/game/clock';
import { addCounter, addGauge, type HttpOptions } from '@drawguess/persistence/http';
import type { RoomLog } from '@drawguess/persistence/ports';
import type { Tokens } from '@drawguess/persistence/tokens';
import { createHub } from '../hub/index.ts';
import { serveSockets } from '../sockets/index.ts';

export type SyncOptions = {
  /** Whose upgrades are served. Whoever opened it closes it, after the service. */
  http: Server;
  log: RoomLog;
  clock: Clock;
  tokens: Pick<Tokens, 'verifySession' | 'verifyTicket'>;
  nextClientId: () => Promise<number>;
  allowedOrigins: readonly string[];
  /** Sockets at a time. */
  maxSessions: number;
  registry: HttpOptions['registry'];
  /** From 0 to 1. */
  random(): number;
  onError(error: unknown): void;
};

export type SyncService = {
  /** Whether new sockets are sent away because there are as many as there may be. */
  readonly full: boolean;
  /**
   * Sends new sockets away, ends those that there are with 1012 in the course of `LIMITS.drainSpreadMs`, and stores what
   * they have written (SPEC ST-20). Rejects when something could not be stored.
   */
  drain(): Promise<void>;
  /** The same at once. Idempotent. */
  close(): Promise<void>;
};

/** The service that syncs documents over sockets, on a log that is open (DESIGN §3). */
export function serveSync(options: SyncOptions): SyncService {
  const { log, clock, tokens, nextClientId, onError, maxSessions, registry } = options;
  const hub = createHub({ log, clock, tokens, nextClientId, onError });
  const sockets = serveSockets(options.http, hub, options);

  addGauge(registry, {
    name: 'drawguess_sessions',
    help: 'Players’ sockets that are open',
    read: () => sockets.count,
  });
  addGauge(registry, {
    name: 'drawguess_sessions_limit',
    help: 'Sockets that may be open at a time (MAX_SESSIONS)',
    read: () => maxSessions,
  });
  addCounter(registry, {
    name: 'drawguess_sessions_refused_total',
    help: 'Sockets that were asked to try later because as many were open as may be',
    read: () => sockets.refused,
  });
  addGauge(registry, {
    name: 'drawguess_rooms_in_memory',
    help: 'Rooms whose documents this process holds',
    read: () => hub.count().rooms,
  });

  return {
    get full() {
      return sockets.count >= maxSessions;
    },
    async drain() {
      await sockets.drain();
      await hub.close();
    },
    async close() {
      await sockets.close();
      await hub.close();
    },
  };
}
