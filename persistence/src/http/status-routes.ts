import * as Type from 'typebox';
import { createStatusWatch, judge, type Sample } from '../status/index.ts';
import { askDependency } from './ask-dependency.ts';
import { ErrorBody } from './errors.ts';
import type { App, HttpOptions } from './options.ts';

const MINUTE_MS = 60_000;

const Numbers = Type.Array(Type.Number());
const Status = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'down']),
  /** 100 when all is well. */
  score: Type.Integer(),
  issues: Type.Array(
    Type.Object({
      code: Type.String(),
      severity: Type.Enum(['critical', 'warning']),
      message: Type.String(),
    }),
  ),
  system: Type.Object({
    cpus: Type.Integer(),
    loadPerCpu: Type.Number(),
    memoryBytes: Type.Number(),
    memoryFreeBytes: Type.Number(),
  }),
  application: Type.Object({
    version: Type.String(),
    commit: Type.String(),
    uptimeMs: Type.Number(),
    roomsOpen: Type.Integer(),
    publicRooms: Type.Integer(),
    /** Since the start. */
    commands: Type.Integer(),
    unarchived: Type.Integer(),
  }),
  runtime: Type.Object({
    heapBytes: Type.Number(),
    heapLimitBytes: Type.Number(),
    loopDelayMs: Type.Number(),
    loopBusy: Type.Number(),
  }),
  dependencies: Type.Array(
    Type.Object({ name: Type.String(), required: Type.Boolean(), ok: Type.Boolean(), ms: Type.Number() }),
  ),
  /** Samples of the last 5 minutes, oldest first; what happened is since the sample before. */
  trends: Type.Object({
    at: Numbers,
    requests: Numbers,
    failedRequests: Numbers,
    answerMs: Numbers,
    loopDelayMs: Numbers,
    loopBusy: Numbers,
    heapBytes: Numbers,
    loadPerCpu: Numbers,
    roomsOpen: Numbers,
    commands: Numbers,
  }),
  /** Whether anybody outside watches: this process knows only whether its metrics are read. */
  prometheus: Type.Object({
    state: Type.Enum(['not-configured', 'metrics-are-read']),
    /** When `/metrics` was read last, in server time. */
    readAt: Type.Optional(Type.Number()),
  }),
});

/** How the service is, for people (SPEC ST-14). Numbers only: nothing here names a room, a player or an address. */
export function addStatusRoutes(app: App, options: HttpOptions): void {
  const { clock, referee, dependencies, version, commit } = options;
  const watch = createStatusWatch({ clock, referee });
  app.addHook('onClose', async () => watch.close());
  let metricsReadAt: number | undefined;
  app.addHook('onResponse', async (request, reply) => {
    watch.answered(reply.statusCode, reply.elapsedTime);
    if (request.routeOptions.url === '/metrics') metricsReadAt = clock.now();
  });

  app.get(
    '/api/status',
    { logLevel: 'warn', schema: { response: { 200: Status, default: ErrorBody } } },
    async (_request, reply) => {
      const now = clock.now();
      const asked = await Promise.all(
        dependencies.map(async (one) => {
          const { name, required } = one;
          return { name, required, ...(await askDependency(one, clock)) };
        }),
      );
      const samples = watch.samples();
      const latest = samples.filter(({ at }) => at > now - MINUTE_MS);
      const sum = (key: keyof Sample): number => latest.reduce((total, sample) => total + sample[key], 0);
      const loopDelayMs = Math.max(0, ...latest.map((sample) => sample.loopDelayMs));
      const { cpus, loadPerCpu, memoryBytes, memoryFreeBytes, heapBytes, heapLimitBytes } = watch.machine();
      const judgement = judge({
        dependencies: asked,
        loopDelayMs,
        heapPart: heapBytes / heapLimitBytes,
        memoryFreePart: memoryFreeBytes / memoryBytes,
        loadPerCpu,
        requests: sum('requests'),
        failedRequests: sum('failedRequests'),
        unarchived: referee.unarchived,
      });
      const series = (key: keyof Sample): number[] => samples.map((sample) => sample[key]);
      const isRead = metricsReadAt !== undefined && metricsReadAt > now - MINUTE_MS;
      void reply.header('cache-control', 'no-store');
      return {
        ...judgement,
        system: { cpus, loadPerCpu, memoryBytes, memoryFreeBytes },
        application: {
          version,
          commit,
          uptimeMs: now - watch.startedAt,
          roomsOpen: referee.roomsOpen,
          publicRooms: referee.publicRooms().length,
          commands: referee.commands,
          unarchived: referee.unarchived,
        },
        runtime: { heapBytes, heapLimitBytes, loopDelayMs, loopBusy: samples.at(-1)?.loopBusy ?? 0 },
        dependencies: asked,
        trends: {
          at: series('at'),
          requests: series('requests'),
          failedRequests: series('failedRequests'),
          answerMs: series('answerMs'),
          loopDelayMs: series('loopDelayMs'),
          loopBusy: series('loopBusy'),
          heapBytes: series('heapBytes'),
          loadPerCpu: series('loadPerCpu'),
          roomsOpen: series('roomsOpen'),
          commands: series('commands'),
        },
        prometheus: {
          state: isRead ? ('metrics-are-read' as const) : ('not-configured' as const),
          ...(metricsReadAt !== undefined && { readAt: metricsReadAt }),
        },
      };
    },
  );
}
