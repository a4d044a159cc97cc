import { LIMITS } from '../limits/index.ts';

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

/** A room's name as it is kept, up to 40 characters; `undefined` if it is none (SPEC RM-26). */
export function readRoomName(text: string): string | undefined {
  const name = plainText(text);
  return name === undefined || [...name].length > LIMITS.maxRoomNameChars ? undefined : name;
}
