import { canvasOf, outboxDocument, readRoom, roomDocument, ROOTS, slotOf } from '@drawguess/game/documents';
import { createStrokeWriter } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import { CLOSE, decodeChannelMessage, encodeChannelMessage } from '@drawguess/game/wire';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stageHub, type TestSocket } from './staged-hub.ts';

type Stage = Awaited<ReturnType<typeof stageHub>>;

const idOf = (socket: TestSocket): number =>
  socket.controls.find((control) => control.type === 'welcome')?.clientId ?? 0;
const last = (socket: TestSocket, type: string) =>
  socket.controls.findLast((control) => control.type === type);

/** A page's copy of a document, as a stock provider or the game's own session keeps it. */
function openCopy(
  socket: TestSocket,
  clientId: number,
  hear: () => Uint8Array[],
  send: (payload: Uint8Array) => void,
) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  let read = 0;
  const receive = (): void => {
    for (const payload of hear().slice(read)) {
      const message = decodeChannelMessage(payload);
      if (message?.type === 'step2' || message?.type === 'update')
        Y.applyUpdate(doc, message.update, 'server');
      if (message?.type === 'step1')
        send(
          encodeChannelMessage({ type: 'step2', update: Y.encodeStateAsUpdate(doc, message.stateVector) }),
        );
    }
    read = hear().length;
  };
  send(encodeChannelMessage({ type: 'step1', stateVector: Y.encodeStateVector(doc) }));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') send(encodeChannelMessage({ type: 'update', update }));
  });
  return {
    socket,
    doc,
    receive,
    push(root: string, ...elements: unknown[]): void {
      receive();
      doc.getArray(root).push(elements);
    },
    list(root: string): unknown[] {
      receive();
      return doc.getArray(root).toArray();
    },
  };
}

async function openChannel(
  stage: Stage,
  socket: TestSocket,
  document: string,
  channel = 1,
  clientId = idOf(socket),
) {
  socket.control({ type: 'open', channel, document });
  await stage.settle();
  const hear = (): Uint8Array[] =>
    socket.payloads.filter((one) => one.channel === channel).map(({ payload }) => payload);
  const copy = openCopy(socket, clientId, hear, (payload) => socket.send(channel, payload));
  await stage.settle();
  copy.receive();
  return copy;
}

/** Ann and Ben at two processes, in a lobby with its wall. */
async function stageTwo(publications?: (tell: () => void) => void) {
  const stage = await stageHub();
  const [near, far] = [stage.startProcess(), stage.startProcess(publications)];
  const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
  const [annSocket, benSocket] = [await near.enter(ann.token), await far.enter(ben.token)];
  const view = await openChannel(stage, annSocket, roomDocument(stage.roomId), 9);
  const phase = readRoom(view.doc)?.phase;
  const wall = (phase && canvasOf(phase)) ?? '';
  const hand = (playerId: string) => {
    const texts: string[] = [];
    const slot = (phase && slotOf(phase, playerId)) ?? 0;
    const writer = createStrokeWriter(slot, 0, (text) => texts.push(text));
    return (x: number): string => {
      writer.fill([x, 10], 3);
      return texts.at(-1) ?? '';
    };
  };
  const inkInLog = async (): Promise<unknown[]> => {
    const doc = new Y.Doc();
    for (const { entries } of await stage.log.read(stage.roomId, 0))
      for (const entry of entries)
        if (entry.type === 'update' && entry.document === wall) {
          Y.applyUpdate(doc, entry.update);
          expect(doc.store.pendingStructs).toBeNull();
        }
    return doc.getArray(ROOTS.ink).toArray();
  };
  return {
    stage,
    near,
    far,
    ann: { ...ann, socket: annSocket, draw: hand(ann.playerId) },
    ben: { ...ben, socket: benSocket, draw: hand(ben.playerId) },
    wall,
    inkInLog,
  };
}

