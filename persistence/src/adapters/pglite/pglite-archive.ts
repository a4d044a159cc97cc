import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createSqlArchive, type Sql } from '../../archive/index.ts';
import type { Archive } from '../../ports/index.ts';

/**
 * The archive in PGlite, PostgreSQL within this process. An insert occupies the event loop for 1–2 ms, so it stays off
 * the path of strokes.
 *
 * @param options directory: `DATA_DIR`, where it takes `archive/`; left out, the archive is in memory.
 * `openFileRoomLog`, opened first, keeps other processes out.
 */
export async function openPgliteArchive(options: { directory?: string } = {}): Promise<Archive> {
  if (options.directory === undefined) return createSqlArchive(createPgliteSql(await PGlite.create()));
  const dataDir = join(resolve(options.directory), 'archive');
  await mkdir(dataDir, { recursive: true });
  return createSqlArchive(createPgliteSql(await PGlite.create({ dataDir })));
}

/** Lets the archive speak to a PGlite database; closing it closes the database. */
export function createPgliteSql(database: PGlite): Sql {
  return {
    query: (text, values) => database.query<Record<string, unknown>>(text, values && [...values]),
    transaction: (task) =>
      database.transaction((inside) =>
        task((text, values) => inside.query<Record<string, unknown>>(text, values && [...values])),
      ),
    close: () => database.close(),
  };
}
