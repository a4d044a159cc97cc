import { createHash } from 'node:crypto';
import type { Clock } from '@drawguess/game/clock';
import {
  CONTROL_CHANNEL,
  decodeChannelMessage,
  decodeControlText,
  decodeFrame,
  parseClientControl,
  type ServerControl,
} from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { LineListener } from './perfect-line.ts';

/** The documents of one player's device, made from what passes its line, and what the server made the device do. */
export type DeviceCopy = {
  onFrame: LineListener;
  /** Every document that the device has opened, those of earlier turns included. */
  readonly documents: ReadonlyMap<string, Y.Doc>;
  /** The client id that the device writes under; `undefined` before the welcome. */
  readonly clientId: number | undefined;
  readonly resets: number;
  /** Awareness is forwarded to nobody: any that arrives here was somebody else's. */
  readonly awareness: number;
  /** Hash of everything that the server has sent so far, with the times. */
  transcript(): string;
};

export function createDeviceCopy(clock: Clock): DeviceCopy {
  const channels = new Map<number, string>();
  const documents = new Map<string, Y.Doc>();
  const transcript = createHash('sha256');
  let clientId: number | undefined;
  let resets = 0;
  let awareness = 0;

  const open = (channel: number, document: string): void => {
    channels.set(channel, document);
    if (!documents.has(document)) documents.set(document, new Y.Doc());
  };

  const onServerControl = (message: ServerControl): void => {
    if (message.type === 'welcome') clientId = message.clientId;
    if (message.type === 'reset') {
      resets += 1;
      // The device throws its copy away and begins with what the server has.
      const document = channels.get(message.channel);
      if (document !== undefined) documents.set(document, new Y.Doc());
    }
    if (message.type === 'reset' || message.type === 'resync' || message.type === 'denied')
      channels.delete(message.channel);
  };

  const onControl = (from: 'client' | 'server', text: string): void => {
    if (from === 'server') return onServerControl(JSON.parse(text) as ServerControl);
    const message = parseClientControl(text);
    if (message?.type === 'open') open(message.channel, message.document);
    if (message?.type === 'shut') channels.delete(message.channel);
  };

  return {
    onFrame(from, bytes) {
      if (from === 'server') transcript.update(`${clock.now()} ${bytes.byteLength} `).update(bytes);
      const frame = decodeFrame(bytes);
      if (frame === undefined) return;
      if (frame.channel === CONTROL_CHANNEL) return onControl(from, decodeControlText(frame.payload) ?? '');
      const doc = documents.get(channels.get(frame.channel) ?? '');
      const message = decodeChannelMessage(frame.payload);
      if (message?.type === 'awareness') awareness += 1;
      if (doc === undefined || (message?.type !== 'step2' && message?.type !== 'update')) return;
      Y.applyUpdate(doc, message.update);
    },
    documents,
    get clientId() {
      return clientId;
    },
    get resets() {
      return resets;
    },
    get awareness() {
      return awareness;
    },
    transcript: () => transcript.copy().digest('hex'),
  };
}
