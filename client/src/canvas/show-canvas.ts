import type { Session } from '../session/index.ts';
import type { Painter } from './painter.ts';

/**
 * Keeps a painter on the session's present canvas, whichever turn it belongs to.
 * @param onShown called after the picture has changed in any way, and when its state may have
 * @returns a function that ends it
 */
export function showCanvas(session: Session, painter: Painter, onShown: () => void): () => void {
  let ended = false;

  const load = (): void => {
    painter.load(operationsInTime(session));
    onShown();
  };

  const isText = (element: unknown): element is string => typeof element === 'string';

  /** A canvas that is being fetched anew comes in parts: until it is whole, the picture at hand is the better one. */
  const loadWhenWhole = (): void => {
    if (!ended && (session.canvas?.synced === true || painter.isBlank)) load();
  };

  const unsubscribe = session.subscribe((event) => {
    if (event.type === 'canvas') return load();
    if (event.type !== 'ink') return;
    switch (event.change.type) {
      case 'appended':
        painter.append(event.change.elements.filter(isText));
        return onShown();
      case 'replaced':
        // The replica is in the middle of its exchange of documents.
        return queueMicrotask(loadWhenWhole);
      case 'state':
        // Own ink painted while the canvas was fetched may belong elsewhere in the order.
        return loadWhenWhole();
    }
  });
  load();

  return () => {
    ended = true;
    unsubscribe();
  };
}

/** The picture without own operations that came too late, which nobody else has (SPEC TN-7). */
function operationsInTime({ canvas }: Session): string[] {
  const late = new Set(canvas?.lateOperations());
  return canvas?.operations().filter((operation) => !late.has(operation)) ?? [];
}

/** Own operations on the present canvas that came too late. */
export function lateOperations({ canvas }: Session): string[] {
  return canvas?.lateOperations() ?? [];
}

/** How many strokes, fills and other actions of a drawer these are; `undefined` when there are none. */
export function countStrokes(operations: readonly string[]): number | undefined {
  if (operations.length === 0) return undefined;
  return operations.filter((operation) => !operation.startsWith('P')).length;
}
