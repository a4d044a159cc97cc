import { craftUpdate } from '@drawguess/game/gate';
import { LIMITS } from '@drawguess/game/limits';
import type { HostileClass } from '../attack.ts';
import { onOwn, onReadOnly, properItem, readOnlyShot, section, updateShot, type Aim } from '../crafting.ts';

/** One element of so many characters: what it is does not matter, since nobody may look into it. */
const updateOf = (aim: Aim, chars: number): Uint8Array =>
  craftUpdate([section(aim, [properItem(aim, { content: { any: ['x'.repeat(chars)] } })])]);

/** A whole update of exactly so many bytes. */
function updateOfBytes(aim: Aim, bytes: number): Uint8Array {
  const around = updateOf(aim, bytes).byteLength - bytes;
  return updateOf(aim, bytes - around);
}

const beyond = ({ random }: Aim): number => LIMITS.maxUpdateBytes + 1 + random.below(5_000);
const beyondFrame = ({ random }: Aim): number => LIMITS.maxFrameBytes + 1 + random.below(100_000);

const ELEMENTS = { outbox: LIMITS.maxOutboxIntents, canvas: LIMITS.maxCanvasElements } as const;

/** Checking 20,000 operations takes a while: a few of these are as good as many. */
const WEIGHTS = { outbox: 1, canvas: 50 } as const;

export const oversize: HostileClass = {
  name: 'oversize',
  variants: [
    ...onOwn('an update of one byte too many', (aim) =>
      updateShot(aim, updateOfBytes(aim, LIMITS.maxUpdateBytes + 1), 'too-large'),
    ),
    ...onOwn('too large an update', (aim) => updateShot(aim, updateOf(aim, beyond(aim)), 'too-large')),
    ...onOwn('too large a frame', (aim) => updateShot(aim, updateOf(aim, beyondFrame(aim)), 'too-large')),
    ...onReadOnly('too large an update', (aim) => readOnlyShot(aim, updateOf(aim, beyond(aim)), 'too-large')),
    ...onReadOnly('too large a frame', (aim) =>
      readOnlyShot(aim, updateOf(aim, beyondFrame(aim)), 'too-large'),
    ),
    ...onOwn('one huge element', (aim) =>
      updateShot(aim, updateOf(aim, 10_000 + aim.random.below(50_000)), 'bad-element'),
    ),
    ...(['outbox', 'canvas'] as const).flatMap((kind) =>
      onOwn(
        'more elements than there is room for',
        (aim) => {
          const any = Array.from({ length: ELEMENTS[kind] + 1 }, () => aim.target.element(aim.random));
          return updateShot(
            aim,
            craftUpdate([section(aim, [properItem(aim, { content: { any } })])]),
            'full',
          );
        },
        { kinds: [kind] },
      ).map((variant) => ({ ...variant, weight: WEIGHTS[kind] })),
    ),
  ],
};
