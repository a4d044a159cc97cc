import { CLOSE } from '@drawguess/game/wire';

const FIRST_MS = 250;
const LONGEST_MS = 8_000;
/** A server that is overloaded gets as many times longer to recover. */
const OVERLOADED = 4;

/**
 * How long to wait, in ms, before the server is tried again: twice as long after each attempt that failed, half of it by
 * chance, so that those who were cut off together do not come back together (SPEC SY-15, SY-16).
 *
 * @param attempt counts from 1 since the session was last let in
 * @param random from 0 to 1
 */
export function retryWaitMs(closeCode: number, attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return longest * (closeCode === CLOSE.tryLater ? OVERLOADED : 1) * (0.5 + random / 2);
}
