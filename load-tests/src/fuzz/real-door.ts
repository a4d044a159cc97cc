import { once } from 'node:events';
import { LIMITS } from '@drawguess/game/limits';
import {
  CONTROL_CHANNEL,
  decodeControlText,
  decodeFrame,
  encodeChannelMessage,
  encodeControl,
  encodeFrame,
  PROTOCOL_VERSION,
  type ServerControl,
} from '@drawguess/game/wire';
import { outboxDocument } from '@drawguess/game/documents';
import { WebSocket } from 'ws';
import { createBotApi, seatBots, startTemporaryServer } from '../bots/index.ts';

/** WebSocket's own code for a message that is too big. */
const TOO_BIG = 1009;
const CHANNEL = 1;
const STILL_HERE = 'still here';

/**
 * What the hub never sees, because the socket refuses it: frames far above the limit, before and after the hello. A
 * frame a little above it is let in, and refused with a reason. Somebody honest is in the room all the while.
 */
export async function knockWithHugeFrames(): Promise<{ frames: number; broken: string[] }> {
  const broken: string[] = [];
  const expect = (what: string, holds: boolean): void => void (holds || broken.push(what));
  const server = await startTemporaryServer();
  const table = await seatBots(server.url, ['Ada', 'Ben']);
  const [ada, ben] = table.bots;
  if (ada === undefined || ben === undefined) throw new Error('Somebody has no seat.');
  const mal = await createBotApi(server.url).join(table.code, { nickname: 'Mal' });
  const hello = encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, token: mal.token });
  const sizes = [LIMITS.maxFrameBytes + 1, LIMITS.maxFrameBytes * 2, 8 * 1024 * 1024];

  for (const size of sizes)
    for (const isKnown of [false, true]) {
      const code = await closeCodeOf(server.url, isKnown ? [hello] : [], new Uint8Array(size));
      expect(
        `${size} bytes ${isKnown ? 'after' : 'before'} the hello: closed with ${code}`,
        code === TOO_BIG,
      );
    }

  const open = encodeControl({
    type: 'open',
    channel: CHANNEL,
    document: outboxDocument(mal.roomId, mal.playerId),
  });
  const update = new Uint8Array(LIMITS.maxUpdateBytes + 1);
  const frame = encodeFrame(CHANNEL, encodeChannelMessage({ type: 'update', update }));
  const reason = await refusalOf(server.url, [hello, open], frame);
  expect(`a frame of ${frame.byteLength} bytes came to ${reason}`, reason === 'too-large');

  for (const bot of table.bots)
    expect('somebody is not connected any more', bot.session.status.type === 'live');
  ada.session.send({ type: 'say', text: STILL_HERE });
  await ben.until('what is said afterwards', () =>
    ben.session.chat.some((message) => message.type === 'said' && message.text === STILL_HERE),
  );
  table.close();
  await server.close();
  return { frames: sizes.length * 2 + 1, broken };
}

const urlOf = (server: string): string => `${server.replace('http', 'ws')}/sync`;

async function closeCodeOf(server: string, first: readonly Uint8Array[], frame: Uint8Array): Promise<number> {
  const websocket = new WebSocket(urlOf(server), { perMessageDeflate: false });
  await once(websocket, 'open');
  for (const bytes of [...first, frame]) websocket.send(bytes);
  const [code] = (await once(websocket, 'close')) as [number];
  return code;
}

async function refusalOf(server: string, first: readonly Uint8Array[], frame: Uint8Array): Promise<string> {
  const websocket = new WebSocket(urlOf(server), { perMessageDeflate: false });
  await once(websocket, 'open');
  for (const bytes of [...first, frame]) websocket.send(bytes);
  return new Promise((resolve) => {
    websocket.once('close', (code) => resolve(`closed ${code}`));
    websocket.on('message', (bytes: Buffer) => {
      const message = readControl(bytes);
      if (message?.type !== 'reset') return;
      resolve(message.reason);
      websocket.close();
    });
  });
}

function readControl(bytes: Uint8Array): ServerControl | undefined {
  const frame = decodeFrame(bytes);
  return frame?.channel === CONTROL_CHANNEL
    ? (JSON.parse(decodeControlText(frame.payload) ?? '') as ServerControl)
    : undefined;
}
