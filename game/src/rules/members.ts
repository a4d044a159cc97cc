import { LIMITS } from '../limits/index.ts';
import { membersOf, type MemberState, type RoomState } from './state.ts';

/** Where all places are taken, who has been away for longer than this makes room for a newcomer (SPEC RM-10). */
export const AWAY_MAKES_ROOM_MS = 5 * 60_000;

/** A room remembers the latest whom it has removed (SPEC RM-14). */
export function ban(state: RoomState, { playerId }: MemberState): void {
  state.bans = [...state.bans, playerId].slice(-LIMITS.maxBans);
}

/** The one of these who has been away longest, if anybody is. */
export function longestAway<Member extends MemberState>(members: readonly Member[]): Member | undefined {
  const away = members.filter((member) => !member.connected);
  return away.toSorted((a, b) => a.awayAt - b.awayAt)[0];
}

/** A name that nobody in the room has: the wanted one, with a number behind it if need be (SPEC RM-3). */
export function freeNickname(state: RoomState, wanted: string): string {
  const taken = new Set(membersOf(state).map((member) => member.nickname));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    const name = [...wanted].slice(0, LIMITS.maxNicknameChars - suffix.length).join('') + suffix;
    if (!taken.has(name)) return name;
  }
}
