import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';

/**
 * Who has a session here. Coming is told at once, going only after a grace, so that a reload or a short cut is no
 * news to the others (SPEC RM-5).
 */
export function createPresence(clock: Clock, tell: (playerId: string, connected: boolean) => void) {
  const sessions = new Map<string, number>();
  const leaving = new Map<string, () => void>();
  const present = new Set<string>();

  const goLater = (playerId: string): void => {
    leaving.get(playerId)?.();
    const cancel = clock.after(LIMITS.presenceGraceMs, () => {
      leaving.delete(playerId);
      present.delete(playerId);
      tell(playerId, false);
    });
    leaving.set(playerId, cancel);
  };

  return {
    /**
     * Players whom the room takes for present since before it was opened here: each gets the grace to come, then it is
     * told that they are not here.
     */
    start(playerIds: readonly string[]): void {
      for (const playerId of playerIds) goLater(playerId);
    },
    /** The room takes a player for gone: if they are here, that is told again. */
    insist(playerId: string): void {
      if (sessions.has(playerId)) tell(playerId, true);
    },
    enter(playerId: string): void {
      sessions.set(playerId, (sessions.get(playerId) ?? 0) + 1);
      leaving.get(playerId)?.();
      leaving.delete(playerId);
      if (present.has(playerId)) return;
      present.add(playerId);
      tell(playerId, true);
    },
    /** A player has left the room: should they join again, their coming is news. */
    forget(playerId: string): void {
      leaving.get(playerId)?.();
      leaving.delete(playerId);
      present.delete(playerId);
    },
    /** Players who are told to be here. */
    present: (): string[] => [...present],
    leave(playerId: string): void {
      const left = (sessions.get(playerId) ?? 1) - 1;
      if (left > 0) sessions.set(playerId, left);
      else {
        sessions.delete(playerId);
        if (present.has(playerId)) goLater(playerId);
      }
    },
    close(): void {
      for (const cancel of leaving.values()) cancel();
      leaving.clear();
    },
  };
}
