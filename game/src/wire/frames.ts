import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeUtf8, encodeUtf8 } from 'lib0/string';

/** A frame of the multiplexed session (PROTOCOL §2): a channel number, then that channel's bytes to the end. */
export type Frame = { channel: number; payload: Uint8Array };

/** Channel of the control messages, whose payload is JSON in UTF-8. */
export const CONTROL_CHANNEL = 0;

/** Builds a frame. */
export function encodeFrame(channel: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, channel);
  encoding.writeUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Takes a frame apart without copying. Returns `undefined` if it has no channel number. Never throws. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    const channel = decoding.readVarUint(decoder);
    return { channel, payload: bytes.subarray(decoder.pos) };
  } catch {
    return undefined;
  }
}

/** Builds a control frame from a message. */
export const encodeControl = (message: object): Uint8Array =>
  encodeFrame(CONTROL_CHANNEL, encodeUtf8(JSON.stringify(message)));

/** Reads the text of a control payload; `undefined` if it is not UTF-8. */
export function decodeControlText(payload: Uint8Array): string | undefined {
  try {
    return decodeUtf8(payload);
  } catch {
    return undefined;
  }
}

/** The y-websocket messages of a channel (PROTOCOL §2.2). */
export type ChannelMessage =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'step2' | 'update'; update: Uint8Array }
  | { type: 'awareness'; update: Uint8Array }
  | { type: 'query-awareness' };

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const SYNC_TYPES = ['step1', 'step2', 'update'] as const;

/**
 * Reads exactly one y-websocket message. Returns `undefined` for anything else, trailing bytes included: a second
 * message in the frame would pass unseen (SPEC SY-3). Never throws.
 */
export function decodeChannelMessage(payload: Uint8Array): ChannelMessage | undefined {
  try {
    const decoder = decoding.createDecoder(payload);
    const message = readMessage(decoder);
    return decoding.hasContent(decoder) ? undefined : message;
  } catch {
    return undefined;
  }
}

function readMessage(decoder: decoding.Decoder): ChannelMessage | undefined {
  const type = decoding.readVarUint(decoder);
  if (type === SYNC) {
    const syncType = SYNC_TYPES[decoding.readVarUint(decoder)];
    if (syncType === undefined) return undefined;
    const bytes = decoding.readVarUint8Array(decoder);
    return syncType === 'step1' ? { type: syncType, stateVector: bytes } : { type: syncType, update: bytes };
  }
  if (type === AWARENESS) return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
  return type === QUERY_AWARENESS ? { type: 'query-awareness' } : undefined;
}

/** Builds one y-websocket message. */
export function encodeChannelMessage(message: ChannelMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  if (message.type === 'awareness') {
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, message.update);
  } else if (message.type === 'query-awareness') {
    encoding.writeVarUint(encoder, QUERY_AWARENESS);
  } else {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, SYNC_TYPES.indexOf(message.type));
    encoding.writeVarUint8Array(encoder, message.type === 'step1' ? message.stateVector : message.update);
  }
  return encoding.toUint8Array(encoder);
}
