import { stat, truncate } from 'node:fs/promises';

const LOOK_EVERY_MS = 20;

/** Remembers how long a log file was at every moment, so that a power loss can be played with it. */
export type LogTail = {
  /**
   * Takes away what was written in the last `lostMs`, and `tornBytes` more, as when a record was half on its way to the
   * disk. Call it once the writer is dead. Resolves with the number of bytes taken.
   */
  cut(lostMs: number, tornBytes: number): Promise<number>;
  close(): void;
};

/** @param now time in ms on a clock that does not jump */
export function watchLogTail(path: string, now: () => number): LogTail {
  const sizes: { at: number; inode: number; bytes: number }[] = [];
  const look = async (): Promise<void> => {
    const { ino, size } = await stat(path);
    if (sizes.at(-1)?.bytes !== size) sizes.push({ at: now(), inode: ino, bytes: size });
  };
  const timer = setInterval(() => void look().catch(() => clearInterval(timer)), LOOK_EVERY_MS);
  return {
    async cut(lostMs, tornBytes) {
      const { ino, size } = await stat(path);
      // A compacted log is another file, made durable as it took the old one's place: it is kept as it was then.
      const ofThisFile = sizes.filter(({ inode }) => inode === ino);
      const kept = ofThisFile.findLast(({ at }) => at <= now() - lostMs) ?? ofThisFile[0];
      if (kept === undefined) return 0;
      const left = Math.min(size, Math.max(0, kept.bytes - tornBytes));
      await truncate(path, left);
      return size - left;
    },
    close: () => clearInterval(timer),
  };
}
