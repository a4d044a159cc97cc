import type { Clock } from '@drawguess/game/clock';
import { createInkLog, createStrokeWriter, type StrokeWriter } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import type { CanvasHandle } from './session.ts';

/**
 * The drawer's hand on a canvas: what it does leaves on the leading edge, then every `inkFlushMs`, and when a stroke
 * ends, each time as one update (DESIGN §6). Continues the writer's numbers from what the canvas holds, so it is made once the canvas is synced.
 */
export function createInkSender(
  canvas: CanvasHandle,
  slot: number,
  clock: Clock,
): Omit<StrokeWriter, 'flush'> & { close(): void } {
  const log = createInkLog();
  // Points have their stroke's number.
  for (const operation of canvas.operations()) if (!operation.startsWith('P')) log.apply(operation);
  let emitted: string[] = [];
  let cancelFlush: (() => void) | undefined;
  const writer = createStrokeWriter(slot, log.nextNumber(slot), (text) => emitted.push(text));

  const flush = (): void => {
    writer.flush();
    if (emitted.length > 0) canvas.push(emitted);
    emitted = [];
  };

  const flushSoon = (): void => {
    if (cancelFlush !== undefined) return;
    flush();
    const again = (): void => {
      cancelFlush = undefined;
      writer.flush();
      if (emitted.length > 0) flushSoon();
    };
    cancelFlush = clock.after(LIMITS.inkFlushMs, again);
  };

  const then =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      act(...args);
      flushSoon();
    };

  return {
    begin: then(writer.begin),
    add: then(writer.add),
    end() {
      writer.end();
      flush();
    },
    unsent: writer.unsent,
    fill: then(writer.fill),
    undo: then(writer.undo),
    redo: then(writer.redo),
    clear: then(writer.clear),
    close() {
      cancelFlush?.();
      flush();
    },
  };
}
