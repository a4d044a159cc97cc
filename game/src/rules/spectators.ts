import type { IntentRefusal } from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import type { Draft } from './commands.ts';
import { AWAY_MAKES_ROOM_MS, ban, longestAway } from './members.ts';
import { giveUpSeat, makeRoomToPlay, takeSeat } from './players.ts';
import type { MemberState, PlayerState } from './state.ts';

/** SPEC RM-21: a full room may be watched, a locked one not; whoever has been away for very long makes room. */
export function makeRoomToWatch(draft: Draft): 'room-locked' | 'room-full' | 'no-spectators' | undefined {
  const { state, now } = draft;
  if (state.locked) return 'room-locked';
  if (!state.settings.allowSpectators) return 'no-spectators';
  if (state.spectators.length < LIMITS.maxSpectators) return undefined;
  const gone = longestAway(state.spectators);
  if (gone === undefined || now - gone.awayAt <= AWAY_MAKES_ROOM_MS) return 'room-full';
  leaveSpectators(draft, gone);
  return undefined;
}

/** SPEC RM-23: a spectator plays from now on, as one who has just joined. */
export function sit(draft: Draft, spectator: MemberState): IntentRefusal | undefined {
  const { state, now } = draft;
  const refusal = makeRoomToPlay(draft);
  if (refusal !== undefined) return refusal;
  state.spectators = state.spectators.filter((one) => one !== spectator);
  takeSeat(draft, { ...spectator, joinedAt: now });
  return undefined;
}

/** SPEC RM-23: the player's place in the game is gone. */
export function stand(draft: Draft, player: PlayerState): IntentRefusal | undefined {
  const refusal = makeRoomToWatch(draft);
  if (refusal !== undefined) return refusal;
  const { startedVote: _v, hereSince: _h, actedAt: _a, idle: _i, activeSince: _s, ...spectator } = player;
  draft.state.spectators.push(spectator);
  giveUpSeat(draft, player, { watches: true });
  return undefined;
}

/** Nobody is told: who watches comes and goes in silence. */
export function leaveSpectators(draft: Draft, spectator: MemberState): void {
  const { state } = draft;
  state.spectators = state.spectators.filter((one) => one !== spectator);
  draft.events.push({ type: 'player-left', playerId: spectator.playerId });
}

/** SPEC RM-24: spectators have no part in the game, so there is nothing to vote about. */
export function removeSpectator(
  draft: Draft,
  player: PlayerState,
  spectator: MemberState,
): IntentRefusal | undefined {
  if (player.playerId !== draft.state.hostId) return 'not-host';
  ban(draft.state, spectator);
  leaveSpectators(draft, spectator);
  return undefined;
}
