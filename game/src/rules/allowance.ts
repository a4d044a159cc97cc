import type { Draft } from './commands.ts';
import { MESSAGE_BURST, MESSAGE_INTERVAL_MS, type MemberState } from './state.ts';

/**
 * Takes messages from what somebody may send now (SPEC GS-8).
 *
 * @param messages as many does it count for
 * @returns whether there were so many left
 */
export function takeAllowance(draft: Draft, player: MemberState, messages = 1): boolean {
  const regained = Math.floor(Math.max(0, draft.now - player.allowanceAt) / MESSAGE_INTERVAL_MS);
  if (regained > 0) {
    player.allowance = Math.min(MESSAGE_BURST, player.allowance + regained);
    player.allowanceAt += regained * MESSAGE_INTERVAL_MS;
  }
  if (player.allowance < messages) return false;
  player.allowance -= messages;
  return true;
}
