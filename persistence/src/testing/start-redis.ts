import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findRedisServer } from '../../../scripts/lib/redis.mjs';

/** A redis-server of a test's own, on a loopback port, with its files in a directory of its own. */
export type RunningRedis = {
  url: string;
  port: number;
  /** Ends it in good order and removes its files. Idempotent. */
  stop(): Promise<void>;
  /** kill -9. Its files stay. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nothing until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port, after a `kill` or instead of the running one, which is killed. */
  restart(): Promise<void>;
  /** Resolves when all that it has answered for is in its file: a write may have to wait for a sync. */
  written(): Promise<void>;
  /** Keeps a copy of what is on disk now, for `restartAsKept`. */
  keep(): Promise<void>;
  /** Kills it and starts it again with the kept copy: as a power loss that took everything since. */
  restartAsKept(): Promise<void>;
};

const STARTS = 5;
const FOLDER = 'appendonlydir';

/**
 * @param settings of redis.conf, in place of the defaults: append-only file synced every second, `noeviction`
 * @throws Error with one line when there is no redis-server, or it does not start
 */
export async function startRedis(settings: Record<string, string> = {}): Promise<RunningRedis> {
  const program = findRedisServer();
  if (program === undefined)
    throw new Error(
      'redis-server is missing, get it by: apt-get install redis-server, or brew install redis',
    );
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-redis-'));
  const kept = join(directory, 'kept');
  let child: ChildProcess | undefined;
  let port = 0;

  const start = async (): Promise<boolean> => {
    const all = {
      port: String(port),
      bind: '127.0.0.1',
      'protected-mode': 'yes',
      dir: directory,
      appendonly: 'yes',
      appendfsync: 'everysec',
      appenddirname: FOLDER,
      save: '',
      'maxmemory-policy': 'noeviction',
      ...settings,
    };
    const started = spawn(
      program,
      Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    child = started;
    // What ends with the tests' process must not outlive it.
    process.once('exit', end);
    const ready = await new Promise<boolean>((resolve, reject) => {
      let said = '';
      started.stdout.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-4_000);
        if (said.includes('Ready to accept connections')) resolve(true);
      });
      started.once('error', reject);
      started.once('exit', () => resolve(false));
    });
    return ready;
  };

  const end = (): void => void child?.kill('SIGKILL');

  const endWith = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = child;
    child = undefined;
    process.off('exit', end);
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGCONT');
    ending.kill(signal);
    await ended;
  };

  const restart = async (): Promise<void> => {
    await endWith('SIGKILL');
    if (!(await start())) throw new Error(`redis-server does not start again on port ${port}.`);
  };

  // A free port may be taken by another program before Redis has it.
  for (let left = STARTS; ; left--) {
    port = await freePort();
    if (await start()) break;
    await endWith('SIGKILL');
    if (left > 1) continue;
    await rm(directory, { recursive: true });
    throw new Error(`redis-server (${program}) does not start.`);
  }

  const written = async (): Promise<void> => {
    const client = new Redis(port, '127.0.0.1');
    try {
      while (!/^aof_buffer_length:0\r?$/m.test(await client.info('persistence'))) await setTimeout(5);
    } finally {
      client.disconnect();
    }
  };

  let stopping: Promise<void> | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop: () =>
      (stopping ??= (async () => {
        await endWith('SIGTERM');
        await rm(directory, { recursive: true });
      })()),
    kill: () => endWith('SIGKILL'),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    restart,
    written,
    async keep() {
      await written();
      await rm(kept, { recursive: true, force: true });
      await cp(join(directory, FOLDER), kept, { recursive: true });
    },
    async restartAsKept() {
      await endWith('SIGKILL');
      await rm(join(directory, FOLDER), { recursive: true });
      await cp(kept, join(directory, FOLDER), { recursive: true });
      await restart();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
