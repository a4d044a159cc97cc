import { drawInt } from '../random/index.ts';
import { isActive, type GameState, type RoomState } from './state.ts';

/** With fewer who are there and awake nobody would be left to guess with: one draws alone (SPEC TN-16). */
const MIN_TEAM_PLAYERS = 3;

/** Takes those who draw next out of the round's queue: nobody, one, or in a team game two (SPEC TN-2, TN-16). */
export function callDrawers(state: RoomState, game: GameState): string[] {
  const awake = state.players.filter(isActive).map((player) => player.playerId);
  const [first, second] = game.queue.filter((id) => awake.includes(id));
  if (first === undefined) return [];
  const isTeam = state.settings.mode === 'team' && awake.length >= MIN_TEAM_PLAYERS;
  const drawers = isTeam ? [first, second ?? drawPartner(state, game, first, awake)] : [first];
  game.queue = game.queue.filter((id) => !drawers.includes(id));
  for (const id of drawers) game.drawn[id] = (game.drawn[id] ?? 0) + 1;
  return drawers;
}

/** SPEC TN-17: for who is left over, one of those who have drawn least in this game, by lot. */
function drawPartner(state: RoomState, game: GameState, first: string, awake: readonly string[]): string {
  const turns = (id: string): number => game.drawn[id] ?? 0;
  const others = awake.filter((id) => id !== first);
  const fewest = Math.min(...others.map(turns));
  const candidates = others.filter((id) => turns(id) === fewest);
  const [index, random] = drawInt(state.random, candidates.length);
  state.random = random;
  return candidates[index] ?? first;
}
