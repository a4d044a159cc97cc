import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import { CLOSE } from '@drawguess/game/wire';
import type { Socket } from './socket.ts';

/**
 * Bounds what waits for a slow reader (SPEC SY-8): above a first mark updates are left out, to be caught up by a
 * resync when the socket has drained; above a second one, or after a time, the reader is asked to come back later.
 */
export function createOutflow(socket: Socket, clock: Clock, onResume: () => void) {
  let paused = false;
  let cancelGiveUp = (): void => {};

  const giveUp = (): void => socket.close(CLOSE.tryLater, 'Too slow to follow; try again later.');

  return {
    /** For what must arrive: answers and control messages. */
    send(bytes: Uint8Array): void {
      if (socket.bufferedBytes > LIMITS.closeBufferedBytes) return giveUp();
      socket.send(bytes);
    },
    /** For what a resync makes up for. Returns whether it was sent. */
    offer(frame: () => Uint8Array): boolean {
      if (!paused && socket.bufferedBytes > LIMITS.pauseBufferedBytes) {
        paused = true;
        cancelGiveUp = clock.after(LIMITS.maxPausedMs, giveUp);
      }
      if (paused) return false;
      socket.send(frame());
      return true;
    },
    drained(): void {
      if (!paused || socket.bufferedBytes > LIMITS.pauseBufferedBytes / 2) return;
      paused = false;
      cancelGiveUp();
      onResume();
    },
    close(): void {
      cancelGiveUp();
    },
  };
}
