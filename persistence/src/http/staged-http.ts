import { randomBytes } from 'node:crypto';
import { createFakeClock } from '@drawguess/game/clock';
import { Registry } from 'prom-client';
import { expect, onTestFinished } from 'vitest';
import { createMemoryArchive, createMemoryClientIds, createMemoryRoomLog } from '../adapters/memory/index.ts';
import { createClientIdPool } from '../client-ids/index.ts';
import { createReferee } from '../referee/index.ts';
import { createTokens } from '../tokens/index.ts';
import { createHttp, type HttpOptions } from './index.ts';

export const OPERATOR_TOKEN = 'a token of the operator';

/** The HTTP service on storage in memory and a clock of the test's. It ends with the test. */
export function setUp(change: Partial<HttpOptions> = {}) {
  const clock = createFakeClock();
  const log = createMemoryRoomLog({ clock });
  const archive = createMemoryArchive();
  const pool = createClientIdPool(createMemoryClientIds(), 100);
  const tokens = createTokens('a secret for tests');
  const nextClientId = () => pool.next();
  const errors: unknown[] = [];
  const referee = createReferee({
    log,
    archive,
    clock,
    nextClientId,
    randomBytes,
    hashCanvas: () => 'hash',
    onError: (error) => void errors.push(error),
  });
  const app = createHttp({
    referee,
    archive,
    log,
    tokens,
    nextClientId,
    clock,
    version: '1.2.3',
    commit: 'abcdef0',
    dependencies: [],
    registry: new Registry(),
    allowedOrigins: ['https://draw.example.org'],
    logLevel: 'silent',
    operatorToken: OPERATOR_TOKEN,
    ...change,
  });
  onTestFinished(async () => {
    await app.close();
    await referee.close();
  });

  const post = async (url: string, payload: object, headers: Record<string, string> = {}) => {
    const response = await app.inject({ method: 'POST', url, payload, headers });
    return { status: response.statusCode, headers: response.headers, body: response.json<Body>() };
  };
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const response = await app.inject({ method: 'GET', url, headers });
    return { status: response.statusCode, headers: response.headers, body: response.json<Body>() };
  };
  const makeRoom = async (body: object = {}): Promise<string> =>
    String((await post('/api/rooms', body)).body.code);
  const join = async (code: string, nickname = 'Ann', playerToken?: string) =>
    (await post(`/api/rooms/${code}/join`, { nickname, ...(playerToken && { playerToken }) })).body as Joined;
  return { app, clock, log, archive, tokens, referee, errors, post, get, makeRoom, join };
}

export type Body = Record<string, unknown>;
export type Joined = {
  roomId: string;
  playerId: string;
  nickname: string;
  token: string;
  documents: Record<string, string>;
  clientIds: number[];
};

/** An error's answer. */
export const refused = (code: string, message: RegExp | string = /.+/) => ({
  error: { code, message: expect.stringMatching(message) as string },
});
