import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roomDocument } from '@drawguess/game/documents';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import {
  beginTurn,
  OPERATOR_TOKEN,
  openStockDocument,
  requestTicket,
  seatBots,
  startService,
  together,
  type Bot,
  type Table,
} from '../bots/index.ts';
import { endOf, probe, readMetric, stageServices } from './staged-services.ts';

const TIMEOUT_MS = 120_000;

const operations = ({ session }: Bot): string => session.canvas?.operations().join() ?? '';
const isLive = ({ session }: Bot): boolean => session.status.type === 'live';

async function seat(url: string, ...nicknames: string[]): Promise<Table> {
  const table = await seatBots(url, nicknames, { drawTimeMs: 240_000 });
  onTestFinished(() => table.close());
  return table;
}

/** Codes and reasons of the closes that sockets to this address meet. */
function closing(url: string): Promise<string> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code, reason) => resolve(`${code} ${reason.toString()}`));
  });
}

describe('services in processes of their own, behind nginx', () => {
  it(
    'serve a game, and go on with it when one sync-server is drained',
    async () => {
      const { start, startFront } = await stageServices();
      const persistence = await start('persistence');
      const [one, other] = await Promise.all([start('sync'), start('sync')]);
      const nginx = await startFront(persistence, one, other);
      const table = await seat(nginx.url, 'Ada', 'Ben');
      const turn = await beginTurn(table);
      const draw = async (x: number): Promise<void> => {
        turn.ink.begin('pen', 1, 1, [x, 100, 32]);
        turn.ink.add([[x, 800, 32]]);
        turn.ink.end();
        await together(table, 'the stroke', (bot) => operations(bot) === operations(turn.drawer));
      };
      await draw(100);

      // One client address has one sync-server.
      const [first] = table.bots;
      if (first === undefined) throw new Error('There is nobody at this table.');
      const grant = await requestTicket(nginx.url, first.token, roomDocument(table.roomId));
      const stock = openStockDocument(nginx.url, roomDocument(table.roomId), grant);
      onTestFinished(() => stock.close());
      await stock.until('the room', () => stock.synced);
      const sessions = await Promise.all([one, other].map((sync) => readMetric(sync, 'drawguess_sessions')));
      expect([Math.min(...sessions), Math.max(...sessions)]).toEqual([0, 3]);
      const busy = sessions[0] === 3 ? one : other;
      expect(await readMetric(busy, 'drawguess_rooms_in_memory')).toBe(1);

      const ended = endOf(busy);
      await expect.poll(() => probe(busy, '/readyz'), { interval: 5 }).toBe('503 draining');
      expect(await probe(busy, '/livez')).toBe('200 ok');
      expect(await closing(busy.process.url)).toBe('1012 The server is restarting.');
      expect((await ended).code).toBe(0);
      expect((await ended).ms).toBeLessThan(10_000);
      expect(stock.closeCodes).toEqual([1012]);

      await together(table, 'a place on the other sync-server', isLive);
      await draw(200);
      expect(await nginx.readAccessLog()).not.toContain(grant.ticket);
      expect(await nginx.readAccessLog()).toContain('/api/tickets 200');
    },
    TIMEOUT_MS,
  );
});

