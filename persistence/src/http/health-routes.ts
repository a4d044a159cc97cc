import * as Type from 'typebox';
import { askDependency } from './ask-dependency.ts';
import { ErrorBody } from './errors.ts';
import type { App, ProbeOptions } from './options.ts';

const Health = Type.Object({
  status: Type.String(),
  version: Type.String(),
  commit: Type.String(),
  dependencies: Type.Record(Type.String(), Type.Object({ ok: Type.Boolean(), ms: Type.Number() })),
});
const Alive = Type.Object({ status: Type.String() });

/**
 * What probes and people ask (DESIGN §7, SPEC ST-21): does the process live, should players be sent to it, how are its
 * dependencies.
 */
export function addHealthRoutes(app: App, options: ProbeOptions): void {
  const { clock, dependencies, version, commit } = options;
  const quiet = { logLevel: 'warn' } as const;

  app.get('/livez', { ...quiet, schema: { response: { 200: Alive } } }, async () => ({ status: 'ok' }));

  app.get(
    '/readyz',
    { ...quiet, schema: { response: { '2xx': Alive, 503: Alive } } },
    async (_request, reply) => {
      const asked = await Promise.all(
        dependencies.filter((one) => one.required).map((one) => askDependency(one, clock)),
      );
      const status = options.unready?.() ?? (asked.every(({ ok }) => ok) ? 'ok' : 'down');
      return reply.code(status === 'ok' ? 200 : 503).send({ status });
    },
  );

  app.get(
    '/health',
    { ...quiet, schema: { response: { 200: Health, 503: Health, default: ErrorBody } } },
    async (_request, reply) => {
      const asked = await Promise.all(
        dependencies.map(async (one) => ({ ...one, ...(await askDependency(one, clock)) })),
      );
      const down = asked.some(({ ok, required }) => required && !ok);
      const status = down ? 'down' : asked.every(({ ok }) => ok) ? 'ok' : 'degraded';
      return reply
        .code(down ? 503 : 200)
        .header('cache-control', 'no-store')
        .send({
          status,
          version,
          commit,
          dependencies: Object.fromEntries(asked.map(({ name, ok, ms }) => [name, { ok, ms }])),
        });
    },
  );
}
