import { LIMITS } from '../limits/index.ts';
import type { LogEntry } from '../log/index.ts';

type PresenceEntry = Extract<LogEntry, { type: 'presence' }>;

/** Stands for the one process of an earlier version, which did not say who it was. */
const UNNAMED = '';

/** Via which processes each player is connected, as the log says it (SPEC RM-28). */
export type Connections = ReturnType<typeof createConnections>;

export function createConnections() {
  const vias = new Map<string, Set<string>>();
  /** Processes that count as dead, and since when (server ms). */
  const deadSince = new Map<string, number>();

  const of = (playerIds: readonly string[]): Set<string> =>
    new Set(playerIds.flatMap((playerId) => [...(vias.get(playerId) ?? [])]));

  return {
    absorb({ playerId, connected, via = UNNAMED }: PresenceEntry): void {
      const known = vias.get(playerId) ?? new Set();
      vias.set(playerId, known);
      // Who is heard of via a named process is not at the one of the earlier version any more.
      if (via !== UNNAMED) known.delete(UNNAMED);
      if (connected) known.add(via);
      else known.delete(via);
    },

    players: (): string[] => [...vias.keys()],

    /** Whether any process says that the player is there; `undefined` if none has said anything. */
    isConnected(playerId: string): boolean | undefined {
      const known = vias.get(playerId);
      return known && known.size > 0;
    },

    /** Whether all processes via which these players are connected, and which live, are among those who have sealed. */
    areIn(sealedBy: ReadonlySet<string | undefined>, playerIds: readonly string[]): boolean {
      if (sealedBy.has(undefined)) return true;
      return [...of(playerIds)].every((via) => via === UNNAMED || deadSince.has(via) || sealedBy.has(via));
    },

    /**
     * Takes note of who lives. A process that died gets the grace in which its players may come back via another one
     * (SPEC RM-5); then the entries that say that they have gone are returned, again until the log has them.
     */
    heed(live: ReadonlySet<string>, playerIds: readonly string[], now: number): PresenceEntry[] {
      const used = of(playerIds);
      // The earlier version had one process, which is gone where there are others.
      const isDead = (via: string): boolean => (via === UNNAMED ? used.size > 1 : !live.has(via));
      for (const via of deadSince.keys()) if (!used.has(via) || !isDead(via)) deadSince.delete(via);
      for (const via of used) if (isDead(via) && !deadSince.has(via)) deadSince.set(via, now);
      const gone = [...deadSince].flatMap(([via, since]) =>
        now - since >= LIMITS.presenceGraceMs ? [via] : [],
      );
      return playerIds.flatMap((playerId) =>
        gone.flatMap((via) =>
          vias.get(playerId)?.has(via) === true ? [presenceEntry(playerId, false, via)] : [],
        ),
      );
    },

    /** What a compaction keeps. */
    entries: (playerIds: readonly string[]): PresenceEntry[] =>
      playerIds.flatMap((playerId) => {
        const known = vias.get(playerId);
        if (known === undefined) return [];
        return known.size === 0
          ? [presenceEntry(playerId, false, UNNAMED)]
          : [...known].map((via) => presenceEntry(playerId, true, via));
      }),
  };
}

const presenceEntry = (playerId: string, connected: boolean, via: string): PresenceEntry => ({
  type: 'presence',
  playerId,
  connected,
  ...(via !== UNNAMED && { via }),
});
