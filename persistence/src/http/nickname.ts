import { LIMITS } from '@drawguess/game/limits';

/** Controls, invisible and private characters, and what turns the direction of the text around it. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/u;
/** Picks the colourful form of an emoji; keyboards add it unasked. */
const EMOJI_STYLE = /\ufe0f/gu;

/** Text as it is kept: NFC, without spaces around it and with single ones inside. `undefined` if it holds what nobody sees. */
export function plainText(text: string): string | undefined {
  const plain = text
    .normalize('NFC')
    .replace(EMOJI_STYLE, '')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
  return UNSEEN.test(plain) ? undefined : plain;
}

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
