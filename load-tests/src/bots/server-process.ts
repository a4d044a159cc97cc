import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));
const READY = 'ready in';

/** The server as `npm start` runs it, in a process of its own. */
export type ServerProcess = {
  /** The process is gone from one moment to the next (SIGKILL): nothing is flushed. */
  kill(): Promise<void>;
  /** Ends it in order (SIGTERM). Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Lines that it has printed so far. */
  printed(): readonly string[];
};

/**
 * Starts the built server and waits until it says that it is ready.
 *
 * @throws Error with what the server printed, when it ends before it is ready
 */
export async function startServerProcess(environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = spawn(process.execPath, [START], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const read = (line: string): void => {
      printed.push(line);
      if (line.startsWith(READY)) resolve();
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('exit', () => reject(new Error(`The server did not start:\n${printed.join('\n')}`)));
  });
  return {
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
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
