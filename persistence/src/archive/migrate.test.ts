import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPgliteSql } from '../adapters/pglite/pglite-archive.ts';
import { createSqlArchive, migrate } from './index.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

/** One database for all tests, emptied before each: starting one takes a second. */
let database: PGlite;
const sharedSql = () => ({ ...createPgliteSql(database), close: async () => undefined });
const versions = async () =>
  (await database.query('SELECT version, compatible_from FROM schema_version ORDER BY version')).rows;

beforeAll(async () => {
  database = await PGlite.create();
}, 60_000);
beforeEach(() => database.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
afterAll(() => database.close());

const known = MIGRATIONS.length;
const EXPAND: Migration = {
  compatibleFrom: known,
  statements: [
    `ALTER TABLE games ADD COLUMN mood text NOT NULL DEFAULT 'calm'`,
    `ALTER TABLE totals ADD COLUMN moods bigint`,
    'CREATE TABLE moods (id text PRIMARY KEY)',
  ],
};
const CONTRACT: Migration = {
  compatibleFrom: known + 2,
  statements: ['ALTER TABLE games DROP COLUMN turns'],
};

it('ST-15 migrates once, whoever starts at the same time, and says who can work with the tables', async () => {
  await Promise.all([migrate(sharedSql()), migrate(sharedSql())]);
  await migrate(sharedSql());
  expect(await versions()).toEqual(
    MIGRATIONS.map(({ compatibleFrom }, index) => ({ version: index + 1, compatible_from: compatibleFrom })),
  );
});

it('ST-15 a step waits for a table only so long, since whoever asks for it then waits, too', async () => {
  const statements = [`DO $$ BEGIN ASSERT current_setting('lock_timeout') = '3s'; END $$`];
  await migrate(sharedSql(), [...MIGRATIONS, { compatibleFrom: 1, statements }]);
  const held = Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
  const busy = { ...sharedSql(), transaction: () => Promise.reject(held) };
  await expect(migrate(busy)).rejects.toThrow(/^The tables of the archive [^\n]+, then start again\.$/);
});

it('ST-15 no step needs software that is newer than itself', () => {
  for (const [index, { compatibleFrom }] of MIGRATIONS.entries()) {
    expect(compatibleFrom).toBeGreaterThanOrEqual(1);
    expect(compatibleFrom).toBeLessThanOrEqual(index + 1);
  }
});

it('ST-15 software works on tables that the next version has expanded', async () => {
  await migrate(sharedSql(), [...MIGRATIONS, EXPAND]);
  const archive = await createSqlArchive(sharedSql());
  const game = {
    kind: 'game' as const,
    id: 'game1',
    roomId: 'RoomOne1',
    language: 'en',
    startedAt: 1,
    endedAt: 2,
    turns: 3,
    standings: [{ playerId: 'p1', nickname: 'Ann', score: 1, rank: 1 }],
  };
  await archive.saveGame(game);
  expect((await archive.listGames({ limit: 1 })).games).toEqual([game]);
  expect((await archive.totals(0)).all.games).toBe(1);
  expect(await versions()).toHaveLength(known + 1);
});

it('ST-15 software refuses tables from which a later version took what it needs, and leaves them alone', async () => {
  await migrate(sharedSql(), [...MIGRATIONS, EXPAND, CONTRACT]);
  const before = await versions();
  await expect(migrate(sharedSql())).rejects.toThrow(
    `The archive has schema ${known + 2}, which needs a DrawGuess that knows schema ${known + 2}; this one knows ${known}.`,
  );
  await expect(migrate(sharedSql(), [...MIGRATIONS, EXPAND])).rejects.toThrow(`this one knows ${known + 1}.`);
  expect(await versions()).toEqual(before);
});

it('ST-15 an archive that refuses its tables closes its connections', async () => {
  await migrate(sharedSql(), [...MIGRATIONS, CONTRACT]);
  let closed = 0;
  const sql = { ...sharedSql(), close: async () => void (closed += 1) };
  await expect(createSqlArchive(sql)).rejects.toThrow('this one knows');
  expect(closed).toBe(1);
});

it('ST-15 a contraction is not forgiven by an expansion that follows it', async () => {
  const later = { compatibleFrom: known, statements: [] };
  await migrate(sharedSql(), [...MIGRATIONS, EXPAND, CONTRACT, later]);
  await expect(migrate(sharedSql())).rejects.toThrow(`needs a DrawGuess that knows schema ${known + 2}`);
});

it('ST-15 tables from before a version said who can work with them are brought up to date', async () => {
  for (const { statements } of MIGRATIONS.slice(0, 4)) {
    for (const statement of statements) await database.query(statement);
  }
  await database.exec(`CREATE TABLE schema_version (version integer NOT NULL);
    INSERT INTO schema_version VALUES (1), (2), (3), (4)`);
  await migrate(sharedSql());
  expect(await versions()).toEqual(
    MIGRATIONS.map(({ compatibleFrom }, index) => ({
      version: index + 1,
      compatible_from: index < 4 ? null : compatibleFrom,
    })),
  );
});

it('ST-15 a version that says nothing works with no older software', async () => {
  await migrate(sharedSql());
  await database.query('INSERT INTO schema_version (version) VALUES (99)');
  await expect(migrate(sharedSql())).rejects.toThrow('schema 99');
});

it('ST-15 a step that fails leaves no trace', async () => {
  await migrate(sharedSql());
  const broken = { compatibleFrom: known, statements: ['CREATE TABLE half (id text)', 'SELECT nonsense'] };
  await expect(migrate(sharedSql(), [...MIGRATIONS, broken])).rejects.toThrow('nonsense');
  expect(await versions()).toHaveLength(known);
  await expect(database.query('SELECT * FROM half')).rejects.toThrow('half');
});
