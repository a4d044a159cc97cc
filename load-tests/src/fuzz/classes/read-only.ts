import { playerKey, ROOTS } from '@drawguess/game/documents';
import { craftUpdate } from '@drawguess/game/gate';
import * as Y from 'yjs';
import type { HostileClass } from '../attack.ts';
import { onReadOnly, properItem, properSection, readOnlyShot, section, updateMessage } from '../crafting.ts';

export const readOnly: HostileClass = {
  name: 'read-only',
  variants: [
    ...onReadOnly('a push under an own id', (aim) => readOnlyShot(aim, craftUpdate([properSection(aim)]))),
    ...onReadOnly('a push behind what is there', (aim) => {
      const item = properItem(aim, aim.someone ? { origin: aim.someone } : {});
      return readOnlyShot(aim, craftUpdate([section(aim, [item])]));
    }),
    ...onReadOnly("a push under the referee's or the drawer's id", (aim) => {
      const client = aim.random.pick([aim.scene.epoch, ...aim.scene.others.map((one) => one.clientId)]) ?? 0;
      const structs = [properItem(aim)];
      return readOnlyShot(aim, craftUpdate([{ client, clock: aim.held.get(client) ?? 0, structs }]));
    }),
    ...onReadOnly('everything anew, and something more', (aim) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(aim.target.doc));
      copy.clientID = aim.client;
      // The server holds nothing of this id yet here, whatever it was used for elsewhere.
      copy.getArray('mine').push([aim.random.hex(4)]);
      return readOnlyShot(aim, Y.encodeStateAsUpdate(copy));
    }),
    ...onReadOnly('other content for what is held', (aim) => {
      const [client] = aim.someone ?? [aim.scene.epoch];
      if (!aim.held.has(client)) return readOnlyShot(aim, craftUpdate([properSection(aim)]));
      const update = craftUpdate([{ client, clock: 0, structs: [properItem(aim)] }]);
      return [{ payload: updateMessage(update), expect: ['dropped'] }];
    }),
    ...onReadOnly(
      'a part of the room',
      (aim) => {
        const key =
          aim.random.pick(['phase', 'hostId', 'settings', playerKey(aim.scene.me.playerId)]) ?? 'phase';
        return readOnlyShot(aim, craftUpdate([section(aim, [properItem(aim, { parentSub: key })])]));
      },
      ['room'],
    ),
    ...onReadOnly(
      'the word',
      (aim) =>
        readOnlyShot(
          aim,
          craftUpdate([section(aim, [properItem(aim, { parent: ROOTS.view, parentSub: 'word' })])]),
        ),
      ['private'],
    ),
  ],
};
