import {
  chatDocument,
  outboxDocument,
  roomDocument,
  ROOTS,
  type IntentBody,
} from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { CLOSE, encodeChannelMessage, PROTOCOL_VERSION, REMOVED_REASON } from '@drawguess/game/wire';
import { LogReplacedError } from '@drawguess/persistence/ports';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stageHub, type TestSocket } from './staged-hub.ts';

type Stage = Awaited<ReturnType<typeof stageHub>>;

const welcome = (socket: TestSocket) => socket.controls.find((control) => control.type === 'welcome');
const last = (socket: TestSocket, type: string) =>
  socket.controls.findLast((control) => control.type === type);

describe('the hello', () => {
  it('lets a player in, and gives a page the id that it had before', async () => {
    const stage = await stageHub();
    const { token, playerId } = await stage.join('Ann');
    const first = await stage.enter(token);
    expect(welcome(first)).toMatchObject({ playerId, protocol: PROTOCOL_VERSION });
    const clientId = welcome(first)?.clientId ?? 0;
    first.connection.closed();
    const again = stage.connect();
    again.control({ type: 'hello', protocol: PROTOCOL_VERSION, token, clientId });
    await stage.settle();
    expect(welcome(again)?.clientId).toBe(clientId);
  });

  it('ST-8 another page is given another id, also when it names one that is not its own', async () => {
    const stage = await stageHub();
    const ann = await stage.enter((await stage.join('Ann')).token);
    const { token } = await stage.join('Ben');
    const ben = stage.connect();
    const stolen = welcome(ann)?.clientId ?? 0;
    ben.control({ type: 'hello', protocol: PROTOCOL_VERSION, token, clientId: stolen });
    await stage.clock.advance(20);
    expect(welcome(ben)?.clientId).toBeTypeOf('number');
    expect(welcome(ben)?.clientId).not.toBe(stolen);
  });

  it('SY-25 serves the protocols next to its own, in the older of both', async () => {
    const stage = await stageHub();
    const { token } = await stage.join('Ann');
    for (const [protocol, spoken] of [
      [PROTOCOL_VERSION - 1, PROTOCOL_VERSION - 1],
      [PROTOCOL_VERSION + 1, PROTOCOL_VERSION],
    ] as const) {
      const socket = stage.connect();
      const hello = { type: 'hello', protocol, token, saidByLaterVersions: true } as const;
      socket.control(hello);
      await stage.settle();
      expect(welcome(socket), `protocol ${protocol}`).toMatchObject({ protocol: spoken });
    }
  });

  it('SY-25 asks a page that is further from its own to update', async () => {
    const stage = await stageHub();
    const { token } = await stage.join('Ann');
    for (const [protocol, code] of [
      [PROTOCOL_VERSION + 2, CLOSE.update],
      [PROTOCOL_VERSION - 2, PROTOCOL_VERSION < 2 ? CLOSE.malformed : CLOSE.update],
    ] as const) {
      const socket = stage.connect();
      socket.control({ type: 'hello', protocol, token });
      await stage.settle();
      expect(socket.closed?.code, `protocol ${protocol}`).toBe(code);
    }
  });

  it('refuses what is no hello, a forged or expired token, and silence', async () => {
    const stage = await stageHub();
    const { playerId } = await stage.join('Ann');
    const expired = stage.tokens.signSession({ roomId: stage.roomId, playerId, expiresAt: 1 });
    const hello = (token: string) => (socket: TestSocket) =>
      socket.control({ type: 'hello', protocol: PROTOCOL_VERSION, token });
    const cases: [act: (socket: TestSocket) => void, code: number][] = [
      [(socket) => socket.connection.receive(new Uint8Array()), CLOSE.malformed],
      [(socket) => socket.send(1, new Uint8Array([1])), CLOSE.malformed],
      [(socket) => socket.control({ type: 'ping', sentAt: 0 }), CLOSE.malformed],
      [hello('forged.token'), CLOSE.badToken],
      [hello(expired), CLOSE.badToken],
      [() => undefined, CLOSE.malformed],
    ];
    for (const [act, code] of cases) {
      const socket = stage.connect();
      act(socket);
      await stage.clock.advance(LIMITS.helloTimeoutMs);
      expect(socket.closed?.code).toBe(code);
    }
    expect(stage.hub.count().sessions).toBe(0);
  });

  it('a newer tab takes over', async () => {
    const stage = await stageHub();
    const { token } = await stage.join('Ann');
    const old = await stage.enter(token);
    const fresh = await stage.enter(token);
    expect(old.closed?.code).toBe(CLOSE.takenOver);
    expect(fresh.closed).toBeUndefined();
    expect(stage.hub.count().sessions).toBe(1);
  });
});

