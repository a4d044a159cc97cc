import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findPostgres } from '../../../scripts/lib/postgres.mjs';

/** A PostgreSQL server of a test's own. */
export type TestPostgres = {
  /** Of its database `postgres`, without TLS. */
  url: string;
  port: number;
  /** Ends it in order, and removes what it kept. Idempotent. */
  stop(): Promise<void>;
  /** Sends a signal and resolves when the process is gone; its files stay. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same files and port, after ending it in order where it runs. */
  restart(): Promise<void>;
};

export type TestPostgresOptions = {
  /** False where no test takes the power away: faster. */
  fsync?: boolean;
  /** Settings as in postgresql.conf. */
  settings?: Readonly<Record<string, string>>;
  /** Files for the server's directory, by name; relative paths in settings find them. */
  files?: Readonly<Record<string, string>>;
};

type Account = { uid: number; gid: number };

const READY = 'database system is ready to accept connections';
/** What passes: another program has the port, or children of a killed server are about to end. */
const PASSING = /Address already in use|is still in use/;
const MAX_STARTS = 100;
/** How long a server may take to end in order. */
const STOP_MS = 10_000;

/**
 * Starts a temporary PostgreSQL that listens on a free port of 127.0.0.1 only and lets everyone in. It ends when this
 * process does, however that ends.
 *
 * @throws Error when there is no PostgreSQL, or it does not start: with what it printed
 */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const programs = findPostgres();
  if (programs === undefined)
    throw new Error('There is no PostgreSQL here. Set POSTGRES_BIN to its programs.');
  const account = accountOf();
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-postgres-'));
  const give = async (path: string): Promise<void> => {
    if (account !== undefined) await chown(path, account.uid, account.gid);
  };
  await give(directory);
  const where = { cwd: directory, ...account };
  const data = join(directory, 'data');
  const created = ['-D', data, '-U', 'drawguess', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(join(programs, 'initdb'), created, where);
  for (const [name, content] of Object.entries(options.files ?? {})) {
    await writeFile(join(data, name), content, { mode: 0o600 });
    await give(join(data, name));
  }

  let server: ChildProcess | undefined;
  let port = 0;

  const start = async (wanted: number | undefined): Promise<void> => {
    for (let starts = 1; server === undefined; starts++) {
      // Below the ports that systems give to connections.
      port = wanted ?? randomInt(10_000, 32_000);
      const settings = {
        listen_addresses: '127.0.0.1',
        port: String(port),
        unix_socket_directories: directory,
        fsync: options.fsync === false ? 'off' : 'on',
        shared_buffers: '16MB',
        ...options.settings,
      };
      const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      const begun = spawn(join(programs, 'postgres'), ['-D', data, ...args], {
        ...where,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const printed = await untilReady(begun);
      if (printed === undefined) server = begun;
      else if (starts >= MAX_STARTS || !PASSING.test(printed)) throw new Error(printed);
    }
    endWithThisProcess(server, where);
  };

  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    const late = setTimeout(() => ending.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(late);
  };

  const stop = async (): Promise<void> => {
    // A fast shutdown: it waits for no client.
    await kill('SIGINT');
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  };

  try {
    await start(undefined);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `postgres://drawguess@127.0.0.1:${port}/postgres`,
    port,
    stop,
    kill,
    async restart() {
      await kill('SIGINT');
      await start(port);
    },
  };
}

/** Resolves with nothing when the server is ready, with what it printed when it ended instead. */
async function untilReady(server: ChildProcess): Promise<string | undefined> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Its log is read to the end, or it would stand still.
    createInterface({ input: server.stderr! }).on('line', (line) => {
      if (lines.length < 100) lines.push(line);
      if (line.includes(READY)) resolve(undefined);
    });
    server.once('close', () => resolve(lines.join('\n')));
  });
}

/** A shell waits for the end of its input, which is the end of this process, and ends the server then. */
function endWithThisProcess(server: ChildProcess, where: { cwd: string }): void {
  const watch = spawn('/bin/sh', ['-c', 'read _; kill -QUIT "$0"', String(server.pid)], {
    ...where,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watch.unref();
  server.once('exit', () => watch.kill('SIGKILL'));
}

/** PostgreSQL refuses to run as root, and runs as its own user or as nobody then. */
function accountOf(): Account | undefined {
  if (userInfo().uid !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.');
}