describe('SY-21 ink between processes', () => {
  it('SY-21 is with readers elsewhere before the log holds it', async () => {
    const { stage, ann, ben, wall, inkInLog } = await stageTwo();
    const drawn = await openChannel(stage, ann.socket, wall);
    const seen = await openChannel(stage, ben.socket, wall);
    const ink = [ann.draw(1), ann.draw(2)];
    drawn.push(ROOTS.ink, ...ink);
    await stage.settle();
    expect(seen.list(ROOTS.ink)).toEqual(ink);
    expect(await inkInLog()).toEqual([]);
    await stage.clock.advance(LIMITS.canvasLogMs);
    expect(await inkInLog()).toEqual(ink);
    expect(stage.errors).toEqual([]);
  });

  it('SY-21 comes with the log where its publication was lost, or follows a lost one', async () => {
    let heard = 0;
    const { stage, ann, ben, wall } = await stageTwo((tell) => (heard++ === 0 ? undefined : tell()));
    const drawn = await openChannel(stage, ann.socket, wall);
    const seen = await openChannel(stage, ben.socket, wall);
    const ink = [ann.draw(1), ann.draw(2)];
    for (const one of ink) drawn.push(ROOTS.ink, one);
    await stage.settle();
    expect([heard, seen.list(ROOTS.ink)]).toEqual([2, []]);
    await stage.clock.advance(LIMITS.canvasLogMs);
    expect(seen.list(ROOTS.ink)).toEqual(ink);
  });

  it('SY-21 is logged before what is built upon it elsewhere', async () => {
    const { stage, near, ann, ben, wall, inkInLog } = await stageTwo();
    const drawn = await openChannel(stage, ann.socket, wall);
    const seen = await openChannel(stage, ben.socket, wall);
    const ink = [ann.draw(1), ben.draw(2)];
    drawn.push(ROOTS.ink, ink[0]);
    await stage.settle();
    seen.push(ROOTS.ink, ink[1]);
    near.kill();
    await stage.clock.advance(LIMITS.canvasLogMs);
    expect(await inkInLog()).toEqual(ink);
  });

  it('SY-22 whose process died before it was logged is logged by those who have it', async () => {
    const { stage, near, far, ann, ben, wall, inkInLog } = await stageTwo();
    const drawn = await openChannel(stage, ann.socket, wall);
    const seen = await openChannel(stage, ben.socket, wall);
    const ink = [ann.draw(1), ann.draw(2)];
    drawn.push(ROOTS.ink, ink[0]);
    await stage.settle();
    near.kill();
    // The page goes on elsewhere: under another id, with what its server has and what it lacks.
    const again = await openChannel(stage, await far.enter(ann.token, idOf(ann.socket)), wall);
    expect(again.doc.clientID).not.toBe(drawn.doc.clientID);
    expect(again.list(ROOTS.ink)).toEqual([ink[0]]);
    again.push(ROOTS.ink, ink[1]);
    await stage.clock.advance(LIMITS.maxUnloggedMs);
    expect(await inkInLog()).toEqual(ink);
    expect(seen.list(ROOTS.ink)).toEqual(ink);
  });

  it('SY-22 that nobody builds upon is logged after a while, once', async () => {
    const { stage, near, ann, ben, wall, inkInLog } = await stageTwo();
    const drawn = await openChannel(stage, ann.socket, wall);
    const seen = await openChannel(stage, ben.socket, wall);
    const ink = ann.draw(1);
    drawn.push(ROOTS.ink, ink);
    await stage.settle();
    near.kill();
    const records = async (): Promise<number> =>
      (await stage.log.read(stage.roomId, 0)).filter(({ entries }) =>
        entries.some((entry) => entry.type === 'update' && entry.document === wall),
      ).length;
    await stage.clock.advance(LIMITS.maxUnloggedMs - 1);
    expect(await records()).toBe(0);
    for (let passed = 0; passed < 3 * LIMITS.maxUnloggedMs; passed += LIMITS.heartbeatMs) {
      ben.socket.control({ type: 'ping', sentAt: 0 });
      await stage.clock.advance(LIMITS.heartbeatMs);
    }
    expect(await records()).toBe(1);
    expect([await inkInLog(), seen.list(ROOTS.ink)]).toEqual([[ink], [ink]]);
  });
});

