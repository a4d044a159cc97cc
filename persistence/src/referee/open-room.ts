import type { ArchiveItem } from '@drawguess/game/archive';
import type { Clock } from '@drawguess/game/clock';
import { createRoomHost, type RoomHost } from '@drawguess/game/host';
import type { LogRecord } from '@drawguess/game/log';
import { followRoom } from '../log/index.ts';
import type { RoomLog } from '../ports/index.ts';

export type OpenRoomOptions = {
  log: RoomLog;
  roomId: string;
  clock: Clock;
  nextClientId: () => Promise<number>;
  hashCanvas: (operations: readonly string[]) => string;
  /** An item waits to be archived; told again after every opening until the log says that it is done. */
  onArchive(item: ArchiveItem): void;
  /** A command has had its effect. */
  onCommit(): void;
  /** The room has stopped and must be opened again. Told at most once. */
  onFailure(error: unknown): void;
};

export type OpenRoom = { readonly host: RoomHost; close(): Promise<void> };

/**
 * Takes the lease on a room and hosts it. The lease's number is a fresh client id: from then on the log takes no
 * append of an earlier referee, and what is read afterwards is all that there will ever be of theirs (SPEC ST-7).
 */
export async function openRoom(options: OpenRoomOptions): Promise<OpenRoom> {
  const { log, roomId, clock } = options;
  const epoch = await options.nextClientId();
  await log.takeLease(roomId, epoch);
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

  const offer = (record: LogRecord): void => {
    for (const entry of record.entries) if (entry.type === 'archive') options.onArchive(entry.item);
  };
  for (const item of host.unarchived()) options.onArchive(item);
  follower.start({
    onRecord(record) {
      host.receive(record);
      offer(record);
    },
    onError(error) {
      void host.close();
      options.onFailure(error);
    },
  });

  return {
    host,
    async close() {
      follower.close();
      await host.close();
    },
  };
}
