import { craftUpdate } from '@drawguess/game/gate';
import { encodeChannelMessage } from '@drawguess/game/wire';
import type { HostileClass, Shot } from '../attack.ts';
import {
  joinBytes,
  onOwn,
  onReadOnly,
  properSection,
  randomBytes,
  updateMessage,
  type Aim,
} from '../crafting.ts';

/** A message that would be taken if it were alone in its frame. */
const proper = (aim: Aim): Uint8Array => updateMessage(craftUpdate([properSection(aim)]));

const malformed = (...parts: readonly Uint8Array[]): Shot[] => [
  { payload: joinBytes(...parts), expect: ['malformed'] },
];

const STEP1 = encodeChannelMessage({ type: 'step1', stateVector: new Uint8Array([0]) });
const AWARENESS = encodeChannelMessage({ type: 'awareness', update: new Uint8Array([0]) });
const QUERY = encodeChannelMessage({ type: 'query-awareness' });

export const severalMessages: HostileClass = {
  name: 'several-messages',
  variants: [
    ...onOwn('two proper pushes', (aim) => malformed(proper(aim), proper(aim))),
    ...onOwn('a byte behind a push', (aim) => malformed(proper(aim), randomBytes(aim.random, 1))),
    ...onOwn('bytes behind a push', (aim) =>
      malformed(proper(aim), randomBytes(aim.random, 1 + aim.random.below(200))),
    ),
    ...onOwn('a push behind a SyncStep1', (aim) => malformed(STEP1, proper(aim))),
    ...onOwn('a push behind awareness', (aim) => malformed(AWARENESS, proper(aim))),
    ...onOwn('a push behind a query', (aim) => malformed(QUERY, proper(aim))),
    // The frame is a view of a larger buffer, as sockets give them: the rest of the message lies right behind it.
    ...onOwn('half a push', (aim) => {
      const whole = proper(aim);
      return [
        { payload: whole.subarray(0, 1 + aim.random.below(whole.byteLength - 1)), expect: ['malformed'] },
      ];
    }),
    ...onOwn('a message of no known type', (aim) =>
      malformed(new Uint8Array([aim.random.pick([2, 4, 5, 100]) ?? 2]), proper(aim)),
    ),
    ...onOwn('a sync message of no known type', (aim) =>
      malformed(new Uint8Array([0, 3 + aim.random.below(100)]), proper(aim).subarray(2)),
    ),
    ...onOwn('nothing', () => malformed(new Uint8Array())),
    ...onReadOnly('two messages', (aim) => malformed(proper(aim), proper(aim))),
    ...onReadOnly('a push behind a SyncStep1', (aim) => malformed(STEP1, proper(aim))),
  ],
};
