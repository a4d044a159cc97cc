import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Clock } from '@drawguess/game/clock';
import type { LogRecord } from '@drawguess/game/log';
import { LIMITS } from '@drawguess/game/limits';
import { decodeRecord, encodeRecord } from '../../log/record-code.ts';
import {
  CodeTakenError,
  LeaseHeldError,
  LeaseLostError,
  LogReplacedError,
  NoSuchRoomError,
  type ListedRoom,
  type RoomListing,
  type RoomLog,
} from '../../ports/index.ts';
import { startAnnouncing } from './announcing.ts';
import { createAppender, type OnServer } from './appender.ts';
import { createConfirmedDurability } from './confirmed-durability.ts';
import { createFanOut } from './fan-out.ts';
import { createKeys } from './keys.ts';
import { createLink, placeOf, type Link } from './link.ts';
import { createPublisher } from './publications.ts';
import { evaluate, SCRIPTS, type Reply, type Script } from './scripts.ts';

/** What is asked of Redis at a time; far above what a Redis that answers ever sees. */
const MAX_TASKS = 20_000;
/** A larger record is announced by its position alone, a larger update not at all. */
const MAX_PUBLISHED_BYTES = 64 * 1024;

const ROOM_ID = /^[0-9A-Za-z]{1,32}$/;

export type RedisRoomLogOptions = {
  /** `redis://` or `rediss://`, with user and password where Redis asks for them. */
  url: string;
  clock: Clock;
  /** What the name of every key and channel begins with, so that several games can share a Redis. */
  prefix?: string;
  /** For so long an operation is tried again while Redis does not answer; then it rejects. */
  retryMs?: number;
  /** A command that is not answered for so long counts as lost, and its connection with it. */
  commandTimeoutMs?: number;
  /** Appends that wait for Redis at a time, and their bytes; those beyond are rejected at once. */
  maxWaitingAppends?: number;
  maxWaitingBytes?: number;
  /** Told, in one line each, what is wrong with how Redis is set up. */
  warn?(message: string): void;
  /** Hears of lost connections, as often as one is tried, and of subscribers that threw. */
  onError?(error: unknown): void;
};

/**
 * The log in Redis 7 (PROTOCOL, "The log in Redis"), for many processes at once (SPEC ST-1 … ST-4, ST-7, ST-9). Every
 * step is one script. A record is durable `LIMITS.durableAfterMs` after it was heard of, once the server that took it
 * has answered again: its file is synced every second. A server that began anew, or another one in its place, ends
 * every subscription with `LogReplacedError`.
 *
 * @throws Error with one line that names host and port, when Redis cannot be reached or lets nobody in
 */
