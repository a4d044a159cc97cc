import type { ArchiveItem } from '@drawguess/game/archive';
import type { Clock } from '@drawguess/game/clock';
import type { Archive, RoomLog } from '../ports/index.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

export type Archivist = {
  /** Archives the item and says so in its room's log; tries until it succeeds. Taking it twice is harmless. */
  take(item: ArchiveItem): void;
  close(): void;
};

/** Brings finished turns and games from the log into the archive (SPEC ST-5). A game never waits for it. */
export function createArchivist(options: {
  archive: Pick<Archive, 'saveTurn' | 'saveGame'>;
  log: Pick<RoomLog, 'append'>;
  clock: Clock;
  onError(error: unknown): void;
}): Archivist {
  const { archive, log, clock } = options;
  const waiting = new Map<string, () => void>();
  let closed = false;

  const save = async (item: ArchiveItem): Promise<void> => {
    if (item.kind === 'turn') await archive.saveTurn(item);
    else await archive.saveGame(item);
    await log.append(item.roomId, [{ type: 'archived', id: item.id }]);
  };

  const attempt = (item: ArchiveItem, retryMs: number): void => {
    save(item).then(
      () => waiting.delete(item.id),
      (error: unknown) => {
        if (closed) return;
        options.onError(error);
        const cancel = clock.after(retryMs, () => attempt(item, Math.min(retryMs * 2, LONGEST_RETRY_MS)));
        waiting.set(item.id, cancel);
      },
    );
  };

  return {
    take(item) {
      if (closed || waiting.has(item.id)) return;
      waiting.set(item.id, () => undefined);
      attempt(item, FIRST_RETRY_MS);
    },
    close() {
      closed = true;
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