describe('ST-20 SIGTERM', () => {
  it(
    'ends both in time with 0 when there is nothing to store and Redis is gone or silent',
    async () => {
      const { redis, start } = await stageServices();
      const persistence = await start('persistence');
      const sync = await start('sync');
      redis.freeze();
      const silent = await endOf(sync);
      redis.thaw();
      await redis.kill();
      const gone = await endOf(persistence);
      expect([silent.code, gone.code]).toEqual([0, 0]);
      expect(Math.max(silent.ms, gone.ms)).toBeLessThan(10_000);
    },
    TIMEOUT_MS,
  );

  it(
    'ends both in one process in order, too',
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'drawguess-processes-'));
      const environment = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, OPERATOR_TOKEN };
      const server = await startService('standalone', environment);
      onTestFinished(async () => {
        await server.kill();
        await rm(dataDir, { recursive: true });
      });
      const { bots } = await seat(server.url, 'Ada', 'Ben');
      const running = { process: server };
      const ended = endOf(running);
      await expect.poll(() => probe(running, '/readyz'), { interval: 5 }).toBe('503 draining');
      await Promise.all(bots.map((bot) => bot.until('a cut', () => !isLive(bot))));
      const { code, ms } = await ended;
      expect(code).toBe(0);
      expect(ms).toBeLessThan(10_000);
    },
    TIMEOUT_MS,
  );

  it(
    'ends both in time when Redis is silent in a game, with 1 and one line when it does not take what there is',
    async () => {
      const { redis, start, startFront } = await stageServices();
      const persistence = await start('persistence');
      const sync = await start('sync');
      const nginx = await startFront(persistence, sync);
      const table = await seat(nginx.url, 'Ada', 'Ben');
      const turn = await beginTurn(table);
      redis.freeze();
      turn.ink.begin('pen', 1, 1, [100, 100, 32]);
      turn.ink.end();
      await together(table, 'ink that is shown', (bot) => operations(bot) === operations(turn.drawer));
      const before = sync.process.printed().length;
      const [ended, persistenceEnded] = await Promise.all([endOf(sync), endOf(persistence)]);
      expect(ended.code).toBe(1);
      expect(Math.max(ended.ms, persistenceEnded.ms)).toBeLessThan(10_000);
      expect(sync.process.printed().slice(before)).toEqual([
        expect.stringMatching(/^DrawGuess (did not end in order|ended before all was stored)/),
      ]);
      redis.thaw();

      // The drawer's device has it, and brings it to whoever comes in the place of that process.
      const next = await start('sync', { PORT: String(sync.port) });
      await together(table, 'a place', isLive);
      expect(await readMetric(next, 'drawguess_sessions')).toBe(2);
      await together(table, 'the ink', (bot) => operations(bot) === operations(turn.drawer));
    },
    TIMEOUT_MS,
  );
});

it(
  'SY-16 a sync-server that is full sends sockets away and is not ready, yet lives',
  async () => {
    const { start } = await stageServices();
    await start('persistence');
    const sync = await start('sync', { MAX_SESSIONS: '1' });
    expect(await probe(sync, '/readyz')).toBe('200 ok');
    const socket = new WebSocket(`${sync.process.url.replace('http', 'ws')}/sync`);
    await expect.poll(() => probe(sync, '/readyz')).toBe('503 full');
    expect(await closing(sync.process.url)).toBe('1013 The server is full; try again later.');
    expect(await probe(sync, '/livez')).toBe('200 ok');
    expect(await readMetric(sync, 'drawguess_sessions_refused_total')).toBe(1);
    expect(await readMetric(sync, 'drawguess_sessions_limit')).toBe(1);
    socket.terminate();
    await expect.poll(() => probe(sync, '/readyz')).toBe('200 ok');
  },
  TIMEOUT_MS,
);

it(
  'ST-21 processes are ready without the database but not without Redis, and live without both',
  async () => {
    const { redis, postgres, start } = await stageServices();
    const both = [await start('persistence'), await start('sync')];
    const ask = (path: string): Promise<string[]> => Promise.all(both.map((one) => probe(one, path)));
    expect(await ask('/health')).toEqual(['200 ok', '200 ok']);
    await postgres.kill('SIGQUIT');
    await expect.poll(() => ask('/health')).toEqual(['200 degraded', '200 degraded']);
    expect(await ask('/readyz')).toEqual(['200 ok', '200 ok']);
    redis.freeze();
    expect(await ask('/readyz')).toEqual(['503 down', '503 down']);
    expect(await ask('/livez')).toEqual(['200 ok', '200 ok']);
    redis.thaw();
    await expect.poll(() => ask('/readyz'), { timeout: 20_000 }).toEqual(['200 ok', '200 ok']);
  },
  TIMEOUT_MS,
);

it.each(['persistence', 'sync'] as const)(
  '%s ends with one line when it is not told where rooms and archive are',
  async (service) => {
    const failed = startService(service, { ...process.env, REDIS_URL: '', PORT: '0' });
    await expect(failed).rejects.toThrow(
      /^The server did not start:\nDrawGuess did not start: REDIS_URL, DATABASE_URL and SESSION_SECRET must be set: [^\n]+$/,
    );
  },
  TIMEOUT_MS,
);
