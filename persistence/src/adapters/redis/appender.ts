import type { Redis } from 'ioredis';
import { LeaseLostError, NoSuchRoomError, RoomLogUnavailableError } from '../../ports/index.ts';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';
import { evaluate, SCRIPTS, type Reply } from './scripts.ts';

/** Makes a task reject with `LogReplacedError` once another server than a certain one is there. */
export type OnServer = <Result>(
  task: (client: Redis) => Promise<Result>,
) => (client: Redis) => Promise<Result>;

export type AppenderOptions = {
  link: Link;
  keys: Keys;
  /** Holds tasks to the server that is there now. */
  onThisServer(): OnServer;
  /** Names this writer among all that ever append. */
  writer: string;
  retryMs: number;
  timeToLiveMs: number;
  /** A larger record is announced by its position alone. */
  maxPublishedBytes: number;
  /** Appends that wait or are on their way, and their bytes, in all rooms. */
  maxWaitingAppends: number;
  maxWaitingBytes: number;
};

type Waiting = {
  bytes: Uint8Array;
  epoch: number | undefined;
  endsAt: number;
  task(client: Redis): Promise<Reply>;
  resolve(position: number): void;
  reject(error: unknown): void;
};

/**
 * Appends records in the order of the calls, one at a time in each room, and each of them once: it carries a number,
 * by which Redis knows it again when its answer was lost and it is sent once more.
 */
export function createAppender(options: AppenderOptions) {
  const { link, keys, writer } = options;
  const queues = new Map<string, Waiting[]>();
  let number = 0;
  let waitingAppends = 0;
  let waitingBytes = 0;
  let tellIdle = (): void => undefined;

  const taskOf = (roomId: string, bytes: Uint8Array, epoch: number | undefined): Waiting['task'] => {
    const args = [
      epoch ?? '',
      bytes,
      options.timeToLiveMs,
      writer,
      ++number,
      keys.channel(roomId),
      options.maxPublishedBytes,
    ];
    // It builds upon what came before it, which another server may not have.
    return options.onThisServer()((client) => evaluate(client, SCRIPTS.append, keys.room(roomId), args));
  };

  const store = async (roomId: string, { epoch, task, endsAt }: Waiting): Promise<number> => {
    const { word, found } = await link.run(task, endsAt);
    if (word === 'OK') return Number(found[0]);
    if (word === 'LEASE')
      throw new LeaseLostError(`Room ${roomId} is held by lease ${String(found[0])}, not ${epoch}.`);
    if (word === 'ROOM') throw new NoSuchRoomError(`There is no room ${roomId} in the log.`);
    throw new RoomLogUnavailableError(`An append to room ${roomId} came after later ones.`);
  };

  const drain = async (roomId: string, queue: Waiting[]): Promise<void> => {
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      await store(roomId, next).then(next.resolve, next.reject);
      queue.shift();
      waitingAppends -= 1;
      waitingBytes -= next.bytes.length;
    }
    queues.delete(roomId);
    if (queues.size === 0) tellIdle();
  };

  return {
    append(roomId: string, bytes: Uint8Array, epoch: number | undefined): Promise<number> {
      return new Promise((resolve, reject) => {
        if (
          waitingAppends >= options.maxWaitingAppends ||
          (waitingAppends > 0 && waitingBytes + bytes.length > options.maxWaitingBytes)
        )
          return reject(
            new RoomLogUnavailableError('Too many appends wait for Redis; this one was not stored.'),
          );
        waitingAppends += 1;
        waitingBytes += bytes.length;
        const endsAt = performance.now() + options.retryMs;
        const waiting = { bytes, epoch, endsAt, task: taskOf(roomId, bytes, epoch), resolve, reject };
        const queue = queues.get(roomId);
        if (queue !== undefined) return void queue.push(waiting);
        const fresh = [waiting];
        queues.set(roomId, fresh);
        void drain(roomId, fresh);
      });
    },

    /**
     * Takes what Redis remembers of this writer out of a room. Not while a copy of an append may still be on its way
     * on a connection that was lost: it would be taken for a new one.
     */
    async forget(roomId: string): Promise<void> {
      if (queues.has(roomId) || !link.isOpen || performance.now() - link.cutAt < SETTLED_MS) return;
      const [about] = keys.room(roomId);
      await link.client.hdel(about, `t:${writer}`);
    },

    /** Resolves when nothing waits any more. */
    idle: (): Promise<void> =>
      queues.size === 0 ? Promise.resolve() : new Promise((resolve) => (tellIdle = resolve)),
  };
}

/** What was sent on a lost connection has arrived by then, or never will. */
const SETTLED_MS = 60_000;
