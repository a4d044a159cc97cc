import type { LogEntry } from '@drawguess/game/log';

type Grant = Extract<LogEntry, { type: 'grant' }>;

/**
 * Whose every client id is, which of them may be written here (SPEC SY-20), and where each player was let in last
 * (SPEC SY-23).
 */
export function createGrants(processId: string) {
  const owners = new Map<number, string>();
  const givenHere = new Set<number>();
  const entrances = new Map<string, Grant>();

  return {
    /** Takes what the log says, in its order. */
    absorb(grant: Grant): void {
      owners.set(grant.clientId, grant.playerId);
      if (grant.via !== undefined) entrances.set(grant.playerId, grant);
    },
    /** This process has given the id, and the log holds that. */
    give(clientId: number, playerId: string): void {
      owners.set(clientId, playerId);
      givenHere.add(clientId);
    },
    ownerOf: (clientId: number): string | undefined => owners.get(clientId),
    /** Whether the player may write under the id here. */
    isGivenHere: (clientId: number, playerId: string): boolean =>
      givenHere.has(clientId) && owners.get(clientId) === playerId,
    wasLetInHere: (playerId: string): boolean => entrances.get(playerId)?.via === processId,
    /** Whether another page of the player was let in elsewhere after the one that has this id. */
    isTakenOver(playerId: string, clientId: number): boolean {
      const last = entrances.get(playerId);
      return last !== undefined && last.via !== processId && last.former !== clientId;
    },
  };
}
