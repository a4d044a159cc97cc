import { findFreePort, startService, type ServerProcess, type ServiceName } from '../bots/index.ts';

/** One process of a service: it keeps its port when it is started again. */
export type Instance = {
  readonly service: ServiceName;
  readonly port: number;
  readonly url: string;
  /** Starts it, unless it runs. @param root a copy of the repository to start it from */
  start(root?: string): Promise<void>;
  kill(): Promise<void>;
  /** Ends it in order. Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** It keeps its connections and does nothing until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** The value of a metric without labels; NaN where it has none or nobody answers. */
  metric(name: string): Promise<number>;
  /** Lines that it has printed since it was started last. */
  printed(): readonly string[];
};

/** @param environment without a port, which it gets here */
export async function startInstance(service: ServiceName, environment: NodeJS.ProcessEnv): Promise<Instance> {
  const port = await findFreePort();
  let running: ServerProcess | undefined;
  const start = async (root?: string): Promise<void> => {
    running ??= await startService(service, { ...environment, PORT: String(port) }, root);
  };
  const url = `http://127.0.0.1:${port}`;
  await start();
  return {
    service,
    port,
    url,
    start,
    async kill() {
      const ending = running;
      running = undefined;
      await ending?.kill();
    },
    async stop() {
      const ending = running;
      running = undefined;
      return (await ending?.stop()) ?? null;
    },
    freeze: () => running?.freeze(),
    thaw: () => running?.thaw(),
    async metric(name) {
      try {
        const text = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(2_000) })).text();
        return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
      } catch {
        return NaN;
      }
    },
    printed: () => running?.printed() ?? [],
  };
}
