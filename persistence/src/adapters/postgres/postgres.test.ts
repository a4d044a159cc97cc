import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSqlArchive, migrate, type Sql } from '../../archive/index.ts';
import { MIGRATIONS } from '../../archive/migrations.ts';
import { describeArchive, describeClientIds } from '../../ports/acceptance/index.ts';
import { startPostgres, type TestPostgres } from '../../testing/index.ts';
import { createPostgresClientIds, openPostgres, type PostgresOptions } from './index.ts';

/** One server for all tests, emptied before each. */
let server: TestPostgres;
/** One pool for what does not ask for its own. */
let shared: Sql;
const errors: unknown[] = [];
const open = (options: Partial<PostgresOptions> = {}): Sql => {
  const sql = openPostgres({ url: server.url, onError: (error) => errors.push(error), ...options });
  onTestFinished(() => sql.close());
  return sql;
};
const sharedSql = (): Sql => ({ ...shared, close: async () => undefined });
const dropTables = (): Promise<unknown> =>
  shared.transaction((query) => query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));

beforeAll(async () => {
  server = await startPostgres({ fsync: false });
  shared = openPostgres({ url: server.url, onError: (error) => errors.push(error) });
}, 60_000);
afterAll(async () => {
  await shared.close();
  await server.stop();
  if (errors.length > 0) throw new AggregateError(errors, 'Connections broke.');
});

describeArchive('PostgreSQL', async () => {
  await dropTables();
  const archive = await createSqlArchive(sharedSql());
  return { archive, reopen: () => createSqlArchive(sharedSql()), close: () => archive.close() };
});

describeArchive('PostgreSQL, with tables that the next version has expanded (ST-15)', async () => {
  await dropTables();
  const expand = ["ALTER TABLE turns ADD COLUMN mood text DEFAULT 'calm'", 'CREATE TABLE moods (id text)'];
  await migrate(shared, [...MIGRATIONS, { compatibleFrom: MIGRATIONS.length, statements: expand }]);
  const archive = await createSqlArchive(sharedSql());
  return { archive, reopen: () => createSqlArchive(sharedSql()), close: () => archive.close() };
});

describeClientIds('PostgreSQL', async () => {
  await dropTables();
  await migrate(shared);
  const reopened = openPostgres({ url: server.url, onError: (error) => errors.push(error) });
  return {
    blocks: createPostgresClientIds(shared),
    reopen: async () => createPostgresClientIds(reopened),
    close: () => reopened.close(),
  };
});