describe('a session', () => {
  it('RM-7 ends when its player leaves the room', async () => {
    const stage = await stageHub();
    const { token, playerId } = await stage.join('Ann');
    const socket = await stage.enter(token);
    const ask = await openOutbox(stage, socket, playerId);
    await ask({ type: 'leave' });
    expect(socket.closed?.code).toBe(CLOSE.notYours);
  });

  it('RM-14 of a removed player ends with the reason, and is not let in again', async () => {
    const stage = await stageHub();
    const [host, other] = [await stage.join('Ann'), await stage.join('Ben')];
    const socket = await stage.enter(host.token);
    const removed = await stage.enter(other.token);
    const ask = await openOutbox(stage, socket, host.playerId);
    await ask({ type: 'kick', playerId: other.playerId });
    const end = { code: CLOSE.notYours, reason: REMOVED_REASON };
    expect(removed.closed).toEqual(end);
    expect((await stage.enter(other.token)).closed).toEqual(end);
    expect(socket.closed).toBeUndefined();
  });

  it('ends when nothing is heard of it, and stays while something is', async () => {
    const stage = await stageHub();
    const quiet = await stage.enter((await stage.join('Ann')).token);
    const beating = await stage.enter((await stage.join('Ben')).token);
    for (let heard = 0; heard < 2 * LIMITS.silenceMs; heard += LIMITS.heartbeatMs) {
      beating.control({ type: 'ping', sentAt: 0 });
      await stage.clock.advance(LIMITS.heartbeatMs);
    }
    expect(quiet.closed?.code).toBe(CLOSE.tryLater);
    expect(beating.closed).toBeUndefined();
    expect(last(beating, 'pong')).toMatchObject({ sentAt: 0 });
  });

  it('SY-9 ends after too many refusals', async () => {
    const stage = await stageHub();
    const { token, playerId } = await stage.join('Ann');
    const socket = await stage.enter(token);
    for (let channel = 1; channel <= LIMITS.maxResetsPerSession + 1; channel++) {
      expect(socket.closed).toBeUndefined();
      socket.control({ type: 'open', channel, document: outboxDocument(stage.roomId, playerId) });
      await stage.settle();
      socket.send(channel, new Uint8Array([9, 9, 9]));
      await stage.clock.advance(20);
    }
    expect(socket.closed?.code).toBe(CLOSE.malformed);
    const reset = last(socket, 'reset');
    expect(reset).toMatchObject({ reason: 'malformed', clientId: expect.any(Number) as number });
  });

  it('SY-9 has a bound for open channels, and one number for each', async () => {
    const stage = await stageHub();
    const { token } = await stage.join('Ann');
    const open = (socket: TestSocket, channel: number) =>
      socket.control({ type: 'open', channel, document: roomDocument(stage.roomId) });
    const twice = await stage.enter(token);
    open(twice, 1);
    open(twice, 1);
    expect(twice.closed?.code).toBe(CLOSE.malformed);
    const many = await stage.enter(token);
    for (let channel = 1; channel <= LIMITS.maxOpenChannels; channel++) open(many, channel);
    expect(many.closed).toBeUndefined();
    open(many, LIMITS.maxOpenChannels + 1);
    expect(many.closed?.code).toBe(CLOSE.malformed);
  });
});

