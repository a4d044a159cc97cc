import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInkSender, createSession } from '@drawguess/client/session';
import { slotOf } from '@drawguess/game/documents';
import { CLOSE } from '@drawguess/game/wire';
import { createMemoryArchive, createMemoryClientIds } from '@drawguess/persistence/adapters/memory';
import { openRedisRoomLog } from '@drawguess/persistence/adapters/redis';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import { createReferee } from '@drawguess/persistence/referee';
import { startRedis } from '@drawguess/persistence/testing';
import { createTokens } from '@drawguess/persistence/tokens';
import { createHub } from '@drawguess/sync-server/hub';
import { serveSockets } from '@drawguess/sync-server/sockets';
import { afterEach, expect, it, vi } from 'vitest';
import { createLine } from '../bots/index.ts';

const clock = createSystemClock();
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const closer of closers.splice(0).reverse()) await closer();
});

/** Two sync-servers on one Redis, the referee beside the first. */
async function startTwo() {
  const redis = await startRedis();
  closers.push(() => redis.stop());
  const tokens = createTokens('a secret for tests only');
  const clientIds = createMemoryClientIds();
  const errors: unknown[] = [];
  const start = async () => {
    const log = await openRedisRoomLog({ url: redis.url, clock, onError: (error) => errors.push(error) });
    closers.push(() => log.close());
    const pool = createClientIdPool(clientIds, 100);
    const common = {
      log,
      clock,
      nextClientId: () => pool.next(),
      onError: (error: unknown) => void errors.push(error),
    };
    const hub = createHub({ ...common, tokens });
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    const sockets = serveSockets(http, hub, {
      allowedOrigins: [],
      maxSessions: 100,
      clock,
      random: Math.random,
    });
    closers.push(async () => {
      await hub.close();
      await sockets.close();
      http.close();
    });
    return { common, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  };
  const [near, far] = [await start(), await start()];
  const referee = createReferee({
    ...near.common,
    archive: createMemoryArchive(),
    randomBytes,
    hashCanvas: (operations) => operations.join(),
  });
  closers.push(() => referee.close());
  const { roomId, code } = await referee.createRoom({});

  const join = async (nickname: string) => {
    const seat = await referee.join({ code, nickname });
    if ('refusal' in seat) throw new Error(seat.refusal);
    const { playerId } = seat;
    return { playerId, token: tokens.signSession({ roomId, playerId, expiresAt: Date.now() + 60_000 }) };
  };
  /** A page that connects to the server of the moment. */
  const openPage = (seat: Awaited<ReturnType<typeof join>>, at: { url: string }) => {
    let line = createLine(at.url);
    const session = createSession({
      roomId,
      ...seat,
      connect: (events) => line.connect(events),
      clock,
      randomId: randomUUID,
      random: Math.random,
    });
    closers.push(() => session.close());
    return {
      session,
      get ink() {
        return session.canvas?.operations() ?? [];
      },
      draw(points: number): void {
        const phase = session.room?.phase;
        const slot = phase && slotOf(phase, seat.playerId);
        if (session.canvas === undefined || slot === undefined)
          throw new Error('There is no wall to draw on.');
        const hand = createInkSender(session.canvas, slot, clock);
        hand.begin('pen', 1, 1, [10, 10, 30]);
        for (let index = 1; index <= points; index++) hand.add([[10 + 9 * index, 20 * index, 30]]);
        hand.end();
        hand.close();
      },
      moveTo(other: { url: string }): void {
        const old = line;
        line = createLine(other.url);
        old.cut();
      },
    };
  };
  return { near, far, join, openPage, errors };
}

const until = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 15_000, interval: 10 });

it('SY-20 SY-21 SY-23 players of one room draw and move between two servers on one Redis', async () => {
  const { near, far, join, openPage, errors } = await startTwo();
  const [annSeat, benSeat] = [await join('Ann'), await join('Ben')];
  const [ann, ben] = [openPage(annSeat, near), openPage(benSeat, far)];
  for (const page of [ann, ben]) await until(() => expect(page.session.canvas?.synced).toBe(true));
  ann.draw(20);
  ben.draw(20);
  ann.session.send({ type: 'say', text: 'from the first' });
  await until(() => {
    expect(ann.ink.length).toBeGreaterThan(3);
    expect(ben.ink).toEqual(ann.ink);
  });

  ann.moveTo(far);
  ann.draw(5);
  ann.session.send({ type: 'say', text: 'on the way' });
  await until(() => {
    expect(ann.session.status.type).toBe('live');
    expect(ann.session.waiting).toBe(0);
    expect(ben.session.chat.filter(({ type }) => type === 'said')).toHaveLength(2);
    expect(ann.session.canvas?.synced).toBe(true);
    expect(ben.ink).toEqual(ann.ink);
  });
  expect(new Set(ben.ink).size).toBe(ben.ink.length);

  const newer = openPage(annSeat, near);
  await until(() => {
    expect(ann.session.status).toMatchObject({ type: 'ended', code: CLOSE.takenOver });
    expect(newer.ink).toEqual(ben.ink);
  });
  expect(newer.session.status.type).toBe('live');
  expect(errors).toEqual([]);
});
