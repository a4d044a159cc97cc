import { LIMITS } from '../limits/index.ts';
import { inkCost } from './ink-cost.ts';
import { createInkLog, type PaintItem } from './ink-log.ts';
import { decodeOperation } from './operation.ts';

/** An avatar is drawn on the left part of the canvas, a square: x and y run over 0..899. */
export const AVATAR_SIDE = 900;

/** Stands between operations; none of them holds it. */
const SEPARATOR = '.';

/** The text of a drawn avatar, from its operations in paint order, all of slot 0. */
export const writeAvatar = (operations: readonly string[]): string => operations.join(SEPARATOR);

/** The operations of an avatar that `isAvatar` found proper; none for the empty text. */
export const readAvatar = (text: string): string[] => (text === '' ? [] : text.split(SEPARATOR));

/**
 * Whether a text is a drawn avatar (SPEC RM-20): operations of slot 0, bounded in length and in what they cost to paint,
 * which leave ink inside the square only. The empty text is an avatar without ink. Never throws.
 */
export function isAvatar(text: string): boolean {
  if (text.length > LIMITS.maxAvatarChars) return false;
  const operations = readAvatar(text);
  if (operations.some((operation) => decodeOperation(operation)?.slot !== 0)) return false;
  if (operations.reduce((sum, operation) => sum + inkCost(operation), 0) > LIMITS.maxAvatarCost) return false;
  const log = createInkLog();
  for (const operation of operations) log.apply(operation);
  return log
    .items()
    .flatMap(placesOf)
    .every(([x, y]) => x < AVATAR_SIDE && y < AVATAR_SIDE);
}

function placesOf(item: PaintItem): readonly (readonly [x: number, y: number, ...rest: unknown[]])[] {
  if (item.type === 'clear') return [];
  return item.type === 'fill' ? [item.point] : item.stroke.points;
}
