import type { IntentRefusal } from '../documents/index.ts';
import { findPlayer, isActive, type PlayerState, type RoomState, type Vote } from './state.ts';

/**
 * However few are there, this many must want somebody gone (SPEC RM-12): two friends never remove a third, nor one of
 * the two strangers at their table of four.
 */
const FEWEST_VOTES = 3;

/** Whose votes count against a player: everyone else who takes part. */
const votersAbout = (state: RoomState, playerId: string): PlayerState[] =>
  state.players.filter((player) => player.playerId !== playerId && isActive(player));

/** Votes it takes to remove a player: more than half of those who could vote, and never fewer than three. */
export function votesNeeded(state: RoomState, playerId: string): number {
  return Math.max(FEWEST_VOTES, Math.floor(votersAbout(state, playerId).length / 2) + 1);
}

/** Who wants a player to leave, if anybody does. */
export const votesAgainst = (state: RoomState, playerId: string): readonly string[] =>
  state.votes.find((vote) => vote.playerId === playerId)?.voters ?? [];

/**
 * Counts a vote, or takes it back when it was given before (SPEC RM-12).
 *
 * @returns whether it was the vote that decides, or why it does not count
 */
export function castVote(
  state: RoomState,
  voter: PlayerState,
  target: PlayerState,
): { decided: boolean } | { refusal: IntentRefusal } {
  const standing = state.votes.find((vote) => vote.playerId === target.playerId);
  if (standing?.voters.includes(voter.playerId) === true) {
    withdraw(state, standing, voter.playerId);
    return { decided: false };
  }
  const counted = votersAbout(state, target.playerId).map((player) => player.playerId);
  if (counted.length < FEWEST_VOTES) return { refusal: 'too-few-voters' };
  if (standing === undefined && voter.startedVote) return { refusal: 'one-vote-a-turn' };
  const vote = standing ?? startVote(state, voter, target);
  vote.voters.push(voter.playerId);
  // Decided by a vote alone, never by others' coming and going: a cut that halves the table removes nobody.
  const agreeing = vote.voters.filter((playerId) => counted.includes(playerId)).length;
  return { decided: agreeing >= votesNeeded(state, target.playerId) };
}

function startVote(state: RoomState, voter: PlayerState, target: PlayerState): Vote {
  voter.startedVote = true;
  // What began while somebody draws stays through the turn after it.
  const vote: Vote = {
    playerId: target.playerId,
    voters: [],
    turnsLeft: state.phase.type === 'drawing' ? 2 : 1,
  };
  state.votes.push(vote);
  return vote;
}

function withdraw(state: RoomState, vote: Vote, voterId: string): void {
  vote.voters = vote.voters.filter((playerId) => playerId !== voterId);
  if (vote.voters.length === 0) state.votes = state.votes.filter((one) => one !== vote);
}

/** The votes of who goes vanish, and so does the vote against them. */
export function forgetVotesOf(state: RoomState, playerId: string): void {
  state.votes = state.votes.filter((vote) => vote.playerId !== playerId);
  for (const vote of state.votes) withdraw(state, vote, playerId);
}

/** A turn has ended: old votes lapse, and everyone may start one again (SPEC RM-12). */
export function lapseVotes(state: RoomState): void {
  for (const vote of state.votes) vote.turnsLeft -= 1;
  state.votes = state.votes.filter((vote) => vote.turnsLeft > 0);
  for (const player of state.players) player.startedVote = false;
}

/** SPEC RM-13: before the game the host alone may remove somebody from a room that only invited people find. */
export const hostRemovesAlone = ({ hostId, phase, everPublic }: RoomState, playerId: string): boolean =>
  playerId === hostId && phase.type === 'lobby' && !everPublic;

/** The player an intent is about: somebody else in the room. */
export function otherPlayer(state: RoomState, player: PlayerState, otherId: string): PlayerState | undefined {
  return otherId === player.playerId ? undefined : findPlayer(state, otherId);
}