describe('SY-8 a slow reader', () => {
  /** Ann says something, which changes the chat that Ben reads. */
  async function stageSlowReader() {
    const stage = await stageHub();
    const { token, playerId } = await stage.join('Ann');
    const ann = await stage.enter(token);
    const ben = await stage.enter((await stage.join('Ben')).token);
    ben.control({ type: 'open', channel: 1, document: chatDocument(stage.roomId) });
    const stateVector = Y.encodeStateVector(new Y.Doc());
    ben.send(1, encodeChannelMessage({ type: 'step1', stateVector }));
    await stage.settle();
    const ask = await openOutbox(stage, ann, playerId);
    return {
      stage,
      ben,
      say: () => ask({ type: 'say', text: 'hello' }),
      async beat(ms: number): Promise<void> {
        for (let passed = 0; passed < ms; passed += LIMITS.heartbeatMs) {
          for (const socket of [ann, ben]) socket.control({ type: 'ping', sentAt: 0 });
          await stage.clock.advance(LIMITS.heartbeatMs);
        }
      },
    };
  }

  it('is sent no updates above the mark, and a resync once the socket has drained', async () => {
    const { stage, ben, say } = await stageSlowReader();
    await say();
    const heard = ben.payloads.length;
    expect(heard).toBeGreaterThan(1);
    ben.bufferedBytes = LIMITS.pauseBufferedBytes + 1;
    await say();
    expect(ben.payloads).toHaveLength(heard);
    expect(last(ben, 'resync')).toBeUndefined();
    ben.bufferedBytes = 0;
    ben.connection.drained();
    await stage.settle();
    expect(last(ben, 'resync')).toEqual({ type: 'resync', channel: 1 });
    expect(ben.closed).toBeUndefined();
  });

  it('is asked to come back later when it stays slow', async () => {
    const { ben, say, beat } = await stageSlowReader();
    ben.bufferedBytes = LIMITS.pauseBufferedBytes + 1;
    await say();
    await beat(LIMITS.maxPausedMs);
    expect(ben.closed?.code).toBe(CLOSE.tryLater);
  });

  it('is asked to come back later when even answers pile up', async () => {
    const { ben } = await stageSlowReader();
    ben.bufferedBytes = LIMITS.closeBufferedBytes + 1;
    ben.control({ type: 'ping', sentAt: 0 });
    expect(ben.closed?.code).toBe(CLOSE.tryLater);
  });
});

describe('a stock connection', () => {
  async function stageStock() {
    const stage = await stageHub();
    const { playerId } = await stage.join('Ann');
    const document = roomDocument(stage.roomId);
    const ticket = { roomId: stage.roomId, playerId, document, clientId: 1, expiresAt: 2e12 };
    return { stage, ticket };
  }

  it('opens the document of its ticket, and hears something before it would give up', async () => {
    const { stage, ticket } = await stageStock();
    const socket = stage.connectStock(ticket.document, stage.tokens.signTicket(ticket));
    await stage.clock.advance(20);
    const sent = socket.messages.length;
    expect(sent).toBeGreaterThan(0);
    await stage.clock.advance(LIMITS.stockKeepAliveMs);
    expect(socket.messages).toHaveLength(sent + 1);
    expect(socket.closed).toBeUndefined();
  });

  it('is refused with another document, a forged or expired ticket, or when its player is gone', async () => {
    const { stage, ticket } = await stageStock();
    const { document } = ticket;
    const sign = (other: object): string => stage.tokens.signTicket({ ...ticket, ...other });
    const cases: [document: string, ticket: string, code: number][] = [
      [chatDocument(stage.roomId), sign({}), CLOSE.notYours],
      [document, 'forged.ticket', CLOSE.badToken],
      [document, sign({ expiresAt: 1 }), CLOSE.badToken],
      [document, sign({ playerId: 'nobody' }), CLOSE.notYours],
      [
        outboxDocument(stage.roomId, 'ben'),
        sign({ document: outboxDocument(stage.roomId, 'ben') }),
        CLOSE.notYours,
      ],
    ];
    for (const [name, given, code] of cases) {
      const socket = stage.connectStock(name, given);
      await stage.clock.advance(20);
      expect(socket.closed?.code).toBe(code);
    }
  });
});

