import { craftUpdate } from '@drawguess/game/gate';
import { LIMITS } from '@drawguess/game/limits';
import { encodeChannelMessage } from '@drawguess/game/wire';
import type { Attack, HostileClass, Outcome, Scene, Shot, Variant } from '../attack.ts';
import { ownTarget, updateMessage } from '../crafting.ts';

/** What a connection may send at once: ten seconds' worth (SPEC SY-9). */
const BURST_UPDATES = LIMITS.maxUpdatesPerSecond * 10;
const BURST_BYTES = LIMITS.maxUpdateBytesPerSecond * 10;
const LARGE_BYTES = 200_000;
const PASS_BY_BYTES = Math.floor(BURST_BYTES / LARGE_BYTES);

/** So many frames that are no offence by themselves, and one that is too many. */
const tooMany = (payload: Uint8Array, passing: number, outcome: Outcome): Shot[] => [
  ...Array.from({ length: passing }, (): Shot => ({ payload, expect: [outcome] })),
  { payload, expect: ['too-fast'] },
];

const flooding = (
  name: string,
  frames: number,
  shots: (scene: Scene) => readonly Shot[],
  isTime: (scene: Scene) => boolean = () => true,
): Variant[] =>
  (['session', 'stock'] as const).map((over) => ({
    name: `${name} (${over})`,
    frames,
    craft(scene): Attack | undefined {
      const target = ownTarget(scene, 'outbox');
      if (target === undefined || scene.framesLeft < frames || !isTime(scene)) return undefined;
      return { type: 'channel', document: target.document, over, fresh: true, shots: () => shots(scene) };
    },
  }));

const EMPTY = updateMessage(craftUpdate([]));
const STEP1 = encodeChannelMessage({ type: 'step1', stateVector: new Uint8Array([0]) });
/** A state vector of more bytes than a connection has at once. */
const HUGE_STEP1 = encodeChannelMessage({ type: 'step1', stateVector: new Uint8Array(BURST_BYTES + 1) });

/** Held already, and so ignored: only its bytes count. */
const largeOld = ({ ids }: Scene): Uint8Array =>
  updateMessage(
    craftUpdate([
      {
        client: ids[0] ?? 0,
        clock: 0,
        structs: [{ content: { any: ['x'.repeat(LARGE_BYTES - 100)] }, parent: 'intents' }],
      },
    ]),
  );

const holdsMine = (scene: Scene): boolean =>
  ownTarget(scene, 'outbox')?.doc.store.clients.has(scene.ids[0] ?? 0) ?? false;

export const flood: HostileClass = {
  name: 'flood',
  variants: [
    ...flooding('updates', BURST_UPDATES + 1, () => tooMany(EMPTY, BURST_UPDATES, 'dropped')),
    ...flooding('questions', BURST_UPDATES + 1, () => tooMany(STEP1, BURST_UPDATES, 'answered')),
    ...flooding(
      'bytes',
      PASS_BY_BYTES + 1,
      (scene) => tooMany(largeOld(scene), PASS_BY_BYTES, 'dropped'),
      holdsMine,
    ),
    ...flooding('one huge question', 1, () => tooMany(HUGE_STEP1, 0, 'dropped')),
  ],
};
