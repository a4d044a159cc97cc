import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const pathOf = (path: string): string => join(ROOT, path);
const START = [pathOf('scripts/start.mjs')];
/** From their sources: nothing has to be built. */
const SERVICES = {
  persistence: 'persistence/src/main.ts',
  sync: 'sync-server/src/main.ts',
  standalone: 'sync-server/src/standalone.ts',
} as const;
export type ServiceName = keyof typeof SERVICES;
const READY = 'ready in';
const ADDRESS = /is at (http:\/\/\S+)$/;

/** The server, or one of its services, in a process of its own. */
export type ServerProcess = {
  /** Where it says that it is. */
  readonly url: string;
  /** The process is gone from one moment to the next (SIGKILL): nothing is flushed. */
  kill(): Promise<void>;
  /** Ends it in order (SIGTERM). Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** It keeps its connections and does nothing until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Lines that it has printed so far. */
  printed(): readonly string[];
};

/**
 * Starts the built server as `npm start` does, and waits until it says that it is ready.
 *
 * @throws Error with what the server printed, when it ends before it is ready
 */
export const startServerProcess = (environment: NodeJS.ProcessEnv): Promise<ServerProcess> =>
  startProcess(START, environment);

/**
 * Starts one service from its sources. Otherwise as `startServerProcess`.
 *
 * @param root where the sources are: this repository, or a copy of it
 */
export const startService = (
  service: ServiceName,
  environment: NodeJS.ProcessEnv,
  root = ROOT,
): Promise<ServerProcess> =>
  startProcess(['--import', 'tsx', join(root, SERVICES[service])], environment, root);

async function startProcess(
  script: readonly string[],
  environment: NodeJS.ProcessEnv,
  root = ROOT,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, script, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const printed: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const read = (line: string): void => {
      printed.push(line);
      if (line.startsWith(READY)) resolve();
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('close', () => reject(new Error(`The server did not start:\n${printed.join('\n')}`)));
  });
  return {
    url: printed.map((line) => ADDRESS.exec(line)?.[1]).find((url) => url !== undefined) ?? '',
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    printed: () => printed,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

/** A loopback port that is free now, and that a restarted server can have again. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
