import type { IntentRefusal } from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import { say, type Command, type CommandRefusal, type Draft } from './commands.ts';
import { findPlayer, MESSAGE_BURST, type PlayerState, type RoomState } from './state.ts';
import { leaveTurn } from './turns.ts';
import { forgetVotesOf } from './votes.ts';
import { joinWall, leaveWall } from './wall.ts';

/** An absent host keeps the room for this long; then the first player who is there takes over (SPEC RM-6). */
export const HOST_ABSENCE_MS = 15_000;
/** In a full room, who has been away for longer than this makes room for a newcomer (SPEC RM-10). */
export const AWAY_MAKES_ROOM_MS = 5 * 60_000;

/**
 * SPEC RM-2, RM-3, RM-10: a known player comes back as who they were, even into a locked room (RM-16), unless they were
 * removed (RM-14); a name that is taken gets a number.
 */
export function join(
  draft: Draft,
  { playerId, nickname, avatar }: Extract<Command, { type: 'join' }>,
): CommandRefusal | undefined {
  const { state, now } = draft;
  if (findPlayer(state, playerId) !== undefined) return undefined;
  if (state.bans.includes(playerId)) return 'removed';
  if (state.locked) return 'room-locked';
  if (state.players.length >= state.settings.maxPlayers) {
    const gone = longestAway(state);
    if (gone === undefined || now - gone.awayAt <= AWAY_MAKES_ROOM_MS) return 'room-full';
    leave(draft, gone);
  }
  const player: PlayerState = {
    playerId,
    nickname: freeNickname(state, nickname),
    joinedAt: now,
    connected: false,
    awayAt: now,
    score: 0,
    applied: [],
    allowance: MESSAGE_BURST,
    allowanceAt: now,
    startedVote: false,
    hereSince: now,
    actedAt: now,
    idle: false,
    activeSince: now,
  };
  state.players.push(player);
  if (state.hostId === '') state.hostId = playerId;
  if (state.game !== null) state.game.queue.push(playerId);
  joinWall(state, playerId);
  if (avatar !== undefined) draft.events.push({ type: 'avatar', playerId, avatar });
  const { phase } = state;
  if (phase.type === 'drawing' && !phase.guessers.includes(playerId)) phase.guessers.push(playerId);
  say(draft, { type: 'joined', playerId, nickname: player.nickname });
  return undefined;
}

/** SPEC RM-7: the player is out of the room, and out of the game. */
export function leave(draft: Draft, player: PlayerState, isRemoved = false): void {
  const { state } = draft;
  const { playerId, nickname } = player;
  state.players = state.players.filter((one) => one !== player);
  if (state.game !== null) state.game.queue = state.game.queue.filter((id) => id !== playerId);
  forgetVotesOf(state, playerId);
  leaveWall(state, playerId);
  say(draft, { type: 'left', playerId, nickname, ...(isRemoved && { removed: true }) });
  draft.events.push({ type: 'player-left', playerId });
  leaveTurn(draft, playerId);
}

/** SPEC RM-14: the player leaves and may not come back. */
export function remove(draft: Draft, player: PlayerState): void {
  const { state } = draft;
  state.bans = [...state.bans, player.playerId].slice(-LIMITS.maxBans);
  leave(draft, player, true);
}

/** SPEC RM-15: only to somebody who is there, or the room would be without a host at once. */
export function handOver(state: RoomState, next: PlayerState | undefined): IntentRefusal | undefined {
  if (next?.connected !== true) return 'no-such-player';
  state.hostId = next.playerId;
  return undefined;
}

export function setPresence(draft: Draft, playerId: string, connected: boolean): void {
  const player = findPlayer(draft.state, playerId);
  if (player === undefined || player.connected === connected) return;
  player.connected = connected;
  if (connected) player.hereSince = draft.now;
  else player.awayAt = draft.now;
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

function longestAway(state: RoomState): PlayerState | undefined {
  const away = state.players.filter((player) => !player.connected);
  return away.toSorted((a, b) => a.awayAt - b.awayAt)[0];
}

function freeNickname(state: RoomState, wanted: string): string {
  const taken = new Set(state.players.map((player) => player.nickname));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    const name = [...wanted].slice(0, LIMITS.maxNicknameChars - suffix.length).join('') + suffix;
    if (!taken.has(name)) return name;
  }
}
