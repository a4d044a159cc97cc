import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { App, HttpOptions } from './options.ts';

/** The registry of a process, with what Node itself has to tell: memory, event loop, garbage collection. */
export function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'drawguess_' });
  return registry;
}

/** A metric whose value is read when the metrics are. Names have units; neither holds an id or a word. */
type Metric = { name: string; help: string; read(): number };

export function addGauge(registry: Registry, { name, help, read }: Metric): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

/** @param metric read: never falls while the process runs */
export function addCounter(registry: Registry, { name, help, read }: Metric): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

/** Counts the app's answers, and adds the route that shows all metrics. Labels are routes and codes, never ids or words. */
export function addMetrics(app: App, registry: Registry): void {
  const requests = new Histogram({
    name: 'drawguess_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    requests.observe(labels, reply.elapsedTime / 1_000);
  });
  app.get('/metrics', { logLevel: 'warn' }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

/** Adds what the referee of this process does. */
export function addRefereeMetrics(registry: Registry, referee: HttpOptions['referee']): void {
  addGauge(registry, {
    name: 'drawguess_rooms_open',
    help: 'Rooms that this process hosts',
    read: () => referee.roomsOpen,
  });
  addGauge(registry, {
    name: 'drawguess_archive_waiting_items',
    help: 'Turns and games that the archive has not confirmed',
    read: () => referee.unarchived,
  });
  addCounter(registry, {
    name: 'drawguess_commands_total',
    help: 'Commands that have had their effect in a room',
    read: () => referee.commands,
  });
}