describe('SY-20 a client id', () => {
  it('SY-20 stays with a page that comes back to its process, and is another one elsewhere', async () => {
    const { stage, near, far, ann } = await stageTwo();
    const id = idOf(ann.socket);
    ann.socket.connection.closed();
    const back = await near.enter(ann.token, id);
    expect(idOf(back)).toBe(id);
    const moved = await far.enter(ann.token, id);
    expect(idOf(moved)).not.toBe(id);
    expect(idOf(await near.enter(ann.token, idOf(moved)))).not.toBe(idOf(moved));
    expect(stage.errors).toEqual([]);
  });

  it('SY-20 is written through one process only: elsewhere the writer does it again under a fresh one', async () => {
    const { stage, far, ann, ben, wall, inkInLog } = await stageTwo(() => undefined);
    const [honest, forged] = [ann.draw(1), ann.draw(2)];
    const drawn = await openChannel(stage, ann.socket, wall);
    drawn.push(ROOTS.ink, honest);
    const elsewhere = await far.enter(ann.token);
    const twin = await openChannel(stage, elsewhere, wall, 1, drawn.doc.clientID);
    expect(await inkInLog()).toEqual([]);
    twin.push(ROOTS.ink, forged);
    await stage.clock.advance(LIMITS.canvasLogMs);
    expect(last(elsewhere, 'reset')).toMatchObject({ reason: 'forged-id', client: drawn.doc.clientID });
    const seen = await openChannel(stage, ben.socket, wall);
    expect([await inkInLog(), seen.list(ROOTS.ink)]).toEqual([[honest], [honest]]);
  });

  it('SY-24 of a ticket is written through several: all take what the log holds first', async () => {
    const { stage, near, far, ann, ben, wall, inkInLog } = await stageTwo();
    const clientId = 777_777;
    const { roomId } = stage;
    await stage.log.append(roomId, [{ type: 'grant', clientId, playerId: ann.playerId }]);
    const ticket = stage.tokens.signTicket({
      roomId,
      playerId: ann.playerId,
      document: wall,
      clientId,
      expiresAt: 2e12,
    });
    const connect = async (process: typeof near) => {
      const socket = process.connectStock(wall, ticket);
      await stage.clock.advance(20);
      const copy = openCopy(
        socket,
        clientId,
        () => socket.messages,
        (bytes) => socket.connection.receive(bytes),
      );
      await stage.settle();
      copy.receive();
      return copy;
    };
    const [one, two] = [await connect(near), await connect(far)];
    const [first, second, third] = [ann.draw(1), ann.draw(2), ann.draw(3)];
    one.push(ROOTS.ink, first);
    two.push(ROOTS.ink, second);
    two.push(ROOTS.ink, third);
    await stage.clock.advance(LIMITS.canvasLogMs);
    const copies = [
      await openChannel(stage, ann.socket, wall),
      await openChannel(stage, ben.socket, wall),
    ].map((copy) => copy.list(ROOTS.ink));
    expect(copies).toEqual([await inkInLog(), await inkInLog()]);
    expect(copies[0]).toHaveLength(2);
    expect(copies[0]).toContain(third);
    expect([one.socket.closed, two.socket.closed?.code]).toEqual([undefined, CLOSE.takenOver]);
    const again = await connect(near);
    expect(again.list(ROOTS.ink)).toEqual(copies[0]);
  });
});

