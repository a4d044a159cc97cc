import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres, startRedis } from '@drawguess/persistence/testing';
import { startServer, type RunningServer, type ServerOptions } from '@drawguess/sync-server';
import { expect, it, onTestFinished } from 'vitest';
import { findPostgres } from '../../../scripts/lib/postgres.mjs';
import { beginTurn, OPERATOR_TOKEN, seatBots } from '../bots/index.ts';
import { finishTurn } from '../crash/busy-table.ts';

const run = promisify(execFile);
/** A turn is played before each. */
const LONG = { timeout: 120_000 };

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'drawguess-restore-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function start(
  options: Pick<ServerOptions, 'dataDir'> & Partial<ServerOptions>,
): Promise<RunningServer> {
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    operatorToken: OPERATOR_TOKEN,
    logLevel: 'silent',
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

/** Two players play a turn. Resolves, once it is in the archive, with what must be there after a restore. */
async function playTurn(server: RunningServer) {
  const table = await seatBots(server.url, ['Ann', 'Ben'], { isPublic: true, rounds: 1 });
  const turn = await beginTurn(table);
  turn.ink.begin('pen', 1, 1, [100, 100, 64]);
  turn.ink.add([[300, 200, 64]]);
  turn.ink.end();
  const canvasHash = await finishTurn(table, turn, () => Promise.resolve());
  await expect
    .poll(async () => (await server.archive.listTurns({ limit: 1 })).turns.length, { timeout: 10_000 })
    .toBe(1);
  const [ann] = table.bots;
  table.close();
  return {
    code: table.code,
    playerId: ann?.playerId ?? '',
    token: ann?.token ?? '',
    canvasHash,
  };
}

/** What came back: the turn, the player's place in the room, and ids that nobody was given before. */
async function findAgain(server: RunningServer, { code, token }: { code: string; token: string }) {
  const { turns } = await server.archive.listTurns({ limit: 10 });
  const answer = await fetch(`${server.url}/api/rooms/${code}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${OPERATOR_TOKEN}` },
    body: JSON.stringify({ nickname: 'Ann', playerToken: token }),
  });
  const { playerId, clientIds } = (await answer.json()) as { playerId: string; clientIds: number[] };
  return { hashes: turns.map(({ canvasHash }) => canvasHash), playerId, clientIds };
}

it(
  'ST-1 ST-5 a copy of DATA_DIR brings back the archive, the rooms, and the players who sat in them',
  LONG,
  async () => {
    const [dataDir, backup] = [await makeDirectory(), await makeDirectory()];
    const server = await start({ dataDir });
    const before = await playTurn(server);
    const earlier = await findAgain(server, before);
    await server.close();
    await cp(dataDir, backup, { recursive: true });
    await rm(dataDir, { recursive: true });

    const found = await findAgain(await start({ dataDir: backup }), before);
    expect(found).toMatchObject({ hashes: [before.canvasHash], playerId: before.playerId });
    expect(Math.min(...found.clientIds)).toBeGreaterThan(Math.max(...earlier.clientIds));
  },
);

it(
  'ST-1 ST-5 a dump of the database brings back the archive, and the rooms in Redis go on under new client ids',
  LONG,
  async () => {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    onTestFinished(async () => void (await Promise.all([redis.stop(), postgres.stop()])));
    const shared = {
      dataDir: await makeDirectory(),
      redisUrl: redis.url,
      sessionSecret: 'a secret of this test',
    };
    const server = await start({ ...shared, databaseUrl: postgres.url });
    const before = await playTurn(server);
    const dump = join(await makeDirectory(), 'drawguess.dump');
    await run(program('pg_dump'), ['--format=custom', `--file=${dump}`, postgres.url]);
    // What is given out after the backup is in rooms' logs, and not in the backup.
    const later = await findAgain(server, before);
    await server.close();
    await postgres.stop();

    const fresh = await startPostgres();
    onTestFinished(() => fresh.stop());
    await run(program('pg_restore'), ['--no-owner', `--dbname=${fresh.url}`, dump]);
    await run(program('psql'), [fresh.url, '-c', 'UPDATE client_id_blocks SET next = next + 10000000']);

    const found = await findAgain(await start({ ...shared, databaseUrl: fresh.url }), before);
    expect(found).toMatchObject({ hashes: [before.canvasHash], playerId: before.playerId });
    expect(Math.min(...found.clientIds)).toBeGreaterThan(Math.max(...later.clientIds) + 1_000_000);
  },
);

const program = (name: string): string => join(findPostgres() ?? '', name);
