import { readStored, writeStored } from './stored.ts';

/** A game in which somebody played in this browser. The token proves who they were, also after their seat is gone. */
export type OwnGame = { gameId: string; playerId: string; token: string; at: number };

const KEY = 'drawguess.games';
const MOST_KEPT = 100;

const isOwnGame = (value: unknown): value is OwnGame => {
  if (typeof value !== 'object' || value === null) return false;
  const { gameId, playerId, token, at } = value as Partial<Record<keyof OwnGame, unknown>>;
  return [gameId, playerId, token].every((part) => typeof part === 'string') && typeof at === 'number';
};

/** The games of this browser, the latest first. */
export function readOwnGames(): OwnGame[] {
  try {
    const listed: unknown = JSON.parse(readStored('local', KEY) ?? '[]');
    return Array.isArray(listed) ? listed.filter(isOwnGame) : [];
  } catch {
    return [];
  }
}

export function keepOwnGame(game: OwnGame): void {
  const others = readOwnGames().filter(
    ({ gameId, playerId }) => gameId !== game.gameId || playerId !== game.playerId,
  );
  writeStored('local', KEY, JSON.stringify([game, ...others].slice(0, MOST_KEPT)));
}
