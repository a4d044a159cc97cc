import { hashOperations } from '@drawguess/game/ink';
import { waitUntil, type Bot } from '../bots/index.ts';
import { PATIENCE_MS } from './busy-turn.ts';

/**
 * What a device shows of a canvas once it is closed: the closed canvas's very picture, or another one. `unseen`: it was
 * away while that was to be seen.
 */
export type Copy = { readonly seen: 'same' | 'differs' | 'unseen'; readonly hash: string | undefined };

/** Hashes a picture; the one it has hashed last costs nothing, since all who look at a canvas have the same. */
export function createPictureHash(): (operations: readonly string[]) => string {
  let last = { text: '', hash: hashOperations([]) };
  return (operations) => {
    const text = operations.join();
    if (text !== last.text) last = { text, hash: hashOperations(operations) };
    return last.hash;
  };
}

/** Looks at a bot's copy of a canvas from its reveal on, until it shows the closed picture or the next turn is chosen. */
export async function watchCopy(
  { session, nickname }: Bot,
  canvas: string,
  hashOf: (operations: readonly string[]) => string,
): Promise<Copy> {
  let copy: Copy = { seen: 'unseen', hash: undefined };
  const look = (): boolean => {
    const phase = session.room?.phase;
    if (phase?.type === 'choosing' || phase?.type === 'podium') return true;
    if (phase?.type === 'drawing') return phase.turn.canvas !== canvas;
    if (phase?.type !== 'reveal' || phase.turn.canvas !== canvas) return true;
    const { canvasHash } = phase;
    if (canvasHash === undefined || session.canvas?.document !== canvas || !session.canvas.synced)
      return false;
    const isSame = hashOf(session.canvas.operations()) === canvasHash;
    copy = { seen: isSame ? 'same' : 'differs', hash: canvasHash };
    return copy.seen === 'same';
  };
  await waitUntil(session.subscribe, `${nickname}: the closed canvas`, look, PATIENCE_MS);
  return copy;
}
