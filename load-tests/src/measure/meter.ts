import { parseDocumentName } from '@drawguess/game/documents';
import { CONTROL_CHANNEL, decodeControlText, decodeFrame, type ClientControl } from '@drawguess/game/wire';
import type { Line, LineFrame } from '../bots/index.ts';

/** Bytes in one direction: of the canvas's frames, of all frames, and of the TCP stream that carries them. */
export type Bytes = { canvas: number; all: number; stream: number };
export type Reading = { received: Bytes; sent: Bytes };

/** Counts the bytes of one device's line. */
export type Meter = {
  onFrame(frame: LineFrame): void;
  /** What went over the line since this was called before, or since it began. */
  take(line: Line): Reading;
};

export function createMeter(): Meter {
  let canvasChannel: number | undefined;
  const total: Reading = { received: none(), sent: none() };
  let taken: Reading = { received: none(), sent: none() };

  /** The client says which channel is the canvas's; on each connection numbers begin anew. */
  const readControl = (text: string): void => {
    const message = JSON.parse(text) as ClientControl;
    if (message.type === 'hello') canvasChannel = undefined;
    if (message.type === 'open' && parseDocumentName(message.document)?.kind === 'canvas')
      canvasChannel = message.channel;
  };

  return {
    onFrame({ from, bytes }) {
      const frame = decodeFrame(bytes);
      if (frame === undefined) return;
      if (frame.channel === CONTROL_CHANNEL && from === 'client')
        readControl(decodeControlText(frame.payload) ?? '{}');
      const counted = from === 'client' ? total.sent : total.received;
      counted.all += bytes.byteLength;
      if (frame.channel === canvasChannel) counted.canvas += bytes.byteLength;
    },
    take(line) {
      const { received, sent } = line.streamed();
      const now: Reading = {
        received: { ...total.received, stream: received },
        sent: { ...total.sent, stream: sent },
      };
      const since = {
        received: difference(now.received, taken.received),
        sent: difference(now.sent, taken.sent),
      };
      taken = now;
      return since;
    },
  };
}

const none = (): Bytes => ({ canvas: 0, all: 0, stream: 0 });

const difference = (now: Bytes, before: Bytes): Bytes => ({
  canvas: now.canvas - before.canvas,
  all: now.all - before.all,
  stream: now.stream - before.stream,
});