describe('rooms in memory', () => {
  it('come with their first session and leave some time after the last', async () => {
    const stage = await stageHub();
    const { token } = await stage.join('Ann');
    expect(stage.hub.count()).toEqual({ sessions: 0, rooms: 0 });
    const socket = await stage.enter(token);
    expect(stage.hub.count()).toEqual({ sessions: 1, rooms: 1 });
    socket.connection.closed();
    await stage.clock.advance(LIMITS.unloadAfterMs - 1);
    expect(stage.hub.count()).toEqual({ sessions: 0, rooms: 1 });
    await stage.clock.advance(1);
    expect(stage.hub.count()).toEqual({ sessions: 0, rooms: 0 });
  });

  it('ST-1 are opened again from the log when what was heard of it is lost: their sessions come back', async () => {
    const stage = await stageHub();
    const { token } = await stage.join('Ann');
    const socket = await stage.enter(token);
    stage.loseLog();
    await stage.clock.advance(900);
    expect(socket.closed?.code).toBe(CLOSE.tryLater);
    expect(stage.hub.count()).toEqual({ sessions: 0, rooms: 0 });
    // The hub and the referee have each lost it.
    expect(stage.errors).toEqual([expect.any(LogReplacedError), expect.any(LogReplacedError)]);
    const again = await stage.enter(token);
    expect(again.closed).toBeUndefined();
    expect(again.controls[0]?.type).toBe('welcome');
  });

  it('RM-5 are opened again, too, when nobody comes back: who was here is told to be gone', async () => {
    const stage = await stageHub();
    const { token, playerId } = await stage.join('Ann');
    const socket = await stage.enter(token);
    stage.loseLog();
    await stage.clock.advance(2_000);
    expect([socket.closed?.code, stage.hub.count()]).toEqual([CLOSE.tryLater, { sessions: 0, rooms: 1 }]);
    await stage.clock.advance(LIMITS.presenceGraceMs);
    const seat = stage.referee.inspect(stage.roomId)?.players.find((one) => one.playerId === playerId);
    expect(seat?.connected).toBe(false);
    await stage.clock.advance(LIMITS.unloadAfterMs);
    expect(stage.hub.count()).toEqual({ sessions: 0, rooms: 0 });
  });

  it('all sessions end with 1012 when the server does, once', async () => {
    const stage = await stageHub();
    const socket = await stage.enter((await stage.join('Ann')).token);
    await stage.when(Promise.all([stage.hub.close(), stage.hub.close()]));
    expect(socket.closed?.code).toBe(CLOSE.restarting);
    const late = stage.connect();
    late.control({ type: 'hello', protocol: PROTOCOL_VERSION, token: 'any' });
    expect(late.closed?.code).toBe(CLOSE.restarting);
    expect(stage.errors).toEqual([]);
  });
});

/** Opens a player's outbox and writes intents into it, as a page does. */
async function openOutbox(stage: Stage, socket: TestSocket, playerId: string) {
  const channel = 100;
  socket.control({ type: 'open', channel, document: outboxDocument(stage.roomId, playerId) });
  await stage.settle();
  const doc = new Y.Doc();
  doc.clientID = welcome(socket)?.clientId ?? 0;
  socket.send(channel, encodeChannelMessage({ type: 'step2', update: Y.encodeStateAsUpdate(doc) }));
  doc.on('update', (update: Uint8Array) =>
    socket.send(channel, encodeChannelMessage({ type: 'update', update })),
  );
  const intents = doc.getArray(ROOTS.intents);
  return async (body: IntentBody): Promise<void> => {
    const id = `00000000-0000-4000-8000-${String(intents.length).padStart(12, '0')}`;
    intents.push([{ id, ...body }]);
    await stage.clock.advance(100);
  };
}
