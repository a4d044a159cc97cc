import type { IntentRefusal } from '../documents/index.ts';
import { say, type Draft } from './commands.ts';
import { AWAY_MAKES_ROOM_MS, ban, longestAway } from './members.ts';
import { findMember, findPlayer, type MemberState, type PlayerState, type RoomState } from './state.ts';
import { leaveTurn } from './turns.ts';
import { forgetVotesOf } from './votes.ts';
import { joinWall, leaveWall } from './wall.ts';

/** An absent host keeps the room for this long; then the first player who is there takes over (SPEC RM-6). */
export const HOST_ABSENCE_MS = 15_000;

/** SPEC RM-10, RM-16: whether there is a seat; whoever has been away for very long gives theirs. */
export function makeRoomToPlay(draft: Draft): 'room-locked' | 'room-full' | undefined {
  const { state, now } = draft;
  if (state.locked) return 'room-locked';
  if (state.players.length < state.settings.maxPlayers) return undefined;
  const gone = longestAway(state.players);
  if (gone === undefined || now - gone.awayAt <= AWAY_MAKES_ROOM_MS) return 'room-full';
  leave(draft, gone);
  return undefined;
}

/** The member plays from now on, as one who has just come (SPEC TN-1). */
export function takeSeat(draft: Draft, member: MemberState): void {
  const { state, now } = draft;
  const { playerId, nickname } = member;
  state.players.push({
    ...member,
    startedVote: false,
    hereSince: now,
    actedAt: now,
    idle: false,
    activeSince: now,
  });
  if (state.hostId === '') state.hostId = playerId;
  if (state.game !== null) state.game.queue.push(playerId);
  joinWall(state, playerId);
  const { phase } = state;
  if (phase.type === 'drawing' && !phase.guessers.includes(playerId)) phase.guessers.push(playerId);
  say(draft, { type: 'joined', playerId, nickname });
}

/** SPEC RM-7: the player is out of the room, and out of the game. */
export function leave(draft: Draft, player: PlayerState, how: { removed?: true } = {}): void {
  giveUpSeat(draft, player, how);
  draft.events.push({ type: 'player-left', playerId: player.playerId });
}

/** The player is out of the game, and in the room only if they watch from now on. */
export function giveUpSeat(draft: Draft, player: PlayerState, how: { removed?: true; watches?: true }): void {
  const { state } = draft;
  const { playerId, nickname } = player;
  state.players = state.players.filter((one) => one !== player);
  if (state.game !== null) state.game.queue = state.game.queue.filter((id) => id !== playerId);
  forgetVotesOf(state, playerId);
  leaveWall(state, playerId);
  say(draft, { type: 'left', playerId, nickname, ...how });
  leaveTurn(draft, playerId);
}

/** SPEC RM-14: the player leaves and may not come back. */
export function remove(draft: Draft, player: PlayerState): void {
  const { state } = draft;
  ban(state, player);
  leave(draft, player, { removed: true });
}

/** SPEC RM-15: only to somebody who is there, or the room would be without a host at once. */
export function handOver(state: RoomState, next: PlayerState | undefined): IntentRefusal | undefined {
  if (next?.connected !== true) return 'no-such-player';
  state.hostId = next.playerId;
  return undefined;
}

export function setPresence(draft: Draft, playerId: string, connected: boolean): void {
  const member = findMember(draft.state, playerId);
  if (member === undefined || member.connected === connected) return;
  member.connected = connected;
  if (!connected) member.awayAt = draft.now;
  const player = findPlayer(draft.state, playerId);
  if (player !== undefined && connected) player.hereSince = draft.now;
}

/** SPEC RM-6. */
export function replaceAbsentHost({ state, now }: Draft): void {
  const host = findPlayer(state, state.hostId);
  if (host !== undefined && (host.connected || now - host.awayAt < HOST_ABSENCE_MS)) return;
  const next = state.players.find((player) => player.connected) ?? host ?? state.players[0];
  state.hostId = next?.playerId ?? '';
}

/** When `replaceAbsentHost` next has something to do, if nobody comes or goes. */
export function hostReplacedAt(state: RoomState): number | undefined {
  const host = findPlayer(state, state.hostId);
  if (host === undefined || host.connected) return undefined;
  return state.players.some((player) => player.connected) ? host.awayAt + HOST_ABSENCE_MS : undefined;
}
