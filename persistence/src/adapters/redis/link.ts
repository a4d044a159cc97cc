import { Redis } from 'ioredis';
import { LogReplacedError, RoomLogUnavailableError } from '../../ports/index.ts';

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 2_000;
/** Between two tries on a connection that is there. */
const PAUSE_MS = 50;

/** Redis is about to answer, or another server is about to take its place: the same question is worth another try. */
const PASSING = /^(LOADING|BUSY|TRYAGAIN|MASTERDOWN|CLUSTERDOWN|NOREPLICAS)\b/;
/** Another connection may do better: the command timed out, or the server has become a replica. */
const OF_CONNECTION = /^(Command timed out$|READONLY\b)/;

export type LinkOptions = {
  url: string;
  /** A command that is not answered for so long counts as lost, and its connection with it. */
  commandTimeoutMs: number;
  /** For so long a task waits for the connection, and is tried again. */
  retryMs: number;
  /** Tasks at a time; those beyond are rejected at once. */
  maxTasks: number;
  /** A connection is there, and before any task: what `INFO` says of the server. */
  onOpen(info: string): void;
  onError(error: Error): void;
};

/** One connection to Redis, made again whenever it is lost. */
export type Link = {
  readonly client: Redis;
  readonly isOpen: boolean;
  /** When the connection was lost last, in ms of `performance.now`; `-Infinity` if it never was. */
  readonly cutAt: number;
  /** Connects for the first time. Rejects, and gives up, when that fails. */
  connect(): Promise<void>;
  /**
   * Runs the task once there is a connection, at once if there is. A task whose connection was lost before it had its
   * answer is run again: it must not mind. Rejects with `RoomLogUnavailableError` when time is up, with what Redis has
   * against the command, and with a `LogReplacedError` of the task.
   */
  run<Result>(task: (client: Redis) => Promise<Result>, endsAt?: number): Promise<Result>;
  /** Gives up the connection for a new one. */
  reconnect(): void;
  /** What waits is rejected. Idempotent. */
  close(): void;
};

export function createLink(options: LinkOptions): Link {
  const client = new Redis(options.url, {
    lazyConnect: true,
    // What is asked while there is no connection, or was not answered when it ended, is rejected at once:
    // `run` knows for how long it is worth to ask again.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    disableClientInfo: true,
    // A server that does not answer does not take its leave either.
    disconnectTimeout: 100,
    commandTimeout: options.commandTimeoutMs,
    connectTimeout: options.commandTimeoutMs,
    keepAlive: 10_000,
    retryStrategy: (attempt) =>
      Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2),
  });
  let waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let tasks = 0;
  let open = false;
  let connections = 0;
  let cutAt = -Infinity;
  let lastError: Error | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let closed: Error | undefined;

  client.on('error', (error: Error) => {
    lastError = error;
    if (heartbeat !== undefined) options.onError(error);
  });
  client.on('close', () => {
    if (open) cutAt = performance.now();
    open = false;
  });
  client.on('ready', () => void greet().catch(giveUpConnection));

  const greet = async (): Promise<void> => {
    const connection = ++connections;
    const info = await client.info();
    if (connection !== connections || client.status !== 'ready' || closed !== undefined) return;
    open = true;
    options.onOpen(info);
    const ready = waiting;
    waiting = [];
    for (const { resolve } of ready) resolve();
  };

  /** A connection that does not answer is no connection, whatever the operating system thinks of it. */
  const giveUpConnection = (): void => {
    if (closed !== undefined || client.status !== 'ready') return;
    open = false;
    cutAt = performance.now();
    client.disconnect(true);
  };

  const beat = (): void => {
    if (open) client.ping().catch(giveUpConnection);
  };

  const unavailable = (): RoomLogUnavailableError =>
    new RoomLogUnavailableError(`Redis at ${placeOf(options.url)} does not answer.`);

  const whenOpen = (endsAt: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiter = {
        resolve() {
          clearTimeout(timer);
          resolve();
        },
        reject(error: Error) {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiting = waiting.filter((other) => other !== waiter);
        reject(unavailable());
      }, endsAt - performance.now());
      waiting.push(waiter);
    });

  const attempt = async <Result>(
    task: (client: Redis) => Promise<Result>,
    endsAt: number,
  ): Promise<Result> => {
    for (;;) {
      if (closed !== undefined) throw closed;
      if (!open) await whenOpen(endsAt);
      try {
        return await task(client);
      } catch (error) {
        if (!(error instanceof Error) || !isPassing(error)) throw error;
        if (OF_CONNECTION.test(error.message)) giveUpConnection();
      }
      if (performance.now() + PAUSE_MS >= endsAt) throw unavailable();
      if (open) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };

  const close = (): void => {
    if (closed !== undefined) return;
    closed = new Error('This log is closed.');
    open = false;
    clearInterval(heartbeat);
    client.disconnect();
    for (const { reject } of waiting) reject(closed);
    waiting = [];
  };

  return {
    client,
    get isOpen() {
      return open;
    },
    get cutAt() {
      return cutAt;
    },
    async connect() {
      try {
        await Promise.all([client.connect(), whenOpen(performance.now() + options.commandTimeoutMs)]);
      } catch (error) {
        const reason = lastError ?? (error as Error);
        close();
        throw new Error(`Redis at ${placeOf(options.url)} cannot be used: ${adviceOn(reason)}`, {
          cause: reason,
        });
      }
      heartbeat = setInterval(beat, options.commandTimeoutMs);
    },
    async run(task, endsAt = performance.now() + options.retryMs) {
      if (tasks >= options.maxTasks) throw unavailable();
      tasks += 1;
      try {
        return await attempt(task, endsAt);
      } finally {
        tasks -= 1;
      }
    },
    reconnect: giveUpConnection,
    close,
  };
}

/** Whether the error is of the connection, or of a server that will answer soon: anything else is its answer. */
const isPassing = (error: Error): boolean =>
  !(error instanceof LogReplacedError) &&
  (error.name !== 'ReplyError' || PASSING.test(error.message) || OF_CONNECTION.test(error.message));

/** Host and port, never the password. */
export function placeOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname || '127.0.0.1'}:${port || '6379'}`;
}

const adviceOn = (reason: Error): string => {
  if (/^(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password)/.test(reason.message))
    return 'set the user and password in REDIS_URL that it asks for.';
  const code = 'code' in reason ? String(reason.code) : reason.message;
  return `see that it runs and can be reached from here, or set REDIS_URL to where it is (${code}).`;
};
