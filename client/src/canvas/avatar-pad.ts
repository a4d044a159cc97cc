import type { Clock } from '@drawguess/game/clock';
import { isAvatar, readAvatar, writeAvatar } from '@drawguess/game/ink';
import { createDrawingHand, type HandOptions } from './drawing-hand.ts';
import { createPainter } from './painter.ts';

/** A small canvas of one's own, on which a face is drawn before anybody sees it. */
export type AvatarPad = {
  /** The face as text of its ink; the same as before while nothing was drawn. */
  text(): string;
  undo(): void;
  clear(): void;
  close(): void;
};

/**
 * @param surface shows all of the canvas; its left square is the face, and the rest is to be hidden
 * @param onFull the next stroke would make the face larger than a face may be: it was not taken
 */
export function createAvatarPad(
  surface: HTMLElement,
  label: string,
  before: string,
  clock: Clock,
  options: Pick<HandOptions, 'choice' | 'fingersDraw' | 'onPen' | 'onPick' | 'onCursor'> & { onFull(): void },
): AvatarPad {
  const painter = createPainter(surface, label);
  let operations = readAvatar(before);
  painter.load(operations);
  const canvas = {
    document: 'avatar',
    synced: true,
    late: 0,
    lateOperations: () => [],
    full: false,
    operations: () => operations,
    push(added: readonly string[]) {
      const next = [...operations, ...added];
      if (!isAvatar(writeAvatar(next))) return options.onFull();
      operations = next;
      painter.append(added);
    },
  };
  const hand = createDrawingHand({ ...options, canvas, slot: 0, surface, painter, clock });
  return {
    text: () => writeAvatar(operations),
    undo: () => hand.undo(),
    clear() {
      operations = [];
      painter.load(operations);
    },
    close() {
      hand.close();
      painter.close();
    },
  };
}
