import { LIMITS } from '@drawguess/game/limits';
import { plainText } from '@drawguess/game/text';

/**
 * A nickname as it is shown (SPEC RM-2), or what is wrong with it, in words for its owner. Characters are Unicode code
 * points after normalization.
 */
export function readNickname(text: string): { nickname: string } | { problem: string } {
  const nickname = plainText(text);
  if (nickname === undefined) return { problem: 'A nickname has no invisible characters. Type it anew.' };
  const { length } = [...nickname];
  if (length < 1 || length > LIMITS.maxNicknameChars) {
    return { problem: `A nickname has 1 to ${LIMITS.maxNicknameChars} characters, not ${length}.` };
  }
  if (!/[\p{L}\p{N}]/u.test(nickname)) return { problem: 'A nickname has at least one letter or digit.' };
  return { nickname };
}
