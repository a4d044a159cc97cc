import { encodeControl, PROTOCOL_VERSION } from '@drawguess/game/wire';
import { createTokens } from '@drawguess/persistence/tokens';
import { WebSocket } from 'ws';
import { OPERATOR_TOKEN, type Bot, type Table } from '../bots/index.ts';
import { expectParts, type Checks } from '../checks/index.ts';

type Request = { path: string; body: string; type?: string };
type Answer = { status: number; code: string; message: string };

/** Sends what a clumsy or hostile client may send to a running server; each answer must be an error that says what to do. */
export async function checkRequests(
  checks: Checks,
  server: string,
  table: Table,
  sessionSecret: string,
): Promise<void> {
  const [host] = table.bots;
  if (host === undefined) throw new Error('There is nobody at this table.');
  const join = `/api/rooms/${table.code}/join`;
  const refused = (what: string, request: Request, wanted: Answer): Promise<void> =>
    checks.run(what, async () => {
      const answer = await ask(server, request);
      if (answer.status !== wanted.status || answer.code !== wanted.code)
        throw new Error(`${wanted.status} ${wanted.code} was expected, not ${answer.status} ${answer.code}.`);
      return `${answer.status} ${answer.code}: ${expectParts(answer.message, [wanted.message])}`;
    });

  for (const [nickname, message] of [
    ['', '1 to 20'],
    ['   ', '1 to 20'],
    ['!?!', 'letter or digit'],
    ['a nickname that goes on for far too long', '1 to 20'],
    ['in\u200bvisible\u202e', 'no invisible characters'],
  ] as const) {
    const body = JSON.stringify({ nickname });
    await refused(
      `a nickname: ${body}`,
      { path: join, body },
      { status: 400, code: 'bad-nickname', message },
    );
  }
  for (const avatar of ['a smile', 'U10', 'U00.'.repeat(1_000)]) {
    await refused(
      `an avatar: ${avatar.slice(0, 20)}`,
      { path: join, body: JSON.stringify({ nickname: 'Eve', avatar }) },
      { status: 400, code: 'bad-avatar', message: 'Draw a simpler one' },
    );
  }
  const nickname = '{"nickname":"Eve"}';
  await refused(
    'a code that no room has',
    { path: '/api/rooms/ZZZZZ/join', body: nickname },
    {
      status: 404,
      code: 'unknown-room',
      message: 'Check the code',
    },
  );
  await refused(
    'a full room',
    { path: join, body: nickname },
    {
      status: 409,
      code: 'room-full',
      message: 'full',
    },
  );

  const malformed: [what: string, request: Request, wanted: Answer][] = [
    ['an empty body', { path: join, body: '' }, { status: 400, code: 'bad-json', message: 'JSON' }],
    ['half a body', { path: join, body: '{"nickname":' }, { status: 400, code: 'bad-json', message: 'JSON' }],
    ['a list for a body', { path: join, body: '[]' }, { status: 400, code: 'bad-request', message: 'body' }],
    [
      'a nickname that is a number',
      { path: join, body: '{"nickname":7}' },
      { status: 400, code: 'bad-request', message: 'nickname' },
    ],
    [
      'no JSON',
      { path: join, body: 'nickname=Eve', type: 'text/plain' },
      { status: 415, code: 'unsupported-media-type', message: 'JSON' },
    ],
    [
      '20 KB',
      { path: join, body: JSON.stringify({ nickname: 'x'.repeat(20_000) }) },
      { status: 413, code: 'too-large', message: '16 KB' },
    ],
    [
      'a setting out of bounds',
      { path: '/api/rooms', body: '{"settings":{"rounds":99}}' },
      { status: 400, code: 'bad-request', message: 'rounds' },
    ],
    [
      'a setting that there is not',
      { path: '/api/rooms', body: '{"settings":{"cheats":true}}' },
      { status: 400, code: 'bad-request', message: 'cheats' },
    ],
  ];
  for (const [what, request, wanted] of malformed) await refused(what, request, wanted);
  await checkTokens(checks, server, host, join, sessionSecret, refused);
}

type Refused = (what: string, request: Request, wanted: Answer) => Promise<void>;

async function checkTokens(
  checks: Checks,
  server: string,
  host: Bot,
  join: string,
  sessionSecret: string,
  refused: Refused,
): Promise<void> {
  const { roomId, playerId } = host;
  const past = { roomId, playerId, expiresAt: 1 };
  const expired = createTokens(sessionSecret).signSession(past);
  const forged = createTokens('another secret than the server has').signSession({ ...past, expiresAt: 1e15 });
  for (const [kind, token, code] of [
    ['an expired', expired, 'token-expired'],
    ['a forged', forged, 'token-forged'],
  ] as const) {
    const wanted = { status: 401, code, message: 'Join the room again' };
    const inJoin = JSON.stringify({ nickname: 'Eve', playerToken: token });
    const inTicket = JSON.stringify({ token, document: `room:${roomId}` });
    await refused(`${kind} token in a join`, { path: join, body: inJoin }, wanted);
    await refused(`${kind} token for a ticket`, { path: '/api/tickets', body: inTicket }, wanted);
    await checks.run(`${kind} token in a hello`, () =>
      closing(
        server,
        '/sync',
        encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, token }),
        4401,
        'join again',
      ),
    );
  }
  await checks.run('a forged ticket', () =>
    closing(server, `/sync/room:${roomId}?ticket=${forged}`, undefined, 4401, 'join again'),
  );
  const old = encodeControl({
    type: 'hello',
    protocol: PROTOCOL_VERSION - 2 < 0 ? 99 : PROTOCOL_VERSION - 2,
    token: forged,
  });
  await checks.run('a protocol that is not served', () => closing(server, '/sync', old, 4426, 'reload'));
  await checks.run('a first frame that is no hello', () =>
    closing(server, '/sync', new Uint8Array([7, 7, 7]), 4400, 'hello'),
  );
}

async function ask(server: string, { path, body, type = 'application/json' }: Request): Promise<Answer> {
  const response = await fetch(server + path, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${OPERATOR_TOKEN}` },
    body,
  });
  const { error } = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, code: error?.code ?? 'no error', message: error?.message ?? '' };
}

/** Opens a socket, sends one frame, and returns why the server closed it. */
function closing(
  server: string,
  path: string,
  first: Uint8Array | undefined,
  code: number,
  part: string,
): Promise<string> {
  const socket = new WebSocket(server.replace('http', 'ws') + path);
  socket.on('open', () => first && socket.send(first));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (given, reason) => {
      const said = `${given} ${reason.toString()}`;
      if (given === code && said.includes(part)) resolve(said);
      else reject(new Error(`${code} with "${part}" was expected, not ${said}.`));
    });
  });
}
