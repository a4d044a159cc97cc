import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a whole file in the place of another, or of none: after a crash or a power loss there is the old content or the
 * new, never a mixture. Resolves when the new content is durable.
 *
 * @param mode permissions of the file, by default read and write for the owner and read for others
 */
export async function replaceFile(path: string, content: Uint8Array | string, mode = 0o644): Promise<void> {
  const next = path + UNFINISHED;
  const file = await open(next, 'w', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
  await syncDirectory(dirname(path));
}

/** Ending of files that `replaceFile` had not finished; what they were to replace is whole. */
export const UNFINISHED = '.new';

/** Makes new, renamed and deleted names in a directory durable. Windows neither can nor needs to. */
export async function syncDirectory(path: string): Promise<void> {
  let directory;
  try {
    directory = await open(path, 'r');
    await directory.sync();
  } catch (error) {
    if (!isErrno(error, 'EPERM', 'EISDIR', 'EACCES', 'EINVAL')) throw error;
  } finally {
    await directory?.close();
  }
}

/** Whether an error is one of these errors of the file system, by code. */
export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
