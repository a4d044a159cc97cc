import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findNginx } from '../../../scripts/lib/nginx.mjs';
import { findFreePort } from './server-process.ts';

const TEMPLATE = fileURLToPath(new URL('../../../infra/nginx/drawguess.conf', import.meta.url));

/** An nginx of a test's own in front of a game's processes. */
export type RunningNginx = {
  url: string;
  /** Lines of its access log so far. */
  readAccessLog(): Promise<string>;
  /** Ends it and removes its files. Idempotent. */
  stop(): Promise<void>;
};

/**
 * Starts nginx as it runs in production, on a free loopback port, in one process and a temporary directory.
 *
 * @param upstreams loopback ports of the processes behind it
 * @throws Error when there is no nginx, or it does not start: with what it printed
 */
export async function startNginx(upstreams: {
  persistence: readonly number[];
  sync: readonly number[];
}): Promise<RunningNginx> {
  const program = findNginx();
  if (program === undefined) throw new Error('nginx is missing. Install it, or set NGINX_PATH.');
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-nginx-'));
  const port = await findFreePort();
  const accessLog = join(directory, 'access.log');
  const template = await readFile(TEMPLATE, 'utf8');
  const values: Readonly<Record<string, string>> = {
    PORT: `127.0.0.1:${port}`,
    ACCESS_LOG: accessLog,
    PERSISTENCE_SERVERS: serversOf(upstreams.persistence, 'fail_timeout=2s'),
    SYNC_SERVERS: serversOf(upstreams.sync, 'max_fails=0'),
  };
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = join(directory, 'nginx.conf');
  await writeFile(
    join(directory, 'drawguess.conf'),
    template.replaceAll(/\$\{([A-Z_]+)\}/g, (_, name: string) => values[name] ?? ''),
  );
  await writeFile(
    main,
    `daemon off; master_process off; pid ${directory}/nginx.pid; error_log stderr warn;
events { worker_connections 1024; }
http {
  ${temporary.map((name) => `${name}_temp_path ${directory}/${name};`).join(' ')}
  include ${directory}/drawguess.conf;
}
`,
  );

  const child = spawn(program, ['-p', directory, '-c', main, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => printed.push(bytes));
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;

  const stop = async (): Promise<void> => {
    process.off('exit', end);
    if (!isOver()) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await rm(directory, { recursive: true, force: true });
  };

  while (!(await accepts(port))) {
    if (isOver()) {
      await stop();
      throw new Error(`nginx did not start:\n${Buffer.concat(printed).toString()}`);
    }
    await rest(20);
  }
  return { url: `http://127.0.0.1:${port}`, readAccessLog: () => readFile(accessLog, 'utf8'), stop };
}

const serversOf = (ports: readonly number[], how: string): string =>
  ports.map((port) => `server 127.0.0.1:${port} ${how};`).join('\n  ');

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
