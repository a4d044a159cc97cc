import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno, replaceFile } from '../adapters/file/index.ts';
import { ConfigError } from './config.ts';

const FILE = 'session-secret';

/**
 * The secret that `DATA_DIR/session-secret` holds; where there is none, one is made and kept there, readable for this
 * user alone. Losing it ends every session.
 *
 * @param options directory: `DATA_DIR`, which is there and locked · randomBytes: cryptographic
 * @throws ConfigError when the file holds no secret
 */
export async function loadSessionSecret(options: {
  directory: string;
  randomBytes(count: number): Uint8Array;
}): Promise<string> {
  const path = join(options.directory, FILE);
  try {
    const kept = (await readFile(path, 'utf8')).trim();
    if (kept.length >= 16) return kept;
    throw new ConfigError(`${path} holds no secret: delete it, or set SESSION_SECRET.`);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
  const made = Buffer.from(options.randomBytes(32)).toString('base64url');
  await replaceFile(path, `${made}\n`, 0o600);
  return made;
}
