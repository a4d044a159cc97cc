import { craftUpdate } from '@drawguess/game/gate';
import type { HostileClass } from '../attack.ts';
import { onOwn, onReadOnly, properSection, readOnlyShot, updateShot, type Aim } from '../crafting.ts';

const foreignId = ({ scene, random }: Aim): number =>
  random.pick([scene.epoch, scene.stranger.clientId, ...scene.others.map((one) => one.clientId)]) ??
  scene.epoch;

const length = ({ random }: Aim): number => random.pick([1, 2, 1_000, 2 ** 31, 2 ** 40]) ?? 1;

/** Something that the document holds, and perhaps all that is behind it. */
const heldRange = (aim: Aim): Record<number, readonly (readonly [clock: number, length: number])[]> => {
  const [client, clock] = aim.someone ?? [aim.scene.epoch, 2 ** 40];
  return { [client]: [[clock, length(aim)]] };
};

export const foreignDelete: HostileClass = {
  name: 'foreign-delete',
  variants: [
    ...onOwn('of ids that are not there', (aim) =>
      updateShot(
        aim,
        craftUpdate([], { [foreignId(aim)]: [[aim.random.below(100), length(aim)]] }),
        'foreign-delete',
      ),
    ),
    ...onOwn('beside a proper push', (aim) => {
      const update = craftUpdate([properSection(aim)], { [foreignId(aim)]: [[0, length(aim)]] });
      return updateShot(aim, update, 'foreign-delete');
    }),
    ...onOwn(
      'of own ink, which nobody may delete',
      (aim) => updateShot(aim, craftUpdate([], heldRange(aim)), 'foreign-delete'),
      { kinds: ['canvas'], needsElements: true },
    ),
    ...onOwn(
      'of the ink that comes with it',
      (aim) => {
        const update = craftUpdate([properSection(aim)], { [aim.client]: [[aim.clock, 1]] });
        return updateShot(aim, update, 'foreign-delete');
      },
      { kinds: ['canvas'] },
    ),
    ...onOwn('of nothing', (aim) =>
      updateShot(aim, craftUpdate([], { [aim.client]: [[0, 0]] }), 'bad-structure'),
    ),
    ...onReadOnly("of the referee's or the drawer's", (aim) =>
      readOnlyShot(aim, craftUpdate([], heldRange(aim))),
    ),
  ],
};
