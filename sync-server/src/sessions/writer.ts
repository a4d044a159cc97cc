import type { Clock } from '@drawguess/game/clock';
import { createRateLimit, type GateRules } from '@drawguess/game/gate';
import { LIMITS } from '@drawguess/game/limits';
import type { LiveRoom } from '../rooms/index.ts';

/** What one session's player may write, and how fast: the same for both kinds of session (SPEC SY-9). */
export type Writer = {
  owns(clientId: number): boolean;
  /** The rules for a document at this moment, or `undefined` while it is read-only for the player. */
  rules(document: string): Omit<GateRules, 'room'> | undefined;
  withinRate(size: number): boolean;
};

export function createWriter(room: LiveRoom, playerId: string, clock: Clock): Writer {
  const { maxUpdatesPerSecond, maxUpdateBytesPerSecond } = LIMITS;
  const updates = createRateLimit(maxUpdatesPerSecond, maxUpdatesPerSecond * 10, clock.now());
  const bytes = createRateLimit(maxUpdateBytesPerSecond, maxUpdateBytesPerSecond * 10, clock.now());
  const owns = (clientId: number): boolean => room.ownerOf(clientId) === playerId;
  return {
    owns,
    rules(document) {
      const access = room.access(playerId, document);
      return access.type === 'write' ? { ...access.rules, owns } : undefined;
    },
    withinRate: (size) => updates.take(1, clock.now()) && bytes.take(size, clock.now()),
  };
}
