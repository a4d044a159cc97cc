import { CLOSE, encodeControl, encodeFrame } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { HostileClass, Outcome, Variant } from '../attack.ts';
import { onReadOnly, properSection, randomBytes, updateMessage } from '../crafting.ts';
import { craftUpdate } from '@drawguess/game/gate';

const CLOSED: readonly Outcome[] = [`closed ${CLOSE.malformed}`];
/** Garbage may happen to be another message, or nothing new; on a document that is only read it never is a change. */
const HARMLESS: readonly Outcome[] = ['read-only', 'malformed', 'dropped', 'answered', 'too-large'];

function flipped(bytes: Uint8Array, bits: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  for (const bit of bits) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

const control = (name: string, message: object): Variant => ({
  name,
  craft: () => ({ type: 'raw', bytes: encodeControl(message), expect: CLOSED }),
});

/** Not one of the classes that the gate knows: whatever bytes there are. */
export const garbage: HostileClass = {
  name: 'garbage',
  variants: [
    ...onReadOnly('flipped bits in a push', (aim) => {
      const bytes = updateMessage(craftUpdate([properSection(aim)]));
      const bits = Array.from({ length: 1 + aim.random.below(4) }, () =>
        aim.random.below(bytes.byteLength * 8),
      );
      return [{ payload: flipped(bytes, bits), expect: HARMLESS }];
    }),
    ...onReadOnly('flipped bits in what is held', (aim) => {
      const bytes = updateMessage(Y.encodeStateAsUpdate(aim.target.doc));
      const bits = Array.from({ length: 1 + aim.random.below(8) }, () =>
        aim.random.below(bytes.byteLength * 8),
      );
      return [{ payload: flipped(bytes, bits), expect: HARMLESS }];
    }),
    ...onReadOnly('any bytes', (aim) => [
      { payload: randomBytes(aim.random, aim.random.below(300)), expect: HARMLESS },
    ]),
    {
      name: 'bytes for a channel that is not open',
      craft: (_, random) => ({
        type: 'raw',
        bytes: encodeFrame(1_000_000 + random.below(1_000), randomBytes(random, random.below(300))),
        expect: ['dropped'],
      }),
    },
    {
      name: 'a frame without a channel',
      craft: () => ({ type: 'raw', bytes: new Uint8Array(), expect: CLOSED }),
    },
    {
      name: 'bytes for the control channel',
      craft: (_, random) => ({
        type: 'raw',
        bytes: encodeFrame(0, randomBytes(random, random.below(300))),
        expect: CLOSED,
      }),
    },
    control('a second hello', { type: 'hello', protocol: 1, token: 'x' }),
    control('a channel number that is none', { type: 'open', channel: -1, document: 'room:1' }),
    control('the control channel as a channel', { type: 'open', channel: 0, document: 'room:1' }),
    control('no known message', { type: 'reset', channel: 1, client: 1, clock: 0 }),
    control('an endless name', { type: 'open', channel: 1, document: 'x'.repeat(10_000) }),
  ],
};
