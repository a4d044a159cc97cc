import { gunzipSync } from 'node:zlib';
import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import { ROOTS } from '@drawguess/game/documents';
import { toSvg } from '@drawguess/game/ink';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { OPERATOR_TOKEN, refused, setUp } from './staged-http.ts';

const canvas = (() => {
  const doc = new Y.Doc();
  doc.getArray(ROOTS.ink).push(['B1', 'P1']);
  return Y.encodeStateAsUpdate(doc);
})();
const turn = (id: string, endedAt: number): ArchivedTurn => ({
  kind: 'turn',
  id,
  gameId: 'game1',
  roomId: 'room1',
  round: 1,
  number: 1,
  language: 'en',
  word: 'cat',
  drawers: [{ playerId: 'p1', nickname: 'Ann', slot: 0 }],
  guessers: [{ playerId: 'p2', nickname: 'Bo' }],
  drawTimeMs: 80_000,
  startedAt: 1_000,
  endedAt,
  guesses: [{ id: 'g1', playerId: 'p2', nickname: 'Bo', text: 'cat', at: 2_000, verdict: 'right' }],
  points: { p1: 10, p2: 20 },
  canvas,
  canvasHash: '00ff',
  operationsInTime: 2,
  operations: 2,
});

describe('GET /api/turns', () => {
  it('ST-5 lists the archive newest first, page by page', async () => {
    const { archive, get } = setUp();
    for (const number of [1, 2, 3])
      await archive.saveTurn({ ...turn(`turn${number}`, number * 1_000), isPublic: true });
    const first = await get('/api/turns?limit=2');
    expect(first.body).toMatchObject({ turns: [{ id: 'turn3', word: 'cat', rights: 1 }, { id: 'turn2' }] });
    const rest = await get(`/api/turns?limit=2&before=${String(first.body.cursor)}`);
    expect(rest.body).toEqual({ turns: [expect.objectContaining({ id: 'turn1' })] });
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'before=nonsense'])('ST-5 refuses ?%s', async (query) => {
    const { get } = setUp();
    expect(await get(`/api/turns?${query}`)).toMatchObject({
      status: 400,
      body: refused('bad-request', /^querystring\//),
    });
  });

  it('ST-5 shows one turn with its ink and guess log', async () => {
    const { archive, get } = setUp();
    await archive.saveTurn(turn('turn1', 5_000));
    const { status, headers, body } = await get('/api/turns/turn1');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-cache');
    const { kind: _kind, roomId: _roomId, canvas: _canvas, ...shown } = turn('turn1', 5_000);
    expect(body).toEqual({ ...shown, scoring: 1, operations: ['B1', 'P1'] });
  });

  it('IN-17 shows a drawing as SVG, for ever the same by its hash', async () => {
    const { app, archive } = setUp();
    await archive.saveTurn(turn('turn1', 5_000));
    const ask = (query = '', headers = {}) =>
      app.inject({ method: 'GET', url: `/api/turns/turn1/drawing.svg${query}`, headers });
    const plain = await ask();
    expect(plain.statusCode).toBe(200);
    expect(plain.body).toBe(toSvg(['B1', 'P1']));
    expect(plain.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
      etag: '"00ff"',
    });
    const packed = await ask('?hash=00ff', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(packed.headers['cache-control']).toContain('immutable');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect((await ask('?hash=other')).headers['cache-control']).toBe('no-cache');
    expect((await ask('', { 'if-none-match': '"00ff"' })).statusCode).toBe(304);
  });

  it('SY-9 renders only so many drawings for one address', async () => {
    const { archive, app, clock } = setUp();
    const ask = (id: string) => app.inject({ method: 'GET', url: `/api/turns/${id}/drawing.svg` });
    for (let index = 0; index <= 120; index++) await archive.saveTurn(turn(`turn${index}`, index));
    for (let index = 0; index < 120; index++) expect((await ask(`turn${index}`)).statusCode).toBe(200);
    expect((await ask('turn120')).statusCode).toBe(429);
    expect((await ask('turn119')).statusCode).toBe(200);
    await clock.advance(1_000);
    expect((await ask('turn120')).statusCode).toBe(200);
  });

  it('SY-9 answers one address only so often, and another one all the same', async () => {
    const { get, clock } = setUp();
    const ask = (ip: string) => get('/api/turns', { 'x-forwarded-for': ip });
    for (let count = 0; count < 240; count++) expect((await ask('198.51.100.1')).status).toBe(200);
    expect((await ask('198.51.100.1')).status).toBe(429);
    expect((await ask('198.51.100.2')).status).toBe(200);
    await clock.advance(250);
    expect((await ask('198.51.100.1')).status).toBe(200);
  });

  it('ST-5 knows only what is archived', async () => {
    const { get } = setUp();
    expect(await get('/api/turns/turn1')).toMatchObject({ status: 404, body: refused('unknown-turn') });
    expect(await get('/api/turns/..%2f')).toMatchObject({ status: 400, body: refused('bad-request') });
  });
});

describe('what is public', () => {
  it('ST-11 lists turns of public rooms, and others only for who knows the game’s id', async () => {
    const { archive, get } = setUp();
    await archive.saveTurn({ ...turn('open1', 1_000), gameId: 'gameA', isPublic: true });
    await archive.saveTurn({ ...turn('closed1', 2_000), gameId: 'gameB' });
    const idsAt = async (url: string): Promise<unknown> =>
      ((await get(url)).body.turns as { id: string }[]).map(({ id }) => id);
    expect(await idsAt('/api/turns')).toEqual(['open1']);
    expect(await idsAt('/api/turns?gameId=gameB')).toEqual(['closed1']);
    expect((await get('/api/turns/closed1')).status).toBe(200);
    expect((await get("/api/turns?gameId='--")).status).toBe(400);
  });

  it('ST-11 tells of public turns and games as they happened, page by page', async () => {
    const { archive, get } = setUp();
    await archive.saveTurn({ ...turn('turn1', 1_000), isPublic: true });
    await archive.saveGame(game('game1', 2_000));
    await archive.saveTurn({ ...turn('turn2', 3_000), isPublic: true });
    await archive.saveTurn(turn('closed1', 4_000));
    await archive.saveGame({ ...game('game2', 5_000), isPublic: false });
    const first = await get('/api/recent-activity?limit=2');
    expect(first.body).toMatchObject({
      items: [
        { type: 'turn', at: 3_000, turn: { id: 'turn2', word: 'cat' } },
        { type: 'game', at: 2_000, game: { id: 'game1', standings: [{ nickname: 'Ann', rank: 1 }, {}, {}] } },
      ],
    });
    const rest = await get(`/api/recent-activity?limit=2&before=${String(first.body.cursor)}`);
    expect(rest.body).toMatchObject({ items: [{ turn: { id: 'turn1' } }] });
    expect(rest.body).not.toHaveProperty('cursor');
    // Player ids are not needed to tell who won.
    expect(JSON.stringify(first.body.items)).not.toContain('"playerId":"p3"');
  });
});

const game = (id: string, endedAt: number): ArchivedGame => ({
  kind: 'game',
  id,
  roomId: 'room1',
  language: 'en',
  startedAt: 0,
  endedAt,
  turns: 6,
  standings: [
    { playerId: 'p1', nickname: 'Ann', score: 900, rank: 1 },
    { playerId: 'p2', nickname: 'Bo', score: 600, rank: 2 },
    { playerId: 'p3', nickname: 'Cy', score: 300, rank: 3 },
  ],
  isPublic: true,
});

describe('standings', () => {
  it('ST-12 shows this week’s best, or those of all time, page by page', async () => {
    const { archive, clock, get } = setUp();
    await archive.saveGame(game('game1', clock.now()));
    await archive.saveGame(game('game2', clock.now()));
    await archive.saveGame(game('last-week', clock.now() - 7 * 86_400_000));
    const first = await get('/api/leaderboard?limit=2');
    expect(first.body).toMatchObject({
      period: 'week',
      players: [
        { playerId: 'p1', nickname: 'Ann', games: 2, wins: 2, points: 1_800, turns: 12, pointsPerTurn: 150 },
        { nickname: 'Bo', pointsPerTurn: 100 },
      ],
    });
    const rest = await get(`/api/leaderboard?limit=2&before=${String(first.body.cursor)}`);
    expect(rest.body).toMatchObject({ players: [{ nickname: 'Cy', pointsPerTurn: 50 }] });
    expect((await get('/api/leaderboard?period=all')).body).toMatchObject({
      players: [{ nickname: 'Ann', games: 3 }, { nickname: 'Bo' }, { nickname: 'Cy' }],
    });
    expect((await get('/api/leaderboard?period=year')).status).toBe(400);
  });

  it('ST-12 tells what a name has come to, and what it drew in public', async () => {
    const { archive, get } = setUp();
    await archive.saveGame(game('game1', 1_000));
    await archive.saveTurn({ ...turn('turn1', 1_000), isPublic: true });
    await archive.saveTurn(turn('closed1', 2_000));
    expect((await get('/api/user/Ann/stats')).body).toMatchObject({
      nickname: 'Ann',
      players: [{ playerId: 'p1', games: 1, wins: 1, pointsPerTurn: 150 }],
      drawings: [{ id: 'turn1' }],
    });
    const nobody = { nickname: '고양이 2', players: [], drawings: [] };
    expect((await get(`/api/user/${encodeURIComponent('고양이 2')}/stats`)).body).toEqual(nobody);
  });

  it('ST-13 counts everything that was played, day by day', async () => {
    const { archive, clock, get, makeRoom, join } = setUp();
    await archive.saveTurn(turn('closed1', clock.now()));
    await join(await makeRoom({ settings: { isPublic: true } }));
    const { body } = await get('/api/stats/overview');
    expect(body).toMatchObject({ all: { turns: 1, guesses: 1, rights: 1 }, roomsOpen: 1, publicRooms: 1 });
    const days = body.days as { turns: number }[];
    expect(days).toHaveLength(30);
    expect(days.map(({ turns }) => turns).reduce((sum, turns) => sum + turns)).toBe(1);
    expect(days.at(-1)?.turns).toBe(1);
  });

  it('SY-9 answers one address only so often', async () => {
    const { get } = setUp();
    for (let count = 0; count < 120; count++) expect((await get('/api/leaderboard')).status).toBe(200);
    expect(await get('/api/stats/overview')).toMatchObject({
      status: 429,
      body: refused('too-many-requests'),
    });
  });
});

describe('moderation', () => {
  const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const from = (ip: string) => ({ 'x-forwarded-for': ip });

  it('MD-1 takes a report of a drawing, whoever it is, and shows it to the operator alone', async () => {
    const { archive, post, get } = setUp();
    await archive.saveTurn(turn('turn1', 1_000));
    const text = ' Not\nnice ';
    const answer = await post('/api/turns/turn1/reports', { reason: 'offensive', text });
    expect(answer).toMatchObject({ status: 201, body: { reported: true } });
    expect((await get('/api/operator/reports', operator)).body).toMatchObject({
      reports: [{ reason: 'offensive', text: 'Not nice', turn: { id: 'turn1', word: 'cat' } }],
    });
    expect((await post('/api/turns/turn1/reports', { reason: 'offensive' })).status).toBe(201);
    expect((await get('/api/operator/reports', operator)).body.reports).toHaveLength(1);
  });

  it.each([
    [{ reason: 'ugly' }, 400, 'bad-request'],
    [{ reason: 'spam', text: 'x'.repeat(501) }, 400, 'bad-request'],
    [{ reason: 'spam', text: 'a\u202eb' }, 400, 'bad-text'],
    [{ reason: 'spam', about: 'me' }, 400, 'bad-request'],
  ])('MD-1 refuses the report %j', async (body, status, code) => {
    const { archive, post } = setUp();
    await archive.saveTurn(turn('turn1', 1_000));
    expect(await post('/api/turns/turn1/reports', body)).toMatchObject({ status, body: refused(code) });
  });

  it('MD-1 takes only so many reports of one address, and of turns that are shown', async () => {
    const { archive, post } = setUp();
    await archive.saveTurn(turn('turn1', 1_000));
    const report = (id: string, ip: string) => post(`/api/turns/${id}/reports`, { reason: 'spam' }, from(ip));
    for (let count = 0; count < 5; count++) expect((await report('turn1', '198.51.100.1')).status).toBe(201);
    expect((await report('turn1', '198.51.100.1')).status).toBe(429);
    expect(await report('turn9', '198.51.100.2')).toMatchObject({
      status: 404,
      body: refused('unknown-turn'),
    });
    await archive.hideTurn('turn1', 'removed', 5);
    expect(await report('turn1', '198.51.100.2')).toMatchObject({
      status: 410,
      body: refused('turn-removed'),
    });
  });

  it('MD-2 lets nobody but the operator in, and does not listen to who tries tokens', async () => {
    const { clock, get } = setUp();
    const ask = (ip: string, token?: string) =>
      get('/api/operator/reports', { ...from(ip), ...(token && { authorization: `Bearer ${token}` }) });
    for (let count = 0; count < 5; count++)
      expect(await ask('198.51.100.1', 'a guess')).toMatchObject({
        status: 401,
        body: refused('wrong-operator-token'),
      });
    const later = await ask('198.51.100.1', OPERATOR_TOKEN);
    expect(later).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    expect((await ask('198.51.100.2')).status).toBe(401);
    expect((await ask('198.51.100.3', OPERATOR_TOKEN)).status).toBe(200);
    await clock.advance(60_000);
    expect((await ask('198.51.100.1', OPERATOR_TOKEN)).status).toBe(200);
  });

  it('MD-2 without a token there is no operator, and that is said', async () => {
    const { app } = setUp({ operatorToken: undefined as unknown as string });
    for (const url of ['turns/turn1/remove', 'reports/r1/dismiss', 'bans']) {
      const answer = await app.inject({
        method: 'POST',
        url: `/api/operator/${url}`,
        payload: {},
        headers: { authorization: 'Bearer undefined' },
      });
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toEqual(refused('no-operator', /OPERATOR_TOKEN/));
    }
  });

  it('MD-3 a removed drawing is gone from everywhere, with a clear word', async () => {
    const { archive, app, get, post } = setUp();
    await archive.saveTurn({ ...turn('turn1', 1_000), isPublic: true });
    await post('/api/turns/turn1/reports', { reason: 'other' });
    await app.inject({ method: 'GET', url: '/api/turns/turn1/drawing.svg' });
    expect((await post('/api/operator/turns/turn1/remove', {}, operator)).body).toEqual({ removed: true });
    for (const path of ['', '/drawing.svg']) {
      expect(await get(`/api/turns/turn1${path}`)).toMatchObject({
        status: 410,
        body: refused('turn-removed', /operator/),
      });
    }
    for (const url of ['/api/turns', '/api/turns?gameId=game1'])
      expect((await get(url)).body.turns).toEqual([]);
    expect((await get('/api/recent-activity')).body.items).toEqual([]);
    expect((await get('/api/operator/reports', operator)).body.reports).toEqual([]);
    expect((await post('/api/operator/turns/turn1/remove', {}, operator)).status).toBe(404);
  });

  it('MD-3 a report is dismissed once', async () => {
    const { archive, get, post } = setUp();
    await archive.saveTurn(turn('turn1', 1_000));
    await post('/api/turns/turn1/reports', { reason: 'other' });
    const [report] = (await get('/api/operator/reports', operator)).body.reports as { id: string }[];
    const url = `/api/operator/reports/${report?.id}/dismiss`;
    expect((await post(url, {}, operator)).body).toEqual({ dismissed: true });
    expect(await post(url, {}, operator)).toMatchObject({ status: 404, body: refused('unknown-report') });
    expect((await get('/api/turns/turn1')).status).toBe(200);
  });

  it('MD-4 a banned address makes and joins no rooms until the ban is over', async () => {
    const { clock, referee, makeRoom, post } = setUp();
    const code = await makeRoom();
    const ban = { address: '2001:db8:1:2::7', days: 2 };
    const { body } = await post('/api/operator/bans', ban, operator);
    expect(body).toEqual({ until: clock.now() + 2 * 86_400_000 });
    const attempt = (ip: string) => [
      post('/api/rooms', {}, from(ip)),
      post(`/api/rooms/${code}/join`, { nickname: 'Ann' }, from(ip)),
    ];
    for (const answer of await Promise.all(attempt('2001:db8:1:2:ffff::1')))
      expect(answer).toMatchObject({ status: 403, body: refused('banned', /until \d{4}-\d\d-\d\d/) });
    for (const answer of await Promise.all(attempt('2001:db8:1:3::7')))
      expect(answer.status).toBeLessThan(300);
    // A referee that looks for rooms twice a second would make two days long.
    await referee.close();
    await clock.advance(2 * 86_400_000);
    const again = await post('/api/rooms', {}, from('2001:db8:1:2::7'));
    expect(again.status).toBe(201);
  });

  it('MD-4 a ban of a player reaches them by their token and by the address they came from', async () => {
    const { makeRoom, post } = setUp();
    const code = await makeRoom();
    const seat = async (ip: string, body: object) => post(`/api/rooms/${code}/join`, body, from(ip));
    const { body } = await seat('198.51.100.1', { nickname: 'Ann' });
    await post('/api/operator/bans', { playerId: body.playerId, days: 1 }, operator);
    expect((await seat('198.51.100.1', { nickname: 'New' })).status).toBe(403);
    expect((await seat('198.51.100.2', { nickname: 'Ann', playerToken: body.token })).status).toBe(403);
    expect((await seat('198.51.100.2', { nickname: 'Bo' })).status).toBe(200);
  });

  it('MD-4 without the archive nobody is kept out', async () => {
    const { archive, post } = setUp();
    archive.bannedUntil = () => Promise.reject(new Error('gone'));
    expect((await post('/api/rooms', {})).status).toBe(201);
  });

  it.each([
    { address: 'somewhere', days: 1 },
    { days: 1 },
    { playerId: 'p1', days: 0 },
    { playerId: 'p1', days: 400 },
  ])('MD-4 refuses the ban %j', async (ban) => {
    const { post } = setUp();
    expect((await post('/api/operator/bans', ban, operator)).status).toBe(400);
  });

  it('MD-5 players delete what they drew, by tokens that prove who they were, also when they have expired', async () => {
    const { archive, clock, referee, get, post, makeRoom, join } = setUp();
    const ann = await join(await makeRoom());
    const drawers = [{ playerId: ann.playerId, nickname: 'Ann', slot: 0 }];
    await archive.saveTurn({ ...turn('mine', 1_000), drawers });
    await archive.saveTurn(turn('other', 1_000));
    await referee.close();
    await clock.advance(40 * 60 * 60 * 1_000);
    const deleteMine = (tokens: string[]) => post('/api/turns/delete-mine', { tokens });
    expect(await deleteMine(['a.b'])).toMatchObject({ status: 401, body: refused('token-forged') });
    expect((await deleteMine(['a.b', ann.token, ann.token])).body).toEqual({ deleted: 1 });
    expect((await deleteMine([ann.token])).body).toEqual({ deleted: 0 });
    expect(await get('/api/turns/mine')).toMatchObject({ status: 410, body: refused('turn-deleted') });
    expect((await get('/api/turns/other')).status).toBe(200);
    expect((await deleteMine([])).status).toBe(400);
  });
});

describe('GET /api/status', () => {
  it('ST-14 says how the service is, with 5 minutes of samples and no more', async () => {
    const { clock, get, makeRoom } = setUp();
    await makeRoom();
    await get('/livez');
    await clock.advance(10 * 60_000);
    const { status, headers, body } = await get('/api/status');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      application: { version: '1.2.3', commit: 'abcdef0', uptimeMs: 600_000, roomsOpen: 1, unarchived: 0 },
      dependencies: [],
      prometheus: { state: 'not-configured' },
    });
    const trends = body.trends as Record<string, number[]>;
    for (const series of Object.values(trends)) expect(series).toHaveLength(60);
    expect(trends.at?.at(-1)).toBe(clock.now());
  });

  it('ST-14 counts requests and says which dependency is down', async () => {
    const probe = () => Promise.reject(new Error('gone'));
    const { clock, get } = setUp({ dependencies: [{ name: 'room-log', required: true, probe }] });
    for (let count = 0; count < 3; count++) await get('/metrics').catch(() => undefined);
    await clock.advance(5_000);
    const { body } = await get('/api/status');
    expect(body).toMatchObject({ status: 'down', trends: { requests: [3], failedRequests: [0] } });
    expect(body.issues).toContainEqual({
      code: 'dependency-down',
      severity: 'critical',
      message: 'room-log does not answer: nobody can play.',
    });
    expect(body.prometheus).toEqual({ state: 'metrics-are-read', readAt: expect.any(Number) as number });
  });
});