describe('the pool of PostgreSQL', () => {
  beforeEach(dropTables);

  it('ST-8 gives no client id twice to processes that ask at once', async () => {
    await migrate(shared);
    const processes = [open(), open()].map(createPostgresClientIds);
    const firsts = await Promise.all(
      Array.from({ length: 200 }, (_, index) => processes[index % 2]!.reserve(1 + (index % 3))),
    );
    const ids = firsts.flatMap((first, index) =>
      Array.from({ length: 1 + (index % 3) }, (_, step) => first + step),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBe(ids.length);
  });

  it('ST-8 ends when client ids do, and does not begin again', async () => {
    await migrate(shared);
    const blocks = createPostgresClientIds(shared);
    await shared.transaction((query) => query('UPDATE client_id_blocks SET next = $1', [0xffff_ffff - 1]));
    expect(await blocks.reserve(2)).toBe(0xffff_fffe);
    await expect(blocks.reserve(1)).rejects.toThrow('All client ids are used up.');
    await shared.transaction((query) => query('DELETE FROM client_id_blocks'));
    await expect(blocks.reserve(1)).rejects.toThrow('lost its row');
  });

  it('ST-15 eight processes that start at once migrate once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => migrate(open({ poolSize: 1 }))));
    const { rows } = await shared.query('SELECT version FROM schema_version ORDER BY version');
    expect(rows.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('ST-15 waits for a migration longer than for a statement', async () => {
    const impatient = open({ statementMs: 200 });
    await expect(impatient.query('SELECT pg_sleep(0.6)')).rejects.toThrow('statement timeout');
    await expect(
      impatient.transaction((query) => query('SELECT pg_sleep(0.6)'), { patient: true }),
    ).resolves.toBeDefined();
    await expect(impatient.query('SELECT pg_sleep(0.6)')).rejects.toThrow('statement timeout');
  });

  it('rolls back what rejects, and what overlooked a failure', async () => {
    await shared.transaction((query) => query('CREATE TABLE notes (id integer PRIMARY KEY)'));
    const own = open({ poolSize: 1 });
    const write = own.transaction(async (query) => {
      await query('INSERT INTO notes VALUES (1)');
      throw new RangeError('No.');
    });
    await expect(write).rejects.toThrow(new RangeError('No.'));
    const overlook = own.transaction(async (query) => {
      await query('INSERT INTO notes VALUES (1)');
      await query('INSERT INTO notes VALUES (1)').catch(() => undefined);
    });
    await expect(overlook).rejects.toThrow('duplicate key');
    expect((await own.query('SELECT * FROM notes')).rows).toEqual([]);
  });

  it('tries again after a deadlock and after a conflict', async () => {
    await shared.transaction((query) =>
      query(
        'CREATE TABLE notes (id integer PRIMARY KEY, n integer); INSERT INTO notes VALUES (1, 0), (2, 0)',
      ),
    );
    const own = open();
    let ready = (): void => undefined;
    const bothHoldOne = new Promise<void>((resolve) => {
      let waiting = 2;
      ready = () => (waiting -= 1) === 0 && resolve();
    });
    const add = (first: number, second: number) =>
      own.transaction(async (query) => {
        await query('UPDATE notes SET n = n + 1 WHERE id = $1', [first]);
        ready();
        await bothHoldOne;
        await query('UPDATE notes SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect((await own.query('SELECT n FROM notes')).rows).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('waits for a connection, and says so when none becomes free', async () => {
    const own = open({ poolSize: 2, connectMs: 1_000 });
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const held: Promise<void>[] = [];
    const busy = [1, 2].map(() => {
      let hold = (): void => undefined;
      held.push(new Promise((resolve) => (hold = resolve)));
      return own.transaction(() => {
        hold();
        return finished;
      });
    });
    await Promise.all(held);
    await expect(own.query('SELECT 1')).rejects.toThrow(
      /^Every connection to the database postgres on 127\.0\.0\.1:\d+ was busy for 1000 ms\.$/,
    );
    const waiting = own.query('SELECT 1 AS one');
    const writing = own.transaction(async () => 'written');
    finish();
    expect((await waiting).rows).toEqual([{ one: 1 }]);
    expect(await writing).toBe('written');
    await Promise.all(busy);
  });

  it('has no more connections than it may', async () => {
    const own = open({ poolSize: 3 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => own.query('SELECT pg_backend_pid() AS pid')),
    );
    expect(new Set(answers.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(3);
  });

  it('ST-5 what is committed is on disk, whatever the server is set to', async () => {
    const set = (setting: string) => `ALTER ROLE drawguess ${setting}`;
    await shared.transaction((query) => query(set('SET synchronous_commit = off')));
    expect((await open().query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    await shared.transaction((query) => query(set('RESET ALL')));
  });

  it('a wrong name of a database is said at once, without the password', async () => {
    const url = server.url.replace('drawguess@', 'drawguess:hunter2@').replace('/postgres', '/nowhere');
    const asked = openPostgres({ url, onError: () => undefined, random: () => 1 });
    onTestFinished(() => asked.close());
    await expect(asked.query('SELECT 1')).rejects.toThrow(
      /^The database nowhere on 127\.0\.0\.1:\d+ cannot be reached: database "nowhere" does not exist$/,
    );
  });

  it('answers nothing when it is closed', async () => {
    const own = open();
    await own.query('SELECT 1');
    await own.close();
    await own.close();
    await expect(own.query('SELECT 1')).rejects.toThrow('is closed');
  });
});
