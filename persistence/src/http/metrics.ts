import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { App, HttpOptions } from './options.ts';

/** The registry of a process, with what Node itself has to tell: memory, event loop, garbage collection. */
export function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'drawguess_' });
  return registry;
}

/** Adds the service's metrics and the route that shows them. Labels are routes and codes, never ids or words. */
export function addMetrics(app: App, { registry, referee }: Pick<HttpOptions, 'registry' | 'referee'>): void {
  const registers = [registry];

  const requests = new Histogram({
    name: 'drawguess_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    requests.observe(labels, reply.elapsedTime / 1_000);
  });

  new Gauge({
    name: 'drawguess_rooms_open',
    help: 'Rooms that this process hosts',
    registers,
    collect() {
      this.set(referee.roomsOpen);
    },
  });
  new Gauge({
    name: 'drawguess_archive_waiting_items',
    help: 'Turns and games that the archive has not confirmed',
    registers,
    collect() {
      this.set(referee.unarchived);
    },
  });
  new Counter({
    name: 'drawguess_commands_total',
    help: 'Commands that have had their effect in a room',
    registers,
    collect() {
      this.reset();
      this.inc(referee.commands);
    },
  });

  app.get('/metrics', { logLevel: 'warn' }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
