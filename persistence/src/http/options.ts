import type { Clock } from '@drawguess/game/clock';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Registry } from 'prom-client';
import type { LogLevel } from '../config/index.ts';
import type { Archive, RoomLog } from '../ports/index.ts';
import type { Referee } from '../referee/index.ts';
import type { Tokens } from '../tokens/index.ts';

/** Something the service needs, asked for its health. */
export type Dependency = {
  name: string;
  /** Without it no player can be served; without another one the service is `degraded`. */
  required: boolean;
  /** Rejects when it cannot serve. */
  probe(): Promise<void>;
};

/** Why nobody new should be sent to a process whose dependencies are all well. */
export type Unready = 'draining' | 'full';

/** What the HTTP of every process is made of. */
export type ProbeOptions = {
  clock: Clock;
  version: string;
  commit: string;
  dependencies: readonly Dependency[];
  /** Other parts of the process may register their own metrics on it. */
  registry: Registry;
  /** Origins whose pages may use the API, beside the API's own. */
  allowedOrigins: readonly string[];
  logLevel: LogLevel;
  /** Asked at each probe; left out: never. */
  unready?(): Unready | undefined;
};

export type HttpOptions = ProbeOptions & {
  referee: Referee;
  archive: Archive;
  /** Client ids are granted here. */
  log: Pick<RoomLog, 'append' | 'findByCode'>;
  tokens: Tokens;
  nextClientId: () => Promise<number>;
  /** Whoever sends it as `authorization: Bearer …` is not rate-limited. */
  operatorToken?: string;
};

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
