import { craftUpdate } from '@drawguess/game/gate';
import { encodeChannelMessage } from '@drawguess/game/wire';
import type { HostileClass } from '../attack.ts';
import {
  EMPTY_STEP2,
  onOwn,
  properItem,
  properSection,
  updateMessage,
  updateShot,
  type Aim,
} from '../crafting.ts';

const distance = ({ random }: Aim): number => 1 + random.below(random.chance(0.5) ? 3 : 2 ** 31);

const ahead = (aim: Aim): Uint8Array =>
  craftUpdate([{ client: aim.client, clock: aim.clock + distance(aim), structs: [properItem(aim)] }]);

const unknownOrigin = (aim: Aim): Uint8Array => {
  const client = aim.scene.ids.find((id) => id !== aim.client) ?? 0;
  const origin = [client, (aim.held.get(client) ?? 0) + distance(aim)] as const;
  return craftUpdate([{ client: aim.client, clock: aim.clock, structs: [properItem(aim, { origin })] }]);
};

/** As an honest writer sends it whose copy holds what a crash took from the server (SPEC SY-14). */
const behindAnothers = (aim: Aim) => ({
  ...properSection(aim),
  structs: [properItem(aim, { origin: [aim.scene.epoch, aim.random.below(1_000)] })],
});

/** After the writer's SyncStep2 a gap is an offence. */
const late = { ready: [EMPTY_STEP2] };

export const gap: HostileClass = {
  name: 'gap',
  variants: [
    ...onOwn('ahead of the clock', (aim) => updateShot(aim, ahead(aim), 'gap'), late),
    ...onOwn('in the SyncStep2 itself', (aim) => [
      { payload: encodeChannelMessage({ type: 'step2', update: ahead(aim) }), expect: ['gap'] },
    ]),
    ...onOwn('before the SyncStep2', (aim) => [{ payload: updateMessage(ahead(aim)), expect: ['dropped'] }]),
    ...onOwn('behind an element that never came', (aim) => updateShot(aim, unknownOrigin(aim), 'gap'), late),
    ...onOwn(
      "behind another's element that is not there",
      (aim) => updateShot(aim, craftUpdate([behindAnothers(aim)]), 'gap'),
      late,
    ),
    ...onOwn(
      'beside a proper push',
      (aim) => {
        const behind = properSection(aim);
        const structs = [...behind.structs, { skip: 1 + aim.random.below(1_000) }, properItem(aim)];
        // Yjs' own mark for a gap: it is no element, whatever comes behind it.
        return updateShot(aim, craftUpdate([{ ...behind, structs }]), 'bad-structure');
      },
      late,
    ),
    ...onOwn(
      'deletion of what never came',
      (aim) => {
        const range = [aim.clock + distance(aim), 1 + aim.random.below(5)] as const;
        return updateShot(aim, craftUpdate([], { [aim.client]: [range] }), 'gap');
      },
      { ...late, kinds: ['outbox'] },
    ),
  ],
};
