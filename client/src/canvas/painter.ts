import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  createInkLog,
  createRaster,
  hashRaster,
  PAPER,
  type Change,
  type InkLog,
  type PaintItem,
  type Stroke,
  type StrokeRun,
} from '@drawguess/game/ink';
import { paintRun, paintSpans, paintStroke } from './paint-ink.ts';

/** Shows one canvas's ink in an element and keeps its raster in step (DESIGN §6). */
export type Painter = {
  /** Starts again with these operations. */
  load(operations: readonly string[]): void;
  /** Takes further operations, in array order. Their ink is on screen with the next frame at the latest. */
  append(operations: readonly string[]): void;
  /** Whether any operation was taken since the last `load`, those included. */
  readonly isBlank: boolean;
  /** Whether the picture holds anything that a clear would take away. */
  readonly hasInk: boolean;
  canUndo(slot: number): boolean;
  canRedo(slot: number): boolean;
  /** Place in the palette of the colour at a place in logical pixels, off the canvas that of its edge. */
  colourAt(x: number, y: number): number;
  /** Shows ink of one's own over the picture that is no part of it yet. `look` is asked in each frame that is painted. */
  setPreview(look: (() => PreviewStroke | undefined) | undefined): void;
  /** What `look` of the preview says has changed. */
  refresh(): void;
  /** The picture's fingerprint, the same on every device that shows the same operations (IN-13). Takes some 10 ms. */
  hash(): string;
  close(): void;
};

/** A stroke that is no operation yet. */
export type PreviewStroke = Pick<Stroke, 'tool' | 'colour' | 'size' | 'points'>;

/** More pixels than this per CSS pixel cost time and show nothing. */
const MAX_PIXEL_RATIO = 2;

/**
 * A painter that fills `host` with two layers: finished ink below, the stroke that is growing above. The host gives the
 * size, in the proportions of the logical canvas.
 * @param label what the picture is, for those who do not see it
 */
export function createPainter(host: HTMLElement, label: string): Painter {
  const finished = createLayer(host);
  const growing = createLayer(host);
  finished.canvas.setAttribute('role', 'img');
  finished.canvas.setAttribute('aria-label', label);
  growing.canvas.setAttribute('aria-hidden', 'true');
  let log: InkLog = createInkLog();
  /** Painted on the upper layer only: it ends in another curve with every point that is added. */
  let live: StrokeRun | undefined;
  let lookForPreview: (() => PreviewStroke | undefined) | undefined;
  let frame: number | undefined;
  let blank = true;

  const raster = createRaster((colour, spans) => paintSpans(finished, colour, spans));

  const settleLive = (): void => {
    if (live === undefined) return;
    paintRun(finished, live);
    live = undefined;
    requestFrame();
  };

  const paintItem = (item: PaintItem): void => {
    // A fill comes to the lower layer by way of the raster, which alone knows its extent.
    raster.paint(item);
    if (item.type === 'clear') wipe(finished);
    else if (item.type === 'stroke') paintRun(finished, item);
  };

  const repaint = (): void => {
    live = undefined;
    raster.repaint([]);
    wipe(finished);
    log.items().forEach(paintItem);
    requestFrame();
  };

  const show = (change: Change): void => {
    switch (change.kind) {
      case 'none':
        return;
      case 'repaint':
        return repaint();
      case 'paint':
        settleLive();
        if (change.item.type !== 'stroke') return paintItem(change.item);
        raster.paint(change.item);
        live = change.item;
        return requestFrame();
      case 'extend': {
        const { stroke, from } = change;
        raster.extend(stroke, from);
        const isSame = live?.stroke === stroke;
        if (!isSame) settleLive();
        live = { type: 'stroke', stroke, from: isSame && live ? live.from : from, to: stroke.points.length };
        requestFrame();
      }
    }
  };

  const requestFrame = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      wipe(growing);
      if (live !== undefined) paintRun(growing, live);
      const preview = lookForPreview?.();
      if (preview !== undefined) paintStroke(growing, preview);
    });
  };

  const append = (operations: readonly string[]): void => {
    for (const operation of operations) show(log.apply(operation));
    blank &&= operations.length === 0;
  };

  const fit = (): void => {
    const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
    const width = Math.max(1, Math.round(host.clientWidth * ratio));
    if (finished.canvas.width === width) return;
    for (const layer of [finished, growing]) {
      layer.canvas.width = width;
      layer.canvas.height = Math.round((width * CANVAS_HEIGHT) / CANVAS_WIDTH);
      const scale = width / CANVAS_WIDTH;
      layer.setTransform(scale, 0, 0, scale, scale / 2, scale / 2);
    }
    repaint();
  };
  const sizes = new ResizeObserver(fit);
  sizes.observe(host);
  fit();

  return {
    load(operations) {
      log = createInkLog();
      blank = operations.length === 0;
      for (const operation of operations) log.apply(operation);
      repaint();
    },
    append,
    get isBlank() {
      return blank;
    },
    get hasInk() {
      return !log.isBlank;
    },
    colourAt: (x, y) =>
      raster.pixels[clamp(y, CANVAS_HEIGHT - 1) * CANVAS_WIDTH + clamp(x, CANVAS_WIDTH - 1)] ?? PAPER,
    setPreview(look) {
      lookForPreview = look;
      requestFrame();
    },
    refresh: requestFrame,
    canUndo: (slot) => log.canUndo(slot),
    canRedo: (slot) => log.canRedo(slot),
    hash: () => hashRaster(raster),
    close() {
      sizes.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
      finished.canvas.remove();
      growing.canvas.remove();
    },
  };
}

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, Math.round(value)));

function createLayer(host: HTMLElement): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  host.append(canvas);
  return context;
}

const wipe = (context: CanvasRenderingContext2D): void =>
  context.clearRect(-1, -1, CANVAS_WIDTH + 1, CANVAS_HEIGHT + 1);
