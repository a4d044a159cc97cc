import Fastify, { LogController } from 'fastify';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { addBans } from './bans.ts';
import { addCors } from './cors.ts';
import { answerError, answerNotFound, pathOf } from './errors.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addMetrics, addRefereeMetrics } from './metrics.ts';
import type { App, HttpOptions, ProbeOptions } from './options.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { addReportRoutes } from './report-routes.ts';
import { addRoomRoutes } from './room-routes.ts';
import { addStandingsRoutes } from './standings-routes.ts';
import { addStatusRoutes } from './status-routes.ts';
import { addTicketRoutes } from './ticket-routes.ts';
import { addTurnRoutes } from './turn-routes.ts';

const MAX_BODY_BYTES = 16 * 1024;
const GRACE_MS = 1_000;
/** Proxies that may tell a client's address: they stand on this machine or in its private network. */
const TRUSTED_PROXIES = 'loopback, linklocal, uniquelocal';

/**
 * The HTTP service (DESIGN §7): rooms, tickets, archive, health and metrics. It is complete but does not listen; the
 * caller may add routes, such as the client's files. Logs hold neither queries nor bodies, codes or tokens.
 */
export function createHttp(options: HttpOptions): App {
  const app = createProbeHttp(options);
  const bans = addBans(app, options);
  addRefereeMetrics(options.registry, options.referee);
  addRoomRoutes(app, options);
  addTicketRoutes(app, options);
  addTurnRoutes(app, options);
  addReportRoutes(app, options);
  addOperatorRoutes(app, options, bans);
  addStandingsRoutes(app, options);
  addStatusRoutes(app, options);
  return app;
}

/** What every process answers, whatever it serves: its health, its metrics, and errors. */
export function createProbeHttp(options: ProbeOptions): App {
  const app: App = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: TRUSTED_PROXIES,
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: options.logLevel,
      serializers: { req: ({ method, url }) => ({ method, path: pathOf(url) }) },
    },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  // The framework would take plain text for a body, and the answer would be about its type.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    // Whoever comes again connects anew, and finds another process.
    if (options.unready?.() === 'draining') reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const about = {
      method,
      route: routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log.info(about, 'answered');
  });

  addCors(app, options.allowedOrigins);
  addMetrics(app, options.registry);
  addHealthRoutes(app, options);
  return app;
}

/** Answers that are on their way get a moment; then connections that say nothing, or never end, are cut. */
export async function closeHttp(app: App): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close().finally(() => clearTimeout(cut));
}
