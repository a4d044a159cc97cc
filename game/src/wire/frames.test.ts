import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTROL_CHANNEL,
  decodeChannelMessage,
  decodeControlText,
  decodeFrame,
  encodeChannelMessage,
  encodeControl,
  encodeFrame,
  type ChannelMessage,
} from './index.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 });
const anyMessage: fc.Arbitrary<ChannelMessage> = fc.oneof(
  fc.record({ type: fc.constant('step1' as const), stateVector: anyBytes }),
  fc.record({
    type: fc.constantFrom('step2' as const, 'update' as const, 'awareness' as const),
    update: anyBytes,
  }),
  fc.record({ type: fc.constant('query-awareness' as const) }),
);

describe('frames', () => {
  it('SY-3 are read as they were written, at any place in a larger buffer', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), anyBytes, fc.nat(20), (channel, payload, offset) => {
        const frame = encodeFrame(channel, payload);
        const buffer = new Uint8Array(frame.length + 40);
        buffer.set(frame, offset);
        expect(decodeFrame(buffer.subarray(offset, offset + frame.length))).toEqual({ channel, payload });
      }),
    );
  });

  it('SY-3 never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const frame = decodeFrame(bytes);
        if (frame !== undefined) expect(frame.payload.length).toBeLessThan(bytes.length);
      }),
    );
    expect(decodeFrame(new Uint8Array())).toBeUndefined();
    expect(decodeFrame(new Uint8Array(20).fill(255))).toBeUndefined();
  });

  it('SY-3 a control frame carries JSON, and bytes that are no text are none', () => {
    const frame = decodeFrame(encodeControl({ type: 'ping', text: '고양이 🐈' }));
    expect(frame?.channel).toBe(CONTROL_CHANNEL);
    expect(decodeControlText(frame?.payload ?? new Uint8Array())).toBe('{"type":"ping","text":"고양이 🐈"}');
    expect(decodeControlText(new Uint8Array([0xff, 0xfe]))).toBeUndefined();
  });
});

describe('messages of a channel', () => {
  it('SY-3 are read as they were written', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(decodeChannelMessage(encodeChannelMessage(message))).toEqual(message);
      }),
    );
  });

  it('SY-3 are read to their end: one byte more or less is no message', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(255), (message, byte) => {
        const bytes = encodeChannelMessage(message);
        expect(decodeChannelMessage(new Uint8Array([...bytes, byte]))).toBeUndefined();
        expect(decodeChannelMessage(bytes.subarray(0, -1))).toBeUndefined();
      }),
    );
  });

  it('SY-3 that reach beyond their frame do not read what lies behind it', () => {
    const buffer = new Uint8Array([0, 2, 4, 1, 2, 3, 4]);
    expect(decodeChannelMessage(buffer)).toBeDefined();
    expect(decodeChannelMessage(buffer.subarray(0, 5))).toBeUndefined();
  });

  it('SY-3 never throw, and only one spelling of each kind is known', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const message = decodeChannelMessage(bytes);
        const again = message && decodeChannelMessage(encodeChannelMessage(message));
        expect(again).toEqual(message);
      }),
    );
  });

  it('SY-2 are those of y-websocket', () => {
    expect([...encodeChannelMessage({ type: 'step1', stateVector: new Uint8Array([7]) })]).toEqual([
      0, 0, 1, 7,
    ]);
    expect([...encodeChannelMessage({ type: 'step2', update: new Uint8Array([7]) })]).toEqual([0, 1, 1, 7]);
    expect([...encodeChannelMessage({ type: 'update', update: new Uint8Array([7]) })]).toEqual([0, 2, 1, 7]);
    expect([...encodeChannelMessage({ type: 'awareness', update: new Uint8Array([7]) })]).toEqual([1, 1, 7]);
    expect([...encodeChannelMessage({ type: 'query-awareness' })]).toEqual([3]);
  });
});
