import { readRoom } from '@drawguess/game/documents';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Dependency } from './index.ts';
import { OPERATOR_TOKEN, refused, setUp, type Joined } from './staged-http.ts';

describe('POST /api/rooms', () => {
  it('RM-1 makes a room', async () => {
    const { post, referee } = setUp();
    const { status, body } = await post('/api/rooms', {
      name: ' Tea  time ',
      settings: { rounds: 5, language: 'ko' },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      roomId: expect.any(String) as string,
      code: expect.stringMatching(/^[A-Z2-9]{5}$/) as string,
    });
    expect(referee.inspect(String(body.roomId))).toMatchObject({
      name: 'Tea time',
      settings: { rounds: 5, language: 'ko', maxPlayers: 8 },
    });
  });

  it.each([
    [{ settings: { rounds: 0 } }, 'bad-request', /^body\/settings\/rounds must be >= 1\.$/],
    [{ settings: { rounds: '3' } }, 'bad-request', /^body\/settings\/rounds must be integer\.$/],
    [{ settings: { cheat: true } }, 'bad-request', /^body\/settings\/cheat is not known here\.$/],
    [{ name: 7 }, 'bad-request', /^body\/name must be string\.$/],
    [[], 'bad-request', /^body must be object\.$/],
    [{ name: 'x'.repeat(41) }, 'bad-name', /40 characters/],
    [{ name: 'a\u202eb' }, 'bad-name', /invisible/],
    [{ name: 'Bullshit bingo', settings: { isPublic: true } }, 'rude-name', /kinder/],
  ])('RM-4 refuses %j', async (payload, code, message) => {
    const { post, log } = setUp();
    const { status, body } = await post('/api/rooms', payload);
    expect(status).toBe(400);
    expect(body).toEqual(refused(code, message));
    expect(await log.rooms()).toEqual([]);
  });

  it.each([
    ['{"name":', 'application/json', 400, 'bad-json'],
    ['', 'application/json', 400, 'bad-json'],
    ['{"__proto__":{"a":1}}', 'application/json', 400, 'bad-json'],
    ['name=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    [JSON.stringify({ name: 'x'.repeat(20_000) }), 'application/json', 413, 'too-large'],
  ])('answers %j as %s with %i', async (payload, type, status, code) => {
    const { app } = setUp();
    const response = await app.inject({
      method: 'POST',
      url: '/api/rooms',
      payload,
      headers: { 'content-type': type },
    });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual(refused(code));
  });

  it('SY-9 lets one address make only so many rooms, and the operator any number', async () => {
    const { clock, post } = setUp();
    const make = async (ip: string, headers = {}) =>
      post('/api/rooms', {}, { 'x-forwarded-for': ip, ...headers });
    for (let count = 0; count < 20; count++) expect((await make('198.51.100.1')).status).toBe(201);
    const { status, headers, body } = await make('198.51.100.1');
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('10');
    expect(body).toEqual(refused('too-many-requests', /Try again in 10 s/));
    expect((await make('198.51.100.2')).status).toBe(201);
    expect((await make('198.51.100.1', { authorization: 'Bearer wrong' })).status).toBe(429);
    await clock.advance(10_000);
    expect((await make('198.51.100.1')).status).toBe(201);
  });
});

describe('the operator', () => {
  it('SY-9 is not rate-limited', async () => {
    const { post } = setUp();
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    for (let count = 0; count < 25; count++) expect((await post('/api/rooms', {}, headers)).status).toBe(201);
  });
});

describe('GET /api/rooms', () => {
  it('RM-7 lists public rooms with somebody in them', async () => {
    const { get, makeRoom, join } = setUp();
    const code = await makeRoom({ name: 'Open', settings: { isPublic: true } });
    await makeRoom({ settings: { isPublic: true } });
    const { roomId } = await join(code);
    await join(await makeRoom({ name: 'Hidden' }));
    const room = { roomId, code, name: 'Open', players: 1, maxPlayers: 8, language: 'en' };
    expect((await get('/api/rooms')).body).toEqual({ rooms: [room] });
  });
});

describe('POST /api/rooms/:code/join', () => {
  it('RM-2 lets a player in, whatever the case of the code', async () => {
    const { makeRoom, post, tokens, clock } = setUp();
    const code = await makeRoom();
    const { status, body } = await post(`/api/rooms/${code.toLowerCase()}/join`, {
      nickname: ' Ann ',
      avatar: 'U00',
    });
    expect(status).toBe(200);
    const { roomId, playerId, token } = body as Joined;
    expect(body).toEqual({
      roomId,
      playerId,
      nickname: 'Ann',
      token,
      documents: {
        room: `room:${roomId}`,
        chat: `chat:${roomId}`,
        outbox: `outbox:${roomId}:${playerId}`,
        private: `private:${roomId}:${playerId}`,
      },
      clientIds: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
      protocol: 1,
    });
    expect(tokens.verifySession(token, clock.now())).toMatchObject({ roomId, playerId });
  });

  it('ST-8 grants client ids of one’s own, durably', async () => {
    const { makeRoom, join, log } = setUp();
    const code = await makeRoom();
    const [ann, bo] = [await join(code, 'Ann'), await join(code, 'Bo')];
    expect(new Set([...ann.clientIds, ...bo.clientIds]).size).toBe(8);
    const found = await log.crash({ loseSinceMs: 1_000_000 }).read(ann.roomId, 0);
    const granted = found.flatMap(({ entries }) =>
      entries.flatMap((one) => (one.type === 'grant' ? [one] : [])),
    );
    for (const { playerId, clientIds } of [ann, bo]) {
      for (const clientId of clientIds) expect(granted).toContainEqual({ type: 'grant', clientId, playerId });
    }
  });

  it('RM-2 lets a player back in with their token, and gives a second one of the same name a number', async () => {
    const { makeRoom, join } = setUp();
    const code = await makeRoom();
    const first = await join(code);
    const again = await join(code, 'Ann', first.token);
    const other = await join(code);
    expect(again).toMatchObject({ playerId: first.playerId, nickname: 'Ann' });
    expect(again.clientIds).not.toEqual(first.clientIds);
    expect(other).toMatchObject({ nickname: 'Ann 2' });
    expect(other.playerId).not.toBe(first.playerId);
  });

  it('RM-9 refuses tokens that are forged, expired or for another room', async () => {
    const { clock, referee, makeRoom, join, post } = setUp();
    const [code, other] = [await makeRoom(), await makeRoom()];
    const { token } = await join(code);
    const joinWith = (playerToken: string, room = code) =>
      post(`/api/rooms/${room}/join`, { nickname: 'Ann', playerToken });
    expect(await joinWith(`${token.slice(0, -2)}AA`)).toMatchObject({
      status: 401,
      body: refused('token-forged'),
    });
    expect(await joinWith('')).toMatchObject({ status: 401, body: refused('token-forged') });
    expect(await joinWith(token, other)).toMatchObject({
      status: 401,
      body: refused('token-of-another-room'),
    });
    await referee.close();
    await clock.advance(36 * 60 * 60 * 1000);
    expect(await joinWith(token)).toMatchObject({ status: 401, body: refused('token-expired') });
  });

  it.each(['', '  ', '!!', 'x'.repeat(21), 'A\u200bnn'])(
    'RM-2 refuses the nickname %j with a reason',
    async (nickname) => {
      const { makeRoom, post } = setUp();
      const answer = await post(`/api/rooms/${await makeRoom()}/join`, { nickname });
      expect(answer).toMatchObject({ status: 400, body: refused('bad-nickname', /^A nickname has /) });
    },
  );

  it('RM-27 refuses a rude nickname in a public room', async () => {
    const { makeRoom, post } = setUp();
    const ask = async (isPublic: boolean) =>
      post(`/api/rooms/${await makeRoom({ settings: { isPublic } })}/join`, { nickname: '씨발' });
    expect(await ask(true)).toMatchObject({ status: 400, body: refused('rude-nickname', /kinder/) });
    expect((await ask(false)).status).toBe(200);
  });

  it('RM-21 lets spectators in, and says when none are wanted', async () => {
    const { makeRoom, post, referee } = setUp();
    const ask = async (settings: object) =>
      post(`/api/rooms/${await makeRoom({ settings })}/join`, { nickname: 'Wim', role: 'spectator' });
    const { status, body } = await ask({});
    expect(status).toBe(200);
    expect(referee.inspect(String(body.roomId))).toMatchObject({
      players: [],
      spectators: [{ playerId: body.playerId, nickname: 'Wim' }],
    });
    expect(await ask({ allowSpectators: false })).toMatchObject({
      status: 409,
      body: refused('no-spectators', /Join it as a player/),
    });
  });

  it('RM-20 takes an avatar, and refuses what is none', async () => {
    const { makeRoom, post, log } = setUp();
    const path = `/api/rooms/${await makeRoom()}/join`;
    const { status, body } = await post(path, { nickname: 'Ann', avatar: 'U00.U01' });
    expect(status).toBe(200);
    const doc = new Y.Doc();
    for (const { entries } of await log.read(String(body.roomId), 0))
      for (const entry of entries)
        if (entry.type === 'update' && entry.document.startsWith('room:')) Y.applyUpdate(doc, entry.update);
    expect(readRoom(doc)?.players).toMatchObject([{ nickname: 'Ann', avatar: 'U00.U01' }]);
    for (const avatar of ['hello', 'U10', 'U00.', 'U00.'.repeat(2_000)])
      expect(await post(path, { nickname: 'Bo', avatar })).toMatchObject({
        status: 400,
        body: refused('bad-avatar', /Draw a simpler one/),
      });
  });

  it('RM-2 refuses a join without a nickname', async () => {
    const { makeRoom, post } = setUp();
    const answer = await post(`/api/rooms/${await makeRoom()}/join`, {});
    expect(answer).toMatchObject({ status: 400, body: refused('bad-request', /nickname/) });
  });

  it('RM-3 says when there is no such room and when it is full', async () => {
    const { makeRoom, join, post } = setUp();
    const code = await makeRoom({ settings: { maxPlayers: 2 } });
    await join(code, 'Ann');
    await join(code, 'Bo');
    expect(await post(`/api/rooms/${code}/join`, { nickname: 'Cy' })).toMatchObject({
      status: 409,
      body: refused('room-full'),
    });
    const nowhere = await post('/api/rooms/ZZZZZ/join', { nickname: 'Cy' });
    expect(nowhere).toMatchObject({ status: 404, body: refused('unknown-room') });
  });

  it.each([
    { refusal: 'room-locked', error: 'room-locked', status: 409, message: /locked/ },
    { refusal: 'removed', error: 'removed', status: 403, message: /removed/ },
    { refusal: 'unanswered', error: 'try-again', status: 503, message: /Try again/ },
  ] as const)(
    'RM-14 RM-16 ST-17 says why nobody is let in: $refusal',
    async ({ refusal, error, status, message }) => {
      const { makeRoom, referee, post } = setUp();
      const code = await makeRoom();
      referee.join = () => Promise.resolve({ refusal });
      const answer = await post(`/api/rooms/${code}/join`, { nickname: 'Cy' });
      expect(answer).toMatchObject({ status, body: refused(error, message) });
    },
  );

  it('tells nothing of what went wrong inside', async () => {
    const { makeRoom, log, post } = setUp();
    const code = await makeRoom();
    await log.close();
    const answer = await post(`/api/rooms/${code}/join`, { nickname: 'Ann' });
    expect(answer).toMatchObject({ status: 500, body: refused('internal', /^Something went wrong/) });
  });
});

describe('POST /api/tickets', () => {
  it('RM-9 opens the documents of one’s room, and one’s own', async () => {
    const { makeRoom, join, post, tokens, clock, log } = setUp();
    const { roomId, playerId, token, documents } = await join(await makeRoom());
    for (const document of [...Object.values(documents), `canvas:${roomId}:SomeTurn1`]) {
      const { status, body } = await post('/api/tickets', { token, document });
      expect(status).toBe(200);
      const ticket = tokens.verifyTicket(String(body.ticket), clock.now());
      expect(ticket).toEqual({
        roomId,
        playerId,
        document,
        clientId: body.clientId,
        expiresAt: body.expiresAt,
      });
      const grant = { type: 'grant', clientId: body.clientId, playerId };
      expect((await log.read(roomId, 0)).flatMap(({ entries }) => [...entries])).toContainEqual(grant);
    }
  });

  it('RM-9 opens nothing of others', async () => {
    const { makeRoom, join, post } = setUp();
    const code = await makeRoom();
    const [ann, bo, stranger] = [
      await join(code, 'Ann'),
      await join(code, 'Bo'),
      await join(await makeRoom()),
    ];
    const theirs = [
      bo.documents.outbox,
      bo.documents.private,
      stranger.documents.room,
      `canvas:${stranger.roomId}:t1`,
    ];
    for (const document of theirs) {
      const answer = await post('/api/tickets', { token: ann.token, document });
      expect(answer).toMatchObject({ status: 403, body: refused('not-yours') });
    }
  });

  it('RM-9 refuses bad tokens and names', async () => {
    const { makeRoom, join, post, tokens } = setUp();
    const { roomId, playerId, token, documents } = await join(await makeRoom());
    const ask = (body: object) => post('/api/tickets', body);
    expect(await ask({ token: 'x.y', document: documents.room })).toMatchObject({
      status: 401,
      body: refused('token-forged'),
    });
    expect(await ask({ token, document: 'room:a:b' })).toMatchObject({
      status: 400,
      body: refused('bad-document'),
    });
    expect(await ask({ token })).toMatchObject({ status: 400, body: refused('bad-request', /document/) });
    const gone = tokens.signSession({ roomId: 'Gone1', playerId, expiresAt: Infinity });
    expect(await ask({ token: gone, document: 'room:Gone1' })).toMatchObject({ status: 401 });
    const far = tokens.signSession({ roomId: 'Gone1', playerId, expiresAt: 9e15 });
    expect(await ask({ token: far, document: 'room:Gone1' })).toMatchObject({
      status: 404,
      body: refused('unknown-room'),
    });
    const left = tokens.signSession({ roomId, playerId: 'Nobody1', expiresAt: 9e15 });
    expect(await ask({ token: left, document: documents.room })).toMatchObject({ status: 403 });
  });
});

describe('health', () => {
  const dependency = (name: string, required: boolean, probe: () => Promise<void>): Dependency => ({
    name,
    required,
    probe,
  });
  const works = async (): Promise<void> => undefined;
  const fails = async (): Promise<void> => {
    throw new Error('secret detail');
  };

  it('is ok while everything answers', async () => {
    const { get } = setUp({
      dependencies: [dependency('log', true, works), dependency('archive', false, works)],
    });
    const { status, body } = await get('/health');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      version: '1.2.3',
      commit: 'abcdef0',
      dependencies: { log: { ok: true, ms: 0 }, archive: { ok: true, ms: 0 } },
    });
  });

  it('is degraded while players can be served all the same', async () => {
    const { get } = setUp({
      dependencies: [dependency('log', true, works), dependency('archive', false, fails)],
    });
    expect(await get('/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded', dependencies: { archive: { ok: false } } },
    });
    expect((await get('/readyz')).status).toBe(200);
  });

  it('is down when they cannot, yet the process lives', async () => {
    const { get } = setUp({ dependencies: [dependency('log', true, fails)] });
    expect(await get('/health')).toMatchObject({ status: 503, body: { status: 'down' } });
    expect(await get('/readyz')).toMatchObject({ status: 503, body: { status: 'down' } });
    expect(await get('/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it.each(['draining', 'full'] as const)('ST-21 is %s, and lives', async (reason) => {
    const { get } = setUp({ dependencies: [dependency('log', true, works)], unready: () => reason });
    expect(await get('/readyz')).toMatchObject({ status: 503, body: { status: reason } });
    const { status, headers } = await get('/livez');
    expect([status, headers.connection]).toEqual([200, reason === 'draining' ? 'close' : 'keep-alive']);
  });

  it('takes a dependency that does not answer for dead', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const silent = (): Promise<void> => {
      asked();
      return new Promise(() => undefined);
    };
    const { clock, get } = setUp({ dependencies: [dependency('archive', false, silent)] });
    const answer = get('/health');
    await isAsked;
    await clock.advance(2_000);
    expect((await answer).body).toMatchObject({
      status: 'degraded',
      dependencies: { archive: { ok: false, ms: 2_000 } },
    });
  });
});

