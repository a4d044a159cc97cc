import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openPgliteArchive } from '@drawguess/persistence/adapters/pglite';
import { verifyScores } from '@drawguess/persistence/verify';
import { OPERATOR_TOKEN } from '../bots/index.ts';
import { startInstance } from './instance.ts';
import type { Place } from './stage.ts';

/** Both services in one process, with their files on a small disk of their own. */
export type DiskStage = Place & {
  /** No byte is left afterwards. */
  fill(): Promise<void>;
  /** There is room again. */
  free(): Promise<void>;
  /** Lines that the process has printed. */
  printed(): readonly string[];
};

/** Room for an empty archive, and some. */
const DISK_MB = 256;
const BLOCK = Buffer.alloc(64 * 1024);
const run = promisify(execFile);

/** Only root may mount a disk. */
export const canMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** @throws Error when the disk cannot be mounted or the process does not start; then nothing is left of it */
export async function openDiskStage(): Promise<DiskStage> {
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'drawguess', directory]);
  const unmount = (): void => void execFileSync('umount', ['--lazy', directory]);
  process.once('exit', unmount);
  const remove = async (): Promise<void> => {
    process.off('exit', unmount);
    unmount();
    await rmdir(directory);
  };
  const ballast = join(directory, 'ballast');
  const dataDir = join(directory, 'data');
  const instance = await startInstance('standalone', {
    ...process.env,
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    REDIS_URL: '',
    DATABASE_URL: '',
    OPERATOR_TOKEN,
    LOG_LEVEL: 'error',
  }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    url: instance.url,
    addresses: [['127.0.0.1']],
    async fill() {
      const file = await open(ballast, 'w');
      try {
        for (;;) await file.write(BLOCK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast, { force: true }),
    printed: instance.printed,
    async verify() {
      const code = await instance.stop();
      const archive = await openPgliteArchive({ directory: join(dataDir, 'archive') });
      try {
        const { mismatches } = await verifyScores(archive);
        const ended = code === 0 ? [] : [`The process ended with ${code} on SIGTERM`];
        return [
          ...ended,
          ...mismatches.map((mismatch) => `Recomputed otherwise: ${JSON.stringify(mismatch)}`),
        ];
      } finally {
        await archive.close();
      }
    },
    close: () => (closing ??= instance.kill().then(remove)),
  };
}
