import { LIMITS } from '@drawguess/game/limits';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';
import { evaluate, SCRIPTS } from './scripts.ts';

/**
 * Says to the other processes that this one lives (SPEC ST-16), for as long as there is a connection. Redis' own clock
 * tells how long ago that was.
 */
export function startAnnouncing({ link, keys, processId }: { link: Link; keys: Keys; processId: string }) {
  const announce = async (): Promise<void> => {
    await evaluate(link.client, SCRIPTS.announce, [keys.processes], [processId, LIMITS.processTtlMs]);
  };
  const timer = setInterval(() => {
    // What is wrong with the connection is told by itself.
    if (link.isOpen) announce().catch(() => undefined);
  }, LIMITS.processAnnounceMs);

  return {
    announce,
    /** The others need not wait until it counts as dead. */
    async close(): Promise<void> {
      clearInterval(timer);
      if (link.isOpen) await link.client.hdel(keys.processes, processId).catch(() => 0);
    },
  };
}
