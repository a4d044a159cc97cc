import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import type { Archive } from '../ports/index.ts';

/**
 * Deletes what the archive keeps no longer (SPEC MD-6): looks once an hour, and then takes small batches with pauses
 * between, since each occupies the process for a moment.
 *
 * @returns ends it
 */
export function startRetention(options: {
  archive: Pick<Archive, 'purge'>;
  clock: Clock;
  onError(error: unknown): void;
}): { close(): void } {
  const { archive, clock } = options;
  let closed = false;
  let cancel = (): void => undefined;

  const later = (delayMs: number): void => {
    if (!closed) cancel = clock.after(delayMs, purge);
  };

  const purge = (): void => {
    const now = clock.now();
    archive
      .purge({
        before: now - LIMITS.archiveKeptMs,
        handledBefore: now - LIMITS.reportsKeptMs,
        now,
        limit: LIMITS.maxPurgedRows,
      })
      .then(
        (rows) => later(rows > 0 ? LIMITS.purgePauseMs : LIMITS.purgeEveryMs),
        (error: unknown) => {
          if (!closed) options.onError(error);
          later(LIMITS.purgeEveryMs);
        },
      );
  };

  later(LIMITS.purgePauseMs);
  return {
    close() {
      closed = true;
      cancel();
    },
  };
}
