import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSE, isFinalClose, parseClientControl, type ClientControl } from './index.ts';

const MESSAGES: ClientControl[] = [
  { type: 'hello', protocol: 1, token: 'token' },
  { type: 'hello', protocol: 0, token: 'token', clientId: 4_294_967_295 },
  { type: 'open', channel: 1, document: 'room:abc' },
  { type: 'shut', channel: 2_147_483_647 },
  { type: 'ping', sentAt: 12.5 },
];

describe('control messages of a client', () => {
  it.each(MESSAGES)('SY-3 %j is one', (message) => {
    expect(parseClientControl(JSON.stringify(message))).toEqual(message);
  });

  it.each(MESSAGES)('SY-3 SY-25 %j with anything more is one only if it is a hello', (message) => {
    const isOne = parseClientControl(JSON.stringify({ ...message, more: 1 })) !== undefined;
    expect(isOne).toBe(message.type === 'hello');
  });

  it.each(MESSAGES)('SY-3 %j with anything less is none', (message) => {
    for (const key of Object.keys(message).filter((one) => one !== 'clientId')) {
      expect(parseClientControl(JSON.stringify({ ...message, [key]: undefined }))).toBeUndefined();
    }
  });

  it.each([
    '',
    'null',
    '[]',
    '{"type":"welcome"}',
    '{"type":"open","channel":0,"document":"room:abc"}',
    '{"type":"open","channel":1.5,"document":"room:abc"}',
    '{"type":"hello","protocol":1,"token":""}',
    '{"type":"hello","protocol":1,"token":"token","clientId":0}',
    '{"type":"ping","sentAt":"now"}',
    `{"type":"open","channel":1,"document":"${'x'.repeat(121)}"}`,
    `{"type":"hello","protocol":1,"token":"${'x'.repeat(2_001)}"}`,
  ])('SY-3 SY-9 %s is none', (text) => {
    expect(parseClientControl(text)).toBeUndefined();
  });

  it('SY-3 never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseClientControl(text)).not.toThrow();
      }),
    );
  });
});

it('SY-8 tells final closes from those after which a client comes back', () => {
  const final = Object.entries(CLOSE).filter(([, code]) => isFinalClose(code));
  expect(final.map(([name]) => name)).toEqual([
    'malformed',
    'badToken',
    'notYours',
    'noSuchDocument',
    'takenOver',
    'update',
  ]);
});
