import { craftUpdate } from '@drawguess/game/gate';
import * as encoding from 'lib0/encoding';
import type { HostileClass } from '../attack.ts';
import {
  onOwn,
  onReadOnly,
  properItem,
  properSection,
  randomBytes,
  readOnlyShot,
  section,
  updateShot,
  type Aim,
} from '../crafting.ts';

/** Lengths that must cost nothing: more than any document may hold. */
const huge = ({ random }: Aim): number =>
  random.pick([100_000, 2 ** 24, 2 ** 31, 2 ** 32 - 1, 2 ** 48]) ?? 2 ** 31;

/** Where each kind of struct that is no element of ours begins: [sections] [structs client clock] … */
function claiming(aim: Aim, what: 'sections' | 'structs' | 'elements' | 'texts' | 'ranges'): Uint8Array {
  const encoder = encoding.createEncoder();
  const write = (...numbers: number[]): void => numbers.forEach((one) => encoding.writeVarUint(encoder, one));
  if (what === 'ranges') write(0, 1, aim.client, huge(aim));
  else if (what === 'sections') write(huge(aim));
  else write(1, what === 'structs' ? huge(aim) : 1, aim.client, aim.clock);
  if (what === 'elements' || what === 'texts') {
    encoding.writeUint8(encoder, what === 'elements' ? 8 : 2);
    write(1);
    encoding.writeVarString(encoder, aim.target.root);
    write(huge(aim));
  }
  encoding.writeUint8Array(encoder, randomBytes(aim.random, aim.random.below(6)));
  return encoding.toUint8Array(encoder);
}

const CLAIMS = ['sections', 'structs', 'elements', 'texts', 'ranges'] as const;

export const hugeStruct: HostileClass = {
  name: 'huge-struct',
  variants: [
    ...onOwn('GC', (aim) =>
      updateShot(aim, craftUpdate([section(aim, [{ gc: huge(aim) }])]), 'bad-structure'),
    ),
    ...onOwn('GC behind a proper push', (aim) =>
      updateShot(aim, craftUpdate([section(aim, [properItem(aim), { gc: huge(aim) }])]), 'bad-structure'),
    ),
    ...onOwn(
      'GC over what is held',
      (aim) => {
        const client = aim.scene.ids[0] ?? 0;
        return updateShot(
          aim,
          craftUpdate([{ client, clock: 0, structs: [{ gc: huge(aim) }] }]),
          // What lies behind it is written by tickets alone.
          aim.client === client ? 'bad-structure' : 'forged-id',
        );
      },
      { needsElements: true },
    ),
    ...onOwn("GC under another's id", (aim) => {
      const client = aim.random.pick(aim.scene.others)?.clientId ?? aim.scene.epoch;
      const structs = [{ gc: huge(aim) }];
      return updateShot(
        aim,
        craftUpdate([{ client, clock: aim.held.get(client) ?? 0, structs }]),
        'forged-id',
      );
    }),
    ...onOwn('GC of no length', (aim) =>
      updateShot(
        aim,
        craftUpdate([section(aim, [{ gc: 0 }, ...properSection(aim).structs])]),
        'bad-structure',
      ),
    ),
    ...onOwn('Skip', (aim) =>
      updateShot(aim, craftUpdate([section(aim, [{ skip: huge(aim) }, properItem(aim)])]), 'bad-structure'),
    ),
    ...onOwn('deleted elements', (aim) => {
      const item = properItem(aim, { content: { deleted: huge(aim) } });
      // An outbox may hold deleted intents, but not more than its bounds.
      const refusal = aim.target.kind === 'outbox' ? 'full' : 'bad-structure';
      return updateShot(aim, craftUpdate([section(aim, [item])]), refusal);
    }),
    ...CLAIMS.flatMap((what) =>
      onOwn(`a count of ${what} that is not there`, (aim) =>
        updateShot(aim, claiming(aim, what), 'malformed'),
      ),
    ),
    ...onReadOnly('GC', (aim) => readOnlyShot(aim, craftUpdate([section(aim, [{ gc: huge(aim) }])]))),
    ...onReadOnly('GC over what is held', (aim) => {
      const client = aim.someone?.[0] ?? aim.scene.epoch;
      return readOnlyShot(aim, craftUpdate([{ client, clock: 0, structs: [{ gc: huge(aim) }] }]));
    }),
    ...onReadOnly('a count that is not there', (aim) =>
      readOnlyShot(aim, claiming(aim, aim.random.pick(CLAIMS) ?? 'structs')),
    ),
  ],
};
