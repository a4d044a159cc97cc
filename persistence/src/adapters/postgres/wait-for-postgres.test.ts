import { createFakeClock } from '@drawguess/game/clock';
import { expect, it, onTestFinished } from 'vitest';
import { startPostgres } from '../../testing/index.ts';
import { createSystemClock } from '../system/index.ts';
import { openPostgres, waitForPostgres } from './index.ts';

const TABLE = 'client_id_blocks';

it('ST-21 waits for a database that is about to start, and for its tables', async () => {
  const postgres = await startPostgres({ fsync: false });
  onTestFinished(() => postgres.stop());
  const sql = openPostgres({ url: postgres.url, onError: () => undefined });
  onTestFinished(() => sql.close());
  const warnings: string[] = [];
  const told = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  let tell = (): void => undefined;
  const wait = (table?: string) =>
    waitForPostgres(sql, {
      ...(table !== undefined && { table }),
      clock: createSystemClock(),
      warn(line) {
        warnings.push(line);
        tell();
      },
    });

  await postgres.kill('SIGINT');
  let [isTold, waiting] = [told(), wait()];
  await isTold;
  await postgres.restart();
  await waiting;

  [isTold, waiting] = [told(), wait(TABLE)];
  await isTold;
  await sql.transaction((query) => query(`CREATE TABLE ${TABLE} (next bigint)`));
  await waiting;
  expect(warnings).toEqual([
    expect.stringMatching(
      /^The database postgres on 127\.0\.0\.1:\d+ cannot be reached: .* DATABASE_URL .* for 30 s\.$/,
    ),
    `The database has no table ${TABLE}: start the persistence service, which makes it. Trying again for 30 s.`,
  ]);
});

it('ST-21 ends the start with one line after 30 s, and at once when waiting does not help', async () => {
  const postgres = await startPostgres({ fsync: false });
  const clock = createFakeClock();
  const warnings: string[] = [];
  const options = { clock, warn: (line: string) => void warnings.push(line) };
  const unknown = openPostgres({ url: `${postgres.url}-but-not-this`, onError: () => undefined });
  await expect(waitForPostgres(unknown, options)).rejects.toThrow(/does not exist$/);
  expect(warnings).toEqual([]);
  await unknown.close();

  await postgres.stop();
  const sql = openPostgres({ url: postgres.url, onError: () => undefined });
  onTestFinished(() => sql.close());
  let failed: Error | undefined;
  let tries = 0;
  const counted = {
    query(...asked: Parameters<typeof sql.query>) {
      tries += 1;
      return sql.query(...asked);
    },
  };
  const waiting = waitForPostgres(counted, options).catch((error: Error) => (failed = error));
  while (failed === undefined) {
    await new Promise((resolve) => void setImmediate(resolve));
    if (clock.nextDueAt() !== undefined) await clock.advance(500);
  }
  await waiting;
  expect(failed?.message).toMatch(/^The database [^\n]+ cannot be reached[^\n]+$/);
  expect(warnings).toHaveLength(1);
  expect(tries).toBeGreaterThan(1);
});
