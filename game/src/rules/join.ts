import { holdsRudeWord } from '../text/index.ts';
import type { CommandRefusal, Draft, JoinCommand } from './commands.ts';
import { freeNickname } from './members.ts';
import { makeRoomToPlay, takeSeat } from './players.ts';
import { makeRoomToWatch } from './spectators.ts';
import { findMember, MESSAGE_BURST, type MemberState } from './state.ts';

/**
 * SPEC RM-2, RM-3, RM-21: who is known comes back as who they were, even into a locked room (RM-16), unless they were
 * removed (RM-14); a name that is taken gets a number. In a public room a new one is free of rude words (RM-27).
 */
export function join(draft: Draft, command: JoinCommand): CommandRefusal | undefined {
  const { state, now } = draft;
  const { playerId, former = playerId, avatar } = command;
  // Who has left comes back as somebody new: their old outbox would have its effect a second time.
  if ([former, playerId].some((id) => findMember(state, id) !== undefined)) return undefined;
  if ([former, playerId].some((id) => state.bans.includes(id))) return 'removed';
  if (state.settings.isPublic && holdsRudeWord(command.nickname)) return 'rude-nickname';
  const watches = command.role === 'spectator';
  const refusal = watches ? makeRoomToWatch(draft) : makeRoomToPlay(draft);
  if (refusal !== undefined) return refusal;
  const member: MemberState = {
    playerId,
    nickname: freeNickname(state, command.nickname),
    joinedAt: now,
    connected: false,
    awayAt: now,
    score: 0,
    applied: [],
    allowance: MESSAGE_BURST,
    allowanceAt: now,
  };
  if (watches) state.spectators.push(member);
  else takeSeat(draft, member);
  if (avatar !== undefined) draft.events.push({ type: 'avatar', playerId, avatar });
  return undefined;
}
