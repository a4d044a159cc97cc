import type { Clock } from '@drawguess/game/clock';
import { createInkLog, createStrokeWriter, type StrokeWriter } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import type { CanvasHandle } from './session.ts';

/** A frame brings points a little before they are due, or a little after: they leave with it, without a timer of theirs. */
const FRAME_LEEWAY_MS = 8;
/** Points that no further ones follow, since the hand rests, leave after this. */
const REST_MS = 300;

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
  let cancelRest: (() => void) | undefined;
  let flushedAt = -Infinity;
  const writer = createStrokeWriter(slot, log.nextNumber(slot), (text) => emitted.push(text));

  const flush = (): void => {
    cancelFlush?.();
    cancelFlush = undefined;
    flushedAt = clock.now();
    writer.flush();
    if (emitted.length > 0) canvas.push(emitted);
    emitted = [];
  };

  const isDue = (): boolean => clock.now() - flushedAt >= LIMITS.inkFlushMs - FRAME_LEEWAY_MS;

  const flushSoon = (): void => {
    if (isDue()) return flush();
    cancelFlush?.();
    cancelFlush = clock.after(LIMITS.inkFlushMs, flush);
  };

  const flushAtRest = (): void => {
    cancelRest ??= clock.after(REST_MS, () => {
      cancelRest = undefined;
      if (clock.now() - flushedAt >= LIMITS.inkFlushMs) flush();
      else flushAtRest();
    });
  };

  const then =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      act(...args);
      flushSoon();
    };

  return {
    begin: then(writer.begin),
    add(points) {
      writer.add(points);
      if (isDue()) flush();
      else flushAtRest();
    },
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
      cancelRest?.();
      flush();
    },
  };
}