export async function openRedisRoomLog(options: RedisRoomLogOptions): Promise<RoomLog> {
  const { url, clock, retryMs = 10_000, commandTimeoutMs = 5_000, maxWaitingAppends = 10_000 } = options;
  const timeToLiveMs = LIMITS.logTimeToLiveMs;
  const processId = randomUUID();
  const keys = createKeys(options.prefix ?? 'drawguess:');
  const onError = (error: unknown): void => options.onError?.(error);
  let runId: string | undefined;
  /** Counts the servers that there were. */
  let servers = 0;
  let closing: Promise<void> | undefined;

  const replaced = (): LogReplacedError =>
    new LogReplacedError(`Redis at ${placeOf(url)} was started again, or is another one.`);

  const onServer = (info: string, other: Link): void => {
    const found = fieldOf(info, 'run_id');
    if (found === runId) return;
    if (runId === undefined) for (const warning of warningsOn(info, url)) options.warn?.(warning);
    const isFirst = runId === undefined;
    runId = found;
    if (isFirst) return;
    servers += 1;
    // Both connections lead to the same server before anything is built upon it.
    other.reconnect();
    durability.reset(replaced());
    fanOut.loseAll(replaced());
  };

  const onThisServer = (): OnServer => {
    const begun = servers;
    return (task) => async (client) => {
      if (begun !== servers) throw replaced();
      return task(client);
    };
  };

  const common = { url, commandTimeoutMs, retryMs, maxTasks: MAX_TASKS, onError };
  const link = createLink({
    ...common,
    onOpen(info) {
      onServer(info, subscriber);
      announcing.announce().catch(onError);
      fanOut.onLinkOpen();
    },
  });
  const subscriber = createLink({
    ...common,
    onOpen(info) {
      onServer(info, link);
      fanOut.onSubscriberOpen();
    },
  });

  const run = async (
    script: Script,
    names: string[],
    args: (string | number | Uint8Array)[],
    only: OnServer = (task) => task,
  ): Promise<Reply> => {
    if (closing !== undefined) throw new Error('This log is closed.');
    return link.run(only((client: Redis) => evaluate(client, script, names, args)));
  };

  /** Runs a script that asks for a room, and says in errors what it said in words. */
  const runInRoom = async (
    script: Script,
    roomId: string,
    args: (string | number | Uint8Array)[],
    only?: OnServer,
  ): Promise<Buffer[]> => {
    const { word, found } = await run(script, [...keys.room(roomId), keys.processes], args, only);
    if (word === 'OK') return found;
    if (word === 'HELD')
      throw new LeaseHeldError(`Room ${roomId} is held by process ${String(found[0])}, which is alive.`);
    if (word === 'LEASE') throw new LeaseLostError(`Room ${roomId} is held by lease ${String(found[0])}.`);
    if (word === 'ROOM') throw new NoSuchRoomError(`There is no room ${roomId} in the log.`);
    throw new RangeError(`Room ${roomId} has no record at this position.`);
  };

  /** @param limit records at most; 0 for all */
  const read = async (roomId: string, after: number, limit = 0): Promise<LogRecord[]> => {
    const found = await runInRoom(SCRIPTS.read, roomId, [after, limit]);
    return pairsOf(found).map(([position, bytes]) => ({
      ...decodeRecord(bytes),
      position: Number(position),
    }));
  };

  const durability = createConfirmedDurability(
    clock,
    async () => {
      // Not on a connection whose server is not known yet: it may be another one.
      if (!link.isOpen) throw new Error('There is no connection.');
      await link.client.ping();
    },
    (roomId, position) => fanOut.durable(roomId, position),
  );
  const announcing = startAnnouncing({ link, keys, processId });
  const appender = createAppender({
    link,
    keys,
    onThisServer,
    writer: randomUUID(),
    retryMs,
    timeToLiveMs,
    maxPublishedBytes: MAX_PUBLISHED_BYTES,
    maxWaitingAppends,
    maxWaitingBytes: options.maxWaitingBytes ?? 32 * 1024 * 1024,
  });
  const publish = createPublisher({ link, keys, processId, maxUpdateBytes: MAX_PUBLISHED_BYTES });
  const fanOut = createFanOut({
    link,
    subscriber,
    keys,
    durability,
    processId,
    read,
    onQuiet: (roomId) => void appender.forget(roomId).catch(() => undefined),
    onError,
  });

  const close = async (): Promise<void> => {
    await announcing.close();
    const rooms = fanOut.clear();
    durability.close(new Error('This log is closed.'));
    if (link.isOpen) await appender.idle();
    await Promise.allSettled(rooms.map((roomId) => appender.forget(roomId)));
    subscriber.close();
    link.close();
  };

  try {
    await link.connect();
    await subscriber.connect();
    await announcing.announce();
  } catch (error) {
    await announcing.close();
    link.close();
    subscriber.close();
    throw error;
  }

  return {
    processId,
    async create({ roomId, code }, entries) {
      if (!ROOM_ID.test(roomId)) throw new RangeError('A room id is 1 to 32 letters and digits.');
      const bytes = encodeRecord({ position: 0, at: clock.now(), entries });
      const args = [keys.roomPrefix, roomId, code, bytes, timeToLiveMs, randomUUID()];
      const { word } = await run(SCRIPTS.create, [...keys.room(roomId), keys.codes], args);
      if (word === 'CODE') throw new CodeTakenError(`Code ${code} is taken.`);
      if (word !== 'OK') throw new Error(`There is a room ${roomId} already.`);
    },

    async findByCode(code) {
      const { found } = await run(SCRIPTS.find, [keys.codes], [keys.roomPrefix, code]);
      return found[0]?.toString();
    },

    async rooms() {
      const { found } = await run(SCRIPTS.list, [keys.codes], [keys.roomPrefix]);
      return listed(found.map(String));
    },

    async processes() {
      const { found } = await run(SCRIPTS.processes, [keys.processes], [processId, LIMITS.processTtlMs]);
      return [...new Set([processId, ...found.map(String)])];
    },

    async append(roomId, entries, { epoch, durable = false } = {}) {
      if (closing !== undefined) throw new Error('This log is closed.');
      const bytes = encodeRecord({ position: 0, at: clock.now(), entries });
      const position = await appender.append(roomId, bytes, epoch);
      if (durable) await durability.reached(roomId, position);
      return position;
    },

    publish,
    read: (roomId, after) => read(roomId, after),

    async compact(roomId, position, entries, epoch) {
      const only = onThisServer();
      // The record that stands for many has the time of the last of them, which never changes.
      const [replaced] = await read(roomId, position - 1, 1);
      const at = replaced?.position === position ? replaced.at : clock.now();
      const bytes = encodeRecord({ position, at, entries });
      await runInRoom(SCRIPTS.compact, roomId, [epoch, position, bytes, timeToLiveMs], only);
    },

    async takeLease(roomId, epoch) {
      await runInRoom(SCRIPTS.takeLease, roomId, [epoch, timeToLiveMs, processId, LIMITS.processTtlMs]);
    },

    async releaseLease(roomId, epoch) {
      await runInRoom(SCRIPTS.releaseLease, roomId, [epoch]);
    },

    async list(roomId, epoch, listing) {
      await runInRoom(SCRIPTS.setListing, roomId, [epoch, listing ? JSON.stringify(listing) : '']);
    },

    subscribe: (roomId, listener) =>
      closing === undefined ? fanOut.subscribe(roomId, listener) : () => undefined,

    async delete(roomId) {
      const args = [roomId, keys.channel(roomId)];
      // Where the answer to the first try was lost, the second finds no room: gone is gone.
      let tries = 0;
      const { word } = await link.run((client) => {
        tries += 1;
        return evaluate(client, SCRIPTS.remove, [...keys.room(roomId), keys.codes], args);
      });
      if (word !== 'OK' && tries === 1) throw new NoSuchRoomError(`There is no room ${roomId} in the log.`);
    },

    close: () => (closing ??= close()),
  };
}

