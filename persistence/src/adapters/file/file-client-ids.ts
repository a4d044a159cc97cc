import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ClientIdBlocks } from '../../ports/index.ts';
import { isErrno, replaceFile } from './durable-files.ts';

/** Ids are unsigned 32-bit integers, as Yjs wants them. */
const MAX_CLIENT_ID = 0xffff_ffff;

/**
 * Client ids counted in `DATA_DIR/client-ids`, which holds the next free id in decimal digits. The file is replaced and
 * synced before a block is given, so a block may be lost but is never given again (SPEC ST-8).
 *
 * @param options directory: `DATA_DIR`. `openFileRoomLog`, opened first, keeps other processes out of it.
 * @throws Error when the file holds anything else: counting from 1 again would corrupt documents silently
 */
export async function openFileClientIds(options: { directory: string }): Promise<ClientIdBlocks> {
  const path = join(resolve(options.directory), 'client-ids');
  let next = await readNext(path);
  let queue: Promise<unknown> = Promise.resolve();

  const reserve = async (count: number): Promise<number> => {
    const first = next;
    if (first + count - 1 > MAX_CLIENT_ID) throw new RangeError('All client ids are used up.');
    // Counted on even if the file cannot be written: it may hold the new number all the same.
    next += count;
    await replaceFile(path, `${next}\n`);
    return first;
  };

  return {
    async reserve(count) {
      if (!Number.isInteger(count) || count < 1) throw new RangeError('A block has one id or more.');
      const block = queue.then(() => reserve(count));
      queue = block.catch(() => undefined);
      return block;
    },
    async close() {
      await queue;
    },
  };
}

async function readNext(path: string): Promise<number> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return 1;
    throw error;
  }
  const next = /^[1-9][0-9]{0,9}\n$/.test(content) ? Number(content) : 0;
  if (next === 0) {
    throw new Error(
      `${path} does not hold a number. Write into it one that is above every client id used so far (1000000000 will do).`,
    );
  }
  return next;
}
