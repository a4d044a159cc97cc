import type { LogRecord } from '@drawguess/game/log';
import type { RoomLog } from '../ports/index.ts';
import { coalesce } from './coalesce.ts';

export type FollowHandlers = {
  /** The next record, exactly once and in order. After a compaction positions may jump; the record stands for many. */
  onRecord(record: LogRecord): void;
  /** Every delivered record up to this position is durable (SPEC ST-3). Rises, and never runs ahead of `onRecord`. */
  onDurable?(position: number): void;
  /** Another process has published an update, which may be lost, repeated, or in the log already. */
  onPublished?(document: string, update: Uint8Array): void;
  /**
   * The log could not be read, what was heard of it was lost, or a handler threw. Following has ended: follow again to go
   * on. Told at most once.
   */
  onError(error: unknown): void;
};

export type RoomFollower = {
  /** What the log held when following began, oldest first. */
  readonly records: readonly LogRecord[];
  /** Delivers everything after `records`, then whatever comes. Call it once. */
  start(handlers: FollowHandlers): void;
  /** Resolves when all that was stored before the call is delivered, even if every notification of it was lost. */
  catchUp(): Promise<void>;
  /** Nothing is delivered any more once this has returned. Closing twice is harmless. */
  close(): void;
};

/**
 * Follows a room's log (SPEC ST-1) over a subscription that may lose, repeat or reorder notifications: a notification
 * that is not the very next record only says that there is more to read.
 *
 * @param after position after which to begin, 0 for the whole log
 * @throws NoSuchRoomError, or what the log threw
 */
export async function followRoom(log: RoomLog, roomId: string, after = 0): Promise<RoomFollower> {
  let handlers: FollowHandlers | undefined;
  let closed = false;
  let reads = 0;
  let position = after;
  let durableInLog = 0;
  let durableTold = 0;
  let failure: { error: unknown } | undefined;

  const deliver = (record: LogRecord): void => {
    if (closed || record.position <= position) return;
    position = record.position;
    guarded((to) => to.onRecord(record));
    tellDurable();
  };

  const tellDurable = (): void => {
    const durable = Math.min(durableInLog, position);
    if (durable <= durableTold) return;
    guarded((to) => {
      durableTold = durable;
      to.onDurable?.(durable);
    });
  };

  const guarded = (how: (to: FollowHandlers) => void): void => {
    if (closed || handlers === undefined) return;
    try {
      how(handlers);
    } catch (error) {
      fail(error);
    }
  };

  const fail = (error: unknown): void => {
    if (closed) return;
    close();
    failure = { error };
    handlers?.onError(error);
  };

  const close = (): void => {
    closed = true;
    unsubscribe();
  };

  const read = coalesce(async () => {
    if (closed || handlers === undefined) return;
    try {
      for (const record of await log.read(roomId, position)) deliver(record);
    } catch (error) {
      fail(error);
    }
  });

  const catchUp = async (): Promise<void> => {
    reads += 1;
    await read();
    reads -= 1;
  };

  // First subscribe, then read: what is appended in between is in one of the two, or in both.
  const unsubscribe = log.subscribe(roomId, {
    onRecord(record) {
      if (handlers !== undefined && reads === 0 && record.position === position + 1) deliver(record);
      else if (handlers !== undefined && record.position > position) void catchUp();
    },
    onDurable(durable) {
      durableInLog = Math.max(durableInLog, durable);
      if (durable > position) void catchUp();
      else tellDurable();
    },
    onPublished: (document, update) => guarded((to) => to.onPublished?.(document, update)),
    onLost: fail,
  });

  let records: LogRecord[];
  try {
    records = await log.read(roomId, after);
  } catch (error) {
    close();
    throw error;
  }
  // Lost while it was read: these records may be of the log that is no more.
  if (failure !== undefined) throw (failure as { error: unknown }).error;
  position = records.at(-1)?.position ?? after;

  return {
    records,
    start(to) {
      handlers = to;
      if (failure !== undefined) return to.onError(failure.error);
      tellDurable();
      void catchUp();
    },
    catchUp,
    close,
  };
}
