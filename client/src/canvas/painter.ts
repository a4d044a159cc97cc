import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  createInkLog,
  hashRaster,
  PAPER,
  type Change,
  type InkLog,
} from '@drawguess/game/ink';
import type { Ink } from './paint-ink.ts';
import { createSheet } from './sheet.ts';

/** Shows one canvas's ink in an element and keeps its raster in step (DESIGN §6). */
export type Painter = {
  /** Starts again with these operations, or goes on where they begin with those that were taken already. */
  load(operations: readonly string[]): void;
  /**
   * Takes further operations, in array order. Their ink is on screen with the next frame; many at once are taken in parts,
   * between which the page answers.
   */
  append(operations: readonly string[]): void;
  /** Whether any operation was taken since the last start, those that it began with included. */
  readonly isBlank: boolean;
  /** Whether all operations that were taken are in the picture on screen. */
  readonly isPainted: boolean;
  /** Whether the picture holds anything that a clear would take away. */
  readonly hasInk: boolean;
  canUndo(slot: number): boolean;
  canRedo(slot: number): boolean;
  /** Place in the palette of the colour at a place in logical pixels, off the canvas that of its edge. */
  colourAt(x: number, y: number): number;
  /** Shows ink of one's own over the picture that is no part of it yet. `look` is asked in each frame that is painted. */
  setPreview(look: (() => Ink | undefined) | undefined): void;
  /** What `look` of the preview says has changed. */
  refresh(): void;
  /** The picture's fingerprint, the same on every device that shows the same operations (IN-13). Takes some 10 ms. */
  hash(): string;
  close(): void;
};

/** So many operations are taken at once: as many as come in a frame or two. */
const FEW_OPERATIONS = 64;
/** How long a part of much work takes. */
const PART_MS = 24;

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, Math.round(value)));

/**
 * A painter that fills `host`, which gives the size, in the proportions of the logical canvas.
 * @param label what the picture is, for those who do not see it
 * @param onCaughtUp told when operations that were taken in parts are all there
 */
export function createPainter(
  host: HTMLElement,
  label: string,
  onCaughtUp: () => void = () => undefined,
): Painter {
  const sheet = createSheet(host, label);
  let log: InkLog = createInkLog();
  let taken: string[] = [];
  /** How many of `taken` the log has. */
  let applied = 0;
  let lookForPreview: (() => Ink | undefined) | undefined;
  let frame: number | undefined;
  let isInParts = false;
  // A timer would wait for 4 ms each time.
  const parts = new MessageChannel();

  const show = (change: Change): void => {
    switch (change.kind) {
      case 'none':
        return;
      case 'repaint':
        return sheet.restart(log.items());
      case 'paint':
        return sheet.paint(change.item);
      case 'extend':
        return sheet.extend(change.stroke, change.from);
    }
  };

  const applyNext = (): void => {
    const operation = taken[applied];
    if (operation === undefined) return;
    applied += 1;
    show(log.apply(operation));
  };

  const isApplying = (): boolean => applied < taken.length;

  /** Works for a while at what is most urgent. Returns whether anything is left. */
  const work = (): boolean => {
    if (!isApplying() && !sheet.isBehind) return false;
    const until = performance.now() + PART_MS;
    const wasApplying = isApplying();
    while (performance.now() < until) {
      if (isApplying()) applyNext();
      else if (sheet.isBehind) sheet.work();
      else break;
    }
    if (wasApplying && !isApplying()) onCaughtUp();
    return isApplying() || sheet.isBehind;
  };

  const workInParts = (): void => {
    if (isInParts) return;
    isInParts = true;
    parts.port2.postMessage(undefined);
  };

  parts.port1.addEventListener('message', () => {
    isInParts = false;
    if (work()) workInParts();
    else requestFrame();
  });
  parts.port1.start();

  const requestFrame = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      if (isInParts) return;
      if (work()) return workInParts();
      sheet.present(lookForPreview?.());
      if (sheet.isRasterFarBehind) workInIdleTime();
    });
  };

  let idle: number | undefined;
  const workInIdleTime = (): void => {
    idle ??= whenIdle((hasTime) => {
      idle = undefined;
      while (sheet.isRasterBehind && hasTime()) sheet.workOnRaster();
      if (sheet.isRasterBehind) workInIdleTime();
    });
  };

  const append = (operations: readonly string[]): void => {
    for (const operation of operations) taken.push(operation);
    if (taken.length - applied > FEW_OPERATIONS) return workInParts();
    while (isApplying()) applyNext();
    requestFrame();
  };

  const load = (operations: readonly string[]): void => {
    const isMore = taken.length <= operations.length && taken.every((one, at) => one === operations[at]);
    if (isMore) return append(operations.slice(taken.length));
    [log, taken, applied] = [createInkLog(), [], 0];
    sheet.restart([]);
    append(operations);
  };

  const raster = () => {
    const wasApplying = isApplying();
    while (isApplying()) applyNext();
    if (wasApplying) onCaughtUp();
    requestFrame();
    return sheet.raster();
  };

  const fit = (): void => {
    if (!sheet.isMisfit) return;
    sheet.restart(log.items());
    requestFrame();
  };
  const sizes = new ResizeObserver(fit);
  sizes.observe(host);
  fit();

  return {
    load,
    append,
    get isBlank() {
      return taken.length === 0;
    },
    get isPainted() {
      return !isApplying() && !sheet.isBehind;
    },
    get hasInk() {
      return !log.isBlank;
    },
    canUndo: (slot) => log.canUndo(slot),
    canRedo: (slot) => log.canRedo(slot),
    colourAt: (x, y) =>
      raster().pixels[clamp(y, CANVAS_HEIGHT - 1) * CANVAS_WIDTH + clamp(x, CANVAS_WIDTH - 1)] ?? PAPER,
    setPreview(look) {
      lookForPreview = look;
      requestFrame();
    },
    refresh: requestFrame,
    hash: () => hashRaster(raster()),
    close() {
      sizes.disconnect();
      parts.port1.close();
      if (frame !== undefined) cancelAnimationFrame(frame);
      if (idle !== undefined) stopWaiting(idle);
      sheet.close();
    },
  };
}

/** A frame's rest that is worth using. */
const MIN_IDLE_MS = 2;
/** Where the browser does not say when it is idle. */
const GUESSED_IDLE_MS = 100;
const GUESSED_WORK_MS = 4;

const saysWhenIdle = typeof requestIdleCallback === 'function';

/** Calls `task` when the browser has nothing better to do, with a way to ask whether that is so still. */
function whenIdle(task: (hasTime: () => boolean) => void): number {
  if (saysWhenIdle) {
    return requestIdleCallback((deadline) => task(() => deadline.timeRemaining() > MIN_IDLE_MS));
  }
  return window.setTimeout(() => {
    const until = performance.now() + GUESSED_WORK_MS;
    task(() => performance.now() < until);
  }, GUESSED_IDLE_MS);
}

const stopWaiting = (idle: number): void =>
  saysWhenIdle ? cancelIdleCallback(idle) : window.clearTimeout(idle);