describe('GET /metrics', () => {
  it('shows what the service does, by route and never by code or id', async () => {
    const { app, makeRoom, join } = setUp();
    const code = await makeRoom();
    await join(code);
    const { headers, body } = await app.inject('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('drawguess_rooms_open 1');
    expect(body).toMatch(/drawguess_commands_total [1-9]/);
    expect(body).toMatch(/drawguess_http_request_seconds_count\{.*route="\/api\/rooms\/:code\/join".*\} 1/);
    expect(body).not.toContain(code);
  });
});

describe('every answer', () => {
  it('says what is not there without repeating the query', async () => {
    const { get } = setUp();
    const { status, body } = await get('/api/nothing?ticket=secret');
    expect(status).toBe(404);
    expect(body).toEqual(refused('not-found', /^There is no GET \/api\/nothing\.$/));
  });

  it('says what is wrong with a malformed path', async () => {
    const { get } = setUp();
    expect(await get('/api/turns/%zz')).toMatchObject({ status: 400, body: refused('bad-request') });
  });

  it('is for pages of allowed origins only', async () => {
    const { app, get } = setUp();
    const allowed = await get('/api/rooms', { origin: 'https://draw.example.org' });
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'https://draw.example.org',
      vary: 'origin',
    });
    const other = await get('/api/rooms', { origin: 'https://evil.example' });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/api/rooms',
      headers: { origin: 'https://draw.example.org' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('content-type');
    const foreign = await app.inject({
      method: 'OPTIONS',
      url: '/api/rooms',
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.statusCode).toBe(404);
  });
});
