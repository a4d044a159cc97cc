import type { Clock } from '@drawguess/game/clock';
import { createRateLimit, type GateRules } from '@drawguess/game/gate';
import { LIMITS } from '@drawguess/game/limits';
import type { LiveRoom } from '../rooms/index.ts';

/** What one session's player may write, and how fast: the same for both kinds of session (SPEC SY-9). */
export type Writer = {
  /** Whether a client id is the player's: its elements may be deleted, and its awareness told. */
  owns(clientId: number): boolean;
  /** The rules for a document at this moment, or `undefined` while it is read-only for the player. */
  rules(document: string): Omit<GateRules, 'room'> | undefined;
  withinRate(size: number): boolean;
};

/** @param writes whether something new may come under a client id in this session (SPEC SY-20) */
export function createWriter(
  room: LiveRoom,
  playerId: string,
  clock: Clock,
  writes: (clientId: number) => boolean,
): Writer {
  const { maxUpdatesPerSecond, maxUpdateBytesPerSecond } = LIMITS;
  const updates = createRateLimit(maxUpdatesPerSecond, maxUpdatesPerSecond * 10, clock.now());
  const bytes = createRateLimit(maxUpdateBytesPerSecond, maxUpdateBytesPerSecond * 10, clock.now());
  const owns = (clientId: number): boolean => room.ownerOf(clientId) === playerId;
  return {
    owns,
    rules(document) {
      const access = room.access(playerId, document);
      return access.type === 'write' ? { ...access.rules, owns, writes } : undefined;
    },
    withinRate: (size) => updates.take(1, clock.now()) && bytes.take(size, clock.now()),
  };
}
