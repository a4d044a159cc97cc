import { expect, it } from 'vitest';
import { keepOwnGame, readOwnGames } from './own-games.ts';

const game = (gameId: string, at: number, playerId = 'me') => ({
  gameId,
  playerId,
  token: `of ${playerId}`,
  at,
});

it('ST-11 a browser remembers its latest 100 games, the latest first, each player of it once', () => {
  expect(readOwnGames()).toEqual([]);
  keepOwnGame(game('game1', 1));
  keepOwnGame(game('game2', 2));
  keepOwnGame(game('game1', 3));
  keepOwnGame(game('game1', 4, 'somebody else'));
  expect(readOwnGames().map(({ gameId, playerId, at }) => [gameId, playerId, at])).toEqual([
    ['game1', 'somebody else', 4],
    ['game1', 'me', 3],
    ['game2', 'me', 2],
  ]);
  for (let index = 0; index < 200; index++) keepOwnGame(game(`later${index}`, 10 + index));
  expect(readOwnGames()).toHaveLength(100);
  expect(readOwnGames()[0]?.gameId).toBe('later199');
});
