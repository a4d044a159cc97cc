import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { takeLock } from './lock.ts';

export type OpenDirectory = { path: string; close(): Promise<void> };

/**
 * Makes a directory if need be, checks that it can be written to, and locks it for this process.
 *
 * @throws Error with one line that names `DATA_DIR` and says what to do
 */
export async function openDirectory(path: string): Promise<OpenDirectory> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return { path, close: await takeLock(join(path, 'lock')) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new Error(
      `DATA_DIR cannot be used: ${path} (${String(error.code)}). Set DATA_DIR to a directory that this user may write to.`,
      { cause: error },
    );
  }
}
