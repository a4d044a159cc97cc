import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';

/** `u`: no record begins like this, since a record's message begins with its position, or is `gone`. */
const TAG = 0x75;
/** Bytes of publications that Redis has not taken yet. What comes on top of them reaches others by the log. */
const MAX_WAITING_BYTES = 1024 * 1024;

export type PublisherOptions = {
  link: Link;
  keys: Keys;
  processId: string;
  /** A larger update is left to the log. */
  maxUpdateBytes: number;
};

/** Tells other processes of updates, on the channel of the room's records. Nothing waits for it, nothing is told twice. */
export function createPublisher({ link, keys, processId, maxUpdateBytes }: PublisherOptions) {
  let waitingBytes = 0;
  return (roomId: string, document: string, update: Uint8Array): void => {
    const isTooMuch = update.length > maxUpdateBytes || waitingBytes + update.length > MAX_WAITING_BYTES;
    if (!link.isOpen || isTooMuch) return;
    waitingBytes += update.length;
    link.client
      .publish(keys.channel(roomId), writePublication({ processId, document, update }))
      // What others do not hear of now, they read in the log.
      .catch(() => undefined)
      .finally(() => (waitingBytes -= update.length));
  };
}

/** An update as its process tells it to the others. */
export type Publication = { processId: string; document: string; update: Uint8Array };

function writePublication({ processId, document, update }: Publication): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, TAG);
  encoding.writeVarString(encoder, processId);
  encoding.writeVarString(encoder, document);
  encoding.writeUint8Array(encoder, update);
  return Buffer.from(encoding.toUint8Array(encoder));
}

/** `undefined` where the message is about a record. */
export function readPublication(message: Uint8Array): Publication | undefined {
  if (message[0] !== TAG) return undefined;
  const decoder = decoding.createDecoder(message);
  decoding.readUint8(decoder);
  const processId = decoding.readVarString(decoder);
  const document = decoding.readVarString(decoder);
  return { processId, document, update: decoding.readTailAsUint8Array(decoder).slice() };
}