describe('SY-23 two pages of a player at two processes', () => {
  it('SY-23 the older one ends, whichever process it is at', async () => {
    const { stage, near, far, ann } = await stageTwo();
    const second = await far.enter(ann.token);
    expect(ann.socket.closed?.code).toBe(CLOSE.takenOver);
    expect(second.closed).toBeUndefined();
    const third = await near.enter(ann.token);
    expect([second.closed?.code, third.closed]).toEqual([CLOSE.takenOver, undefined]);
    // A page that was cut off takes its place back as well: who came last is there.
    const again = await far.enter(ann.token, idOf(second));
    expect([third.closed?.code, again.closed]).toEqual([CLOSE.takenOver, undefined]);
    expect(stage.errors).toEqual([]);
  });

  it('SY-23 a page that comes back elsewhere, and back again, is no newer tab of itself', async () => {
    const { stage, near, far, ann } = await stageTwo();
    const id = idOf(ann.socket);
    // The welcome of the other process never arrives.
    const lost = await far.enter(ann.token, id);
    const back = await near.enter(ann.token, id);
    await stage.clock.advance(100);
    expect(back.closed).toBeUndefined();
    lost.connection.closed();
    await stage.clock.advance(100);
    expect(back.closed).toBeUndefined();
    expect(stage.errors).toEqual([]);
  });

  it('SY-23 of two that come at once, the one that the log has last stays', async () => {
    const { stage, near, far, ann } = await stageTwo();
    const hello = (process: typeof near): TestSocket => {
      const socket = process.connect();
      socket.control({ type: 'hello', protocol: 1, token: ann.token });
      return socket;
    };
    const pages = [hello(near), hello(far)];
    await stage.clock.advance(100);
    const open = pages.filter((page) => page.closed === undefined);
    expect(open).toHaveLength(1);
    const entrance = (await stage.log.read(stage.roomId, 0))
      .flatMap(({ entries }) => entries)
      .findLast((entry) => entry.type === 'grant' && entry.via !== undefined);
    expect(entrance).toMatchObject({ clientId: idOf(open[0] ?? ann.socket) });
  });
});

describe('TN-8 the end of a canvas at two processes', () => {
  it('TN-8 each process seals it for itself', async () => {
    const { stage, near, far, ann, ben } = await stageTwo();
    const outbox = await openChannel(stage, ann.socket, outboxDocument(stage.roomId, ann.playerId), 5);
    outbox.push(ROOTS.intents, { id: '00000000-0000-4000-8000-000000000001', type: 'start' });
    const sealedBy = async (): Promise<(string | undefined)[]> =>
      (await stage.log.read(stage.roomId, 0)).flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.type === 'sealed' ? [entry.via] : [])),
      );
    for (let beat = 0; beat < 120 && (await sealedBy()).length < 2; beat++) {
      for (const { socket } of [ann, ben]) socket.control({ type: 'ping', sentAt: 0 });
      await stage.clock.advance(LIMITS.heartbeatMs);
    }
    expect(await sealedBy()).toHaveLength(2);
    expect(new Set(await sealedBy())).toEqual(new Set([near.processId, far.processId]));
    expect(stage.errors).toEqual([]);
  });
});

describe('RM-5 presence at two processes', () => {
  it('RM-5 RM-28 who is told to be gone from a process where they are is told to be here', async () => {
    const { stage, near, ann } = await stageTwo();
    const isConnected = async (): Promise<boolean | undefined> => {
      for (let beat = 0; beat < 4; beat++) {
        ann.socket.control({ type: 'ping', sentAt: 0 });
        await stage.clock.advance(LIMITS.heartbeatMs);
      }
      return stage.referee.inspect(stage.roomId)?.players.find(({ playerId }) => playerId === ann.playerId)
        ?.connected;
    };
    expect(await isConnected()).toBe(true);
    await stage.log.append(stage.roomId, [
      { type: 'presence', playerId: ann.playerId, connected: false, via: near.processId },
    ]);
    expect(await isConnected()).toBe(true);
    const told = (await stage.log.read(stage.roomId, 0)).flatMap(({ entries }) => entries);
    expect(told).toContainEqual({
      type: 'presence',
      playerId: ann.playerId,
      connected: true,
      via: near.processId,
    });
  });
});
