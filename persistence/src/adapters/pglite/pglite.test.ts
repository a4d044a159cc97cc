import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqlArchive } from '../../archive/index.ts';
import { MIGRATIONS } from '../../archive/migrations.ts';
import { describeArchive, describeClientIds } from '../../ports/acceptance/index.ts';
import { createPostgresClientIds } from '../postgres/postgres-client-ids.ts';
import { createPgliteSql, openPgliteArchive } from './pglite-archive.ts';

/** One database for all tests, emptied before each: starting one takes a second. */
let database: PGlite;
const sharedSql = () => ({ ...createPgliteSql(database), close: async () => undefined });

beforeAll(async () => {
  database = await PGlite.create();
}, 60_000);
afterAll(() => database.close());

const dropTables = () => database.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

describeArchive('PGlite', async () => {
  await dropTables();
  const archive = await createSqlArchive(sharedSql());
  return { archive, reopen: () => createSqlArchive(sharedSql()), close: () => archive.close() };
});

describeClientIds('PGlite', async () => {
  await dropTables();
  await (await createSqlArchive(sharedSql())).close();
  const open = () => createPostgresClientIds(sharedSql());
  return { blocks: open(), reopen: async () => open(), close: async () => undefined };
});

describe('the archive in PGlite', () => {
  it('ST-5 keeps its rows on disk', { timeout: 60_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'drawguess-'));
    const game = {
      kind: 'game' as const,
      id: 'game1',
      roomId: 'RoomOne1',
      language: 'en',
      startedAt: 1,
      endedAt: 2,
      turns: 0,
      standings: [],
    };
    const first = await openPgliteArchive({ directory });
    await first.saveGame(game);
    await first.close();
    const second = await openPgliteArchive({ directory });
    expect((await second.listGames({ limit: 1 })).games).toEqual([game]);
    await second.close();
    await rm(directory, { recursive: true });
  });

  it('SC-8 a turn from before there was a choice of rules was scored by the first', async () => {
    await dropTables();
    for (const statement of MIGRATIONS[0]?.statements ?? []) await database.query(statement);
    await database.exec(`CREATE TABLE schema_version (version integer NOT NULL);
      INSERT INTO schema_version VALUES (1);
      INSERT INTO turns VALUES ('turn1', 'game1', 'RoomOne1', 1, 1, 'en', 'cat', '[]', '[]', 80000, 1, 2, '[]', '{}',
        '', '', 0, 0, 0)`);
    const archive = await createSqlArchive(sharedSql());
    expect(await archive.getTurn('turn1')).toMatchObject({ word: 'cat', scoring: 1 });
    const once = { turns: 1, games: 0, guesses: 0, rights: 0, operations: 0 };
    expect(await archive.totals(0)).toEqual({ all: once, days: [{ day: 0, ...once }] });
    await archive.close();
  });

  it('answers no ping when it is closed', async () => {
    const gone = await PGlite.create();
    const archive = await createSqlArchive(createPgliteSql(gone));
    await gone.close();
    await expect(archive.ping()).rejects.toThrow(/closed/);
  }, 60_000);
});
