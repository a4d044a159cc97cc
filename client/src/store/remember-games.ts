import { useGame } from './game.ts';
import { keepOwnGame } from './own-games.ts';

/** Remembers every game that is played in this browser from now on: drawings of private rooms are found by it alone. */
export function rememberOwnGames(): void {
  useGame.subscribe(({ room, place }, before) => {
    if (!room?.gameId || place === undefined || room.gameId === before.room?.gameId) return;
    const { playerId, token } = place;
    keepOwnGame({ gameId: room.gameId, playerId, token, at: Date.now() });
  });
}
