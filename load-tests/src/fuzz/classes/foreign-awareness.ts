import { encodeChannelMessage } from '@drawguess/game/wire';
import * as encoding from 'lib0/encoding';
import type { HostileClass, Shot } from '../attack.ts';
import { onOwn, onReadOnly, randomBytes, type Aim } from '../crafting.ts';

type Claim = { client: number; clock: number; state: string };

function awareness(claims: readonly Claim[], behind: Uint8Array = new Uint8Array()): Shot[] {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, claims.length);
  for (const { client, clock, state } of claims) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  encoding.writeUint8Array(encoder, behind);
  const update = encoding.toUint8Array(encoder);
  return [{ payload: encodeChannelMessage({ type: 'awareness', update }), expect: ['dropped'] }];
}

const claim = (aim: Aim, client: number): Claim => ({
  client,
  clock: aim.random.below(2 ** 31),
  state: aim.random.chance(0.3) ? 'null' : JSON.stringify({ name: aim.random.hex(4) }),
});

const foreign = (aim: Aim): number => {
  const { others, stranger, epoch } = aim.scene;
  const known = [epoch, stranger.clientId, 0, 2 ** 32 - 1, ...others.map(({ clientId }) => clientId)];
  return aim.random.pick(known) ?? epoch;
};

const on = (name: string, shots: (aim: Aim) => readonly Shot[]) => [
  ...onOwn(name, shots),
  ...onReadOnly(name, shots),
];

export const foreignAwareness: HostileClass = {
  name: 'foreign-awareness',
  variants: [
    ...on("another's", (aim) => awareness([claim(aim, foreign(aim))])),
    ...on("own and another's", (aim) => awareness([claim(aim, aim.client), claim(aim, foreign(aim))])),
    ...on('own, too large', (aim) =>
      awareness([
        { ...claim(aim, aim.client), state: JSON.stringify('x'.repeat(1_024 + aim.random.below(5_000))) },
      ]),
    ),
    ...on('own, no JSON', (aim) =>
      awareness([{ ...claim(aim, aim.client), state: `{${aim.random.hex(3)}` }]),
    ),
    ...on('own, with bytes behind it', (aim) =>
      awareness([claim(aim, aim.client)], randomBytes(aim.random, 1 + aim.random.below(9))),
    ),
    ...on('no awareness', (aim) => [
      {
        // The first byte counts players that are not there.
        payload: encodeChannelMessage({
          type: 'awareness',
          update: new Uint8Array([100, ...randomBytes(aim.random, 5)]),
        }),
        expect: ['dropped'],
      },
    ]),
  ],
};
