import type { LogRecord } from '@drawguess/game/log';
import { coalesce } from '../../log/coalesce.ts';
import { createListeners } from '../../log/listeners.ts';
import { decodeRecord } from '../../log/record-code.ts';
import { NoSuchRoomError, RoomLogUnavailableError, type RoomListener } from '../../ports/index.ts';
import type { ConfirmedDurability } from './confirmed-durability.ts';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';
import { readPublication } from './publications.ts';

export type FanOutOptions = {
  /** Asks, and reads. */
  link: Link;
  /** Hears, and nothing else. */
  subscriber: Link;
  keys: Keys;
  durability: ConfirmedDurability;
  /** Of this process, which does not hear what it publishes. */
  processId: string;
  read(roomId: string, after: number): Promise<LogRecord[]>;
  /** Nobody listens to the room any more. */
  onQuiet(roomId: string): void;
  onError(error: unknown): void;
};

/** What is heard of a room while anybody listens to it. */
type Feed = {
  roomId: string;
  listeners: number;
  /** Delivered up to here; `undefined` until it is known where listening began. */
  position: number | undefined;
  /** Reads what was not heard, delivers it, and ends well whatever happens. */
  catchUp(): Promise<void>;
};

/**
 * Delivers records to the listeners of this process. What Redis publishes may be lost with a connection, or come before
 * the subscription is known to hold: whatever is not the next record, and every new connection, is a reason to read.
 */
export function createFanOut(options: FanOutOptions) {
  const { link, subscriber, keys, durability } = options;
  const feeds = new Map<string, Feed>();
  const feedOfChannel = new Map<string, Feed>();
  const listeners = createListeners(options.onError);

  const isLive = (feed: Feed): boolean => feeds.get(feed.roomId) === feed;

  const deliver = (feed: Feed, record: LogRecord): void => {
    if (!isLive(feed) || feed.position === undefined || record.position <= feed.position) return;
    feed.position = record.position;
    durability.heard(feed.roomId, record.position);
    listeners.record(feed.roomId, record);
  };

  const startFeed = (roomId: string): Feed => {
    // Asked before anything that is called later: what is appended after this call comes after this position.
    const begun = begin();
    async function begin(): Promise<void> {
      const [about] = keys.room(roomId);
      let tries = 0;
      const answer = await link.run((client) => {
        tries += 1;
        return client.hget(about, 'last');
      });
      if (!isLive(feed)) return;
      const last = Number(answer ?? 0);
      if (last > 0) durability.heard(roomId, last);
      // Where the first try was lost, records may have come since: older ones again are the lesser harm.
      feed.position = tries === 1 ? last : 0;
    }
    const catchUp = coalesce(async () => {
      try {
        await begun;
        if (!isLive(feed)) return;
        for (const record of await options.read(roomId, feed.position ?? 0)) deliver(feed, record);
      } catch (error) {
        if (isLive(feed)) onReadFailed(feed, error);
      }
    });
    const feed: Feed = { roomId, listeners: 0, position: undefined, catchUp };
    feeds.set(roomId, feed);
    feedOfChannel.set(keys.channel(roomId), feed);
    begun.catch((error: unknown) => isLive(feed) && lose(feed, asError(error)));
    if (subscriber.isOpen) void listenTo(feed);
    return feed;
  };

  const onReadFailed = (feed: Feed, error: unknown): void => {
    // A room that nobody has made yet may be listened to.
    if (error instanceof NoSuchRoomError && feed.position === 0) return;
    // The next connection reads again.
    if (error instanceof RoomLogUnavailableError && feed.position !== undefined)
      return options.onError(error);
    lose(feed, asError(error));
  };

  const listenTo = async (feed: Feed): Promise<void> => {
    try {
      await subscriber.client.subscribe(keys.channel(feed.roomId));
    } catch {
      // The connection is lost: the next one subscribes to everything.
      return;
    }
    await feed.catchUp();
  };

  const endFeed = (feed: Feed): void => {
    if (!isLive(feed)) return;
    feeds.delete(feed.roomId);
    feedOfChannel.delete(keys.channel(feed.roomId));
    durability.forget(feed.roomId);
    if (subscriber.isOpen) subscriber.client.unsubscribe(keys.channel(feed.roomId)).catch(() => undefined);
    options.onQuiet(feed.roomId);
  };

  const lose = (feed: Feed, error: Error): void => {
    endFeed(feed);
    listeners.lost(feed.roomId, error);
  };

  subscriber.client.on('messageBuffer', (channel: Buffer, message: Buffer) => {
    const feed = feedOfChannel.get(channel.toString());
    if (feed === undefined) return;
    const publication = readPublication(message);
    if (publication !== undefined) {
      if (publication.processId !== options.processId)
        listeners.published(feed.roomId, publication.document, publication.update);
      return;
    }
    const colon = message.indexOf(':');
    const position = Number(colon < 0 ? message : message.subarray(0, colon));
    // "gone", a record too large to be published, one that was missed before it: reading tells.
    if (colon < 0 || position !== (feed.position ?? Infinity) + 1) return void feed.catchUp();
    try {
      deliver(feed, { ...decodeRecord(message.subarray(colon + 1)), position });
    } catch (error) {
      lose(feed, asError(error));
    }
  });

  return {
    subscribe(roomId: string, listener: RoomListener): () => void {
      const feed = feeds.get(roomId) ?? startFeed(roomId);
      const end = listeners.add(roomId, listener, durability.position(roomId));
      feed.listeners += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        end();
        feed.listeners -= 1;
        if (feed.listeners === 0) endFeed(feed);
      };
    },
    /** There is a new connection that hears: everything is subscribed to again. */
    onSubscriberOpen(): void {
      for (const feed of feeds.values()) void listenTo(feed);
    },
    /** There is a new connection that reads: what could not be read before is read now. */
    onLinkOpen(): void {
      for (const feed of feeds.values()) void feed.catchUp();
    },
    durable: listeners.durable,
    /** What was heard may be gone: every listener begins again. */
    loseAll(error: Error): void {
      const lost = [...feeds.values()];
      for (const feed of lost) lose(feed, error);
    },
    clear(): string[] {
      const rooms = [...feeds.keys()];
      feeds.clear();
      feedOfChannel.clear();
      listeners.clear();
      return rooms;
    },
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
