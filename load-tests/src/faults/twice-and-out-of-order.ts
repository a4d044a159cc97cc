import { CONTROL_CHANNEL, decodeChannelMessage, decodeFrame } from '@drawguess/game/wire';
import type { Outgoing } from '../bots/index.ts';
import type { RandomSource } from '../simulation/random-source.ts';

const HELD_PART = 0.2;
/** What is held leaves behind the next update, or after this time. */
const HELD_MS = 80;

/** Sends every update twice, and some of them after the one that follows. */
export function twiceAndOutOfOrder(random: RandomSource): Outgoing {
  let sendHeld: (() => void) | undefined;
  return (bytes, send) => {
    const frame = decodeFrame(bytes);
    const isUpdate =
      frame !== undefined &&
      frame.channel !== CONTROL_CHANNEL &&
      decodeChannelMessage(frame.payload)?.type === 'update';
    if (!isUpdate) return send(bytes);
    const twice = (): void => {
      send(bytes);
      send(bytes);
    };
    if (sendHeld === undefined && random.chance(HELD_PART)) {
      const release = (): void => {
        clearTimeout(timer);
        sendHeld = undefined;
        twice();
      };
      const timer = setTimeout(release, HELD_MS);
      sendHeld = release;
      return;
    }
    twice();
    sendHeld?.();
  };
}