const fieldOf = (info: string, name: string): string =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';

function warningsOn(info: string, url: string): string[] {
  const warnings: string[] = [];
  const policy = fieldOf(info, 'maxmemory_policy');
  if (policy !== 'noeviction')
    warnings.push(
      `Redis at ${placeOf(url)} has maxmemory-policy ${policy} and may throw rooms away: set it to noeviction.`,
    );
  if (fieldOf(info, 'aof_enabled') !== '1')
    warnings.push(
      `Redis at ${placeOf(url)} has appendonly no and loses rooms when it ends: set appendonly yes, appendfsync everysec.`,
    );
  return warnings;
}

function pairsOf(found: readonly Buffer[]): [Buffer, Buffer][] {
  const pairs: [Buffer, Buffer][] = [];
  for (let index = 0; index + 1 < found.length; index += 2)
    pairs.push([found[index] ?? Buffer.alloc(0), found[index + 1] ?? Buffer.alloc(0)]);
  return pairs;
}

function listed(found: readonly string[]): ListedRoom[] {
  const rooms: ListedRoom[] = [];
  for (let index = 0; index + 3 < found.length; index += 4) {
    const [code = '', roomId = '', holder = '', listing = ''] = found.slice(index, index + 4);
    rooms.push({
      roomId,
      code,
      ...(holder !== '' && { holder }),
      ...(listing !== '' && { listing: JSON.parse(listing) as RoomListing }),
    });
  }
  return rooms;
}
