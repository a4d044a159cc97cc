/** A player as a game's standings need them; `joinedAt` in ms. */
export type PodiumEntry = { readonly playerId: string; readonly score: number; readonly joinedAt: number };

/** A player's place; `rank` counts from 1. */
export type PodiumPlace = { readonly playerId: string; readonly score: number; readonly rank: number };

/**
 * Players from the highest score down; equal scores share a rank and the ranks after them are skipped: 1, 1, 3
 * (SC-7). Within a rank stands first who joined first, then the smaller id: every device shows the same order.
 */
export function podium(entries: readonly PodiumEntry[]): PodiumPlace[] {
  const ordered = entries.toSorted(
    (a, b) => b.score - a.score || a.joinedAt - b.joinedAt || (a.playerId < b.playerId ? -1 : 1),
  );
  return ordered.map(({ playerId, score }) => ({
    playerId,
    score,
    rank: 1 + ordered.findIndex((other) => other.score === score),
  }));
}
