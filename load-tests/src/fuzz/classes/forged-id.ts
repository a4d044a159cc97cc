import { craftUpdate } from '@drawguess/game/gate';
import type { HostileClass, Scene } from '../attack.ts';
import { onOwn, properItem, properSection, updateShot, type Aim } from '../crafting.ts';
import type { RandomSource } from '../../simulation/random-source.ts';

/** Client ids that were never granted to the hostile player. */
const FORGED: Record<string, (scene: Scene, random: RandomSource) => number> = {
  'any id': (_, random) => 1_000_000 + random.below(2 ** 31),
  "another player's id": ({ others }, random) => random.pick(others)?.clientId ?? 1,
  "another room's id": ({ stranger }) => stranger.clientId,
  "the referee's epoch": ({ epoch }) => epoch,
  'the next id to be granted': ({ ids }) => Math.max(...ids) + 1,
  zero: () => 0,
  '2^32 - 1': () => 2 ** 32 - 1,
  '2^53 - 1': () => Number.MAX_SAFE_INTEGER,
};

const clockOf = ({ held, random }: Aim, client: number): number =>
  (held.get(client) ?? 0) + (random.chance(0.7) ? 0 : random.below(1_000));

export const forgedId: HostileClass = {
  name: 'forged-id',
  variants: [
    ...Object.entries(FORGED).flatMap(([name, forge]) =>
      onOwn(name, (aim) => {
        const client = forge(aim.scene, aim.random);
        const item = properItem(aim, aim.someone && aim.random.chance(0.5) ? { origin: aim.someone } : {});
        const update = craftUpdate([{ client, clock: clockOf(aim, client), structs: [item] }]);
        return updateShot(aim, update, 'forged-id');
      }),
    ),
    ...onOwn('beside a proper push', (aim) => {
      const client = FORGED["another player's id"]?.(aim.scene, aim.random) ?? 1;
      const forged = { client, clock: clockOf(aim, client), structs: [properItem(aim)] };
      const sections = aim.random.chance(0.5) ? [properSection(aim), forged] : [forged, properSection(aim)];
      return updateShot(aim, craftUpdate(sections), 'forged-id');
    }),
    ...onOwn(
      'other content for what is held',
      (aim) => {
        const client = aim.scene.ids[0] ?? 0;
        const structs = [properItem(aim)];
        return updateShot(aim, craftUpdate([{ client, clock: 0, structs }]), 'dropped');
      },
      { needsElements: true },
    ),
    ...onOwn('two sections for one id', (aim) => {
      const update = craftUpdate([properSection(aim), properSection(aim)]);
      return updateShot(aim, update, 'malformed');
    }),
  ],
};
