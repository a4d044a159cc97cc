import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { ArchivedGame } from '@drawguess/game/archive';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSqlArchive, migrate, type Sql } from '../../archive/index.ts';
import type { Archive } from '../../ports/index.ts';
import { startPostgres, type TestPostgres } from '../../testing/index.ts';
import { createPostgresClientIds, openPostgres, type PostgresOptions } from './index.ts';

/** One server for all tests, emptied before each. */
let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  const sql = open();
  await sql.transaction((query) => query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  await migrate(sql);
});

/** Chance that waits as long as it can, and a pool that tells nobody. */
function open(options: Partial<PostgresOptions> = {}): Sql {
  const sql = openPostgres({ url: server.url, onError: () => undefined, random: () => 1, ...options });
  onTestFinished(() => sql.close());
  return sql;
}

/** When the connection of the next message that holds a text is cut; `never`: the message is lost, and nobody told. */
type Cut = { text: string; when: 'before' | 'answered' | 'never' };

/** A network that cuts a connection at a message of our choice. */
async function startCuttingProxy(): Promise<{ url: string; cuts: Cut[] }> {
  const cuts: Cut[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(server.port, '127.0.0.1');
    let loses = false;
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on('data', (message) => {
      const [next] = cuts;
      if (next !== undefined && message.includes(next.text)) {
        cuts.shift();
        if (next.when === 'never') return;
        if (next.when === 'before') return cut();
        loses = true;
      }
      far.write(message);
    });
    // An answer shows that the server is done.
    far.on('data', (answer) => (loses ? cut() : near.write(answer)));
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', cut);
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(async () => {
    const closed = once(proxy, 'close');
    proxy.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const { port } = proxy.address() as AddressInfo;
  return { url: server.url.replace(String(server.port), String(port)), cuts };
}

const game = (id: string): ArchivedGame => ({
  kind: 'game',
  id,
  roomId: 'RoomOne1',
  language: 'en',
  startedAt: 1,
  endedAt: 2,
  turns: 10,
  isPublic: true,
  standings: ['a', 'b', 'c'].map((playerId, index) => ({
    playerId,
    nickname: playerId,
    score: 30 - index,
    rank: 1 + index,
  })),
});

describe('a connection that is cut', () => {
  it.each([
    { text: 'COMMIT', when: 'answered' },
    { text: 'COMMIT', when: 'before' },
    { text: 'INSERT INTO totals', when: 'before' },
    { text: 'INSERT INTO totals', when: 'answered' },
    { text: 'BEGIN', when: 'answered' },
  ] as const)('ST-5 at $text, $when: the game is counted once', async (cut) => {
    const proxy = await startCuttingProxy();
    const archive = await createSqlArchive(open({ url: proxy.url }));
    await archive.saveGame(game('g0'));
    proxy.cuts.push(cut);
    await archive.saveGame(game('g1'));
    expect(proxy.cuts).toEqual([]);
    await archive.saveGame(game('g1'));
    expect((await archive.totals(0)).all.games).toBe(2);
    expect((await archive.playersNamed('a'))[0]).toMatchObject({ games: 2, points: 60, turns: 20, wins: 2 });
  });

  it('ST-5 twice, at the commit and as its fate is asked for: the game is counted once', async () => {
    const proxy = await startCuttingProxy();
    const archive = await createSqlArchive(open({ url: proxy.url }));
    proxy.cuts.push({ text: 'COMMIT', when: 'answered' }, { text: 'pg_xact_status', when: 'answered' });
    await archive.saveGame(game('g1'));
    expect(proxy.cuts).toEqual([]);
    expect((await archive.totals(0)).all.games).toBe(1);
  });

  describe('at the commit of moderation', () => {
    const turn = {
      kind: 'turn' as const,
      id: 'turn1',
      gameId: 'g1',
      roomId: 'RoomOne1',
      round: 1,
      number: 1,
      language: 'en',
      word: 'cat',
      drawers: [{ playerId: 'p1', nickname: 'Ann', slot: 0 }],
      guessers: [],
      drawTimeMs: 80_000,
      startedAt: 1,
      endedAt: 2,
      guesses: [],
      points: {},
      canvas: Uint8Array.of(1),
      canvasHash: '',
      operationsInTime: 0,
      operations: 0,
    };
    const report = (id: string) => ({
      id,
      turnId: 'turn1',
      reason: 'spam' as const,
      text: '',
      at: 1,
      reporter: id,
    });

    it.each([
      ['hideTurn', (archive: Archive) => archive.hideTurn('turn1', 'removed', 5), true],
      ['hideDrawingsOf', (archive: Archive) => archive.hideDrawingsOf('p1', 5, 10), 1],
      ['saveReport', (archive: Archive) => archive.saveReport(report('r2')), 'saved'],
      ['dismissReport', (archive: Archive) => archive.dismissReport('r1', 5), true],
      ['saveBan', (archive: Archive) => archive.saveBan('ann', 9), undefined],
      ['purge', (archive: Archive) => archive.purge({ before: 3, handledBefore: 0, now: 0, limit: 9 }), 1],
    ] as const)('MD %s answers as if nothing had been', async (_name, write, answer) => {
      const proxy = await startCuttingProxy();
      const archive = await createSqlArchive(open({ url: proxy.url }));
      await archive.saveTurn(turn);
      await archive.saveReport(report('r1'));
      proxy.cuts.push({ text: 'COMMIT', when: 'answered' });
      expect(await write(archive)).toBe(answer);
      expect(proxy.cuts.length).toBe(0);
    });
  });

  it('ST-8 within a reservation, client ids are given once', async () => {
    const proxy = await startCuttingProxy();
    const blocks = createPostgresClientIds(open({ url: proxy.url }));
    const first = await blocks.reserve(10);
    proxy.cuts.push({ text: 'COMMIT', when: 'answered' });
    const second = await blocks.reserve(10);
    expect(second).toBeGreaterThanOrEqual(first + 10);
    expect(await createPostgresClientIds(open()).reserve(1)).toBeGreaterThanOrEqual(second + 10);
  });

  it('a read is asked once more, not for ever', async () => {
    const proxy = await startCuttingProxy();
    const sql = open({ url: proxy.url });
    proxy.cuts.push({ text: 'AS one', when: 'answered' });
    expect((await sql.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    proxy.cuts.push({ text: 'AS one', when: 'before' }, { text: 'AS one', when: 'answered' });
    await expect(sql.query('SELECT 1 AS one')).rejects.toThrow(
      /^The connection to the database postgres on 127\.0\.0\.1:\d+ was lost/,
    );
  });
});

it('a server that does not answer is given up, and its connection with it', async () => {
  const proxy = await startCuttingProxy();
  const sql = open({ url: proxy.url, poolSize: 1, statementMs: 200 });
  proxy.cuts.push({ text: 'AS one', when: 'never' });
  await expect(sql.query('SELECT 1 AS one')).rejects.toThrow(
    /^The database postgres on 127\.0\.0\.1:\d+ did not answer in time\.$/,
  );
  expect((await sql.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

it('after one connection was lost, those as old are not used', async () => {
  const proxy = await startCuttingProxy();
  const sql = open({ url: proxy.url });
  const pid = async () => (await sql.query('SELECT pg_backend_pid() AS pid, pg_sleep(0.1)')).rows[0]?.pid;
  const old = new Set(await Promise.all([pid(), pid(), pid()]));
  expect(old.size).toBe(3);
  proxy.cuts.push({ text: 'AS one', when: 'answered' });
  await sql.query('SELECT 1 AS one');
  for (const now of await Promise.all([pid(), pid(), pid()])) expect(old).not.toContain(now);
});

describe('a server that goes away', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'is told by a ping at once, and found again without a restart (%s)',
    async (signal) => {
      const errors: unknown[] = [];
      const sql = open({ onError: (error) => errors.push(error) });
      const archive = await createSqlArchive(sql);
      await archive.saveGame(game('g1'));
      await server.kill(signal);
      const begunAt = performance.now();
      // A killed server's children may answer once more before they learn of it.
      const ping = () => archive.ping().then(() => '', String);
      let told = '';
      while (told === '') told = await ping();
      expect(told).toMatch(/: The database postgres on 127\.0\.0\.1:\d+ cannot be reached/);
      expect(performance.now() - begunAt).toBeLessThan(3_000);
      await server.restart();
      await archive.ping();
      await archive.saveGame(game('g2'));
      expect((await archive.listGames({ limit: 9 })).games).toHaveLength(2);
      expect((await archive.totals(0)).all.games).toBe(2);
      for (const error of errors)
        expect(String(error)).toMatch(/: The connection to the database .* was lost: /);
    },
  );

  it('in the middle of a transaction: it is tried again when the server is back', async () => {
    const sql = open();
    let attempts = 0;
    await sql.transaction(async (query) => {
      attempts += 1;
      await query(`INSERT INTO bans (subject, until) VALUES ('ann', 1)`);
      if (attempts === 1) await server.restart();
    });
    expect(attempts).toBe(2);
    expect((await sql.query('SELECT subject FROM bans')).rows).toEqual([{ subject: 'ann' }]);
  });
});
