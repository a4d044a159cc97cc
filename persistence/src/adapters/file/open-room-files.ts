import { mkdir, open, readdir, readFile, rename, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno, syncDirectory, UNFINISHED } from './durable-files.ts';
import { scanRoomFile, type RoomFileContent } from './room-file.ts';

/** Ending of a room's file. */
export const LOG_ENDING = '.log';

/** A room's file as it was found, cut back to what is whole. */
export type FoundRoomFile = RoomFileContent & { path: string };

/**
 * Reads every room's file in a directory, which is made if need be. Damage, as a power loss may leave at the end of a
 * file, is cut off together with all that follows it; a copy stays beside the file as `{file}.damaged-{n}` (SPEC ST-10).
 *
 * @param warn gets one line for each damaged file
 */
export async function openRoomFiles(
  directory: string,
  warn: (message: string) => void,
): Promise<FoundRoomFile[]> {
  await mkdir(directory, { recursive: true });
  const found: FoundRoomFile[] = [];
  for (const name of (await readdir(directory)).sort()) {
    const path = join(directory, name);
    if (name.endsWith(UNFINISHED)) await unlink(path);
    if (!name.endsWith(LOG_ENDING)) continue;
    const bytes = await readFile(path);
    const content = scanRoomFile(bytes);
    if (content === undefined || content.records.length === 0) {
      const copy = await freeName(path);
      await rename(path, copy);
      warn(`The log ${path} is damaged from its beginning: its room is lost. The file is kept as ${copy}.`);
      continue;
    }
    if (content.end < bytes.length) {
      const copy = await copyRest(path, bytes.subarray(content.end));
      await truncate(path, content.end);
      warn(
        `The log of room ${content.room.roomId} was damaged: its last ${bytes.length - content.end} bytes are cut off, ` +
          `the ${content.records.length} records before them are in use. A copy of the bytes is kept as ${copy}.`,
      );
    }
    found.push({ ...content, path });
  }
  await syncDirectory(directory);
  return found;
}

async function copyRest(path: string, rest: Uint8Array): Promise<string> {
  const copy = await freeName(path);
  await writeFile(copy, rest, { flag: 'wx', flush: true });
  return copy;
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${path}.damaged-${number}`;
    try {
      await (await open(name, 'r')).close();
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return name;
      throw error;
    }
  }
}
