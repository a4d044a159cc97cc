import type { ArchiveItem } from '@drawguess/game/archive';
import type { Clock } from '@drawguess/game/clock';
import { createRoomHost, type RoomHost } from '@drawguess/game/host';
import { followRoom } from '../log/index.ts';
import { LeaseLostError, type RoomListing, type RoomLog } from '../ports/index.ts';

export type OpenRoomOptions = {
  log: RoomLog;
  roomId: string;
  clock: Clock;
  nextClientId: () => Promise<number>;
  hashCanvas: (operations: readonly string[]) => string;
  /** An item is durable and waits to be archived; told again after every opening until the log says that it is done. */
  onArchive(item: ArchiveItem): void;
  /** A command has had its effect. */
  onCommit(): void;
  /** The room has stopped and must be opened again. Told at most once. */
  onFailure(error: unknown): void;
};

export type OpenRoom = {
  readonly host: RoomHost;
  /** Lists the room so from now on, if it is not listed so already. Rejects with `LeaseLostError`. */
  list(listing: RoomListing | undefined): Promise<void>;
  /** Ends it, and the room with it. */
  delete(): Promise<void>;
  /** Ends it, and gives the room to whoever wants it. */
  close(): Promise<void>;
};

/**
 * Takes the lease on a room and hosts it. The lease's number is a fresh client id: from then on the log takes no
 * append of an earlier referee, and what is read afterwards is all that there will ever be of theirs (SPEC ST-7).
 */
export async function openRoom(options: OpenRoomOptions): Promise<OpenRoom> {
  const epoch = await takeLease(options);
  try {
    return await hostRoom(options, epoch);
  } catch (error) {
    // Another process may do better.
    await release(options, epoch);
    throw error;
  }
}

async function hostRoom(options: OpenRoomOptions, epoch: number): Promise<OpenRoom> {
  const { log, roomId, clock } = options;
  const follower = await followRoom(log, roomId);
  const host = createRoomHost({
    records: follower.records,
    epoch,
    async append(entries) {
      await log.append(roomId, entries, { epoch });
      options.onCommit();
    },
    compact: (position, entries) => log.compact(roomId, position, entries, epoch),
    clock,
    hashCanvas: options.hashCanvas,
    onFailure(error) {
      follower.close();
      options.onFailure(error);
    },
  });

  // The archive keeps the first version of what it is given: nothing goes there that a power loss could still undo.
  const foundAt = follower.records.at(-1)?.position ?? 0;
  let unoffered = host.unarchived().map((item) => ({ item, position: foundAt }));
  follower.start({
    onRecord(record) {
      host.receive(record);
      for (const entry of record.entries)
        if (entry.type === 'archive') unoffered.push({ item: entry.item, position: record.position });
    },
    onDurable(durable) {
      for (const { item, position } of unoffered) if (position <= durable) options.onArchive(item);
      unoffered = unoffered.filter(({ position }) => position > durable);
    },
    onError(error) {
      void host.close();
      options.onFailure(error);
    },
  });

  const stop = async (): Promise<void> => {
    follower.close();
    await host.close();
  };
  let listed: string | undefined;

  return {
    host,
    async list(listing) {
      const text = JSON.stringify(listing ?? null);
      if (text === listed) return;
      await log.list(roomId, epoch, listing);
      listed = text;
    },
    async delete() {
      await stop();
      await log.delete(roomId);
    },
    async close() {
      await stop();
      await release(options, epoch);
    },
  };
}

/** A lease that cannot be given back ends with its process. */
async function release({ log, roomId }: OpenRoomOptions, epoch: number): Promise<void> {
  await Promise.allSettled([log.releaseLease(roomId, epoch)]);
}

/**
 * Another process may hold the room under a number from a later block of ids than this one's: the ids before it are
 * passed over.
 */
async function takeLease({
  log,
  roomId,
  nextClientId,
}: Pick<OpenRoomOptions, 'log' | 'roomId' | 'nextClientId'>): Promise<number> {
  for (;;) {
    const epoch = await nextClientId();
    try {
      await log.takeLease(roomId, epoch);
      return epoch;
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
    }
  }
}
